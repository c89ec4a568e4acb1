/**
 * The page on paper: map, sentence, rows, key and sources on one sheet, upright or across, as the button and the browser's own
 * command print it. It is made when the browser is about to print, and measured, since what is printed cannot be.
 */
import { el, replace } from "../frame/dom.ts";
import type { Frame } from "../frame/frame.ts";
import { publicationText } from "../frame/notes.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";
import { wordDay } from "../words/date_texts.ts";
import { paperClaims } from "./paper_claims.ts";
import { copyForPaper } from "./paper_copy.ts";

/** Beside the map the rows, and the lists below both or in a third column: areas, columns after the map's, columns of the lists. */
const BELOW = ['"head head" "map rows" "key rows" "foot foot"', "minmax(0, 1fr)"] as const;
const BESIDE = [
  '"head head head" "map rows foot" "key rows foot"',
  "minmax(0, 1fr) minmax(0, 0.85fr)",
] as const;
/** A sheet in pixels, of which both A4 and Letter have room within margins of 10 mm; the map takes at most these parts of it. */
const SHEETS = {
  portrait: { width: 718, height: 960, map: [0.54, 0.42], layouts: [[...BELOW, 2]] },
  landscape: {
    width: 976,
    height: 704,
    map: [0.4, 0.56],
    layouts: [
      [...BESIDE, 1],
      [...BELOW, 3],
    ],
  },
} as const;
/**
 * How much smaller texts and the map become, step by step until all fits; at the last step texts can still be read, and what has
 * no room goes on on a second sheet.
 */
const STEPS = [
  [1, 1],
  [0.94, 1],
  [0.88, 1],
  [0.82, 1],
  [0.76, 1],
  [0.7, 1],
  [0.7, 0.8],
  [0.65, 0.8],
  [0.6, 0.8],
  [0.6, 0.65],
] as const;

/** What is printed of the page. */
export interface PrintedPage {
  readonly frame: Frame;
  readonly legend: HTMLElement;
  /** Draw the map at once, in the colours that the page has now. */
  readonly drawMap: () => void;
}

export class Paper {
  readonly element = el("div", { class: "print-sheet", "aria-hidden": "true", hidden: true });
  readonly #page: PrintedPage;
  readonly #view: () => View | null;
  #isDark = false;

  constructor(page: PrintedPage, view: () => View | null) {
    this.#page = page;
    this.#view = view;
    addEventListener("beforeprint", () => this.#make());
    addEventListener("afterprint", () => this.#remove());
  }

  #make(): void {
    const view = this.#view();
    if (!view) return;
    const { frame, legend } = this.#page;
    this.#becomeLight();
    const container = frame.map.querySelector<HTMLElement>(".leaflet-container")!;
    const map = el("div", { class: "print-map" }, copyForPaper(container));
    const rows = copies(frame.comparison, ".tab-panel:not([hidden])");
    replace(
      this.element,
      el("div", { class: "print-head" }, ...this.#head(view)),
      map,
      el(
        "div",
        { class: "print-key legend" },
        ...copies(legend, ".key-forces, :scope > :not(summary)"),
      ),
      el("div", { class: "print-rows subject" }, ...rows),
      el(
        "div",
        { class: "print-foot" },
        ...paperClaims(view, rows),
        el("p", { class: "quiet" }, view.block.credits.map(({ text }) => text).join(" · ")),
      ),
    );
    this.element.hidden = false;
    fitOnSheets(this.element, container.clientWidth, container.clientHeight);
  }

  #head(view: View): (Element | null)[] {
    const { block, words, on, knownBy } = view;
    const { title, comparison } = this.#page.frame;
    const filters = title.querySelector(".filters-on:not([hidden]) bdi")?.textContent;
    const facts = [
      knownText(knownBy, words),
      publicationText(block, words),
      ...(view.hidden > 0 && filters ? [words.find.hidden(view.hidden), filters] : []),
    ];
    return [
      el("h1", {}, block.title),
      el("p", { class: "day-heading" }, words.subject.on(wordDay(on, words))),
      ...copies(comparison, ".subject-line, .answer-sentence"),
      el("p", { class: "quiet" }, facts.filter(Boolean).join(" · ")),
    ];
  }

  /** Paper is light: what the page draws itself is drawn again where the screen is dark. */
  #becomeLight(): void {
    const { frame, drawMap } = this.#page;
    if (this.#isDark) return;
    this.#isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    if (!this.#isDark) return;
    frame.outer.dataset["scheme"] = "light";
    drawMap();
  }

  #remove(): void {
    const { frame, drawMap } = this.#page;
    replace(this.element);
    this.element.hidden = true;
    if (!this.#isDark) return;
    this.#isDark = false;
    delete frame.outer.dataset["scheme"];
    drawMap();
  }
}

/** Say by when reports had been said. */
export function knownText(knownBy: number | null, words: Words): string {
  return knownBy === null
    ? `${words.known.said} ${words.known.anyTime}`
    : words.since.knownBy(wordDay(knownBy, words));
}

function copies(root: Element, selector: string): Element[] {
  const made = [...root.querySelectorAll(selector)].map(copyForPaper);
  return made.filter((one): one is Element => one !== null);
}

/** Find how large map and texts can be on each kind of sheet, and leave that to the stylesheet. */
function fitOnSheets(element: HTMLElement, mapWidth: number, mapHeight: number): void {
  const set = (name: string, value: number | string) =>
    element.style.setProperty(`--${name}`, String(value));
  set("map-width", mapWidth);
  set("map-height", mapHeight);
  for (const [name, { width, height, map, layouts }] of Object.entries(SHEETS)) {
    const [across, down] = map;
    const largest = Math.min((across * width) / mapWidth, (down * height) / mapHeight, 1);
    const fits = (zoom: number, part: number, [areas, others, lists]: Layout) => {
      set(`${name}-zoom`, zoom);
      set(`${name}-map`, largest * part);
      set(`${name}-areas`, areas);
      set(`${name}-others`, others);
      set(`${name}-lists`, lists);
      return element.offsetHeight <= height;
    };
    element.classList.add("is-measured", `is-${name}`);
    element.style.setProperty("width", `${width}px`);
    STEPS.some(([zoom, part]) => layouts.some((layout) => fits(zoom, part, layout)));
    element.style.removeProperty("width");
    element.classList.remove("is-measured", `is-${name}`);
  }
}

type Layout = readonly [areas: string, others: string, lists: number];
