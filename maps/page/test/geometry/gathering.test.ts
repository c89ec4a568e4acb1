import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countCovered,
  distance,
  gatherCrowded,
  type Wanted,
} from "../../src/geometry/gathering.ts";
import { Listed, overlap, Taken } from "../../src/geometry/rectangles.ts";

const VIEW = { x: 0, y: 0, width: 1300, height: 900 };
const SIZE = { width: 26, height: 26 };
const SEVERAL = () => ({ width: 110, height: 19 });

function wantedAt(points: readonly (readonly [number, number, string?])[]): Wanted<number>[] {
  return points.map(([x, y, region = ""], kept) => ({
    at: { x, y },
    size: SIZE,
    steps: 3,
    region,
    kept,
  }));
}

/** Two hundred places on four continents, in heaps as the world view has them; the same on each run. */
function world(): (readonly [number, number, string])[] {
  const heaps = [
    [260, 420],
    [640, 330],
    [690, 560],
    [960, 380],
  ] as const;
  return heaps.flatMap(([x, y], heap) =>
    Array.from({ length: 50 }, (_, k): readonly [number, number, string] => {
      const away = 12 * Math.sqrt(k);
      return [x + away * Math.cos(k * 2.4), y + away * Math.sin(k * 2.4), `${heap}${k % 3}`];
    }),
  );
}

for (const isByRegion of [false, true])
  test(`of 200 places on four continents each box is within 60 pixels of its places, by region: ${isByRegion}`, () => {
    const wanted = wantedAt(world());
    const found = gatherCrowded(wanted, SEVERAL, new Taken(), VIEW, isByRegion);
    assert.deepEqual(
      found.flatMap(({ kept }) => kept).sort((a, b) => a - b),
      wanted.map(({ kept }) => kept),
    );
    const far = found.flatMap(({ box, kept }) =>
      kept.filter((one) => distance(wanted[one]!.at, box) > 60),
    );
    assert.deepEqual(far, []);
    const covering = found.filter(({ box }, k) =>
      found.some((other, at) => at > k && overlap(box, other.box)),
    );
    assert.deepEqual(covering, []);
    assert.ok(found.some(({ kept }) => kept.length > 1));
  });

test("what has room stays alone at its own point", () => {
  const wanted = wantedAt([
    [100, 100],
    [200, 100],
  ]);
  const found = gatherCrowded(wanted, SEVERAL, new Taken(), VIEW, true);
  assert.deepEqual(
    found.map(({ box, kept }) => [box.x + 13, box.y + 13, kept]),
    [
      [100, 100, [0]],
      [200, 100, [1]],
    ],
  );
});

test("what is gathered at the edge of the view is in view", () => {
  const wanted = wantedAt(Array.from({ length: 30 }, (_, k) => [6 + (k % 5), 300 + k] as const));
  const found = gatherCrowded(wanted, SEVERAL, new Taken(), VIEW, false);
  const several = found.filter(({ kept }) => kept.length > 1);
  assert.ok(several.length > 0);
  for (const { box } of several) assert.ok(box.x >= 0);
});

test("of three hundred places all over the view none is lost", () => {
  const wanted = wantedAt(
    Array.from({ length: 300 }, (_, k) => [(k * 97) % 860, (k * 61) % 680] as const),
  );
  assert.equal(
    gatherCrowded(wanted, SEVERAL, new Taken(), VIEW, false).flatMap(({ kept }) => kept).length,
    300,
  );
});

test("what found no free place is counted in what has the nearest, and what is free stays", () => {
  const taken = new Taken();
  taken.add({ x: 0, y: 0, width: 100, height: 100 });
  const at = (x: number, kept: string) => ({
    at: { x, y: 10 },
    box: { x, y: 0, width: 40, height: 20 },
    kept: [kept],
  });
  const counted = countCovered(
    [at(10, "under the panel"), at(120, "near"), at(130, "on it"), at(300, "far")],
    (kept) => ({ width: 20 * kept.length, height: 20 }),
    taken,
    VIEW,
  );
  // In whatever order: each has its box.
  const byBox = counted.toSorted((a, b) => a.box.x - b.box.x);
  assert.deepEqual(
    byBox.map(({ kept }) => kept),
    [["near", "under the panel", "on it"], ["far"]],
  );
  assert.deepEqual(byBox[0]?.box, { x: 110, y: 0, width: 60, height: 20 });
});

test("of two without room beside each other both are within a step of their points, or gathered", () => {
  for (const away of [0, 4, 9, 13, 17, 22, 30]) {
    const wanted = wantedAt([
      [300, 300],
      [300 + away, 300],
    ]).map((one) => ({ ...one, steps: 1 }));
    const found = gatherCrowded(wanted, SEVERAL, new Taken(), VIEW, false);
    for (const { at, box, kept } of found) {
      if (kept.length > 1) continue;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      assert.ok(Math.hypot(x - at.x, y - at.y) <= 14.001, String(away));
    }
  }
});

test("what lies under a card is gathered into one box beside it", () => {
  const card = { x: 200, y: 200, width: 300, height: 160 };
  const wanted = wantedAt([
    [300, 270, "BY"],
    [310, 275, "BY"],
    [325, 280, "BY"],
    [330, 300, "BY"],
  ]).map((one) => ({ ...one, steps: 1 }));
  const [box, ...others] = gatherCrowded(wanted, SEVERAL, Listed.of([card]), VIEW, true);
  assert.equal(others.length, 0);
  assert.equal(box!.kept.length, 4);
  assert.ok(!overlap(box!.box, card));
});

test("where a small view has one free place left, the last box lies there", () => {
  const view = { x: 0, y: 0, width: 300, height: 200 };
  const taken = Listed.of([{ x: 0, y: 0, width: 300, height: 170 }]);
  const [one] = gatherCrowded(wantedAt([[30, 30]]), SEVERAL, taken, view, false);
  assert.ok(taken.isFree(one!.box));
});

test("a box that takes others in lies on nothing", () => {
  const taken = Listed.of([{ x: 0, y: 0, width: 100, height: 100 }]);
  const at = (x: number, y: number, kept: string) => ({
    at: { x, y },
    box: { x, y, width: 90, height: 20 },
    kept: [kept],
  });
  const all = [at(20, 20, "covered"), at(110, 20, "near"), at(110, 45, "below")];
  const counted = countCovered(
    all,
    (kept) => ({ width: 60 * kept.length, height: 44 }),
    taken,
    VIEW,
  );
  assert.equal(counted.flatMap(({ kept }) => kept).length, 3);
  for (const [k, { box }] of counted.entries()) {
    assert.ok(taken.isFree(box));
    for (const other of counted.slice(k + 1)) assert.ok(!overlap(box, other.box));
  }
});
