/** What a link to a claim opens. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../../src/rules/days.ts";
import { readAddress } from "../../src/state/claim_address.ts";
import { openingState } from "../../src/state/state.ts";
import { blockOf } from "../blocks.ts";

const day = (text: string) => parseDay(text)!;
const FAR = 2147483647;
const OPENING = openingState(day("2023-06-01"));

const block = blockOf([
  { id: "stated", force: "Russia", place: "Belarus", quantity: "tanks", said: "2022-09-29" },
  { id: "vague", force: "Belarus", place: "Brest", said: "2022-10-05" },
  { id: "denied", kind: "dispute", said: "2022-10-10" },
  { id: "undated", force: "Russia", place: "Belarus" },
]);
Object.assign(block.reports, {
  certain_from_day: Int32Array.of(day("2022-11-30"), FAR, FAR, FAR),
  certain_to_day: Int32Array.of(day("2023-02-01"), -FAR, -FAR, -FAR),
  possible_from_day: Int32Array.of(day("2022-11-01"), day("2022-10-03"), FAR, -FAR),
});
const open = (hash: string) => readAddress(block, hash, OPENING);

test("a claim opens on the first day for which it is stated, else on which it can hold, else on which it was said", () => {
  const days = { stated: "2022-11-30", vague: "2022-10-03", denied: "2022-10-10" };
  for (const [id, on] of Object.entries(days)) assert.equal(open(`#claim=${id}`).state.on, day(on));
  assert.equal(open("#claim=undated").state.on, OPENING.on);
});

test("a claim opens its force, its place and its quantity, a dispute no other subject", () => {
  const { force, place, quantity } = open("#claim=stated").state;
  assert.deepEqual([force, place, quantity], ["Russia", "Belarus", "tanks"]);
  assert.equal(open("#claim=denied").state.force, null);
});

test("a day and a subject that the address names go before those of its claim", () => {
  const { on, force, place } = open("#on=2023-01-01&force=Belarus&claim=stated").state;
  assert.deepEqual([on, force, place], [day("2023-01-01"), "Belarus", null]);
  const tied = open("#tied=1&claim=stated").state;
  assert.deepEqual([tied.on, tied.knownBy], [day("2022-11-30"), day("2022-11-30")]);
});

test("claims that are not in the map are named, and the others opened", () => {
  const { rows, state, unread } = open("#claim=gone&claim=vague");
  assert.deepEqual([rows, state.claims], [[1], ["vague"]]);
  assert.deepEqual(unread, [{ name: "claim", got: "gone", why: "missing" }]);
});
