import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../../src/block/block.ts";
import { fitSubject } from "../../src/map/all_places_view.ts";

/** A point as Leaflet has it. */
class Point {
  readonly x: number;
  readonly y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  add(other: Point | readonly [number, number]): Point {
    const [x, y] = other instanceof Point ? [other.x, other.y] : other;
    return new Point(this.x + x, this.y + y);
  }

  divideBy(by: number): Point {
    return new Point(this.x / by, this.y / by);
  }
}

Object.assign(globalThis, { L: { point: (x: number, y: number) => new Point(x, y) } });

/** A map of a size that keeps its view: degrees are pixels of the world at each zoom, which is all that the rule asks. */
class FakeMap {
  readonly options = { zoomSnap: 0.25 };
  zoom = 0;
  middle: Point = new Point(0, 0);

  getSize = () => new Point(860, 620);
  getMinZoom = () => 1;
  getZoom = () => this.zoom;
  project = ([lat, lng]: readonly [number, number], zoom: number) => {
    const scale = (256 * 2 ** zoom) / 360;
    return new Point((lng + 180) * scale, (90 - lat) * scale);
  };
  unproject = ({ x, y }: Point, zoom: number) => {
    const scale = (256 * 2 ** zoom) / 360;
    return new Point(x / scale - 180, 90 - y / scale);
  };
  setView = (middle: Point, zoom: number) => {
    this.middle = middle;
    this.zoom = zoom;
  };
}

const ROOM = { left: 20, top: 20, right: 20, bottom: 20 };
const LAND = 0;
const SITE = 1;

/** A land of five degrees around 25 east and 55 north with a site in it, and other places; each has some reports. */
function blockOf(
  others: readonly (readonly [lon: number, lat: number])[],
  ofLand: number,
  ofOthers: number,
): Block {
  const at = [[25, 55], [26, 56], ...others];
  const drawnAt = [
    ...Array.from({ length: ofLand }, (_, k) => k % 2),
    ...Array.from({ length: ofOthers }, (_, k) => 2 + (k % others.length)),
  ];
  const ring = [
    [22.5, 52.5],
    [27.5, 52.5],
    [27.5, 57.5],
    [22.5, 57.5],
    [22.5, 52.5],
  ];
  return {
    places: {
      count: at.length,
      ref: at.map((_, place) => `place-${place}`),
      precision: at.map((_, place) => (place === LAND ? "country" : "site")),
      country_code: at.map((_, place) => (place <= SITE ? "LA" : "")),
      lon: Float64Array.from(at, ([lon]) => lon!),
      lat: Float64Array.from(at, ([, lat]) => lat!),
      radius_m: new Float64Array(at.length),
      geometry: at.map((_, place) =>
        place === LAND ? { type: "Polygon", coordinates: [ring] } : null,
      ),
    },
    drawnAt: Int32Array.from([...drawnAt, -1, -1]),
  } as unknown as Block;
}

function opened(block: Block, place: number): FakeMap {
  const map = new FakeMap();
  fitSubject(map as unknown as L.Map, block, place, ROOM);
  return map;
}

const FAR: readonly (readonly [number, number])[] = [
  [-60, -10],
  [120, 20],
];
/** Five degrees in 580 pixels: log2(580 / 5 * 360 / 256) = 7.35, in steps of a quarter. */
const LAND_ZOOM = 7.25;

test("the map opens on the subject's area where the other places are far away", () => {
  const map = opened(blockOf(FAR, 8, 2), LAND);
  assert.equal(map.zoom, LAND_ZOOM);
  assert.ok(Math.abs(map.middle.x - 25) < 1 && Math.abs(map.middle.y - 55) < 1);
});

test("it opens on all places where few of the reports are in the subject's area", () => {
  assert.ok(opened(blockOf(FAR, 2, 7), LAND).zoom < 3);
  assert.equal(opened(blockOf(FAR, 2, 6), LAND).zoom, LAND_ZOOM);
});

test("it opens on all places where these are near, and where the subject is no area", () => {
  const near = opened(blockOf([[30, 55]], 8, 2), LAND);
  assert.ok(near.zoom > 6 && near.zoom < LAND_ZOOM);
  assert.ok(near.middle.x > 26);
  assert.ok(opened(blockOf(FAR, 8, 2), SITE).zoom < 3);
});

test("what a land has beyond the 180th meridian does not make the map show the whole world", () => {
  const block = blockOf([[30, 55]], 8, 2);
  const beyond = [
    [-179, 65],
    [-170, 65],
    [-170, 68],
    [-179, 65],
  ];
  const land = block.places.geometry[LAND] as unknown as { coordinates: number[][][] };
  const geometry = {
    type: "MultiPolygon",
    coordinates: [land.coordinates, [beyond]],
  };
  const places = { ...block.places, geometry: block.places.geometry.with(LAND, geometry as never) };
  assert.equal(
    opened({ ...block, places } as unknown as Block, LAND).zoom,
    opened(block, LAND).zoom,
  );
});
