/** The basemap's quiet labels: placed one by one where there is room, so that none crosses a mark, a card or another label. */
import type { Basemap, Country, Town } from "./basemap.ts";
import { besides, type Box, isInside, type Taken } from "../geometry/rectangles.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import { contains, type Ring } from "../geometry/outline.ts";
import type { Picture, Pictures } from "../signs/canvas_pictures.ts";
import { MapCanvas } from "./map_canvas.ts";

/** Most labels that are ever drawn at once. */
const MOST = 160;
const DOT = 2.5;

/** A name that is drawn: what, and where in the map's container. */
interface Drawn {
  readonly name: string;
  readonly kind: "country" | "town" | "capital";
  readonly box: Box;
  /** A town's dot. */
  readonly dot: Box | null;
}

/** The candidates for one position of the map, before obstacles are considered. */
interface Candidates {
  readonly key: string;
  readonly capitals: readonly TownCandidate[];
  readonly towns: readonly TownCandidate[];
  readonly countries: readonly CountryCandidate[];
}

interface TownCandidate {
  readonly town: Town;
  readonly dot: Box;
  readonly boxes: readonly Box[];
}

interface CountryCandidate {
  readonly text: string;
  readonly boxes: readonly Box[];
}

const NOTHING: Candidates = { key: "", capitals: [], towns: [], countries: [] };

/** The most towns that are tried: there is no room for more anyway. */
const MOST_TRIED = 500;

/** The names over a map, on one canvas. */
export class Labels {
  readonly #map: L.Map;
  readonly #basemap: Basemap;
  readonly #pictures: Pictures;
  readonly #nameOf: (country: Country) => string;
  readonly #sheet: MapCanvas;
  readonly #towns: readonly Town[];
  readonly #capitals: readonly Town[];
  #candidates: Candidates | null = null;
  #drawn = "";

