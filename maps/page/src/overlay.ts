/** What lies over the map: areas, marks, cards and names, placed so that none crosses another. */
import { Areas } from "./areas.ts";
import { addBasemap, unpackBasemap } from "./basemap.ts";
import type { Block } from "./block.ts";
import { type Box, Taken } from "./boxes.ts";
import { el } from "./dom.ts";
import { figureOf } from "./figures.ts";
import type { Forces } from "./forces.ts";
import { groupByPlace, type PlaceGroups } from "./groups.ts";
import { Labels } from "./labels.ts";
import { leafletOrder } from "./lonlat.ts";
import { type MarkContext, Marks } from "./marks.ts";
import { outerRings } from "./outline.ts";
import { isPersonnel } from "./reading.ts";
import type { View } from "./view.ts";
import type { Words } from "./words.ts";

/** From this zoom on the embedded map has less to show than the reader expects. */
const COARSE_ZOOM = 9;

/** The largest figure of any claim at a point: one scale for the whole map, on every day. */
export function largestFigure(block: Block): number {
  let most = 0;
  for (let row = 0; row < block.reports.count; row++) {
    const place = block.placeOf[row];
    if (place < 0 || block.places.geometry[place] || !isPersonnel(block.reports.quantity.at(row))) continue;
    const span = figureOf(block.reports, row);
    if (span) most = Math.max(most, span.high);
  }
  return most;
}

/** The overlay of one map. */
export class Overlay {
  readonly #map: L.Map;
  readonly #block: Block;
  readonly #root: HTMLElement;
  readonly #marks: Marks;
  readonly #areas: Areas;
  readonly #coarse: HTMLElement;
  #labels: Labels | null = null;
  #waiting = 0;

  constructor(
    map: L.Map, block: Block, words: Words, forces: Forces, root: HTMLElement, largest: number,
    open: (rows: readonly number[], opener: HTMLElement) => void,
  ) {
    this.#map = map;
    this.#block = block;
    this.#root = root;
    const context: MarkContext = { map, block, words, forces, most: largestFigure(block), largest, open };
    this.#marks = new Marks(context);
    this.#areas = new Areas(context, root);
    this.#coarse = el("p", { class: "coarse", role: "status", "data-covers-map": "", hidden: true }, words.coarse);
    map.getContainer().parentElement!.append(this.#coarse);
    map.on("moveend zoomend resize viewreset", () => this.placeSoon());
  }

  /** Unpack the basemap and put it under the marks. */
  async addBasemap(base64: string): Promise<void> {
    const basemap = await unpackBasemap(base64);
    addBasemap(this.#map, basemap);
    this.#labels = new Labels(this.#map, basemap);
    this.placeSoon();
  }

  /** Show the places of a day. */
  show({ block, stretches, effect, on }: View): void {
    const places = groupByPlace(block, stretches, effect.inEffect(), on);
    const isArea = ({ place }: PlaceGroups) => this.#block.places.geometry[place] !== null;
    this.#areas.show(places.filter(isArea));
    this.#marks.show(places.filter((place) => !isArea(place)));
    this.placeSoon();
  }

  /** Place everything anew before the next frame. */
  placeSoon(): void {
    if (this.#waiting) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.#place();
    });
  }

  /** Show all the places that any report names. */
  fit(padding: L.FitBoundsOptions): void {
    const { places } = this.#block;
    const bounds = L.latLngBounds([]);
    for (let place = 0; place < places.count; place++) {
      const geometry = places.geometry[place];
      const rings = geometry ? outerRings(geometry) : [];
      bounds.extend(leafletOrder(places.lon[place], places.lat[place]));
      for (const ring of rings) for (const [lon, lat] of ring) bounds.extend(leafletOrder(lon, lat));
    }
    if (bounds.isValid()) this.#map.fitBounds(bounds, { maxZoom: 8, animate: false, ...padding });
  }

  /** Show one place: an area as a whole, a point with its surroundings. */
  showPlace(place: number, padding: L.FitBoundsOptions): void {
    const { lon, lat, geometry } = this.#block.places;
    const rings = geometry[place] ? outerRings(geometry[place]) : [];
    const bounds = L.latLngBounds(rings.flatMap((ring) => ring.map(([x, y]) => leafletOrder(x, y))));
    const zoom = Math.max(this.#map.getZoom(), 7);
    if (!bounds.isValid()) bounds.extend(leafletOrder(lon[place], lat[place]));
    this.#map.fitBounds(bounds, { ...padding, maxZoom: rings.length ? 8 : zoom, animate: false });
  }

  #place(): void {
    const container = this.#map.getContainer().getBoundingClientRect();
    if (container.width === 0) return;
    const taken = new Taken();
    const spared = new Taken();
    const panels = new Taken();
    for (const part of this.#root.querySelectorAll<HTMLElement>("[data-covers-map], .leaflet-control")) {
      const box = part.getBoundingClientRect();
      if (box.width === 0) continue;
      const covered = { x: box.left - container.left, y: box.top - container.top, width: box.width, height: box.height };
      taken.add(covered);
      panels.add(covered);
    }
    const view: Box = { x: 4, y: 4, width: container.width - 8, height: container.height - 8 };
    this.#coarse.hidden = this.#map.getZoom() < COARSE_ZOOM;
    const lines = new Taken();
    this.#areas.addOutlines(lines, view);
    this.#marks.place(taken, lines, panels, view);
    this.#labels?.spare(spared);
    this.#areas.place(taken, spared, panels, view);
    this.#labels?.place(taken, lines, view);
  }
}
