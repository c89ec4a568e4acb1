import assert from "node:assert/strict";
import { test } from "node:test";
import { distance } from "../../src/geometry/gathering.ts";
import { type Box, boxesAlong, overlap, Taken } from "../../src/geometry/rectangles.ts";
import { placeLabel } from "../../src/map/label_places.ts";
import type { Cluster } from "../../src/map/place_marks.ts";

const VIEW = { x: 0, y: 0, width: 800, height: 600 };
const MARKS = { x: 300, y: 300, width: 26, height: 26 };

const NONE = new Taken();

/** A cluster of one small mark, with labels of some widths. */
function clusterOf(...widths: readonly number[]): Cluster {
  return {
    slack: 9,
    labels: widths.map((width) => () => ({ width, height: 16 })),
  } as unknown as Cluster;
}

function boxOf(placed: NonNullable<ReturnType<typeof placeLabel>>): Box {
  return { x: placed.x, y: placed.y, width: placed.picture.width, height: placed.picture.height };
}

/** How far a label is from the drawing of the mark, which is smaller than its target. */
function away(box: Box): number {
  const corners = [
    [309, 309],
    [317, 309],
    [309, 317],
    [317, 317],
    [313, 313],
  ] as const;
  return Math.min(...corners.map(([x, y]) => distance({ x, y }, box)));
}

test("a label lies within 12 pixels of the drawn mark, also where it keeps clear of an outline", () => {
  const outline = new Taken();
  for (const box of boxesAlong(
    [
      [322, 0],
      [322, 600],
    ],
    VIEW,
  ))
    outline.add(box);
  for (const lines of [new Taken(), outline]) {
    const placed = placeLabel(clusterOf(120, 60), MARKS, new Taken(), NONE, lines, VIEW)!;
    assert.ok(away(boxOf(placed)) <= 12);
    assert.equal(placed.lead, null);
    assert.ok(lines.isFree(boxOf(placed)));
  }
});

test("a label without room beside its mark is farther off, and has a line to it", () => {
  const taken = new Taken();
  taken.add({ x: 290, y: 290, width: 46, height: 46 });
  const placed = placeLabel(clusterOf(120, 60), MARKS, taken, NONE, NONE, VIEW)!;
  assert.ok(placed.lead?.to);
  assert.ok(away(boxOf(placed)) > 12 && away(boxOf(placed)) <= 60);
});

test("the line of a label that is farther off crosses no other label", () => {
  const around = { x: 250, y: 308, width: 126, height: 10 };
  const others = [
    { x: 250, y: 290, width: 126, height: 16 },
    { x: 250, y: 320, width: 126, height: 16 },
  ];
  const taken = new Taken();
  for (const box of [around, ...others]) taken.add(box);
  // Beyond the other labels there is room, but a line to it would strike through one of them.
  assert.equal(placeLabel(clusterOf(40, 30), MARKS, taken, NONE, NONE, VIEW), null);
  const free = new Taken();
  free.add({ x: 290, y: 290, width: 46, height: 46 });
  assert.ok(placeLabel(clusterOf(40, 30), MARKS, free, NONE, NONE, VIEW)?.lead);
});

test("a label is never so near to the marks of another place that it could be its name", () => {
  const others = new Taken();
  others.add({ x: 309, y: 309, width: 8, height: 8 });
  const free = placeLabel(clusterOf(60), MARKS, new Taken(), others, NONE, VIEW)!;
  const next = { x: free.x + 30, y: free.y - 10, width: 8, height: 8 };
  others.add(next);
  const moved = placeLabel(clusterOf(60), MARKS, new Taken(), others, NONE, VIEW)!;
  assert.ok(!overlap(boxOf(moved), next, 5));
});

test("where nothing has room there is no label", () => {
  const taken = new Taken();
  taken.add(VIEW);
  assert.equal(placeLabel(clusterOf(120), MARKS, taken, NONE, NONE, VIEW), null);
});