  /** `nameOf` returns the name of a country in the page's language. */
  constructor(
    map: L.Map,
    pane: HTMLElement,
    basemap: Basemap,
    pictures: Pictures,
    nameOf: (country: Country) => string,
  ) {
    this.#map = map;
    this.#basemap = basemap;
    this.#pictures = pictures;
    this.#nameOf = nameOf;
    this.#sheet = new MapCanvas(map, pane);
    // Sorted once: more important names are placed first.
    this.#towns = [...basemap.towns].sort(
      (a, b) => Number(b.isCapital) - Number(a.isCapital) || b.population - a.population,
    );
    this.#capitals = this.#towns.filter((town) => town.isCapital);
  }

  /** Place all names where `taken` leaves room; they are drawn again only if that changed anything. */
  place(taken: Taken, lines: Taken, view: Box, areShown: boolean): void {
    const { key, capitals, towns, countries } = areShown ? this.#lookAround(view) : NOTHING;
    const drawn: Drawn[] = [];
    const add = (candidate: TownCandidate) => {
      const one = placeTown(candidate, taken, lines);
      if (one) drawn.push(one);
    };
    capitals.forEach(add);
    for (const { text, boxes } of countries) {
      const box = boxes.find((one) => taken.isFree(one, 6) && lines.isFree(one, 1));
      if (!box) continue;
      taken.add(box);
      drawn.push({ name: text, kind: "country", box, dot: null });
    }
    for (const candidate of towns) {
      if (drawn.length >= MOST) break;
      add(candidate);
    }
    const signature = `${key} ${drawn.map(({ name, box }) => `${name} ${box.x} ${box.y}`).join()}`;
    if (signature === this.#drawn) return;
    this.#drawn = signature;
    this.#draw(drawn);
  }

  /** Draw again, in other colours. */
  forget(): void {
    this.#drawn = "";
  }

  /** Add to `spared` what a card should rather not cover: capitals with their names. */
  spare(spared: Taken): void {
    for (const { dot } of this.#candidates?.capitals ?? [])
      spared.add({ x: dot.x - 8, y: dot.y - 10, width: 70, height: 20 });
  }

  /** Return the candidates, computed once for each position of the map. */
  #lookAround(view: Box): Candidates {
    const map = this.#map;
    const zoom = map.getZoom();
    const bounds = map.getBounds().pad(0.02);
    const key = `${zoom} ${bounds.toBBoxString()} ${view.width} ${view.height}`;
    if (this.#candidates?.key === key) return this.#candidates;
    const isShown = (town: Town) =>
      town.zoom <= zoom && bounds.contains(leafletOrder(town.lon, town.lat));
    const capitals = zoom < 5 ? [] : this.#capitals.filter(isShown);
    const towns = this.#towns
      .filter((town) => isShown(town) && !capitals.includes(town))
      .slice(0, MOST_TRIED);
    const countries = this.#basemap.countries.filter(
      (country) => country.zoom <= zoom && zoom <= 8,
    );
    const town = (one: Town) => this.#town(one, view);
    this.#candidates = {
      key,
      capitals: capitals.map(town),
      towns: towns.map(town),
      countries: countries.flatMap((country) => this.#country(country, bounds, view)),
    };
    return this.#candidates;
  }

  #country(country: Country, bounds: L.LatLngBounds, view: Box): CountryCandidate[] {
    const isWhole = bounds.contains(leafletOrder(country.lon, country.lat));
    const point = isWhole ? ([country.lon, country.lat] as const) : visibleMiddle(country, bounds);
    if (!point) return [];
    const text = this.#nameOf(country).toUpperCase();
    const { width } = this.#picture("country", text);
    const at = this.#map.latLngToContainerPoint(leafletOrder(...point));
    // A country's name may be anywhere near its middle: the nearest free box within a few lines is used.
    // Farther away it must lie wholly within the country, so that it does not name another.
    const boxes = OFFSETS.map(([dx, dy]) => ({
      x: Math.round(at.x - width / 2 + dx),
      y: Math.round(at.y - 8 + dy),
      width,
      height: 16,
    })).filter(
      (box, k) => isInside(box, view) && ((isWhole && k === 0) || this.#isWithin(country, box)),
    );
    return boxes.length > 0 ? [{ text, boxes }] : [];
  }

  #isWithin(country: Country, { x, y, width, height }: Box): boolean {
    return [x, x + width / 2, x + width].every((px) => {
      const { lat, lng } = this.#map.containerPointToLatLng([px, y + height / 2]);
      return country.rings.some(({ points }) => contains(points as unknown as Ring, lng, lat));
    });
  }

  #town(town: Town, view: Box): TownCandidate {
    const at = this.#map.latLngToContainerPoint(leafletOrder(town.lon, town.lat));
    const dot = { x: at.x - DOT, y: at.y - DOT, width: 2 * DOT, height: 2 * DOT };
    const { width } = this.#picture(town.isCapital ? "capital" : "town", town.name);
    const boxes = isInside(dot, view)
      ? besides(at.x, at.y, 7, width, 15)
          .slice(0, town.isCapital ? 8 : 4)
          .filter((box) => isInside(box, view))
      : [];
    return { town, dot, boxes };
  }

  #picture(kind: Drawn["kind"], name: string): Picture {
    return this.#pictures.name(
      name,
      kind === "country" ? 12 : kind === "capital" ? 12.5 : 11.5,
      kind === "country" ? "--label-country" : "--label",
      kind === "country" ? 2.6 : 0,
    );
  }

  #draw(drawn: readonly Drawn[]): void {
    const context = this.#sheet.wipe();
    context.fillStyle = this.#pictures.colour("--label");
    for (const { name, kind, box, dot } of drawn) {
      const { canvas, width, height } = this.#picture(kind, name);
      context.drawImage(
        canvas,
        Math.round(box.x),
        Math.round(box.y + (box.height - height) / 2),
        width,
        height,
      );
      if (!dot) continue;
      context.beginPath();
      context.arc(dot.x + DOT, dot.y + DOT, kind === "capital" ? 2.5 : 2, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

function placeTown({ town, dot, boxes }: TownCandidate, taken: Taken, lines: Taken): Drawn | null {
  if (boxes.length === 0 || !taken.isFree(dot, 1)) return null;
  const box = boxes.find((one) => taken.isFree(one, 3) && lines.isFree(one, 1));
  if (!box) return null;
  taken.add(box);
  taken.add(dot);
  return { name: town.name, kind: town.isCapital ? "capital" : "town", box, dot };
}

/** How many points along each side of the view are tested for the country in which they lie. */
const PROBES = 12;
/** From this many points on, the visible part of a country gets a name. */
const ENOUGH = 5;

/** Return a point for the name of a country whose middle is out of view: the visible one nearest to the middle of the visible part. */
function visibleMiddle(country: Country, bounds: L.LatLngBounds): readonly [number, number] | null {
  const [west, east, south, north] = [
    bounds.getWest(),
    bounds.getEast(),
    bounds.getSouth(),
    bounds.getNorth(),
  ];
  const near = country.rings
    .filter((ring) => ring.east > west && ring.west < east)
    .map(({ points }) => points as unknown as Ring);
  if (near.length === 0) return null;
  const inside: [number, number][] = [];
  for (let i = 0; i < PROBES; i++) {
    for (let j = 0; j < PROBES; j++) {
      const [lon, lat] = [
        west + ((i + 0.5) / PROBES) * (east - west),
        south + ((j + 0.5) / PROBES) * (north - south),
      ];
      if (near.some((ring) => contains(ring, lon, lat))) inside.push([lon, lat]);
    }
  }
  if (inside.length < ENOUGH) return null;
  const mean = (which: 0 | 1) =>
    inside.reduce((sum, point) => sum + point[which], 0) / inside.length;
  const [lon, lat] = [mean(0), mean(1)];
  const away = (point: readonly [number, number]) => Math.hypot(point[0] - lon, point[1] - lat);
  return inside.reduce((best, point) => (away(point) < away(best) ? point : best));
}

const OFFSETS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 22],
  [0, -22],
  [40, 0],
  [-40, 0],
  [0, 44],
  [0, -44],
  [50, 30],
  [-50, 30],
  [50, -30],
  [-50, -30],
  [0, 70],
  [0, -70],
];
