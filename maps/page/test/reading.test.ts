import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../src/block.ts";
import { parseDay } from "../src/days.ts";
import type { Stretches } from "../src/ineffect.ts";
import { whyOn, wordFigure, wordSpan } from "../src/reading.ts";
import { wordsFor } from "../src/words.ts";

const words = wordsFor(["en"]);
const FUTURE = 2147483647;
const day = (text: string) => parseDay(text)!;

/** One report, said on a day that is certain, in a table of its own. */
function one(fields: { start?: string; end?: string; startLatest?: number; possible?: [number, number]; certain?: [number, number]; figure?: string; quantity?: string; saidMaybe?: boolean }) {
  const text = (value = "") => ({ at: () => value });
  const [from, to] = fields.possible ?? [0, FUTURE];
  const [certainFrom, certainTo] = fields.certain ?? [FUTURE, -FUTURE];
  const column = (value: number) => Int32Array.of(value);
  const reports = {
    start: text(fields.start), end: text(fields.end), figure_text: text(fields.figure), quantity: text(fields.quantity),
    start_latest_day: column(fields.startLatest ?? 0), possible_from_day: column(from), possible_to_day: column(to),
    certain_from_day: column(certainFrom), certain_to_day: column(certainTo),
  };
  const stretches = {
    said: Uint8Array.of(fields.saidMaybe ? 1 : 2), foldedUnder: column(-1), possibleFrom: column(from), possibleTo: column(to),
    certainFrom: column(certainFrom), certainTo: column(certainTo),
  };
  return { block: { reports } as unknown as Block, stretches: stretches as unknown as Stretches };
}

function why(fields: Parameters<typeof one>[0], on: string): string[] {
  const { block, stretches } = one(fields);
  return whyOn(block, stretches, 0, day(on));
}

test("a claim says why it only possibly holds", () => {
  const late = { start: "[2022-09-21..2022-09-30]", startLatest: day("2022-09-30") };
  assert.deepEqual(why(late, "2022-09-25"), ["startOpen", "endUnknown"]);
  assert.deepEqual(why(late, "2022-12-01"), ["endUnknown"]);
  assert.deepEqual(why({}, "2022-12-01"), ["noSpan"]);
  assert.deepEqual(why({ saidMaybe: true }, "2022-12-01"), ["saidMaybe", "noSpan"]);
  assert.deepEqual(why({ end: "2022" }, "2005-01-01"), ["startUnknown"]);
  assert.deepEqual(why({ start: "2022~", end: "2023" }, "2022-12-01"), ["qualified"]);
});

test("a claim whose first and last days are known to the month says which of them is in doubt", () => {
  const months = {
    start: "2022-11", end: "2023-02", startLatest: day("2022-11-30"),
    possible: [day("2022-11-01"), day("2023-02-28")] as [number, number], certain: [day("2022-11-30"), day("2023-02-01")] as [number, number],
  };
  assert.deepEqual(why(months, "2022-10-10"), ["notBegun"]);
  assert.deepEqual(why(months, "2022-11-10"), ["startOpen"]);
  assert.deepEqual(why(months, "2022-12-01"), ["certain"]);
  assert.deepEqual(why(months, "2023-02-10"), ["endOpen"]);
  assert.deepEqual(why(months, "2023-06-01"), ["ended"]);
});

test("spans and figures are worded as they were said", () => {
  const span = (start: string, end: string) => wordSpan(one({ start, end }).block, 0, words);
  assert.equal(span("", ""), "no span given");
  assert.equal(span("1999", ".."), "since 1999, with no end");
  assert.equal(span("", "2022"), "until 2022, start not given");
  assert.equal(span("2022-11", "2023-02"), "November 2022 to February 2023");
  assert.equal(span("2022-10-08", "2022-10-08"), "on 8 October 2022");
  const figure = (text: string, quantity: string) => wordFigure(one({ figure: text, quantity }).block, 0, words);
  assert.equal(figure("more than 1,000", "personnel"), "more than 1,000");
  assert.equal(figure("40", "aircraft"), "40 aircraft");
  assert.equal(figure("", "personnel"), "no number");
});
