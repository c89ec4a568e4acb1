/** Which places the map can draw: Web Mercator ends at 85.0511° of latitude; beyond, a place would be drawn at the map's edge. */
import { realAt } from "../checked_access.ts";
import type { GeometryObject } from "geojson";
import { outerRings } from "../geometry/outline.ts";

/** As in layers/drawable.py. */
const EDGE = 85.0511;

/** The columns of places that decide whether they can be drawn; latitude in degrees. */
export interface Located {
  readonly count: number;
  readonly lat: Float64Array;
  readonly geometry: readonly (GeometryObject | null)[];
}

/** Check whether a place lies wholly beyond the map's edge. */
export function isBeyond(places: Located, place: number): boolean {
  const geometry = places.geometry?.[place] ?? null;
  const latitudes = [
    realAt(places.lat, place),
    ...(geometry
      ? outerRings(geometry)
          .flat()
          .map(([, lat]) => lat)
      : []),
  ];
  return latitudes.every((lat) => lat > EDGE) || latitudes.every((lat) => lat < -EDGE);
}

/** Return for each report the row of the place at which the map draws it, -1 for none. */
export function drawnAt(placeOf: Int32Array, places: Located): Int32Array {
  const beyond = Array.from({ length: places.count }, (_, place) => isBeyond(places, place));
  return placeOf.map((place) => (place >= 0 && !beyond[place] ? place : -1));
}
