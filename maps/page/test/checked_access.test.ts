/** An index out of range and a missing value raise; what is there comes back as it is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addAt,
  byteAt,
  elementAt,
  intAt,
  numberAt,
  realAt,
  required,
} from "../src/checked_access.ts";

test("an element that is there comes back, an index out of range raises", () => {
  assert.equal(elementAt(["a", "b"], 1), "b");
  assert.equal(elementAt([null], 0), null);
  assert.equal(intAt(Int32Array.of(0, -1), 1), -1);
  assert.equal(byteAt(Uint8Array.of(0), 0), 0);
  assert.ok(Number.isNaN(realAt(Float64Array.of(Number.NaN), 0)));
  assert.equal(numberAt(Uint16Array.of(7), 0), 7);
  for (const index of [-1, 2, 0.5, Number.NaN]) {
    assert.throws(() => elementAt(["a", "b"], index), RangeError);
    assert.throws(() => intAt(Int32Array.of(0, 1), index), RangeError);
    assert.throws(() => byteAt(Uint8Array.of(0, 1), index), RangeError);
    assert.throws(() => realAt(Float64Array.of(0, 1), index), RangeError);
    assert.throws(() => numberAt(Uint32Array.of(0, 1), index), RangeError);
  }
});

test("adding to a row changes that row only, and no row that is not there", () => {
  const column = Int32Array.of(1, 2);
  addAt(column, 1, -3);
  assert.deepEqual([...column], [1, -1]);
  assert.throws(() => addAt(column, 2, 1), RangeError);
});

test("a missing value is named in the error", () => {
  assert.equal(required(0, "zero"), 0);
  assert.throws(() => required(null, "the catalogue xx"), /the catalogue xx is missing/);
});
