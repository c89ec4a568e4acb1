/** The cases of "in effect" that Python passes too: their file is named by MUSTERMAP_CASES. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Reports, readBlock } from "../src/block/block.ts";
import { elementAt, required } from "../src/checked_access.ts";
import { isLastCited, NOT, type Stretches, stretchesAt } from "../src/rules/claims_in_effect.ts";
import { EarlierClaims } from "../src/rules/earlier_claims.ts";
import { claimantRowsOf } from "../src/rules/newer_words.ts";
import { Standings } from "../src/rules/standing.ts";
import { NOT_HELD, STANDINGS } from "../src/rules/standing_numbers.ts";
import { inEffect } from "./in_effect.ts";

interface Case {
  readonly name: string;
  /** Which block its claims are in. */
  readonly block: string;
  /** What the ids of its claims begin with there. */
  readonly own: string;
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

/** Blocks as a page holds them, each of the claims of many cases, and the cases. */
interface HandedOver {
  readonly blocks: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

const file = process.env["MUSTERMAP_CASES"];
const { blocks, cases }: HandedOver = file
  ? JSON.parse(readFileSync(file, "utf8"))
  : { blocks: {}, cases: [] };
const reportsOf = new Map<string, Reports>();
for (const [name, block] of Object.entries(blocks))
  reportsOf.set(name, (await readBlock(block)).reports);

/** How some claims stand on a day, which lead, and what these have replaced; by ids. */
function leadingOn(reports: Reports, stretches: Stretches, on: number, own: readonly number[]) {
  const rows = Int32Array.from(own);
  const standing = new Standings(reports, stretches, rows).on(on);
  const folder = new Int32Array(rows.length).fill(-1);
  for (const one of claimantRowsOf(reports, rows)) one.fold(on, standing, folder);
  const id = (at: number) => reports.id.at(elementAt(own, at));
  const held = [...rows.keys()].filter((at) => standing[at] !== NOT_HELD);
  const earlier = new EarlierClaims(reports, stretches, rows).on(on, standing, folder);
  return {
    standing: Object.fromEntries(held.map((at) => [id(at), STANDINGS[standing[at] ?? NOT_HELD]])),
    leads: held
      .filter((at) => (folder[at] ?? 0) < 0)
      .map(id)
      .sort(),
    earlier: Object.fromEntries(Array.from(earlier, ([at, found]) => [id(at), [...found]])),
  };
}

for (const { name, block, own, on, known_by: knownBy, expect } of cases) {
  test(`case: ${name}`, () => {
    const reports = required(reportsOf.get(block), block);
    const stretches = stretchesAt(reports, knownBy);
    const rows = Array.from({ length: reports.count }, (_, row) => row).filter((row) =>
      reports.id.at(row).startsWith(own),
    );
    const isOwn = new Set(rows);
    const of = (several: readonly number[]) => several.filter((row) => isOwn.has(row));
    const shown = inEffect(stretches, on);
    const ids = (several: readonly number[]) => several.map((row) => reports.id.at(row)).sort();
    assert.deepEqual(ids(of(shown.certain)), [...expect.certain].sort());
    assert.deepEqual(ids(of(shown.possible)), [...expect.possible].sort());
    if (expect.last_cited) {
      const holding = of([...shown.certain, ...shown.possible]);
      assert.deepEqual(
        ids(holding.filter((row) => isLastCited(stretches, row, on))),
        [...expect.last_cited].sort(),
      );
    }
    if (expect.folded) {
      const folded: Record<string, string> = {};
      for (const row of rows) {
        const root = stretches.foldedUnder[row] ?? -1;
        if (root >= 0 && stretches.said[row] !== NOT)
          folded[reports.id.at(row)] = reports.id.at(root);
      }
      assert.deepEqual(folded, expect.folded);
    }
    if (expect.disputed) {
      const disputed: Record<string, string[]> = {};
      for (const [target, disputes] of stretches.disputes)
        if (isOwn.has(target)) disputed[reports.id.at(target)] = ids(disputes);
      const sorted = Object.fromEntries(
        Object.entries(expect.disputed).map(([target, disputes]) => [target, [...disputes].sort()]),
      );
      assert.deepEqual(disputed, sorted);
    }
    const held = leadingOn(reports, stretches, on, rows);
    if (expect.standing) assert.deepEqual(held.standing, expect.standing);
    if (expect.leads) assert.deepEqual(held.leads, [...expect.leads].sort());
    if (expect.earlier) assert.deepEqual(held.earlier, expect.earlier);
  });
}
