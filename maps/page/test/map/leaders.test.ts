/** Where the line from a card ends: at the outline of its area, or within it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { leadEnd } from "../../src/map/leaders.ts";

const SQUARE = [
  [100, 100],
  [300, 100],
  [300, 300],
  [100, 300],
  [100, 200],
  [100, 100],
] as const;
const MIDDLE = { x: 200, y: 200 };

test("from a card away from its area the line ends at the nearest point of the outline", () => {
  const card = { x: 20, y: 20, width: 40, height: 20 };
  assert.deepEqual(leadEnd(SQUARE, MIDDLE, card), [100, 100]);
});

test("from a card across the outline the line goes a little into the area", () => {
  const card = { x: 0, y: 150, width: 120, height: 100 };
  assert.deepEqual(leadEnd(SQUARE, MIDDLE, card), [138, 200]);
});
