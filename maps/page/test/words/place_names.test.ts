import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withUsualNames } from "../../src/words/place_names.ts";
import { blockOf } from "../blocks.ts";

interface Case {
  readonly name: string;
  readonly ref?: string;
  readonly gazetteer: string;
  readonly precision: string;
  readonly wordings: readonly string[];
  readonly usual: string;
}

/** The cases that Python passes too. */
const cases: Case[] = JSON.parse(
  readFileSync(new URL("../../../../tests/cases/place_names.json", import.meta.url), "utf8"),
);

for (const { name, ref = "here", gazetteer, precision, wordings, usual } of cases)
  test(`place name: ${name}`, () => {
    const block = blockOf([
      ...wordings.map((wording) => ({ place: gazetteer, place_wording: wording })),
      { place: "Elsewhere", place_wording: "somewhere else" },
    ]);
    const precisions = [precision, "settlement"];
    const named = withUsualNames({
      ...block,
      places: { ...block.places, ref: [ref, "elsewhere"], precision: precisions },
    });
    assert.deepEqual(named.places.name, [usual, "somewhere else"]);
    assert.deepEqual(named.places.gazetteer, [gazetteer, "Elsewhere"]);
  });
