/** The outline of an area on the screen: what lies inside it, and where a card fits best. */
import { elementAt } from "../checked_access.ts";
import type { GeometryObject, Polygon, MultiPolygon } from "geojson";
import type { Size } from "./free_space.ts";
import { type Box, isInside, type Taken } from "./rectangles.ts";

export type Ring = readonly (readonly [x: number, y: number])[];

/** How many pixels of distance one small box of an outline costs that lies under a card. */
const ACROSS = 6;
/** What each of the nine points of a card counts that lies inside the area, and all of them. */
const EACH_PROBE = 200;
const WHOLE = 9 * EACH_PROBE;
/** Enough points to decide whether a card lies inside, and what a name would cross. */
const MOST_POINTS = 1200;
const STEP = 12;

/** Return the outer rings of an area, in degrees; none for a line. */
export function outerRings(geometry: GeometryObject): Ring[] {
  const polygons =
    geometry.type === "Polygon"
      ? [(geometry as Polygon).coordinates]
      : geometry.type === "MultiPolygon"
        ? (geometry as MultiPolygon).coordinates
        : [];
  // GeoJSON's types call a position a list of numbers; RFC 7946 asks for at least a longitude and a latitude.
  return polygons.map((rings) => elementAt(rings, 0) as unknown as Ring);
}

/** Return the largest of some rings, thinned and projected to the screen. */
export function largestOnScreen(
  rings: readonly Ring[],
  project: (lon: number, lat: number) => { x: number; y: number },
): Ring {
  let largest: Ring = [];
  let most = -1;
  for (const ring of rings) {
    const every = Math.ceil(ring.length / MOST_POINTS);
    const points = ring
      .filter((_, k) => k % every === 0)
      .map(([lon, lat]) => {
        const { x, y } = project(lon, lat);
        return [x, y] as const;
      });
    const box = boundsOf(points);
    if (box.width * box.height > most) [most, largest] = [box.width * box.height, points];
  }
  return largest;
}

/** Return the box around a ring. */
export function boundsOf(ring: Ring): Box {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Check whether a point lies in a ring, by counting crossings. */
export function contains(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  let [bx, by] = ring.at(-1) ?? [Number.NaN, Number.NaN];
  for (const [ax, ay] of ring) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    bx = ax;
    by = ay;
  }
  return inside;
}

/** What there is around a card: what it may not cover, what is better left uncovered, outlines, other areas, and the view. */
export interface Surroundings {
  readonly taken: Taken;
  readonly spared: Taken;
  readonly lines: Taken;
  readonly others: readonly Ring[];
  readonly view: Box;
}

/**
 * Return the best box for a card of a size: free, in view, as far inside the outline as possible, away from what is better left
 * uncovered, across no outline, near the area's own point. Null where less than half of it would lie inside.
 */
export function bestInside(
  ring: Ring,
  size: Size,
  near: { x: number; y: number },
  { taken, spared, lines, view }: Surroundings,
): Box | null {
  const around = boundsOf(ring);
  const [left, top] = [Math.max(around.x, view.x), Math.max(around.y, view.y)];
  const right = Math.min(around.x + around.width, view.x + view.width) - size.width;
  const bottom = Math.min(around.y + around.height, view.y + view.height) - size.height;
  let best: Box | null = null;
  let bestScore = -Infinity;
  for (let y = top; y <= bottom; y += STEP) {
    for (let x = left; x <= right; x += STEP) {
      const box = { x, y, ...size };
      const away = Math.hypot(x + size.width / 2 - near.x, y + size.height / 2 - near.y);
      // A box that would not be better if all of it lay inside is not held against the outline, which costs the most.
      if (WHOLE - away <= bestScore || !isInside(box, view) || !taken.isFree(box, 6)) continue;
      const covered = (spared.isFree(box, 2) ? 0 : 150) + ACROSS * lines.count(box);
      if (WHOLE - away - covered <= bestScore) continue;
      const inside = probes(box).filter(([px, py]) => contains(ring, px, py)).length;
      if (inside < 6) continue;
      const score = inside * EACH_PROBE - away - covered;
      if (score > bestScore) [best, bestScore] = [box, score];
    }
  }
  return best;
}

/** Pixels between the boxes that are tried beside an area. */
const BESIDE_STEP = 16;
/** Points of an outline that are asked how far a box is from it. */
const FEW_POINTS = 80;

/** Farther from its area than this a card is read as another area's. */
const REACH = 60;
/** How many pixels of distance each ninth of a card costs that lies on another area: there it is read as that area's. */
const ON_OTHER = 40;

/**
 * Return the box nearest to an area that is free and in view, away from what is better left uncovered, across as little of an
 * outline and over as little of other areas as can be. Null where there is no room in the view, or none within reach of the area.
 */
export function bestBeside(
  ring: Ring,
  size: Size,
  near: { x: number; y: number },
  { taken, spared, lines, view, others }: Surroundings,
): Box | null {
  // Over an area in which this one lies, a card is where it belongs.
  const elsewhere = others.filter((other) => !contains(other, near.x, near.y)).map(few);
  const points = [...few(ring), [near.x, near.y] as const];
  let best: Box | null = null;
  let least = Infinity;
  for (let y = view.y; y <= view.y + view.height - size.height; y += BESIDE_STEP) {
    for (let x = view.x; x <= view.x + view.width - size.width; x += BESIDE_STEP) {
      const box = { x, y, ...size };
      if (!taken.isFree(box, 6)) continue;
      const away = Math.min(...points.map((point) => awayFrom(box, point)));
      if (away >= least || away > REACH) continue;
      const middle = Math.hypot(x + size.width / 2 - near.x, y + size.height / 2 - near.y);
      let cost =
        away + middle / 3 + (spared.isFree(box, 2) ? 0 : 30) + (ACROSS / 2) * lines.count(box);
      if (cost >= least) continue;
      const corners = probes(box);
      for (const other of elsewhere)
        cost += ON_OTHER * corners.filter(([px, py]) => contains(other, px, py)).length;
      if (cost < least) [best, least] = [box, cost];
    }
  }
  return best;
}

/** Return the point of an outline that is nearest to a box; the area's own point, where it has none. */
export function nearestOf(
  ring: Ring,
  near: { x: number; y: number },
  box: Box,
): [x: number, y: number] {
  let best: readonly [number, number] = [near.x, near.y];
  let least = ring.length > 0 ? Infinity : 0;
  for (const point of ring) {
    const away = awayFrom(box, point);
    if (away < least) [best, least] = [point, away];
  }
  return [best[0], best[1]];
}

function few(ring: Ring): Ring {
  const every = Math.ceil(ring.length / FEW_POINTS);
  return ring.filter((_, k) => k % every === 0);
}

function awayFrom({ x, y, width, height }: Box, [px, py]: readonly [number, number]): number {
  return Math.hypot(Math.max(x - px, 0, px - x - width), Math.max(y - py, 0, py - y - height));
}

function probes({ x, y, width, height }: Box): [number, number][] {
  const [mx, my, rx, by] = [x + width / 2, y + height / 2, x + width, y + height];
  return [
    [x, y],
    [mx, y],
    [rx, y],
    [x, my],
    [mx, my],
    [rx, my],
    [x, by],
    [mx, by],
    [rx, by],
  ];
}
