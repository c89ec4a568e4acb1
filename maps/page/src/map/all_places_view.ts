/** The view of the map that shows all places, with room beside each point for its name. */
import { realAt } from "../checked_access.ts";
import type { Block, Places } from "../block/block.ts";
import { isBeyond } from "../block/drawable.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import { nestingsOf } from "../rules/nesting.ts";
import { outerRings, type Ring } from "../geometry/outline.ts";

/** Pixels of the map's edges that the places keep clear of. */
export interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Extent {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly isPoint: boolean;
}

const CLOSEST = 8;
/** The room for a name to the right of its point: this, or less where the map is small. */
const NAME_WIDTH = 96;
const NAME_SHARE = 0.24;
/** The room for a mark on each side of its point. */
const MARK = 20;
/** By as many levels the subject would have to be larger on the screen to be shown alone. */
const FAR_APART = 1.5;
/** The share of the reports on the map that are then about it. */
const MANY = 0.25;
/** Places that span more degrees than this are shown with the whole world. */
const WORLD = 300;

/** Zoom in as far as all places fit, or those that `isWanted` picks; to the world, if there are none. */
export function fitPlaces(
  map: L.Map,
  places: Places,
  room: Room,
  isWanted: (place: number) => boolean = () => true,
): void {
  const found = fittingView(map, extentsOf(places, isWanted), room);
  // The world once, as wide as the map.
  if (!found)
    map.setView([25, 10], snapped(map, Math.log2(map.getSize().x / 256)), { animate: false });
  else map.setView(map.unproject(found.middle, found.zoom), found.zoom, { animate: false });
}

/**
 * Show the area of a subject with the places inside it, where all places would be far apart and many of the reports are
 * there; else all places.
 */
export function fitSubject(
  map: L.Map,
  { places, drawnAt }: Block,
  place: number,
  room: Room,
): void {
  fitPlaces(map, places, room);
  if (!places.geometry[place]) return;
  const nestings = nestingsOf(places, place);
  const isOwn = (one: number) => nestings[one] === "same" || nestings[one] === "inside";
  const drawn = drawnAt.filter((one) => one >= 0);
  if (drawn.filter(isOwn).length < MANY * drawn.length) return;
  const found = fittingView(map, extentsOf(places, isOwn), room);
  if (found && found.zoom >= map.getZoom() + FAR_APART) fitPlaces(map, places, room, isOwn);
}

/** Return the nearest view of some extents; null for the world. */
function fittingView(
  map: L.Map,
  extents: readonly Extent[],
  room: Room,
): { readonly zoom: number; readonly middle: L.Point } | null {
  const [west, east] = [
    Math.min(...extents.map((one) => one.west)),
    Math.max(...extents.map((one) => one.east)),
  ];
  if (extents.length === 0 || east - west > WORLD) return null;
  const size = map.getSize();
  const beside = Math.min(NAME_WIDTH, size.x * NAME_SHARE);
  const [width, height] = [
    Math.max(size.x - room.left - room.right, 60),
    Math.max(size.y - room.top - room.bottom, 60),
  ];
  for (let zoom = CLOSEST; ; zoom -= map.options.zoomSnap || 1) {
    const box = boxAt(map, extents, zoom, beside);
    if (
      zoom > map.getMinZoom() &&
      (box.max.x - box.min.x > width || box.max.y - box.min.y > height)
    )
      continue;
    const middle = box.min
      .add(box.max)
      .divideBy(2)
      .add([(room.right - room.left) / 2, (room.bottom - room.top) / 2]);
    return { zoom, middle };
  }
}

function extentsOf(places: Places, isWanted: (place: number) => boolean): Extent[] {
  const drawn = Array.from({ length: places.count }, (_, place) => place).filter(
    (place) => !isBeyond(places, place) && isWanted(place),
  );
  return drawn.map((place): Extent => {
    const { geometry, lon, lat } = places;
    const own = [realAt(lon, place), realAt(lat, place)] as const;
    // What lies beyond the 180th meridian is at the map's other edge: with it, a country is shown with the whole world.
    const isNear = (ring: Ring) => ring.every(([x]) => Math.abs(x - own[0]) <= 180);
    const rings = outerRings(geometry[place] ?? { type: "Point", coordinates: [] });
    const points: Ring = [own, ...rings.filter(isNear).flat()];
    let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const [x, y] of points)
      [west, east, south, north] = [
        Math.min(west, x),
        Math.max(east, x),
        Math.min(south, y),
        Math.max(north, y),
      ];
    return { west, east, south, north, isPoint: !geometry[place] };
  });
}

/** Return the box of all places in pixels of a zoom. */
function boxAt(
  map: L.Map,
  extents: readonly Extent[],
  zoom: number,
  beside: number,
): { min: L.Point; max: L.Point } {
  const box = { min: L.point(Infinity, Infinity), max: L.point(-Infinity, -Infinity) };
  for (const { west, east, south, north, isPoint } of extents) {
    const [corner, other] = [
      map.project(leafletOrder(west, north), zoom),
      map.project(leafletOrder(east, south), zoom),
    ];
    const rim = isPoint ? MARK : 0;
    box.min = L.point(Math.min(box.min.x, corner.x - rim), Math.min(box.min.y, corner.y - rim));
    box.max = L.point(
      Math.max(box.max.x, other.x + rim + (isPoint ? beside : 0)),
      Math.max(box.max.y, other.y + rim),
    );
  }
  return box;
}

function snapped(map: L.Map, zoom: number): number {
  const snap = map.options.zoomSnap || 1;
  return Math.max(map.getMinZoom(), Math.floor(zoom / snap) * snap);
}
