/** How far the map zooms in: to where its own basemap still shows something, or to where the nearest two places come apart. */
import { elementAt, realAt } from "../checked_access.ts";
import { isBeyond } from "../block/drawable.ts";
import type { Places } from "../block/block.ts";

/** The closest zoom at which the outlines of the basemap still have shapes: beyond it there are names on an empty ground. */
export const FINEST = 9;
/** Pixels between two points, from which on each has room for its mark. */
const APART = 40;
const WORLD = 256;

/**
 * Return the closest zoom of a map without online tiles, a whole number from `FINEST` to `most`: beyond the basemap only as far as
 * the nearest two points need to come apart.
 */
export function closestZoom(places: Places, most: number): number {
  const enough = APART / (WORLD * 2 ** most);
  const distance = nearest(pointsOf(places), enough);
  const needed = Math.ceil(Math.log2(APART / (WORLD * distance)));
  return Math.min(Math.max(FINEST, needed), Math.max(FINEST, most));
}

type Point = readonly [x: number, y: number];

/** Return the points at which the map draws marks, each once, as shares of the world in Web Mercator, from west to east. */
function pointsOf(places: Places): Point[] {
  const found = new Map<string, Point>();
  for (let place = 0; place < places.count; place++) {
    if (places.geometry[place] || isBeyond(places, place)) continue;
    const [lon, lat] = [realAt(places.lon, place), realAt(places.lat, place)];
    const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
    if (Number.isFinite(lon) && Number.isFinite(y)) found.set(`${lon} ${lat}`, [lon / 360, y]);
  }
  return [...found.values()].sort(([a], [b]) => a - b);
}

/** Return the distance of the nearest two points; once one is found that is not above `enough`, that one. */
function nearest(points: readonly Point[], enough: number): number {
  let best = Infinity;
  for (let k = 0; k < points.length && best > enough; k++) {
    const [x, y] = elementAt(points, k);
    for (let other = k + 1; other < points.length; other++) {
      const [east, north] = elementAt(points, other);
      if (east - x >= best) break;
      best = Math.min(best, Math.hypot(east - x, north - y));
      if (best <= enough) break;
    }
  }
  return best;
}
