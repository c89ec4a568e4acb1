/** Free places for marks near their point, and for a label beside them. */
import { type Box, isInside, type Taken } from "./rectangles.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The pixels from one ring of tried places around a point to the next. */
export const RING_STEP = 14;

/** Return a box made smaller by a rim on each side. */
export function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** Return the nearest box to a point that covers no other, stays in view and is wanted; null if there is none. */
export function nearestFree(
  at: { readonly x: number; readonly y: number },
  { width, height }: Size,
  taken: Taken,
  view: Box,
  rings: number,
  isWanted: (box: Box) => boolean = () => true,
): Box | null {
  const own: Box = { x: at.x - width / 2, y: at.y - height / 2, width, height };
  if (taken.isFree(own, 1) && isWanted(own)) return own;
  for (let ring = 1; ring <= rings; ring++) {
    for (let k = 0; k < 12; k++) {
      const angle = (k * Math.PI) / 6;
      const away = ring * RING_STEP;
      const box = { ...own, x: own.x + away * Math.cos(angle), y: own.y + away * Math.sin(angle) };
      if (isInside(box, view) && taken.isFree(box, 1) && isWanted(box)) return box;
    }
  }
  return null;
}

/** The pixels between the places that are tried all over the view. */
const ACROSS_STEP = 12;
const DOWN_STEP = 5;

/** Return the free box in view that is nearest to a point, however far; null if there is none. */
export function nearestInView(
  at: { readonly x: number; readonly y: number },
  { width, height }: Size,
  taken: Taken,
  view: Box,
): Box | null {
  let best: Box | null = null;
  let least = Infinity;
  for (let y = view.y; y <= view.y + view.height - height; y += DOWN_STEP)
    for (let x = view.x; x <= view.x + view.width - width; x += ACROSS_STEP) {
      const away = Math.hypot(x + width / 2 - at.x, y + height / 2 - at.y);
      if (away >= least || !taken.isFree({ x, y, width, height }, 1)) continue;
      [best, least] = [{ x, y, width, height }, away];
    }
  return best;
}

/** Return the places for a label beside a box, best first: right, left, below, above, then the corners; `farther` adds pixels of distance. */
export function beside(box: Box, width: number, height: number, farther = 0): Box[] {
  const middle = box.y + (box.height - height) / 2;
  const [right, left] = [box.x + box.width + 3 + farther, box.x - width - 3 - farther];
  const [below, above] = [box.y + box.height + 1 + farther, box.y - height - 1 - farther];
  const centre = box.x + (box.width - width) / 2;
  const corners: readonly (readonly [number, number])[] = [
    [right, middle],
    [left, middle],
    [centre, below],
    [centre, above],
    [right, below - 6],
    [right, above + 6],
    [left, below - 6],
    [left, above + 6],
  ];
  // Farther off also below and above, shifted to one side.
  const slant =
    farther === 0
      ? []
      : [0.07, -0.07, 0.15, -0.15, 0.3, -0.3].flatMap((share) =>
          [below, above].map((y) => [centre + share * width, y] as const),
        );
  return [...corners, ...slant].map(([x, y]) => ({ x, y, width, height }));
}
