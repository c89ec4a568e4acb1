/** Where bars of figures lie. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { axisUpTo, barOf } from "../../src/panel/figure_bars.ts";
import { about, exactly, moreThan, nothing, range, upTo } from "./answers.ts";

const AXIS = { end: 20_000, ticks: [] };

test("a bar goes from 0 to a value, from end to end of a range, up to a limit, or on from one", () => {
  const cases = [
    [exactly(5000), { kind: "value", from: 0, to: 0.25, best: null }],
    [about(5000), { kind: "value", from: 0, to: 0.25, best: null }],
    [range(5000, 15_000), { kind: "range", from: 0.25, to: 0.75, best: null }],
    [upTo(15_000), { kind: "upTo", from: 0, to: 0.75, best: null }],
    [moreThan(1000), { kind: "moreThan", from: 0.05, to: 0.05, best: null }],
    [exactly(0), { kind: "value", from: 0, to: 0, best: null }],
    [range(0, 5000), { kind: "range", from: 0, to: 0.25, best: null }],
    [
      { ...range(5000, 15_000), best: 10_000 },
      { kind: "range", from: 0.25, to: 0.75, best: 0.5 },
    ],
    [moreThan(0), null],
    [nothing, null],
  ] as const;
  for (const [figure, bar] of cases) assert.deepEqual(barOf(figure, "", AXIS), bar);
});

test("a bound that was read from a word is an arrow without a length", () => {
  assert.deepEqual(barOf(moreThan(24), "dozens", AXIS), {
    kind: "word",
    from: 0,
    to: 0,
    best: null,
  });
});

test("no bar leaves the scale, whatever its filters have left of it", () => {
  assert.deepEqual(barOf(exactly(90_000), "", AXIS), {
    kind: "value",
    from: 0,
    to: 1,
    best: null,
  });
});

test("the scale begins at 0, holds the largest figure and has two round ticks or more", () => {
  const ticks = (most: number) => axisUpTo(most).ticks;
  assert.deepEqual(ticks(120_000), [50_000, 100_000]);
  assert.deepEqual(ticks(11_000), [5000, 10_000]);
  assert.deepEqual(ticks(40), [20, 40]);
  assert.deepEqual(ticks(9), [2, 4, 6, 8]);
  assert.deepEqual(ticks(3), [1, 2, 3]);
  assert.deepEqual(ticks(1), [1]);
  assert.deepEqual(axisUpTo(0), { end: 1, ticks: [] });
  for (let most = 1; most < 5_000_000; most = Math.ceil(most * 1.37)) {
    const { end, ticks: round } = axisUpTo(most);
    assert.ok(end > most, String(most));
    assert.ok(round.length >= Math.min(most, 2) && round.length <= 5, `${most}: ${round}`);
    assert.ok(round.every((tick) => tick > 0 && tick <= most && Number.isInteger(tick)));
  }
});
