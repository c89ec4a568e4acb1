import assert from "node:assert/strict";
import { test } from "node:test";
import type { MultiLineString, MultiPolygon } from "geojson";
import { acrossMapEdge } from "../../src/map/map_edge.ts";

/** A country from 170° east to 170° west, cut at the edge of the map, with an island far from it. */
const CROSSING: MultiPolygon = {
  type: "MultiPolygon",
  coordinates: [
    [
      [
        [170, 60],
        [180, 60],
        [180, 70],
        [170, 70],
        [170, 60],
      ],
    ],
    [
      [
        [-180, 60],
        [-170, 60],
        [-170, 70],
        [-180, 70],
        [-180, 60],
      ],
    ],
    [
      [
        [20, 54],
        [21, 54],
        [21, 55],
        [20, 54],
      ],
    ],
  ],
};

test("what crosses the 180th meridian is tinted on both of its sides, on both edges of the map", () => {
  const { coordinates } = acrossMapEdge(CROSSING).inside as MultiPolygon;
  const spans = coordinates.map(([ring]) => {
    const lons = ring!.map(([lon]) => lon!);
    return [Math.min(...lons), Math.max(...lons)];
  });
  assert.deepEqual(spans, [
    [170, 180],
    [-180, -170],
    [20, 21],
    [-190, -180],
    [180, 190],
  ]);
});

test("no outline runs along the 180th meridian", () => {
  const { coordinates } = acrossMapEdge(CROSSING).outline as MultiLineString;
  const along = coordinates.flatMap((line) =>
    line.slice(1).filter(([lon], k) => lon === line[k]![0] && Math.abs(lon!) === 180),
  );
  assert.deepEqual(along, []);
  // The far sides of both parts are there, in the middle of the world and beyond its edges.
  const far = coordinates.flatMap((line) =>
    line.slice(1).flatMap(([lon], k) => (lon === line[k]![0] ? [lon] : [])),
  );
  assert.deepEqual(
    far.sort((a, b) => a! - b!),
    [-190, -170, 21, 170, 190],
  );
});

test("what does not cross it is drawn as it is", () => {
  const { coordinates } = CROSSING;
  const alone = { type: "Polygon", coordinates: coordinates[2]! } as const;
  assert.deepEqual(acrossMapEdge(alone), { inside: alone, outline: alone });
});
