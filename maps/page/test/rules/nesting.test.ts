/** How one place lies to another. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Places } from "../../src/block/block.ts";
import { nestingsOf } from "../../src/rules/nesting.ts";

test("a place lies in a country by its code, and in a region by its outline; of a line it is not known", () => {
  const square = {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 0],
      ],
    ],
  };
  const places = {
    count: 6,
    ref: ["country", "region", "in both", "outside by code", "far", "road"],
    precision: ["country", "region", "settlement", "settlement", "settlement", "line"],
    country_code: ["BY", "BY", "BY", "UA", "BY", "BY"],
    radius_m: Float64Array.of(300_000, 90_000, 5000, 5000, 5000, 50_000),
    lon: Float64Array.of(2, 2, 1, 2, 9, 2),
    lat: Float64Array.of(2, 2, 1, 2, 9, 2),
    geometry: [square, square, null, null, null, null],
  } as unknown as Places;
  assert.deepEqual(nestingsOf(places, 0), [
    "same",
    "inside",
    "inside",
    "elsewhere",
    "inside",
    "elsewhere",
  ]);
  assert.deepEqual(nestingsOf(places, 1), [
    "around",
    "same",
    "inside",
    "elsewhere",
    "elsewhere",
    "elsewhere",
  ]);
  assert.deepEqual(nestingsOf(places, 2), [
    "around",
    "around",
    "same",
    "elsewhere",
    "elsewhere",
    "elsewhere",
  ]);
});
