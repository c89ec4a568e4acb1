import assert from "node:assert/strict";
import { test } from "node:test";
import type { AreaCard } from "../../src/map/area_card.ts";
import { findRoom } from "../../src/map/card_room.ts";
import type { Ring } from "../../src/geometry/outline.ts";
import { Listed, overlap, Taken } from "../../src/geometry/rectangles.ts";

const CARD = {
  limit: () => {},
  card: { offsetWidth: 200, offsetHeight: 100 },
} as unknown as AreaCard;
/** A country a little larger than its card, and its capital in the middle. */
const COUNTRY: Ring = [
  [300, 300],
  [540, 300],
  [540, 440],
  [300, 440],
];
const CAPITAL = { x: 410, y: 360, width: 20, height: 20 };
const MIDDLE = { x: 420, y: 370 } as L.Point;

function roomIn(view: { x: number; y: number; width: number; height: number }) {
  const spared = Listed.of([CAPITAL]);
  const nothing = new Taken();
  return {
    taken: nothing,
    panels: nothing,
    lines: nothing,
    others: [],
    spared,
    capitals: spared,
    view,
    mayCover: false,
    most: 4,
  };
}

test("a card lies beside its country rather than on the capital", () => {
  const found = findRoom(CARD, COUNTRY, MIDDLE, roomIn({ x: 0, y: 0, width: 900, height: 700 }));
  assert.ok(found && !overlap(found.box, CAPITAL));
});

test("a card lies on the capital where there is no other room", () => {
  const around = { x: 300, y: 300, width: 240, height: 140 };
  const found = findRoom(CARD, COUNTRY, MIDDLE, roomIn(around));
  assert.ok(found?.isInside && overlap(found.box, CAPITAL));
});
