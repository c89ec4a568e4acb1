/** The cases of the day and the subject on which the page opens, named by MUSTERMAP_OPENINGS. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readBlock } from "../../src/block/block.ts";
import { stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { formatDay } from "../../src/rules/days.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { findPair, usualQuantity } from "../../src/state/subject_choice.ts";

interface Expected {
  readonly first?: string;
  readonly last?: string;
  readonly open?: string;
  /** The place by its ref. */
  readonly subject?: { readonly force: string; readonly place: string; readonly quantity: string };
}
interface Situation {
  readonly name: string;
  readonly block: string;
  readonly expect: Expected;
}

const file = process.env["MUSTERMAP_OPENINGS"];
const situations: Situation[] = file ? JSON.parse(readFileSync(file, "utf8")) : [];

for (const { name, block: text, expect } of situations)
  test(name, async () => {
    const block = await readBlock(text);
    const { first, last, open } = block.days;
    const index = new ClaimIndex(block);
    const nothing = { force: null, place: null };
    const pair = findPair(block, index, stretchesAt(block.reports, null), open, nothing);
    const subject = pair && {
      force: pair.force,
      place: block.places.ref[pair.place],
      quantity: usualQuantity(block, index, pair),
    };
    const found = {
      first: formatDay(first),
      last: formatDay(last),
      open: formatDay(open),
      ...(subject && { subject }),
    };
    assert.deepEqual({ ...found, ...expect }, found);
  });
