/** Where the label of a place stands: beside its marks, or with a line to them. */
import { beside, inset } from "../geometry/free_space.ts";
import { type Box, boxesAlong, isInside, overlap, type Taken } from "../geometry/rectangles.ts";
import type { Picture } from "../signs/canvas_pictures.ts";
import { leadTo } from "./leaders.ts";
import type { Cluster } from "./place_marks.ts";

/** By this many pixels a label may move away rather than cross an outline: it is still within 12 of its marks. */
const FARTHER = [0, 4, 8];
/** The distances from which on a label has a line to its marks. */
const WITH_LINE = [18, 30, 42];

/** What has labels: how much of its box, on each side, is not drawn, and its labels from the longest to the shortest. */
export interface Labelled extends Pick<Cluster, "slack" | "labels"> {
  /** So far at least are the marks of other places; a label nearer to them would be read as their name. */
  readonly apart?: number;
}

/** How far a name is from the marks of other places. */
const APART = 5;

interface Candidate {
  readonly label: Cluster["labels"][number];
  readonly at: Box;
}

/** A label in its place, and its line where it is not beside its marks. */
interface PlacedLabel {
  readonly picture: Picture;
  readonly x: number;
  readonly y: number;
  readonly lead: { from: { x: number; y: number }; to: { x: number; y: number } | null } | null;
}

/** Return the free places for a label, at a distance from its marks. */
function around(
  label: Candidate["label"],
  box: Box,
  farther: number,
  taken: Taken,
  view: Box,
): Candidate[] {
  const { width, height } = label(false);
  return beside(box, width, height, farther)
    .filter((at) => isInside(at, view) && taken.isFree(at, 1))
    .map((at) => ({ label, at }));
}

/**
 * Return the label that fits beside its marks, the longest that has room, and where; null for none. `others` are the marks
 * of all places.
 */
export function placeLabel(
  cluster: Labelled,
  marks: Box,
  taken: Taken,
  others: Taken,
  lines: Taken,
  view: Box,
): PlacedLabel | null {
  // A mark's target is larger than its drawing.
  const box = inset(marks, cluster.slack);
  const [full, ...shorter] = cluster.labels;
  if (!full) return null;
  const crossesNone = ({ at }: Candidate) => lines.isFree(at, 1);
  const { apart = APART } = cluster;
  const isOwn = ({ at }: Candidate) => !others.first(at, apart, (other) => !overlap(other, box));
  const near = cluster.labels.flatMap((label) => around(label, box, 0, taken, view).filter(isOwn));
  const short = shorter.length > 0 ? shorter : [full];
  const off = (distances: readonly number[]) =>
    short.flatMap((label) =>
      distances.flatMap((farther) => around(label, box, farther, taken, view).filter(isOwn)),
    );
  const found =
    near.find(crossesNone) ??
    off(FARTHER).find(crossesNone) ??
    near.find(({ label }) => label !== full) ??
    near[0];
  const far = found
    ? null
    : off(WITH_LINE).find(({ at }) => isClear(leadOf(box, at), box, taken, view));
  const chosen = found ?? far;
  if (!chosen) return null;
  const { label, at } = chosen;
  taken.add(at);
  return {
    picture: label(at.x + at.width <= box.x),
    x: at.x,
    y: at.y,
    lead: far ? leadOf(box, at) : null,
  };
}

/** Return the line from a mark to its label. */
function leadOf(box: Box, at: Box): NonNullable<PlacedLabel["lead"]> {
  const middle = { x: at.x + at.width / 2, y: at.y + at.height / 2 };
  const from = leadTo(middle, box, true) ?? middle;
  return { from, to: leadTo(from, at, false) };
}

/** Check whether a line crosses nothing but what lies over the marks at its beginning. */
function isClear(
  { from, to }: ReturnType<typeof leadOf>,
  marks: Box,
  taken: Taken,
  view: Box,
): boolean {
  if (!to) return true;
  const line = boxesAlong(
    [
      [from.x, from.y],
      [to.x, to.y],
    ],
    view,
  );
  return line.every((part) => !taken.first(part, 0, (other) => !overlap(other, marks)));
}
