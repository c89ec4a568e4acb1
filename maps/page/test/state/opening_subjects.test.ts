/** The subjects on which days open, as Python finds them: handed over in the file named by MUSTERMAP_OPENING_SUBJECTS. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Block, readBlock } from "../../src/block/block.ts";
import { stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { findPair, usualQuantity } from "../../src/state/subject_choice.ts";

interface Asked {
  readonly on: number;
  readonly force: string | null;
  /** The ref of a place. */
  readonly place: string | null;
  /** Force, ref of the place, and quantity. */
  readonly expected: readonly [string, string, string];
}
interface Table {
  readonly name: string;
  readonly block: string;
  readonly asked: readonly Asked[];
}

const file = process.env["MUSTERMAP_OPENING_SUBJECTS"];
const tables: readonly Table[] = file ? JSON.parse(readFileSync(file, "utf8")) : [];

function opened(block: Block, { on, force, place }: Asked): readonly (string | undefined)[] {
  const index = new ClaimIndex(block);
  const chosen = { force, place: place === null ? null : block.places.ref.indexOf(place) };
  const pair = findPair(block, index, stretchesAt(block.reports, null), on, chosen);
  assert.ok(pair);
  return [pair.force, block.places.ref[pair.place], usualQuantity(block, index, pair)];
}

for (const { name, block: text, asked } of tables)
  test(`a day of ${name} opens on the subject that Python finds`, async () => {
    const block = await readBlock(text);
    for (const one of asked)
      assert.deepEqual(opened(block, one), one.expected, JSON.stringify(one));
  });
