/** Which places the map can draw: Web Mercator ends at 85.0511° of latitude, and what lies beyond would be drawn at its edge. */
import type { Block, Places } from "../block/block.ts";
import { outerRings } from "./outline.ts";

/** As in layers/drawable.py. */
const EDGE = 85.0511;

/** Whether a place lies wholly beyond the map's edge. */
export function isBeyond(places: Places, place: number): boolean {
  const geometry = places.geometry?.[place] ?? null;
  const latitudes = [places.lat[place], ...(geometry ? outerRings(geometry).flat().map((position) => position[1]) : [])];
  return latitudes.every((lat) => lat > EDGE) || latitudes.every((lat) => lat < -EDGE);
}

/** For each report the row of the place at which the map draws it, -1 for none. */
export function drawnAt(block: Pick<Block, "placeOf" | "places">): Int32Array {
  const beyond = Array.from({ length: block.places.count }, (_, place) => isBeyond(block.places, place));
  return block.placeOf.map((place) => (place >= 0 && !beyond[place] ? place : -1));
}
