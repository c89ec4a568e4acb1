/** How one place lies to another: within it, around it, or elsewhere. */
import { realAt } from "../checked_access.ts";
import type { Places } from "../block/block.ts";
import { contains, outerRings } from "../geometry/outline.ts";

export type Nesting = "same" | "inside" | "around" | "elsewhere";

/**
 * Return how every place lies to a chosen one.
 *
 * The gazetteer's country code decides what lies in a country, never an outline; within a region of that
 * country there is only an outline. Where a place along a line or without a code lies is not known: "elsewhere".
 */
export function nestingsOf(places: Places, chosen: number): Nesting[] {
  return Array.from({ length: places.count }, (_, other) => {
    if (other === chosen || (places.ref[other] !== "" && places.ref[other] === places.ref[chosen]))
      return "same";
    if (liesIn(places, other, chosen)) return "inside";
    return liesIn(places, chosen, other) ? "around" : "elsewhere";
  });
}

function liesIn(places: Places, inner: number, outer: number): boolean {
  const { precision, country_code: code, radius_m: radius, lon, lat } = places;
  if (precision[inner] === "country" || precision[inner] === "line") return false;
  if (precision[outer] === "country") return code[outer] !== "" && code[inner] === code[outer];
  if (code[inner] !== "" && code[outer] !== "" && code[inner] !== code[outer]) return false;
  const geometry = places.geometry[outer];
  if (!geometry || !(realAt(radius, inner) < realAt(radius, outer))) return false;
  return outerRings(geometry).some((ring) =>
    contains(ring, realAt(lon, inner), realAt(lat, inner)),
  );
}
