/** Which force and place are compared, and what is compared with them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block, Reports } from "../../src/block/block.ts";
import { choiceOf, findPair, quantitiesOf, usualQuantity } from "../../src/state/subject_choice.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { stretchesAt } from "../../src/rules/claims_in_effect.ts";

interface Row {
  force: string;
  place: number;
  claimant: string;
  figure?: number;
  from?: number;
  to?: number;
  kind?: string;
  quantity?: string;
}

function block(rows: Row[]): Block {
  const text = (pick: (row: Row) => string) => ({ at: (row: number) => pick(rows[row]!) });
  const numbers = (pick: (row: Row) => number) => Float64Array.from(rows, pick);
  const days = (pick: (row: Row) => number) => Int32Array.from(rows, pick);
  const reports = {
    count: rows.length,
    source: days(() => 0),
    claimant_row: days(() => 0),
    edges: { updates: [], repeats: [], beside: [], disputes: [] },
    force: text(({ force }) => force),
    claimant: text(({ claimant }) => claimant),
    attributed_to: text(() => ""),
    kind: text(({ kind }) => kind ?? "claim"),
    component: text(() => ""),
    unit: text(() => ""),
    quantity: text(({ quantity }) => quantity ?? ""),
    measure: text(() => ""),
    phase: text(() => ""),
    figure_low: numbers(({ figure }) => figure ?? Number.NaN),
    figure_high: numbers(({ figure }) => figure ?? Number.NaN),
    figure_best: numbers(() => Number.NaN),
    figure_low_included: Uint8Array.from(rows, () => 1),
    figure_high_included: Uint8Array.from(rows, () => 1),
    end_known: Uint8Array.from(rows, () => 1),
    said_possible_day: days(() => 0),
    said_certain_day: days(() => 0),
    start_earliest_day: days(() => 0),
    start_latest_day: days(() => 0),
    possible_from_day: days(({ from }) => from ?? 0),
    possible_to_day: days(({ to }) => to ?? 100),
    certain_from_day: days(({ from }) => from ?? 0),
    certain_to_day: days(({ to }) => to ?? 100),
    stated_from_day: days(({ from }) => from ?? 0),
    stated_to_day: days(({ to }) => to ?? 100),
    spoken_day: days(() => -1),
    end: text(() => "2022"),
  } as unknown as Reports;
  const places = {
    count: 3,
    ref: ["p", "q", "r"],
    precision: ["settlement", "settlement", "settlement"],
    country_code: ["", "", ""],
    geometry: [null, null, null],
    radius_m: Float64Array.of(1, 1, 1),
    lon: Float64Array.of(1, 2, 3),
    lat: Float64Array.of(1, 2, 3),
  };
  return { reports, placeOf: days(({ place }) => place), places } as unknown as Block;
}

test("compared first is what most rival claimants give figures for on the day on which the page opens", () => {
  const made = block([
    { force: "A", place: 0, claimant: "x", figure: 5 },
    { force: "A", place: 0, claimant: "x", figure: 6 },
    { force: "A", place: 0, claimant: "x", figure: 7 },
    { force: "B", place: 1, claimant: "x", figure: 5 },
    { force: "B", place: 1, claimant: "y", figure: 6 },
    { force: "A", place: 2, claimant: "x" },
    { force: "A", place: 2, claimant: "y" },
    { force: "A", place: 2, claimant: "z" },
    { force: "C", place: 2, claimant: "x", figure: 1, from: 50 },
    { force: "C", place: 2, claimant: "y", figure: 1, from: 50 },
    { force: "C", place: 2, claimant: "z", figure: 1, from: 50 },
    { force: "C", place: -1, claimant: "x", figure: 1 },
  ]);
  const known = stretchesAt(made.reports, null);
  const find = (on: number, force: string | null, place: number | null) =>
    findPair(made, new ClaimIndex(made), known, on, { force, place });
  assert.deepEqual(
    find(10, null, null),
    { force: "B", place: 1 },
    "three claims of one claimant are no rivals, and three without a number no rival figures",
  );
  assert.deepEqual(find(60, null, null), { force: "C", place: 2 });
  assert.deepEqual(
    find(500, null, null),
    { force: "C", place: 2 },
    "where nothing holds, on any day",
  );
  assert.deepEqual(
    find(10, "A", null),
    { force: "A", place: 0 },
    "the other half is found beside what is chosen",
  );
  assert.deepEqual(find(10, null, 2), { force: "A", place: 2 });
  assert.deepEqual(
    find(10, "C", 0),
    { force: "C", place: 0 },
    "what is chosen stays, even where there is nothing",
  );
  assert.deepEqual(find(10, "nobody", null), { force: "nobody", place: -1 });
});

test("what is opened becomes the subject: the first of its claims that has a place, with what it counts", () => {
  const made = block([
    { force: "A", place: -1, claimant: "x" },
    { force: "B", place: 0, claimant: "x", kind: "dispute" },
    { force: "C", place: 1, claimant: "x" },
    { force: "C", place: 1, claimant: "x", quantity: "Aircraft" },
  ]);
  assert.deepEqual(choiceOf(made, [0, 1, 2]), { force: "C", place: 1, quantity: null });
  assert.deepEqual(choiceOf(made, [3, 2]), { force: "C", place: 1, quantity: "aircraft" });
  assert.equal(choiceOf(made, [0, 1]), null);
});

test("persons are counted, unless claims on a force at a place count only something else", () => {
  const made = block([
    { force: "A", place: 0, claimant: "x" },
    { force: "A", place: 0, claimant: "x", quantity: "tanks" },
    { force: "A", place: 0, claimant: "y", quantity: "Tanks " },
    { force: "A", place: 1, claimant: "x", quantity: "guns" },
    { force: "A", place: 1, claimant: "y", quantity: "tanks" },
    { force: "A", place: 1, claimant: "z", quantity: "tanks" },
  ]);
  const index = new ClaimIndex(made);
  const at = (place: number) => ({ force: "A", place });
  assert.deepEqual(quantitiesOf(made, index, at(0)), ["personnel", "tanks"]);
  assert.equal(usualQuantity(made, index, at(0)), "personnel");
  assert.deepEqual(quantitiesOf(made, index, at(1)), ["personnel", "tanks", "guns"]);
  assert.equal(usualQuantity(made, index, at(1)), "tanks");
  assert.equal(usualQuantity(made, index, at(2)), "personnel", "where nobody claims anything");
  assert.equal(usualQuantity(made, index, at(-1)), "personnel");
});
