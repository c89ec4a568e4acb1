/** The chart's axis of time: its span, breaks and ticks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { breaksOf, layOutPeriod, timeTicks } from "../../src/chart/time_axis.ts";
import type { ChartLines } from "../../src/rules/chart_model.ts";
import { addMonths, formatDay, parseDay } from "../../src/rules/days.ts";
import { layOutAxis, position } from "../../src/time/axis.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { lineOf } from "./lines.ts";

const day = (text: string): number => parseDay(text)!;

/** A chart of lines of one step each that is carried forward over some days, said on the first. */
function chartOf(...spans: [from: string, to: string][]): ChartLines {
  const lines = spans.map(([from, to]) =>
    lineOf([
      {
        said: [day(from), day(from)],
        namedDays: [day(to)],
        runs: [[day(from), day(to), "carried"]],
      },
    ]),
  );
  return { from: 0, to: 30_000, lines, groups: [], notDrawn: [] };
}

test("time spans the days that claims name, with a little room at both ends", () => {
  const axis = layOutPeriod(chartOf(["2022-11-01", "2023-02-28"], ["2022-10-10", "2022-10-10"]));
  assert.ok(axis.first < day("2022-10-10") && axis.first > day("2022-09-20"));
  assert.ok(axis.last > day("2023-03-01") && axis.last < day("2023-03-20"));
});

test("what names no day widens nothing, and the room ends with the period", () => {
  const undated = lineOf([{ endsOpen: true, runs: [[3, 9, "vague"]] }]);
  const chart = { from: 3, to: 9, lines: [undated], groups: [], notDrawn: [] };
  assert.deepEqual(layOutPeriod(chart), layOutAxis(3, 10, new Int32Array(0)));
  const dated = lineOf([{ said: [100, 100], runs: [[100, 105, "carried"]] }]);
  const { first, last } = layOutPeriod({ ...chart, from: 98, to: 105, lines: [undated, dated] });
  assert.deepEqual([first, last], [98, 106]);
});

test("years in which nothing changes are broken, so that five months beside them have room", () => {
  const months = [0, 1, 2, 3, 4].map((month): [string, string] => [
    formatDay(addMonths(day("2022-07-01"), month)),
    formatDay(addMonths(day("2022-08-01"), month)),
  ]);
  const axis = layOutPeriod(chartOf(["1999-01-01", "2023-12-31"], ...months));
  assert.equal(breaksOf(axis).length, 1);
  const share = position(axis, day("2022-12-01")) - position(axis, day("2022-07-01"));
  assert.ok(share > 0.15, `of 25 years in proportion they would have 0.017; they have ${share}`);
  assert.deepEqual(
    breaksOf(layOutPeriod(chartOf(["2022-09-29", "2023-03-29"]))),
    [],
    "half a year keeps its proportions, even where nothing changes in it",
  );
});

test("ticks stand on first days of months, never nearer than asked, and the year stands where it begins", () => {
  const axis = layOutAxis(
    day("2022-09-20"),
    day("2023-03-15"),
    Int32Array.of(day("2022-10-10"), day("2022-11-20"), day("2023-01-20")),
  );
  const ticks = timeTicks(axis, wordsFor(["en"]), 0.1);
  assert.deepEqual(
    ticks.map(({ text, year }) => `${text} ${year}`.trim()),
    ["Oct 2022", "Nov", "Dec", "Jan 2023", "Feb", "Mar"],
  );
  const few = timeTicks(axis, wordsFor(["en"]), 0.3);
  assert.ok(few.length >= 2 && few.every(({ at }, k) => k === 0 || at - few[k - 1]!.at >= 0.28));
  assert.deepEqual(
    timeTicks(
      layOutAxis(day("2022-11-01"), day("2022-11-10"), new Int32Array(0)),
      wordsFor(["en"]),
      0.2,
    ).map(({ text }) => text).length > 1,
    true,
  );
  assert.deepEqual(
    timeTicks(
      layOutAxis(day("1999-01-01"), day("2023-01-01"), new Int32Array(0)),
      wordsFor(["en"]),
      0.25,
    ).map(({ text }) => text),
    ["2000", "2010", "2020"],
  );
});
