/** The places of labels. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isFree, pushApart } from "../../src/chart/label_places.ts";

const places = (middles: number[], height = 20, from = 0, to = 400) =>
  pushApart(
    middles.map((middle) => ({ middle, height })),
    from,
    to,
  );

test("a label with room has its middle where it is wanted", () => {
  assert.deepEqual(places([50, 200]), [40, 190]);
});

test("labels that would overlap are pushed apart from their common middle, in their order", () => {
  assert.deepEqual(places([100, 100]), [80, 100]);
  assert.deepEqual(places([105, 100, 300]), [102.5, 82.5, 290]);
});

test("what is pushed into others pushes them too", () => {
  const tops = places([100, 104, 130, 139]);
  const sorted = tops.toSorted((a, b) => a - b);
  assert.deepEqual(sorted, tops, "they keep their order");
  for (let at = 1; at < tops.length; at++)
    assert.ok(tops[at]! - tops[at - 1]! >= 20 - 1e-9, "none overlaps another");
});

test("labels stay inside, and where they need more room they go on below it", () => {
  assert.deepEqual(places([2, 395]), [0, 380]);
  assert.deepEqual(places([10, 10, 10], 20, 0, 30), [0, 20, 40]);
});

test("of many labels at random none overlaps another", () => {
  let seed = 1;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 200; round++) {
    const labels = Array.from({ length: 1 + Math.floor(random() * 12) }, () => ({
      middle: random() * 400,
      height: 15 + random() * 30,
    }));
    const tops = pushApart(labels, 0, 400);
    const sorted = labels
      .map(({ height }, at) => ({ top: tops[at]!, height }))
      .sort((a, b) => a.top - b.top);
    sorted.forEach(({ top }, at) => {
      const before = sorted[at - 1];
      assert.ok(top >= (before ? before.top + before.height : 0) - 1e-6);
    });
  }
});

test("a rectangle is free where it touches no other", () => {
  const box = { left: 0, right: 10, top: 0, bottom: 10 };
  assert.ok(isFree(box, []));
  assert.ok(isFree(box, [{ left: 10, right: 20, top: 0, bottom: 10 }]));
  assert.ok(!isFree(box, [{ left: 9, right: 20, top: 9, bottom: 10 }]));
});
