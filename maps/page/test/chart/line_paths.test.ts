/** The shapes of the chart's lines: a day is ten pixels wide, and a figure lies as high as it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxesOf, faintPath, pathsOf, type Scales } from "../../src/chart/line_paths.ts";
import { signsOf } from "../../src/chart/chart_key.ts";
import { lineOf } from "./lines.ts";

const scales: Scales = {
  first: 0,
  last: 29,
  left: 0,
  right: 300,
  x: (day) => Math.min(Math.max(day, 0), 30) * 10,
  y: (value) => 100 - value,
};

test("each stretch of days has the path of how it stands, and an open end an arrow at the edge", () => {
  const { runs, arrow, end } = pathsOf(
    lineOf([
      {
        runs: [
          [0, 4, "stated"],
          [5, 19, "carried"],
          [20, 29, "stale"],
        ],
        endsOpen: true,
      },
    ]),
    scales,
  );
  assert.deepEqual(runs, { stated: "M0 90H50", carried: "M50 90H200", stale: "M200 90H300" });
  assert.match(arrow, /^M294 85\.5/);
  assert.equal(end, "");
});

test("a figure that is replaced is joined to the one that takes its place", () => {
  const { joins } = pathsOf(
    lineOf([{ runs: [[0, 9, "carried"]] }, { low: 30, high: 30, runs: [[10, 29, "carried"]] }]),
    scales,
  );
  assert.equal(joins, "M100 90V70");
});

test("a line takes the room of its steps and of what joins them", () => {
  const line = lineOf([
    { runs: [[0, 9, "carried"]] },
    { low: 30, high: 30, runs: [[10, 29, "carried"]] },
  ]);
  assert.deepEqual(boxesOf(line, scales), [
    { left: 0, right: 100, top: 87, bottom: 93 },
    { left: 100, right: 300, top: 67, bottom: 73 },
    { left: 98, right: 102, top: 70, bottom: 90 },
  ]);
});

test("what ends by itself is not joined to what holds beside it, and neither are movements", () => {
  const beside = [
    { runs: [[0, 19, "vague"]] },
    { low: 30, high: 30, runs: [[10, 29, "carried"]] },
  ] as const;
  assert.equal(pathsOf(lineOf(beside), scales).joins, "");
  const after = [
    { runs: [[0, 9, "carried"]] },
    { low: 30, high: 30, runs: [[10, 29, "carried"]] },
  ] as const;
  assert.equal(pathsOf(lineOf(after, "arriving"), scales).joins, "");
});

test("an upper limit has teeth below its line, a lower one above", () => {
  const upper = lineOf([{ low: null, highLimit: "atMost", runs: [[0, 2, "carried"]] }]);
  const lower = lineOf([{ high: null, lowLimit: "more", runs: [[0, 2, "carried"]] }]);
  assert.equal(pathsOf(upper, scales).combs.carried, "M8 90v5M16 90v5M24 90v5");
  assert.equal(pathsOf(lower, scales).combs.carried, "M8 90v-5M16 90v-5M24 90v-5");
});

test("two numbers are two edges with a band between them", () => {
  const { runs, bands } = pathsOf(lineOf([{ high: 30, runs: [[0, 9, "stated"]] }]), scales);
  assert.equal(runs.stated, "M0 90H100M0 70H100");
  assert.equal(bands.stated, "M0 90H100V70H0Z");
});

test("a saying is a dot in the middle of its day, a pill over the days that it can be, or none", () => {
  const dots = (said: readonly [number | null, number | null]) =>
    pathsOf(lineOf([{ said, runs: [[10, 19, "carried"]] }]), scales).dots;
  assert.equal(dots([10, 10]), "M105 90H105.01");
  assert.equal(dots([10, 14]), "M100 90H150.01");
  assert.equal(dots([null, null]), "M0 90H300.01");
  assert.equal(dots([-20, -10]), "", "before the chart");
});

test("what is said for later has a hairline from its saying to its beginning", () => {
  const line = lineOf([{ said: [2, 2], runs: [[10, 19, "stated"]] }], "planned");
  assert.equal(pathsOf(line, scales).later, "M25 90H100");
  assert.deepEqual(signsOf([line]), ["said", "later", "stated"]);
});

test("lines without a label are one path", () => {
  const lines = [lineOf([{ runs: [[0, 9, "carried"]] }]), lineOf([{ runs: [[0, 29, "stale"]] }])];
  assert.equal(faintPath(lines, scales), "M0 90H100M0 90H300");
});

test("the key has the signs that are drawn, and no other", () => {
  assert.deepEqual(
    signsOf([
      lineOf([{ said: [0, 0], highLimit: "fewer", low: null, runs: [[0, 9, "carried"]] }]),
      lineOf([{ said: [0, 4], high: 20, endsOpen: true, runs: [[0, 9, "vague"]] }]),
    ]),
    ["said", "saidRange", "carried", "vague", "upper", "range", "open"],
  );
});
