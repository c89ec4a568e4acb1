/** The cases of "in effect" that Python passes too: their file is named by MUSTERMAP_CASES. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Reports, readBlock } from "../src/block/block.ts";
import { isLastCited, NOT, type Stretches, stretchesAt } from "../src/rules/claims_in_effect.ts";
import { EarlierClaims } from "../src/rules/earlier_claims.ts";
import { claimantRowsOf } from "../src/rules/newer_words.ts";
import { Standings } from "../src/rules/standing.ts";
import { NOT_HELD, STANDINGS } from "../src/rules/standing_numbers.ts";
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
    readonly standing?: Record<string, string>;
    readonly leads?: string[];
    readonly earlier?: Record<string, string[]>;
  };
}

const file = process.env["MUSTERMAP_CASES"];
const cases: Case[] = file ? JSON.parse(readFileSync(file, "utf8")) : [];

/** How each claim stands on a day, which lead, and what these have replaced; by ids. */
function leadingOn(reports: Reports, stretches: Stretches, on: number) {
  const rows = Int32Array.from({ length: reports.count }, (_, row) => row);
  const standing = new Standings(reports, stretches, rows).on(on);
  const folder = new Int32Array(reports.count).fill(-1);
  for (const one of claimantRowsOf(reports, rows)) one.fold(on, standing, folder);
  const held = [...rows].filter((row) => standing[row] !== NOT_HELD);
  const earlier = new EarlierClaims(reports, stretches, rows).on(on, standing, folder);
  return {
    standing: Object.fromEntries(
      held.map((row) => [reports.id.at(row), STANDINGS[standing[row] ?? NOT_HELD]]),
    ),
    leads: held
      .filter((row) => (folder[row] ?? 0) < 0)
      .map((row) => reports.id.at(row))
      .sort(),
    earlier: Object.fromEntries(
      Array.from(earlier, ([row, found]) => [reports.id.at(row), [...found]]),
    ),
  };
}

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
    const held = leadingOn(reports, stretches, on);
    if (expect.standing) assert.deepEqual(held.standing, expect.standing);
    if (expect.leads) assert.deepEqual(held.leads, [...expect.leads].sort());
    if (expect.earlier) assert.deepEqual(held.earlier, expect.earlier);
  });
}
