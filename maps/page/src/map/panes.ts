/** The panes of one layer of claims, shared with no other layer on the map and no pane of the map's maker. */
export class Panes {
  readonly #map: L.Map;
  readonly #key: string;

  /** `key` is a name that no other layer has. */
  constructor(map: L.Map, key: string) {
    this.#map = map;
    this.#key = key;
  }

  /** Return the pane of a name, made once; it hides while the map zooms, and stylesheets select it by `leaflet-NAME-pane`. */
  get(name: string): HTMLElement {
    const own = `${this.#key}-${name}`;
    const pane = this.#map.getPane(own) ?? this.#map.createPane(own);
    pane.classList.add(`leaflet-${name}-pane`, "leaflet-zoom-hide");
    return pane;
  }
}
