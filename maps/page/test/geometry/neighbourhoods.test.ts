import assert from "node:assert/strict";
import { test } from "node:test";
import { gather } from "../../src/geometry/neighbourhoods.ts";

test("what finds no room is counted by neighbourhood, and nothing is lost", () => {
  const homeless = [10, 30, 500, 520, 2000].map((x) => ({ at: { x, y: 50 }, kept: x }));
  assert.deepEqual(
    gather(homeless).map(({ kept }) => kept),
    [[10, 30], [500, 520], [2000]],
  );
  assert.deepEqual(gather(homeless)[0]?.at, { x: 20, y: 50 });
  assert.deepEqual(gather([]), []);
});
