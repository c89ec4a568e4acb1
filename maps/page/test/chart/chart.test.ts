/** What the chart is laid out by: scales, ticks, rows, lanes, and which pair is compared first. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { layOutAxis, position } from "../../src/time/axis.ts";
import type { Block, Places, Reports } from "../../src/block/block.ts";
import { intoLanes, splitRows } from "../../src/chart/chart_rows.ts";
import { findPair, pairIn } from "../../src/state/subject_choice.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { compare } from "../../src/rules/comparable.ts";
import { addMonths, DISTANT_FUTURE, DISTANT_PAST, parseDay } from "../../src/rules/days.ts";
import { scaleFigures } from "../../src/chart/figure_axis.ts";
import { type Stretches, stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { nestingsOf } from "../../src/rules/nesting.ts";
import { breaksOf, layOutSpan, timeTicks, turnsOf } from "../../src/chart/time_axis.ts";
import { wordsFor } from "../../src/words/catalogue.ts";

const day = (text: string): number => parseDay(text)!;
const near = (got: number, wanted: number) => assert.ok(Math.abs(got - wanted) < 1e-9, `${got} is not ${wanted}`);

test("figures up to twenty times as large as the smallest stand on a linear axis from 0", () => {
  const scale = scaleFigures([1000, 20_000]);
  assert.equal(scale.isLog, false);
  assert.deepEqual(scale.ticks.map(({ value }) => value), [0, 5000, 10_000, 15_000, 20_000]);
  near(scale.at(5000), 0.25);
});

test("beyond that the axis is logarithmic, from a power of ten to one", () => {
  const scale = scaleFigures([12, 1_200_000]);
  assert.equal(scale.isLog, true);
  assert.deepEqual(scale.ticks.map(({ value }) => value), [10, 1000, 100_000, 10_000_000]);
  assert.equal(scale.factor, 100);
  near(scale.at(10), 0);
  near(scale.at(10_000), 0.5);
});

test("0 has a place of its own on a logarithmic axis, and no figure falls off its ends", () => {
  const scale = scaleFigures([0, 10, 1000]);
  assert.deepEqual(scale.ticks.map(({ value }) => value), [0, 10, 100, 1000]);
  assert.equal(scale.at(0), 0);
  assert.ok(scale.at(10) > 0.1);
  near(scale.at(1000), 1);
});

test("an axis of nothing but noughts, or of nothing, can still be drawn", () => {
  for (const figures of [[], [0, 0]]) assert.equal(scaleFigures(figures).at(0), 0);
});

test("every scale keeps the order of its figures and stays within the axis", () => {
  for (const figures of [[3, 7], [1, 1_000_000], [0.5, 2], [999, 1001], [0, 5, 100_000], [1e12, 12]]) {
    const scale = scaleFigures(figures);
    const sorted = [...figures].sort((a, b) => a - b).map(scale.at);
    assert.ok(sorted.every((at, k) => at >= 0 && at <= 1 && (k === 0 || at > sorted[k - 1])), `${figures}: ${sorted}`);
    assert.ok(scale.ticks.length >= 2 && scale.ticks.length <= 7);
  }
});

function stretches(...claims: [from: number, to: number, certainFrom?: number, certainTo?: number, cited?: number][]): Stretches {
  const column = (pick: (claim: (typeof claims)[number]) => number) => Int32Array.from(claims, pick);
  return {
    count: claims.length, possibleFrom: column(([from]) => from), possibleTo: column(([, to]) => to),
    certainFrom: column((claim) => claim[2] ?? 1), certainTo: column((claim) => claim[3] ?? 0), lastCitedFrom: column((claim) => claim[4] ?? DISTANT_FUTURE),
  } as unknown as Stretches;
}

test("a claim turns where it begins, becomes certain, ends, and is only last cited; nothing infinite is a day", () => {
  const known = stretches([10, 20, 12, 15], [DISTANT_PAST, DISTANT_FUTURE, 5, DISTANT_FUTURE, 40], [10, 20, 1, 0, 30]);
  assert.deepEqual(turnsOf(known, 0).sort((a, b) => a - b), [10, 12, 16, 21]);
  assert.deepEqual(turnsOf(known, 1).sort((a, b) => a - b), [5, 40]);
  assert.deepEqual(turnsOf(known, 2), [10, 21], "it has ended before it would be last cited");
});

test("time spans what the claims do, with a little room at both ends", () => {
  const axis = layOutSpan(stretches([day("2022-11-01"), day("2023-02-28")], [day("2022-10-10"), DISTANT_FUTURE]), [0, 1], { first: 0, last: 30_000 });
  assert.ok(axis.first < day("2022-10-10") && axis.first > day("2022-09-20"));
  assert.ok(axis.last > day("2023-03-01") && axis.last < day("2023-03-20"));
  assert.deepEqual(layOutSpan(stretches([DISTANT_PAST, DISTANT_FUTURE]), [0], { first: 3, last: 9 }), layOutAxis(3, 9, new Int32Array(0)));
});

test("years in which nothing changes are broken, so that five months beside them have room", () => {
  const months = [0, 1, 2, 3, 4].map((month): [number, number] => [addMonths(day("2022-07-01"), month), addMonths(day("2022-08-01"), month)]);
  const known = stretches([day("1999-01-01"), day("2023-12-31")], ...months);
  const axis = layOutSpan(known, [0, 1, 2, 3, 4, 5], { first: 0, last: 30_000 });
  assert.equal(breaksOf(axis).length, 1);
  const share = position(axis, day("2022-12-01")) - position(axis, day("2022-07-01"));
  assert.ok(share > 0.15, `of 25 years in proportion they would have 0.017; they have ${share}`);
  const half = layOutSpan(stretches([day("2022-09-29"), day("2023-03-29")]), [0], { first: 0, last: 30_000 });
  assert.deepEqual(breaksOf(half), [], "half a year keeps its proportions, even where nothing changes in it");
});

test("ticks stand on first days of months, never nearer than asked, and the year stands where it begins", () => {
  const axis = layOutAxis(day("2022-09-20"), day("2023-03-15"), Int32Array.of(day("2022-10-10"), day("2022-11-20"), day("2023-01-20")));
  const ticks = timeTicks(axis, wordsFor(["en"]), 0.1);
  assert.deepEqual(ticks.map(({ text, year }) => `${text} ${year}`.trim()), ["Oct 2022", "Nov", "Dec", "Jan 2023", "Feb", "Mar"]);
  const few = timeTicks(axis, wordsFor(["en"]), 0.3);
  assert.ok(few.length >= 2 && few.every(({ at }, k) => k === 0 || at - few[k - 1].at >= 0.28));
  assert.deepEqual(timeTicks(layOutAxis(day("2022-11-01"), day("2022-11-10"), new Int32Array(0)), wordsFor(["en"]), 0.2).map(({ text }) => text).length > 1, true);
  assert.deepEqual(timeTicks(layOutAxis(day("1999-01-01"), day("2023-01-01"), new Int32Array(0)), wordsFor(["en"]), 0.25).map(({ text }) => text), ["2000", "2010", "2020"]);
});

test("claims of one claimant share a lane as long as they do not overlap", () => {
  const extent = (row: number, from: number, to: number) => ({ row, from, to });
  const lanes = intoLanes([extent(0, 0, 50), extent(1, 60, 90), extent(2, 40, 70), extent(3, 95, 120)], 5);
  assert.deepEqual(lanes.map((lane) => lane.map(({ row }) => row)), [[0, 1, 3], [2]]);
  assert.deepEqual(intoLanes([extent(0, 0, 50), extent(1, 52, 90)], 5).length, 2, "a gap that is too narrow is none");
});

test("of sixty claimants the thirty that claim something for the day stand first, in the order that all have", () => {
  const rows = Array.from({ length: 60 }, (_, row) => ({ claimant: String(row), rows: [row] }));
  const known = stretches(...rows.map(({ rows: [row] }): [number, number] => (row % 2 ? [0, 10] : [20, 30])));
  const [first, rest] = splitRows(rows, 30, known, 5);
  assert.deepEqual(first.map(({ claimant }) => Number(claimant)), Array.from({ length: 30 }, (_, k) => 2 * k + 1));
  assert.equal(rest.length, 30);
  assert.deepEqual(splitRows(rows.slice(0, 30), 30, known, 5)[1], []);
});

interface Row { force: string; place: number; claimant: string; figure?: number; from?: number; to?: number; kind?: string }

function block(rows: Row[]): Block {
  const text = (pick: (row: Row) => string) => ({ at: (row: number) => pick(rows[row]) });
  const numbers = (pick: (row: Row) => number) => Float64Array.from(rows, pick);
  const days = (pick: (row: Row) => number) => Int32Array.from(rows, pick);
  const reports = {
    count: rows.length, edges: { updates: [], repeats: [], disputes: [] },
    force: text(({ force }) => force), claimant: text(({ claimant }) => claimant), attributed_to: text(() => ""), kind: text(({ kind }) => kind ?? "claim"),
    component: text(() => ""), unit: text(() => ""), quantity: text(() => ""), measure: text(() => ""), phase: text(() => ""),
    figure_low: numbers(({ figure }) => figure ?? Number.NaN), figure_high: numbers(({ figure }) => figure ?? Number.NaN), figure_best: numbers(() => Number.NaN),
    figure_low_included: Uint8Array.from(rows, () => 1), figure_high_included: Uint8Array.from(rows, () => 1), end_known: Uint8Array.from(rows, () => 1),
    said_possible_day: days(() => 0), said_certain_day: days(() => 0), start_earliest_day: days(() => 0), start_latest_day: days(() => 0),
    possible_from_day: days(({ from }) => from ?? 0), possible_to_day: days(({ to }) => to ?? 100), certain_from_day: days(({ from }) => from ?? 0), certain_to_day: days(({ to }) => to ?? 100),
  } as unknown as Reports;
  const places = {
    count: 3, ref: ["p", "q", "r"], precision: ["settlement", "settlement", "settlement"], country_code: ["", "", ""], geometry: [null, null, null],
    radius_m: Float64Array.of(1, 1, 1), lon: Float64Array.of(1, 2, 3), lat: Float64Array.of(1, 2, 3),
  };
  return { reports, placeOf: days(({ place }) => place), places } as unknown as Block;
}

test("compared first is what most rival claimants give figures for on the day on which the page opens", () => {
  const made = block([
    { force: "A", place: 0, claimant: "x", figure: 5 }, { force: "A", place: 0, claimant: "x", figure: 6 }, { force: "A", place: 0, claimant: "x", figure: 7 },
    { force: "B", place: 1, claimant: "x", figure: 5 }, { force: "B", place: 1, claimant: "y", figure: 6 },
    { force: "A", place: 2, claimant: "x" }, { force: "A", place: 2, claimant: "y" }, { force: "A", place: 2, claimant: "z" },
    { force: "C", place: 2, claimant: "x", figure: 1, from: 50 }, { force: "C", place: 2, claimant: "y", figure: 1, from: 50 }, { force: "C", place: 2, claimant: "z", figure: 1, from: 50 },
    { force: "C", place: -1, claimant: "x", figure: 1 },
  ]);
  const known = stretchesAt(made.reports, null);
  const find = (on: number, force: string | null, place: number | null) => findPair(made, new ClaimIndex(made), known, on, { force, place });
  assert.deepEqual(find(10, null, null), { force: "B", place: 1 }, "three claims of one claimant are no rivals, and three without a number no rival figures");
  assert.deepEqual(find(60, null, null), { force: "C", place: 2 });
  assert.deepEqual(find(500, null, null), { force: "C", place: 2 }, "where nothing holds, on any day");
  assert.deepEqual(find(10, "A", null), { force: "A", place: 0 }, "the other half is found beside what is chosen");
  assert.deepEqual(find(10, null, 2), { force: "A", place: 2 });
  assert.deepEqual(find(10, "C", 0), { force: "C", place: 0 }, "what is chosen stays, even where there is nothing");
  assert.deepEqual(find(10, "nobody", null), { force: "nobody", place: -1 });
});

test("of too many claims about other places it is told how many they are, and no day looks through them", () => {
  const row = (place: number, k: number): Row => ({ force: "A", place, claimant: `c${k}`, figure: k });
  const apart = (elsewhere: number) => {
    const made = block([row(0, 1), row(0, 2), ...Array.from({ length: elsewhere }, (_, k) => row(1 + (k % 2), k))]);
    const comparison = compare(made, new ClaimIndex(made), stretchesAt(made.reports, null), null, { force: "A", place: 0 });
    assert.deepEqual(comparison.rows, [0, 1]);
    return comparison.apart.map(({ reason, rows, crowd }) => [reason, rows.length, crowd]);
  };
  assert.deepEqual(apart(1000), [["elsewhere", 1000, null]]);
  assert.deepEqual(apart(1001), [["elsewhere", 0, { claims: 1001, places: 2, wordings: [] }]]);
});

test("what a filter hides is compared with nothing", () => {
  const made = block([1, 2, 3].map((k) => ({ force: "A", place: 0, claimant: `c${k}`, figure: k })));
  const known = stretchesAt(made.reports, null);
  assert.deepEqual(compare(made, new ClaimIndex(made), known, Uint8Array.of(1, 0, 1), { force: "A", place: 0 }).rows, [0, 2]);
});

test("what is opened is compared: the first of its claims that has a place", () => {
  const made = block([{ force: "A", place: -1, claimant: "x" }, { force: "B", place: 0, claimant: "x", kind: "dispute" }, { force: "C", place: 1, claimant: "x" }]);
  assert.deepEqual(pairIn(made, [0, 1, 2]), { force: "C", place: 1 });
  assert.equal(pairIn(made, [0, 1]), null);
});

test("a place lies in a country by its code, and in a region by its outline; of a line it is not known", () => {
  const square = { type: "Polygon", coordinates: [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]] };
  const places = {
    count: 6,
    ref: ["country", "region", "in both", "outside by code", "far", "road"],
    precision: ["country", "region", "settlement", "settlement", "settlement", "line"],
    country_code: ["BY", "BY", "BY", "UA", "BY", "BY"],
    radius_m: Float64Array.of(300_000, 90_000, 5000, 5000, 5000, 50_000),
    lon: Float64Array.of(2, 2, 1, 2, 9, 2), lat: Float64Array.of(2, 2, 1, 2, 9, 2),
    geometry: [square, square, null, null, null, null],
  } as unknown as Places;
  assert.deepEqual(nestingsOf(places, 0), ["same", "inside", "inside", "elsewhere", "inside", "elsewhere"]);
  assert.deepEqual(nestingsOf(places, 1), ["around", "same", "inside", "elsewhere", "elsewhere", "elsewhere"]);
  assert.deepEqual(nestingsOf(places, 2), ["around", "around", "same", "elsewhere", "elsewhere", "elsewhere"]);
});
