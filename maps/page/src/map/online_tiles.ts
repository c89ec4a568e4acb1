/**
 * The online layer: the only part of the page that sends requests, and only once the reader has switched it on.
 *
 * OpenStreetMap's server asks which site shows its tiles (https://operations.osmfoundation.org/policies/tiles/): the site's
 * address, without the page's, is sent to it. A page opened from disk has none to send, and the server may refuse it.
 */

/** The one host that the page's policy allows pictures from; maps/document/content_policy.py names the same. */
const TILE_HOST = "https://tile.openstreetmap.org";
/** With the tiles the map zooms in further than the embedded map has detail. */
const CLOSEST = 18;

/** The tiles of OpenStreetMap over the embedded map, off until switched on. */
export class Tiles {
  readonly #map: L.Map;
  readonly #closest: number;
  readonly #onFailure: () => void;
  #layer: L.TileLayer | null = null;

  constructor(map: L.Map, onFailure: () => void) {
    this.#map = map;
    this.#closest = map.getMaxZoom();
    this.#onFailure = onFailure;
  }

  get isOn(): boolean {
    return this.#layer !== null;
  }

  /** Switch the layer on or off. */
  set(isOn: boolean): void {
    if (isOn === this.isOn) return;
    if (isOn) {
      this.#layer = L.tileLayer(`${TILE_HOST}/{z}/{x}/{y}.png`, {
        maxZoom: CLOSEST,
        maxNativeZoom: 19,
        referrerPolicy: "origin",
        className: "online-tiles",
      });
      this.#layer.on("tileerror", this.#onFailure);
      this.#layer.addTo(this.#map);
    } else {
      this.#layer!.remove();
      this.#layer = null;
    }
    this.#map.setMaxZoom(isOn ? CLOSEST : this.#closest);
  }
}

/** Take all tiles off a map that is moved for a moment, so that nothing is asked for that nobody sees; return what adds them. */
export function removeTiles(map: L.Map): () => void {
  const online: L.TileLayer[] = [];
  map.eachLayer((layer) => {
    if (layer instanceof L.TileLayer) online.push(layer);
  });
  for (const layer of online) layer.remove();
  return () => {
    for (const layer of online) layer.addTo(map);
  };
}
