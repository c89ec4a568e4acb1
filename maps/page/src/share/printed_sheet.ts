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

/** A sheet in pixels, of which both A4 and Letter have room within margins of 10 mm; the map takes at most these parts of it. */
const SHEETS = {
  portrait: { width: 718, height: 960, map: { width: 0.54, height: 0.42 } },
  landscape: { width: 976, height: 704, map: { width: 0.4, height: 0.56 } },
} as const;
/** Texts are made smaller in these steps until all fits; at the last they can still be read, and go on on a second sheet. */
const ZOOMS = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.65, 0.6] as const;

export class Paper {
  readonly element = el("div", { class: "print-sheet", "aria-hidden": "true", hidden: true });
  readonly #frame: Frame;
  readonly #legend: HTMLElement;
  readonly #view: () => View | null;
  #scheme: string | undefined;

  constructor(frame: Frame, legend: HTMLElement, view: () => View | null) {
    this.#frame = frame;
    this.#legend = legend;
    this.#view = view;
    addEventListener("beforeprint", () => this.#make());
    addEventListener("afterprint", () => this.#remove());
  }

  #make(): void {
    const view = this.#view();
    if (!view) return;
    const { dataset } = this.#frame.outer;
    this.#scheme ??= dataset["scheme"] ?? "";
    dataset["scheme"] = "light";
    const container = this.#frame.map.querySelector<HTMLElement>(".leaflet-container")!;
    const map = el("div", { class: "print-map" }, copyForPaper(container));
    const rows = copies(this.#frame.comparison, ".tab-panel:not([hidden])");
    replace(
      this.element,
      el("div", { class: "print-head" }, ...this.#head(view)),
      map,
      el("div", { class: "print-key legend" }, ...copies(this.#legend, ":scope > :not(summary)")),
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
    const filters = this.#frame.title.querySelector(".filters-on:not([hidden]) bdi")?.textContent;
    const facts = [
      knownText(knownBy, words),
      publicationText(block, words),
      ...(view.hidden > 0 && filters ? [words.find.hidden(view.hidden), filters] : []),
    ];
    const { comparison } = this.#frame;
    return [
      el("h1", {}, block.title),
      el("p", { class: "day-heading" }, words.subject.on(wordDay(on, words))),
      ...copies(comparison, ".subject-line, .answer-sentence"),
      el("p", { class: "quiet" }, facts.filter(Boolean).join(" · ")),
    ];
  }

  #remove(): void {
    const { dataset } = this.#frame.outer;
    if (this.#scheme) dataset["scheme"] = this.#scheme;
    else delete dataset["scheme"];
    this.#scheme = undefined;
    replace(this.element);
    this.element.hidden = true;
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
  const set = (name: string, value: number) =>
    element.style.setProperty(`--${name}`, String(value));
  set("map-width", mapWidth);
  set("map-height", mapHeight);
  for (const [name, { width, height, map }] of Object.entries(SHEETS)) {
    const scale = Math.min((map.width * width) / mapWidth, (map.height * height) / mapHeight, 1);
    set(`${name}-map`, scale);
    element.classList.add("is-measured", `is-${name}`);
    element.style.setProperty("width", `${width}px`);
    for (const zoom of ZOOMS) {
      set(`${name}-zoom`, zoom);
      if (element.offsetHeight <= height) break;
    }
    element.style.removeProperty("width");
    element.classList.remove("is-measured", `is-${name}`);
  }
}
