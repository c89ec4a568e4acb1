/** The shapes of areas on the map: lightly tinted, with a thin outline; colours belong to the forces on their cards. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { acrossMapEdge } from "./map_edge.ts";

/** Keeps the shape of each area from day to day. */
export class AreaShapes {
  readonly #map: L.Map;
  readonly #block: Block;
  readonly #onClick: (place: number) => void;
  readonly #shapes = new Map<number, L.FeatureGroup>();

  constructor(map: L.Map, block: Block, onClick: (place: number) => void) {
    this.#map = map;
    this.#block = block;
    this.#onClick = onClick;
  }

  /** Show an area. */
  show(place: number): void {
    if (this.#shapes.has(place)) return;
    const geometry = elementAt(this.#block.places.geometry, place)!;
    const { inside, outline } = acrossMapEdge(geometry);
    const path = (drawn: typeof inside, className: string, options: L.PathOptions) =>
      L.geoJSON(drawn as never, { style: { className, ...options } });
    // A line has no inside to tint, and needs a wide stroke to click on.
    const isLine = geometry.type.endsWith("LineString");
    const shape = L.featureGroup([
      isLine
        ? path(inside, "line-tint", { fill: false })
        : path(inside, "area-tint", { stroke: false }),
      path(outline, "area-line", { fill: false, interactive: false }),
    ]).addTo(this.#map);
    // A region lies over its country.
    if (this.#block.places.precision[place] === "country") shape.bringToBack();
    shape.on("click", () => this.#onClick(place));
    this.#shapes.set(place, shape);
  }

  hide(place: number): void {
    this.#shapes.get(place)?.remove();
    this.#shapes.delete(place);
  }
}
