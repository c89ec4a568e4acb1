/** The axis of figures: linear or logarithmic, with a place for 0. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleFigures } from "../../src/chart/figure_axis.ts";

const near = (got: number, wanted: number) =>
  assert.ok(Math.abs(got - wanted) < 1e-9, `${got} is not ${wanted}`);

test("figures up to twenty times as large as the smallest stand on a linear axis from 0", () => {
  const scale = scaleFigures([1000, 20_000]);
  assert.equal(scale.isLog, false);
  assert.deepEqual(
    scale.ticks.map(({ value }) => value),
    [0, 5000, 10_000, 15_000, 20_000],
  );
  near(scale.at(5000), 0.25);
});

test("beyond that the axis is logarithmic, from a power of ten to one", () => {
  const scale = scaleFigures([12, 1_200_000]);
  assert.equal(scale.isLog, true);
  assert.deepEqual(
    scale.ticks.map(({ value }) => value),
    [10, 1000, 100_000, 10_000_000],
  );
  assert.equal(scale.factor, 100);
  near(scale.at(10), 0);
  near(scale.at(10_000), 0.5);
});

test("0 has a place of its own on a logarithmic axis, and no figure falls off its ends", () => {
  const scale = scaleFigures([0, 10, 1000]);
  assert.deepEqual(
    scale.ticks.map(({ value }) => value),
    [0, 10, 100, 1000],
  );
  assert.equal(scale.at(0), 0);
  assert.ok(scale.at(10) > 0.1);
  near(scale.at(1000), 1);
});

test("an axis of nothing but noughts, or of nothing, can still be drawn", () => {
  for (const figures of [[], [0, 0]]) assert.equal(scaleFigures(figures).at(0), 0);
});

test("every scale keeps the order of its figures and stays within the axis", () => {
  for (const figures of [
    [3, 7],
    [1, 1_000_000],
    [0.5, 2],
    [999, 1001],
    [0, 5, 100_000],
    [1e12, 12],
  ]) {
    const scale = scaleFigures(figures);
    const sorted = [...figures].sort((a, b) => a - b).map(scale.at);
    assert.ok(
      sorted.every((at, k) => at >= 0 && at <= 1 && (k === 0 || at > sorted[k - 1]!)),
      `${figures}: ${sorted}`,
    );
    assert.ok(scale.ticks.length >= 2 && scale.ticks.length <= 7);
  }
});
