/** The chart's axis of figures. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { valueAxis } from "../../src/chart/value_axis.ts";

const written = (values: number[], isLogarithmic: boolean) =>
  valueAxis(values, isLogarithmic)
    .marks.filter(({ isWritten }) => isWritten)
    .map(({ value }) => value);

test("a logarithmic axis has lines at 1, 2 and 5, those at powers of ten heavier and written", () => {
  const { marks, at } = valueAxis([1000, 120_000], true);
  assert.deepEqual(
    marks.map(({ value, isHeavy }) => [value, isHeavy]),
    [
      [1000, true],
      [2000, false],
      [5000, false],
      [10_000, true],
      [20_000, false],
      [50_000, false],
      [100_000, true],
    ],
  );
  assert.ok(at(1000) > 0 && at(120_000) < 1, "there is room beyond the smallest and the largest");
  const [near, far] = [at(2000) - at(1000), at(20_000) - at(10_000)];
  assert.ok(Math.abs(near - far) < 1e-9, "twice as many is one distance everywhere");
});

test("where there is one power of ten or none, other round figures are written too", () => {
  assert.deepEqual(written([4300, 11_000], true), [5000, 10_000]);
  assert.deepEqual(written([9000], true), [5000, 10_000, 20_000]);
  assert.deepEqual(written([3, 3], true), [2, 5]);
});

test("none has a line of its own below the smallest figure of a logarithmic axis", () => {
  const { marks, at } = valueAxis([0, 300, 9000], true);
  assert.deepEqual(
    marks.filter(({ isNone }) => isNone).map(({ value }) => value),
    [0],
  );
  assert.ok(at(0) >= 0 && at(0) < at(231) - 0.05, "it lies apart from the others");
});

test("a linear axis begins at 0 and is written at even steps", () => {
  assert.deepEqual(written([4300, 25_000], false), [0, 5000, 10_000, 15_000, 20_000, 25_000]);
  const { at } = valueAxis([4300, 25_000], false);
  assert.equal(at(0), 0);
  assert.ok(Math.abs(at(20_000) - 2 * at(10_000)) < 1e-9);
  assert.deepEqual(written([3], false), [0, 1, 2, 3], "of few there are no parts of one");
});

test("where nobody is all that is said there is an axis all the same", () => {
  for (const isLogarithmic of [true, false]) {
    const { at } = valueAxis([0], isLogarithmic);
    assert.ok(at(0) >= 0 && at(0) < 0.1);
  }
});
