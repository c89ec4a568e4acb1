/** The basemap's quiet labels: placed one by one where room is left, so that they cross no mark, no card and no other. */
import type { Basemap, Country, Town } from "./basemap.ts";
import { besides, type Box, isInside, type Taken } from "./boxes.ts";
import { el } from "./dom.ts";
import { leafletOrder } from "./lonlat.ts";
import { contains, type Ring } from "./outline.ts";

/** Most labels that are ever drawn at once. */
const MOST = 160;
const DOT = 2.5;

/** A pane of labels over a map. */
export class Labels {
  readonly #map: L.Map;
  readonly #basemap: Basemap;
  readonly #pane: HTMLElement;
  readonly #ruler = document.createElement("canvas").getContext("2d")!;
  readonly #widths = new Map<string, number>();
  readonly #towns: readonly Town[];
  readonly #capitals: readonly Town[];

  constructor(map: L.Map, basemap: Basemap) {
    this.#map = map;
    this.#basemap = basemap;
    this.#pane = map.createPane("labels");
    this.#pane.classList.add("leaflet-zoom-hide");
    this.#pane.setAttribute("aria-hidden", "true");
    // Names are sorted once: what matters more takes its place first.
    this.#towns = [...basemap.towns].sort((a, b) => Number(b.isCapital) - Number(a.isCapital) || b.population - a.population);
    this.#capitals = this.#towns.filter((town) => town.isCapital);
  }


  /** Place all labels anew, where `taken` leaves room. */
  place(taken: Taken, lines: Taken, view: Box): void {
    const zoom = this.#map.getZoom();
    const bounds = this.#map.getBounds().pad(0.02);
    const made: HTMLElement[] = [];
    const isShown = (town: Town) => town.zoom <= zoom && bounds.contains(leafletOrder(town.lon, town.lat));
    const capitals = zoom < 5 ? [] : this.#capitals.filter(isShown);
    for (const town of capitals) this.#town(town, taken, lines, view, made);
    for (const country of this.#basemap.countries) {
      if (country.zoom <= zoom && zoom <= 8) this.#country(country, bounds, taken, lines, view, made);
    }
    for (const town of this.#towns) {
      if (made.length >= MOST) break;
      if (isShown(town) && !capitals.includes(town)) this.#town(town, taken, lines, view, made);
    }
    this.#pane.replaceChildren(...made);
  }

  /** Name what a card had better not cover: capitals with their names. */
  spare(spared: Taken): void {
    for (const town of this.#capitals) {
      const at = this.#map.latLngToContainerPoint(leafletOrder(town.lon, town.lat));
      spared.add({ x: at.x - 8, y: at.y - 10, width: 70, height: 20 });
    }
  }

  #country(country: Country, bounds: L.LatLngBounds, taken: Taken, lines: Taken, view: Box, made: HTMLElement[]): void {
    const isWhole = bounds.contains(leafletOrder(country.lon, country.lat));
    const point = isWhole ? ([country.lon, country.lat] as const) : visibleMiddle(country, bounds);
    if (!point) return;
    const text = country.name.toUpperCase();
    const width = this.#width(text, 12, 2.6);
    const at = this.#map.latLngToContainerPoint(leafletOrder(...point));
    // A country's name may stand anywhere near its middle: the nearest free place within a few lines is taken.
    // Away from there it must lie wholly within the country, lest it name another.
    for (const [dx, dy] of OFFSETS) {
      const box = { x: at.x - width / 2 + dx, y: at.y - 8 + dy, width, height: 16 };
      if (!isInside(box, view) || !taken.isFree(box, 6) || !lines.isFree(box, 1)) continue;
      if (!(isWhole && dx === 0 && dy === 0) && !this.#isWithin(country, box)) continue;
      taken.add(box);
      made.push(this.#label("country-label", text, box));
      return;
    }
  }

  #isWithin(country: Country, { x, y, width, height }: Box): boolean {
    return [x, x + width / 2, x + width].every((px) => {
      const { lat, lng } = this.#map.containerPointToLatLng([px, y + height / 2]);
      return country.rings.some(({ points }) => contains(points as unknown as Ring, lng, lat));
    });
  }

  #town(town: Town, taken: Taken, lines: Taken, view: Box, made: HTMLElement[]): void {
    const at = this.#map.latLngToContainerPoint(leafletOrder(town.lon, town.lat));
    const dot = { x: at.x - DOT, y: at.y - DOT, width: 2 * DOT, height: 2 * DOT };
    if (!isInside(dot, view) || !taken.isFree(dot, 1)) return;
    const isFree = (box: Box) => isInside(box, view) && taken.isFree(box, 3) && lines.isFree(box, 1);
    const size = town.isCapital ? 12.5 : 11.5;
    const width = this.#width(town.name, size, 0);
    const free = besides(at.x, at.y, 7, width, 15).slice(0, town.isCapital ? 8 : 4).find(isFree);
    if (!free) return;
    taken.add(free);
    taken.add(dot);
    made.push(this.#label(town.isCapital ? "town-dot capital" : "town-dot", "", dot));
    made.push(this.#label(town.isCapital ? "town-label capital" : "town-label", town.name, free));
  }

  #label(className: string, text: string, box: Box): HTMLElement {
    const label = el("span", { class: className }, text);
    const at = this.#map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]);
    L.DomUtil.setPosition(label, at);
    return label;
  }

  #width(text: string, size: number, spacing: number): number {
    const key = `${size} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      this.#ruler.font = `${size}px ${getComputedStyle(this.#map.getContainer()).fontFamily}`;
      width = Math.ceil(this.#ruler.measureText(text).width + spacing * text.length) + 2;
      this.#widths.set(key, width);
    }
    return width;
  }
}

/** How many points of the view, along each side, are asked which country they lie in. */
const PROBES = 12;
/** So many of them make a part of a country that is worth a name. */
const ENOUGH = 5;

/** Of a country whose middle is out of view: the point of its visible part that is nearest to that part's own middle. */
function visibleMiddle(country: Country, bounds: L.LatLngBounds): readonly [number, number] | null {
  const [west, east, south, north] = [bounds.getWest(), bounds.getEast(), bounds.getSouth(), bounds.getNorth()];
  const near = country.rings.filter((ring) => ring.east > west && ring.west < east).map(({ points }) => points as unknown as Ring);
  if (near.length === 0) return null;
  const inside: [number, number][] = [];
  for (let i = 0; i < PROBES; i++) {
    for (let j = 0; j < PROBES; j++) {
      const [lon, lat] = [west + ((i + 0.5) / PROBES) * (east - west), south + ((j + 0.5) / PROBES) * (north - south)];
      if (near.some((ring) => contains(ring, lon, lat))) inside.push([lon, lat]);
    }
  }
  if (inside.length < ENOUGH) return null;
  const mean = (which: 0 | 1) => inside.reduce((sum, point) => sum + point[which], 0) / inside.length;
  const [lon, lat] = [mean(0), mean(1)];
  const away = (point: readonly [number, number]) => Math.hypot(point[0] - lon, point[1] - lat);
  return inside.reduce((best, point) => (away(point) < away(best) ? point : best));
}

const OFFSETS: readonly (readonly [number, number])[] = [
  [0, 0], [0, 22], [0, -22], [40, 0], [-40, 0], [0, 44], [0, -44], [50, 30], [-50, 30], [50, -30], [-50, -30], [0, 70], [0, -70],
];
