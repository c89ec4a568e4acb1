import assert from "node:assert/strict";
import { test } from "node:test";
import { bestBeside, type Ring } from "../../src/geometry/outline.ts";
import { overlap, Taken } from "../../src/geometry/rectangles.ts";

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const CARD = { width: 200, height: 80 };
const VIEW = { x: 0, y: 0, width: 1000, height: 600 };
const NEAR = { x: 450, y: 450 };

/** Place the card of an area that has no room within it. */
function placed(others: readonly Ring[]) {
  const taken = new Taken();
  taken.add({ x: 400, y: 400, width: 100, height: 100 });
  const around = { taken, spared: new Taken(), lines: new Taken(), others, view: VIEW };
  const box = bestBeside(square(400, 400, 100), CARD, NEAR, around);
  assert.ok(box);
  return box;
}

test("a card beside its area is on no other one, where there is room", () => {
  const alone = placed([]);
  const isAbove = alone.y + alone.height <= 400;
  assert.ok(isAbove || alone.y >= 500, "without others it is above or below");
  const [top, side] = isAbove ? [90, 300] : [505, 300];
  const beside = placed([square(300, top, side)]);
  assert.ok(!overlap(beside, { x: 300, y: top, width: side, height: side }, -8));
});

test("a card of a region may lie on the country around it", () => {
  assert.deepEqual(placed([square(100, 50, 540)]), placed([]));
});
