/** The outlines of areas: in degrees, kept for good, and on the screen, kept for one position of the map. */
import type { Block } from "../block/block.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import { boundsOf, largestOnScreen, outerRings, type Ring } from "../geometry/outline.ts";
import type { Box } from "../geometry/rectangles.ts";

/** A part of an area in degrees. */
interface Part {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export class AreaOutlines {
  readonly #map: L.Map;
  readonly #block: Block;
  readonly #parts = new Map<number, readonly Part[]>();
  #rings: { key: string; readonly of: Map<number, Ring> } = { key: "", of: new Map() };

  constructor(map: L.Map, block: Block) {
    this.#map = map;
    this.#block = block;
  }

  /** Forget what was on the screen, if the map has moved since. */
  follow(): void {
    const { x, y } = this.#map.latLngToContainerPoint([0, 0]);
    const key = `${this.#map.getZoom()} ${x} ${y}`;
    if (key !== this.#rings.key) this.#rings = { key, of: new Map() };
  }

  /** Check whether a part of an area is in view. */
  isInView(place: number): boolean {
    const bounds = this.#map.getBounds();
    return this.#partsOf(place).some(
      (part) =>
        part.west <= bounds.getEast() &&
        part.east >= bounds.getWest() &&
        part.south <= bounds.getNorth() &&
        part.north >= bounds.getSouth(),
    );
  }

  /** Return the largest ring of an area on the screen. */
  ringOf(place: number): Ring {
    const known = this.#rings.of.get(place);
    if (known) return known;
    const rings = outerRings(this.#block.places.geometry[place]!);
    const ring = largestOnScreen(rings, (lon, lat) =>
      this.#map.latLngToContainerPoint(leafletOrder(lon, lat)),
    );
    this.#rings.of.set(place, ring);
    return ring;
  }

  /** Return the box on the screen of the largest part of an area. */
  largestBox(place: number): Box {
    const on = (lon: number, lat: number) =>
      this.#map.latLngToContainerPoint(leafletOrder(lon, lat));
    const boxes = this.#partsOf(place).map(({ west, east, south, north }) => {
      const [corner, other] = [on(west, north), on(east, south)];
      return { x: corner.x, y: corner.y, width: other.x - corner.x, height: other.y - corner.y };
    });
    return boxes.reduce((best, box) =>
      box.width * box.height > best.width * best.height ? box : best,
    );
  }

  #partsOf(place: number): readonly Part[] {
    const known = this.#parts.get(place);
    if (known) return known;
    const geometry = this.#block.places.geometry[place]!;
    const bounds = L.geoJSON(geometry as never).getBounds();
    const rings = outerRings(geometry);
    const whole = {
      west: bounds.getWest(),
      east: bounds.getEast(),
      south: bounds.getSouth(),
      north: bounds.getNorth(),
    };
    const parts = rings
      .map((ring) => boundsOf(ring as unknown as Ring))
      .map(({ x, y, width, height }) => ({
        west: x,
        east: x + width,
        south: y,
        north: y + height,
      }));
    const found = parts.length > 0 ? parts : [whole];
    this.#parts.set(place, found);
    return found;
  }
}
