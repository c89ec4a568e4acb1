/** The panes of one layer of claims: another layer on the same map, or a pane of the map's maker's, never shares one. */
export class Panes {
  readonly #map: L.Map;
  readonly #key: string;

  /** `key` is a name that no other layer has. */
  constructor(map: L.Map, key: string) {
    this.#map = map;
    this.#key = key;
  }

  /** The pane of a name, made once; it hides while the map zooms, and the stylesheet knows it by `leaflet-NAME-pane`. */
  get(name: string): HTMLElement {
    const own = `${this.#key}-${name}`;
    const pane = this.#map.getPane(own) ?? this.#map.createPane(own);
    pane.classList.add(`leaflet-${name}-pane`, "leaflet-zoom-hide");
    return pane;
  }
}
