/** What lies over the map: areas, marks, cards and names, placed so that none crosses another. */
import { realAt } from "../checked_access.ts";
import { Areas, type Subject } from "./areas.ts";
import { fitPlaces, fitSubject, type Room } from "./all_places_view.ts";
import { addBasemap, type Ground, unpackBasemap } from "./basemap.ts";
import type { Block } from "../block/block.ts";
import { type Box, Listed, Taken } from "../geometry/rectangles.ts";
import { el } from "../frame/dom.ts";
import { closestZoom } from "./closest_zoom.ts";
import type { Forces } from "../signs/force_colours.ts";
import { Labels } from "./basemap_labels.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import { type MarkContext, Marks } from "./marks.ts";
import type { Numbered } from "../signs/key.ts";
import { outerRings } from "../geometry/outline.ts";
import { inWidth } from "./map_size.ts";
import type { Panes } from "./panes.ts";
import { Pictures } from "../signs/canvas_pictures.ts";
import { countryName } from "../words/country_names.ts";
import { withSharpness } from "../signs/sharpness.ts";
import type { Scale } from "../signs/signs.ts";
import type { Calls, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

/** The overlays of each map, in the order in which they came: a map that somebody else made can have several. */
const OVERLAYS = new WeakMap<L.Map, Overlay[]>();

const NO_SUBJECT: Subject = { place: -1, force: "" };

/** What covers the map on paper. */
const ON_PAPER = ".leaflet-control-scale";

/** What covers the map, and the part of it in which things are placed. */
interface Covered {
  readonly boxes: readonly Box[];
  readonly view: Box;
}

/** The overlay of one map. */
export class Overlay {
  readonly #map: L.Map;
  readonly #block: Block;
  readonly #root: HTMLElement;
  readonly #panes: Panes;
  readonly #pictures: Pictures;
  readonly #marks: Marks;
  readonly #areas: Areas;
  /** A note on what the map does not show each by itself; the page puts it where it covers nothing. */
  readonly note: HTMLElement = el("p", {
    class: "too-many",
    role: "status",
    "data-covers-map": "",
    hidden: true,
  });
  readonly #words: Words;
  /** What covers the map, and the map's size, as last measured. */
  #covered: Covered | null = null;
  #ground: Ground | null = null;
  #labels: Labels | null = null;
  #waiting = 0;
  #placed = "";
  #view: View | null = null;
  #serial = 0;
  #isForPaper = false;
  #showsNames = true;
  /** Returns the subject, whose cards come first. */
  subject: () => Subject = () => NO_SUBJECT;
  /** Called when other places have numbers in place of names. */
  onNumbered: ((places: readonly Numbered[]) => void) | null = null;
  /** The cards, and what is gathered: overlays that came later keep clear of them. */
  #cards: readonly Box[] = [];

  constructor(
    map: L.Map,
    block: Block,
    words: Words,
    forces: Forces,
    root: HTMLElement,
    panes: Panes,
    scale: Scale,
    { onOpen, onHover }: Calls,
  ) {
    this.#map = map;
    this.#block = block;
    this.#root = root;
    this.#panes = panes;
    this.#words = words;
    this.#pictures = new Pictures(root);
    this.#pictures.refresh();
    const context: MarkContext = {
      map,
      panes,
      block,
      words,
      forces,
      pictures: this.#pictures,
      scale,
      open: onOpen,
      onHover,
    };
    this.#marks = new Marks(context);
    this.#areas = new Areas(context, this.#marks.groups);
    OVERLAYS.set(map, [...(OVERLAYS.get(map) ?? []), this]);
    map.on("moveend zoomend resize viewreset", () => this.placeSoon());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#recolour());
  }

  /** Whether the radius within which each place lies is drawn. */
  set showsRadii(shows: boolean) {
    this.#marks.showsRadii = shows;
    this.placeSoon();
  }

  /** Whether countries and towns are named: not over tiles, which name them. */
  set showsNames(shows: boolean) {
    this.#showsNames = shows;
    this.placeSoon();
  }

  /** Unpack the basemap and put it under the marks; until then the map says that it is busy. */
  async addBasemap(base64: string): Promise<void> {
    const container = this.#map.getContainer();
    container.setAttribute("aria-busy", "true");
    const basemap = await unpackBasemap(base64).finally(() =>
      container.removeAttribute("aria-busy"),
    );
    this.#ground = addBasemap(this.#map, basemap);
    this.#labels = new Labels(
      this.#map,
      this.#panes.get("labels"),
      basemap,
      this.#pictures,
      (country) => countryName(country.code, country.name, this.#words),
    );
    this.placeSoon();
  }

  /** Show what is in effect. */
  show(view: View): void {
    if (view.effect !== this.#view?.effect) this.#serial++;
    this.#view = view;
    this.#marks.show(view);
    this.#areas.show(view);
    this.#placeBeforeNextFrame();
  }

  highlight(row: number | null): void {
    this.#marks.highlight(row);
    this.#areas.highlight(row);
  }

  /** Place everything again before the next frame: the map has moved, or is covered differently. */
  placeSoon(): void {
    this.#covered = null;
    this.#placed = "";
    this.#placeBeforeNextFrame();
  }

  /** Draw all at once in the colours that the page has now: what is printed waits for no frame. */
  drawNow(): void {
    this.#ground?.redraw();
    this.#recolour();
    this.#place();
  }

  /** Draw the map sharper than the screen shows it, for a picture that `act` takes of it at once. */
  drawSharp<Result>(pixels: number, act: () => Result): Result {
    try {
      return withSharpness(pixels, () => {
        this.drawNow();
        return act();
      });
    } finally {
      this.drawNow();
    }
  }

  /** Draw the map as on paper, where nothing covers it, in a width in pixels, for a copy that `act` makes of it at once. */
  drawForPaper<Result>(width: number, pixels: number, act: () => Result): Result {
    const { isCrowded } = this.#marks;
    this.#isForPaper = true;
    this.#map.getContainer().classList.add("is-on-paper");
    try {
      return inWidth(this.#map, width, () =>
        withSharpness(pixels, () => {
          this.drawNow();
          return act();
        }),
      );
    } finally {
      this.#isForPaper = false;
      this.#map.getContainer().classList.remove("is-on-paper");
      this.#marks.isCrowded = isCrowded;
      this.drawNow();
    }
  }

  #placeBeforeNextFrame(): void {
    if (this.#waiting) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.#place();
    });
  }

  #recolour(): void {
    this.#pictures.refresh(true);
    this.#marks.forget();
    this.#labels?.forget();
    this.placeSoon();
  }

  /** Show all the places that any report names. */
  fit(room: Room): void {
    fitPlaces(this.#map, this.#block.places, room);
  }

  /** Show the area of the subject, or all places. */
  fitSubject(place: number, room: Room): void {
    fitSubject(this.#map, this.#block, place, room);
  }

  /** Zoom in no closer than the basemap shows something, or than the nearest two places need to come apart. */
  limitZoom(): void {
    this.#map.setMaxZoom(closestZoom(this.#block.places, this.#map.getMaxZoom()));
  }

  /** Show one place: an area as a whole, a point with its surroundings. */
  showPlace(place: number, { left, top, right, bottom }: Room): void {
    const { lon, lat, geometry } = this.#block.places;
    const rings = geometry[place] ? outerRings(geometry[place]) : [];
    const bounds = L.latLngBounds(
      rings.flatMap((ring) => ring.map(([x, y]) => leafletOrder(x, y))),
    );
    const zoom = Math.max(this.#map.getZoom(), 7);
    if (!bounds.isValid()) bounds.extend(leafletOrder(realAt(lon, place), realAt(lat, place)));
    this.#map.fitBounds(bounds, {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
      maxZoom: rings.length ? 8 : zoom,
      animate: false,
    });
  }

  #place(): void {
    const { boxes, view } = (this.#covered ??= this.#look());
    if (view.width <= 0) return;
    const subject = this.subject();
    const state = `${this.#serial} ${this.#view?.effect.version} ${subject.place} ${subject.force}`;
    if (state === this.#placed) return;
    this.#placed = state;
    this.#pictures.refresh();
    const [spared, lines] = [new Taken(), new Taken()];
    const overlays = OVERLAYS.get(this.#map) ?? [];
    const before = overlays.slice(0, overlays.indexOf(this));
    const covered = [...boxes, ...before.flatMap((other) => other.#cards)];
    let [taken, panels] = [Listed.of(covered), Listed.of(covered)];
    this.#areas.look(lines, view);
    this.#labels?.spare(spared, view);
    const capitals = spared.copy();
    // A sheet that is drawn up pushes the key over marks; it goes down when the focus comes to one.
    const isLow = (this.#root.dataset["sheet"] ?? "low") === "low";
    const covering = this.#isForPaper ? null : isLow ? boxes : [];
    this.#marks.place(taken, spared, panels, covering, view);
    const marked = panels.boxes.length;
    this.#areas.place({ taken, spared, capitals, lines, panels, view }, subject);
    const cards = panels.boxes.slice(marked);
    if (this.#marks.areUnder(cards)) {
      // Where a card had to lie on marks, they move out from under it or are gathered.
      [taken, panels] = [Listed.of([...covered, ...cards]), Listed.of([...covered, ...cards])];
      this.#marks.place(taken, new Taken(), panels, covering, view, [...boxes, ...cards]);
    }
    this.#cards = panels.boxes.slice(covered.length);
    for (const later of overlays.slice(before.length + 1)) later.placeSoon();
    this.#marks.draw(taken, lines, view);
    this.#labels?.place(taken, lines, view, this.#showsNames || this.#isForPaper);
    this.onNumbered?.(this.#marks.numbered);
    const [areMarks, areAreas] = [
      this.#marks.areGathered || this.#marks.areTooMany,
      this.#areas.areCounted,
    ];
    const note = areMarks
      ? this.#words.tooMany
      : areAreas
        ? this.#words.tooManyAreas
        : this.#block.places.count === 0
          ? this.#words.noPlaces
          : "";
    if (this.#isForPaper) return;
    this.note.hidden = note === "";
    this.note.textContent = note;
  }

  /** Measure what covers the map; only when that may have changed, since measuring makes the browser lay out the page. */
  #look(): Covered {
    const element = this.#map.getContainer();
    const container = element.getBoundingClientRect();
    const underSheet = Number.parseFloat(
      getComputedStyle(element).getPropertyValue("--under-sheet") || "0",
    );
    const boxes: Box[] = [];
    const covers = this.#isForPaper ? ON_PAPER : "[data-covers-map], .leaflet-control";
    for (const part of this.#root.querySelectorAll<HTMLElement>(covers)) {
      const box = part.getBoundingClientRect();
      if (box.width === 0) continue;
      const [x, y] = [box.left - container.left, box.top - container.top];
      boxes.push({ x, y, width: box.width, height: box.height });
    }
    return {
      boxes,
      view: { x: 4, y: 4, width: container.width - 8, height: container.height - underSheet - 8 },
    };
  }
}
