import assert from "node:assert/strict";
import { test } from "node:test";
import {
  countCovered,
  distance,
  gatherCrowded,
  type Wanted,
} from "../../src/geometry/gathering.ts";
import { overlap, Taken } from "../../src/geometry/rectangles.ts";

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
  );
  assert.deepEqual(
    counted.map(({ kept }) => kept),
    [["near", "under the panel", "on it"], ["far"]],
  );
  assert.deepEqual(counted[0]?.box, { x: 110, y: 0, width: 60, height: 20 });
});
