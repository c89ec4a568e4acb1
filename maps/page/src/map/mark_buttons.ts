/**
 * The drawn marks for keyboards, screen readers and fingers: a transparent button over each, as long as they are
 * few enough to go through. Beyond that the page says to zoom in, or to use the list, and only the pointer finds a mark.
 */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { type Box, canBeHit } from "../geometry/rectangles.ts";
import type { Mark } from "./place_marks.ts";
import { button, el } from "../frame/dom.ts";

/** More marks in view than this have no buttons. */
const MOST_BUTTONS = 250;
/** This many are laid at once; more only when the day has not changed for a moment. */
const AT_ONCE = 40;
const REST_MS = 220;

/** So much of a button must not be covered, across and down. */
const TARGET = 24;

/** A mark and its box in the map's container. */
export interface PlacedMark {
  /** The same from day to day, so that the focus stays where it is. */
  readonly key: string;
  readonly mark: Mark;
  readonly place: number;
  readonly box: Box;
}

export interface MarkCalls {
  readonly open: (rows: readonly number[], opener: HTMLElement | null) => void;
  /** A mark is pointed at, or none is any more. */
  readonly point: (placed: PlacedMark | null) => void;
}

/** Of a mark that gathers more reports, the ids of the first ones are written: to join all takes longer than to draw the map. */
const MOST_IDS = 100;

/** Return the ids of a mark's reports, of the first ones, as data attributes, for tests and for scripts that read the page. */
export function reportData(block: Block, rows: readonly number[]): Record<string, string> {
  const ids = rows.slice(0, MOST_IDS).map((row) => block.reports.id.at(row));
  return ids.length === 1
    ? { "data-report": elementAt(ids, 0), "data-reports": elementAt(ids, 0) }
    : { "data-reports": ids.join(" ") };
}

/** The buttons over one map. */
export class MarkButtons {
  readonly #map: L.Map;
  readonly #block: Block;
  readonly #pane: HTMLElement;
  readonly #calls: MarkCalls;
  readonly #layer = el("div", { class: "mark-buttons" });
  readonly #buttons = new Map<
    string,
    { readonly element: HTMLButtonElement; placed: PlacedMark | null }
  >();
  #placed: readonly PlacedMark[] = [];
  #covering: readonly Box[] = [];
  #timer = 0;

  constructor(map: L.Map, pane: HTMLElement, block: Block, calls: MarkCalls) {
    this.#map = map;
    this.#block = block;
    this.#calls = calls;
    this.#pane = pane;
    this.#pane.append(this.#layer);
    this.#listen();
  }

  /** Check whether the marks in view are too many for buttons. */
  get areTooMany(): boolean {
    return this.#placed.length > MOST_BUTTONS;
  }

  /** Lay buttons over the marks, but not under what covers the map; at once where they are few. */
  lay(placed: readonly PlacedMark[], covering: readonly Box[]): void {
    this.#placed = placed;
    this.#covering = covering;
    window.clearTimeout(this.#timer);
    if (placed.length <= AT_ONCE) this.#lay();
    else {
      // Buttons that are no longer over their marks would open something else than what is seen.
      this.#layer.hidden = true;
      this.#timer = window.setTimeout(() => this.#lay(), REST_MS);
    }
  }

  /** Return the mark at a point of the map's container: the topmost one. */
  markAt(x: number, y: number): PlacedMark | null {
    return (
      this.#placed.findLast(
        ({ box }) => x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height,
      ) ?? null
    );
  }

  /** Return the mark of a row. */
  markOf(row: number): PlacedMark | null {
    return this.#placed.find(({ mark }) => mark.rows.includes(row)) ?? null;
  }

  #lay(): void {
    this.#layer.hidden = false;
    const wanted = this.areTooMany
      ? []
      : this.#placed.filter(({ box }) => canBeHit(box, this.#covering, TARGET));
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { element }] of this.#buttons) {
      if (keys.has(key)) continue;
      element.remove();
      this.#buttons.delete(key);
    }
    let before: Element | null = null;
    for (const placed of wanted) {
      const { key, box } = placed;
      const made = this.#buttons.get(key) ?? { element: this.#make(key), placed: null };
      const { element } = made;
      if (made.placed?.mark !== placed.mark) this.#describe(element, placed);
      made.placed = placed;
      this.#buttons.set(key, made);
      L.DomUtil.setPosition(
        element,
        this.#map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]),
      );
      element.style.setProperty("width", `${box.width}px`);
      element.style.setProperty("height", `${box.height}px`);
      // Moving an element takes its focus: only elements out of order are moved.
      const next: Element | null = before
        ? before.nextElementSibling
        : this.#layer.firstElementChild;
      if (next !== element) this.#layer.insertBefore(element, next);
      before = element;
    }
  }

  /** Update what a button stands for. */
  #describe(element: HTMLButtonElement, { mark, place }: PlacedMark): void {
    element.className = mark.isCount ? "mark marks-count" : "mark";
    const name = mark.name();
    element.setAttribute("aria-label", name);
    element.title = name;
    for (const name of ["report", "reports", "precision"]) delete element.dataset[name];
    if (place >= 0) element.dataset["precision"] = this.#block.places.precision[place];
    for (const [name, value] of Object.entries(reportData(this.#block, mark.rows)))
      element.setAttribute(name, value);
  }

  #make(key: string): HTMLButtonElement {
    const current = () => this.#buttons.get(key)!.placed!;
    const element = button({}, () => this.#calls.open(current().mark.rows, element));
    L.DomEvent.disableClickPropagation(element);
    for (const event of ["mouseenter", "focus"])
      element.addEventListener(event, () => this.#calls.point(current()));
    for (const event of ["mouseleave", "blur"])
      element.addEventListener(event, () => this.#calls.point(null));
    return element;
  }

  /** Find the mark under the pointer where no button lies over it. */
  #listen(): void {
    const container = this.#map.getContainer();
    let pointed: PlacedMark | null = null;
    const at = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("button, a, .leaflet-control"))
        return null;
      const { x, y } = this.#map.mouseEventToContainerPoint(event);
      return this.markAt(x, y);
    };
    container.addEventListener("mousemove", (event) => {
      if (event.buttons !== 0) return;
      const found = at(event);
      if (found === pointed || (this.#buttons.size > 0 && !this.#layer.hidden)) return;
      pointed = found;
      container.classList.toggle("points-at-mark", found !== null);
      this.#calls.point(found);
    });
    container.addEventListener(
      "click",
      (event) => {
        const found = (this.#map.dragging as { moved?: () => boolean }).moved?.()
          ? null
          : at(event);
        if (!found) return;
        event.stopPropagation();
        this.#calls.open(found.mark.rows, null);
      },
      { capture: true },
    );
  }
}
