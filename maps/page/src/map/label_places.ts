/** Where the label of a place stands: beside its marks, or with a line to them. */
import { beside, inset } from "../geometry/free_space.ts";
import { type Box, isInside, type Taken } from "../geometry/rectangles.ts";
import type { Picture } from "../signs/canvas_pictures.ts";
import { leadTo } from "./leaders.ts";
import type { Cluster } from "./place_marks.ts";

/** By this many pixels a label may move away rather than cross an outline: it is still within 12 of its marks. */
const FARTHER = [0, 4, 8];
/** The distances from which on a label has a line to its marks. */
const WITH_LINE = [18, 30, 42];

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

/** Return the label that fits beside its marks, the longest that has room, and where; null for none. */
export function placeLabel(
  cluster: Cluster,
  marks: Box,
  taken: Taken,
  lines: Taken,
  view: Box,
): PlacedLabel | null {
  // A mark's target is larger than its drawing.
  const box = inset(marks, cluster.slack);
  const [full, ...shorter] = cluster.labels;
  if (!full) return null;
  const crossesNone = ({ at }: Candidate) => lines.isFree(at, 1);
  const near = cluster.labels.flatMap((label) => around(label, box, 0, taken, view));
  const short = shorter.length > 0 ? shorter : [full];
  const off = (distances: readonly number[]) =>
    short.flatMap((label) =>
      distances.flatMap((farther) => around(label, box, farther, taken, view)),
    );
  const found =
    near.find(crossesNone) ??
    off(FARTHER).find(crossesNone) ??
    near.find(({ label }) => label !== full) ??
    near[0];
  const far = found ? null : off(WITH_LINE)[0];
  const chosen = found ?? far;
  if (!chosen) return null;
  const { label, at } = chosen;
  taken.add(at);
  const middle = { x: at.x + at.width / 2, y: at.y + at.height / 2 };
  const from = leadTo(middle, box, true) ?? middle;
  return {
    picture: label(at.x + at.width <= box.x),
    x: at.x,
    y: at.y,
    lead: far ? { from, to: leadTo(from, at, false) } : null,
  };
}
