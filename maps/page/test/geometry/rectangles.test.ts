import assert from "node:assert/strict";
import { test } from "node:test";
import { canBeHit } from "../../src/geometry/rectangles.ts";

const MARK = { x: 100, y: 100, width: 26, height: 26 };

test("of a mark so much must be free as a finger needs, or it has no button", () => {
  const panel = (x: number, y: number) => ({ x, y, width: 200, height: 200 });
  assert.ok(canBeHit(MARK, [panel(300, 300)], 24));
  assert.ok(canBeHit(MARK, [panel(124, 0)], 24));
  assert.ok(!canBeHit(MARK, [panel(110, 0)], 24));
  assert.ok(!canBeHit(MARK, [panel(0, 0)], 24));
  const wide = { ...MARK, width: 200 };
  assert.ok(canBeHit(wide, [panel(140, 0)], 24));
  assert.ok(!canBeHit(wide, [panel(110, 0)], 24));
});
