/** The map's position, once the reader has moved it. */
import { leafletOrder } from "../geometry/lon_lat.ts";
import type { MapView } from "./state.ts";

/** When its frame changes, the map moves by itself, by fewer pixels than this. */
const OWN_MOVE_PX = 24;

export class MapPlace {
  readonly #map: L.Map;
  readonly #onMove: (view: MapView) => void;
  readonly #showAll: () => unknown;
  #at: MapView | null = null;
  #isMoving = false;

  constructor(map: L.Map, showAll: () => unknown, onMove: (view: MapView) => void) {
    this.#map = map;
    this.#showAll = showAll;
    this.#onMove = onMove;
    map.on("moveend", () => this.#moved());
  }

  /** Show a part of the map; null: all places. What is shown already stays as it is. */
  show(view: MapView | null): void {
    if (view && this.#at && !this.#isElsewhere(view)) return;
    this.#isMoving = true;
    if (view) this.#map.setView(leafletOrder(view.lon, view.lat), view.zoom, { animate: false });
    else this.#showAll();
    this.#isMoving = false;
    this.#at = this.#here();
  }

  /** Run what moves the map and puts it back: nothing of that is a move of the reader. */
  whileMoved<Result>(act: () => Result): Result {
    this.#isMoving = true;
    try {
      return act();
    } finally {
      this.#isMoving = false;
    }
  }

  #moved(): void {
    if (this.#isMoving || !this.#at) return;
    const here = this.#here();
    if (!this.#isElsewhere(here)) return;
    this.#at = here;
    this.#onMove(here);
  }

  #here(): MapView {
    const { lat, lng } = this.#map.getCenter().wrap();
    return { zoom: this.#map.getZoom(), lat, lon: lng };
  }

  #isElsewhere(view: MapView): boolean {
    const at = this.#at!;
    if (view.zoom !== at.zoom) return true;
    const point = ({ lat, lon }: MapView) => this.#map.project(leafletOrder(lon, lat), at.zoom);
    return point(at).distanceTo(point(view)) > OWN_MOVE_PX;
  }
}
