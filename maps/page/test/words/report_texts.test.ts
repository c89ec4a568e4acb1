import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../../src/block/block.ts";
import { parseDay } from "../../src/rules/days.ts";
import type { Stretches } from "../../src/rules/claims_in_effect.ts";
import {
  whyOn,
  whyUnplaced,
  wordFigure,
  wordFigures,
  wordSaid,
  wordSaying,
  wordSpan,
} from "../../src/words/report_texts.ts";
import { wordsFor } from "../../src/words/catalogue.ts";

const words = wordsFor(["en"]);
const FUTURE = 2147483647;
const day = (text: string) => parseDay(text)!;

/** One report, said on a day that is certain, in a table of its own. */
function one(fields: {
  start?: string;
  end?: string;
  startLatest?: number;
  possible?: [number, number];
  certain?: [number, number];
  figure?: string;
  wording?: string;
  quantity?: string;
  said?: string;
  published?: string;
  saidMaybe?: boolean;
}) {
  const text = (value = "") => ({ at: () => value });
  const [from, to] = fields.possible ?? [0, FUTURE];
  const [certainFrom, certainTo] = fields.certain ?? [FUTURE, -FUTURE];
  const column = (value: number) => Int32Array.of(value);
  const reports = {
    start: text(fields.start),
    end: text(fields.end),
    figure: text(fields.wording),
    figure_text: text(fields.figure),
    quantity: text(fields.quantity),
    said: text(fields.said),
    said_wording: text(),
    start_latest_day: column(fields.startLatest ?? 0),
    possible_from_day: column(from),
    possible_to_day: column(to),
    certain_from_day: column(certainFrom),
    certain_to_day: column(certainTo),
  };
  const stretches = {
    said: Uint8Array.of(fields.saidMaybe ? 1 : 2),
    foldedUnder: column(-1),
    possibleFrom: column(from),
    possibleTo: column(to),
    certainFrom: column(certainFrom),
    certainTo: column(certainTo),
  };
  const block = { reports, sourceOf: column(0), sources: { published: text(fields.published) } };
  return { block: block as unknown as Block, stretches: stretches as unknown as Stretches };
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
    start: "2022-11",
    end: "2023-02",
    startLatest: day("2022-11-30"),
    possible: [day("2022-11-01"), day("2023-02-28")] as [number, number],
    certain: [day("2022-11-30"), day("2023-02-01")] as [number, number],
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
  const figure = (text: string, quantity: string) =>
    wordFigure(one({ figure: text, quantity }).block, 0, words);
  assert.equal(figure("more than 1,000", "personnel"), "more than 1,000");
  assert.equal(figure("40", "aircraft"), "40 aircraft");
  assert.equal(figure("", "personnel"), "no number");
});

test("where nobody says when it was said, the day of publication is named as what it is", () => {
  const said = (fields: Parameters<typeof one>[0]) => wordSaid(one(fields).block, 0, words);
  assert.equal(said({ said: "2023-01-30", published: "2023-01-31" }), "30 January 2023");
  assert.equal(said({ published: "2023-01-25" }), "day not given; published 25 January 2023");
  assert.equal(said({}), "day not given");
  const saying = (fields: Parameters<typeof one>[0]) => wordSaying(one(fields).block, 0, words);
  assert.equal(saying({ said: "2023-01-30" }), "said 30 January 2023");
  assert.equal(saying({ published: "2023-01-25" }), "published 25 January 2023");
  assert.equal(saying({}), "day not given");
});

/** A table of figures as they are read: low, high, whether each is included, and the text. */
function figures(
  ...rows: [text: string, low: number, high: number, lowIncluded?: number, highIncluded?: number][]
): Block {
  const texts = { at: (row: number) => rows[row]![0].replace("?", "") };
  return {
    reports: {
      figure: { at: (row: number) => rows[row]![0].replace("?", "") },
      figure_text: { at: (row: number) => (rows[row]![0].startsWith("?") ? "" : texts.at(row)) },
      quantity: { at: () => "personnel" },
      figure_best: Float64Array.from(rows, () => Number.NaN),
      figure_low: Float64Array.from(rows, ([, low]) => low),
      figure_high: Float64Array.from(rows, ([, , high]) => high),
      figure_low_included: Uint8Array.from(rows, (row) => row[3] ?? 1),
      figure_high_included: Uint8Array.from(rows, (row) => row[4] ?? 1),
    },
  } as unknown as Block;
}

test("rival figures are worded with bounds that somebody states", () => {
  const none = Number.NaN;
  const block = figures(
    ["none", 0, 0],
    ["at least 12,000", 12_000, none],
    ["more than 1,000", 1000, none, 0],
    ["10,000–15,000", 10_000, 15_000],
    ["at most 9,000", 0, 9000, 0],
    ["fewer than 20,000", 0, 20_000, 0, 0],
    ["?bis zu 9.000", none, none],
    ["more than 3,000", 3000, none, 0],
  );
  const worded = (...rows: number[]) => wordFigures(block, rows, words);
  assert.equal(worded(0, 1), "0 to at least 12,000");
  assert.equal(worded(1, 0), "0 to at least 12,000");
  assert.equal(worded(0, 2), "0 to more than 1,000");
  assert.equal(worded(2, 7), "more than 1,000 to more than 3,000");
  assert.equal(worded(2, 3), "more than 1,000 to 15,000, or with no upper bound");
  assert.equal(worded(1, 4), "at least 12,000");
  assert.equal(worded(4, 3), "at most 15,000");
  assert.equal(worded(4, 5), "fewer than 20,000");
  assert.equal(worded(0, 4), "0–9,000");
  assert.equal(worded(2, 6), "more than 1,000 · “bis zu 9.000” (not read)");
  const every = [0, 1, 2, 3, 4, 5, 6, 7];
  for (const a of every)
    for (const b of every) assert.doesNotMatch(worded(a, b), /(at least|more than) 0\b/);
});

test("a figure's wording that was not read is shown, and is not called the lack of a number", () => {
  assert.equal(
    wordFigure(one({ wording: "bis zu 9.000" }).block, 0, words),
    "“bis zu 9.000” (not read)",
  );
});

test("why a report is not placed is told as its reason stands, without the full stop", () => {
  const why = (reason: string) =>
    whyUnplaced({ reports: { place_reason: { at: () => reason } } } as unknown as Block, 0, words);
  assert.equal(
    why("3 places bear this name: A (US); name the country (FR)."),
    "3 places bear this name: A (US); name the country (FR)",
  );
  assert.equal(why("The wording has no letters."), "The wording has no letters");
  assert.equal(why(""), "the report names no place");
});
