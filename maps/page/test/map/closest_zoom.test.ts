import assert from "node:assert/strict";
import { test } from "node:test";
import type { Places } from "../../src/block/block.ts";
import { closestZoom } from "../../src/map/closest_zoom.ts";

/** At the zoom 12 of a document: the world is 256 · 2¹² pixels wide, a degree of longitude 2,912.7. */
const MOST = 12;

function places(
  ...points: readonly (readonly [lon: number, lat: number, isArea?: boolean])[]
): Places {
  return {
    count: points.length,
    lon: Float64Array.from(points, ([lon]) => lon),
    lat: Float64Array.from(points, ([, lat]) => lat),
    geometry: points.map(([, , isArea]) => (isArea ? { type: "Polygon", coordinates: [] } : null)),
  } as unknown as Places;
}

test("the map zooms in as far as its basemap shows something, without places too", () => {
  assert.equal(closestZoom(places(), MOST), 9);
  assert.equal(closestZoom(places([27.5, 53.9]), MOST), 9);
  assert.equal(closestZoom(places([27.5, 53.9], [23.7, 52.1]), MOST), 9);
});

test("it zooms in farther where the nearest two places would still lie on each other", () => {
  // 0.05 degrees are 36.4 pixels at zoom 10 and 72.8 at zoom 11; 0.06 are 43.7 at zoom 10.
  assert.equal(closestZoom(places([27.5, 53.9], [30, 53.9], [27.55, 53.9]), MOST), 11);
  assert.equal(closestZoom(places([27.5, 53.9], [30, 53.9], [27.56, 53.9]), MOST), 10);
  // A degree of latitude is longer there: 0.04 are 49.4 pixels at zoom 10.
  assert.equal(closestZoom(places([27.5, 53.9], [27.5, 53.94]), MOST), 10);
});

test("it never zooms in farther than the map allows, and not for one point or for areas", () => {
  assert.equal(closestZoom(places([27.5, 53.9], [27.5001, 53.9]), MOST), MOST);
  assert.equal(closestZoom(places([27.5, 53.9], [27.5, 53.9]), MOST), 9);
  assert.equal(closestZoom(places([27.5, 53.9], [27.51, 53.9, true]), MOST), 9);
});

test("among tens of thousands of places the nearest two are found at once", () => {
  const many = Array.from(
    { length: 40_000 },
    (_, k) => [k % 200, Math.floor(k / 200) / 3] as const,
  );
  assert.equal(closestZoom(places(...many), MOST), 9);
  assert.equal(closestZoom(places(...many, [100.05, 30]), MOST), 11);
});
