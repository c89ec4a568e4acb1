/** The places of points that are in view or just beyond it, and where; worked out once for each position of the map. */
import { realAt } from "../checked_access.ts";
import type { Places } from "../block/block.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import { BEYOND_VIEW } from "./map_canvas.ts";

/** Rows of places, and where each is in pixels of the map's container. */
export interface Points {
  readonly places: Int32Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

export class VisiblePlaces {
  readonly #map: L.Map;
  readonly #places: Places;
  #key = "";
  #points: Points | null = null;

  constructor(map: L.Map, places: Places) {
    this.#map = map;
    this.#places = places;
  }

  /** Return the points in view at the map's position now. */
  get(): Points {
    const map = this.#map;
    const { count, geometry, lon, lat } = this.#places;
    const size = map.getSize();
    const corner = map.containerPointToLatLng([0, 0]);
    const key = `${map.getZoom()} ${corner.lat} ${corner.lng} ${size.x} ${size.y}`;
    if (this.#points && this.#key === key) return this.#points;
    const found: [number, number, number][] = [];
    for (let place = 0; place < count; place++) {
      if (geometry[place]) continue;
      const { x, y } = map.latLngToContainerPoint(
        leafletOrder(realAt(lon, place), realAt(lat, place)),
      );
      const isNear =
        x > -BEYOND_VIEW &&
        y > -BEYOND_VIEW &&
        x < size.x + BEYOND_VIEW &&
        y < size.y + BEYOND_VIEW;
      if (isNear) found.push([place, x, y]);
    }
    this.#key = key;
    this.#points = {
      places: Int32Array.from(found, ([place]) => place),
      xs: Float64Array.from(found, ([, x]) => x),
      ys: Float64Array.from(found, ([, , y]) => y),
    };
    return this.#points;
  }
}
