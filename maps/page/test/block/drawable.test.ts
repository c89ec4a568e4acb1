import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnAt, isBeyond, type Located } from "../../src/block/drawable.ts";
import { wordPlace } from "../../src/words/report_texts.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { blockOf } from "../blocks.ts";

const ring = (...latitudes: number[]) => ({
  type: "Polygon" as const,
  coordinates: [latitudes.map((lat, k) => [k, lat])],
});
const places: Located = {
  count: 5,
  lat: Float64Array.of(85.05, 85.06, -89, -80, 88),
  geometry: [null, null, null, ring(-60, -90, -90, -60), ring(86, 90, 89, 86)],
};

test("a place beyond 85.0511 degrees cannot be drawn, an area only where no part of it can", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((place) => isBeyond(places, place)),
    [false, true, true, false, true],
  );
  assert.deepEqual([...drawnAt(Int32Array.of(4, 0, -1, 3), places)], [-1, 0, -1, 3]);
});

test("what is not drawn says where it is, and that the map ends before it", () => {
  const block = { ...blockOf([{ id: "a", place: "Pole" }]), drawnAt: Int32Array.of(-1) };
  assert.equal(
    wordPlace(block, 0, wordsFor(["en"])).replace(/[\u2068\u2069]/g, ""),
    "Pole (settlement), beyond 85° of latitude, where the map ends",
  );
});
