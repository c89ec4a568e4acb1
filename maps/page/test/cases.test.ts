/** The cases of "in effect" that Python passes too: their file is named by MUSTERMAP_CASES. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readBlock } from "../src/block/block.ts";
import { isLastCited, NOT, stretchesAt } from "../src/rules/claims_in_effect.ts";
import { inEffect } from "./in_effect.ts";

interface Case {
  readonly name: string;
  /** The block of its claims, as a page holds it. */
  readonly block: string;
  readonly on: number;
  readonly known_by: number | null;
  readonly expect: {
    readonly certain: string[];
    readonly possible: string[];
    readonly last_cited?: string[];
    readonly folded?: Record<string, string>;
    readonly disputed?: Record<string, string[]>;
  };
}

const file = process.env["MUSTERMAP_CASES"];
const cases: Case[] = file ? JSON.parse(readFileSync(file, "utf8")) : [];

for (const { name, block, on, known_by: knownBy, expect } of cases) {
  test(`case: ${name}`, async () => {
    const { reports } = await readBlock(block);
    const stretches = stretchesAt(reports, knownBy);
    const shown = inEffect(stretches, on);
    const ids = (rows: readonly number[]) => rows.map((row) => reports.id.at(row)).sort();
    assert.deepEqual(ids(shown.certain), [...expect.certain].sort());
    assert.deepEqual(ids(shown.possible), [...expect.possible].sort());
    if (expect.last_cited) {
      const holding = [...shown.certain, ...shown.possible];
      assert.deepEqual(
        ids(holding.filter((row) => isLastCited(stretches, row, on))),
        [...expect.last_cited].sort(),
      );
    }
    if (expect.folded) {
      const folded: Record<string, string> = {};
      stretches.foldedUnder.forEach((root, row) => {
        if (root >= 0 && stretches.said[row] !== NOT)
          folded[reports.id.at(row)] = reports.id.at(root);
      });
      assert.deepEqual(folded, expect.folded);
    }
    if (expect.disputed) {
      const disputed: Record<string, string[]> = {};
      for (const [target, disputes] of stretches.disputes)
        disputed[reports.id.at(target)] = ids(disputes);
      const sorted = Object.fromEntries(
        Object.entries(expect.disputed).map(([target, disputes]) => [target, [...disputes].sort()]),
      );
      assert.deepEqual(disputed, sorted);
    }
  });
}
