import assert from "node:assert/strict";
import { test } from "node:test";
import { overlap } from "../../src/geometry/rectangles.ts";
import { boxesBeside } from "../../src/signs/small_marks.ts";
import { wordsFor } from "../../src/words/catalogue.ts";

const MIDDLE = { x: 100, y: 100 };

test("small marks are at the right corners of a sign, and do not cover one another", () => {
  const words = wordsFor(["en"]);
  const { disputed, echo } = boxesBeside(MIDDLE, { reach: 7, isDisputed: true, echoes: 12 }, words);
  assert.ok(disputed && echo && !overlap(disputed, echo));
  assert.ok(disputed.y < 100 && echo.y + echo.height > 100);
  assert.ok(disputed.x >= 100 && echo.x >= 100);
  const none = boxesBeside(MIDDLE, { reach: 7, isDisputed: false, echoes: 0 }, words);
  assert.deepEqual(none, { disputed: null, echo: null });
});

test("one echo is its sign alone; of more the count is beside it", () => {
  const words = wordsFor(["en"]);
  const width = (echoes: number) =>
    boxesBeside(MIDDLE, { reach: 7, isDisputed: false, echoes }, words).echo!.width;
  assert.equal(width(1), 13);
  assert.ok(width(2) > 13 && width(12) > width(2));
});
