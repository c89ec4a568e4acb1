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
import type { DrawnMap } from "./drawn_map.ts";
import { paperClaims } from "./paper_claims.ts";
import { copyForPaper } from "./paper_copy.ts";
import { mapForPaper } from "./paper_map.ts";
import { SheetFitting, SIDES } from "./sheet_fitting.ts";

/** A pixel of the map is this much smaller on paper: its smallest letters, of 10.5 pixels, are then 6 points high. */
const MAP_SCALE = 0.78;
/** Pixels of a canvas for one of the page; of others than 1, 2 and 4 Chromium prints a canvas too small, since it counts in 64ths. */
const SHARPNESS = 4;

/** What is printed of the page. */
export interface PrintedPage {
  readonly frame: Frame;
  readonly legend: HTMLElement;
  readonly drawn: DrawnMap;
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
    this.#becomeLight();
    const container = this.#page.frame.map.querySelector<HTMLElement>(".leaflet-container")!;
    const { clientWidth: width, clientHeight: height } = container;
    const rows = copies(this.#page.frame.comparison, ".tab-panel:not([hidden])");
    replace(
      this.element,
      el("div", { class: "print-head" }, ...this.#head(view)),
      el("div", { class: "print-rows subject" }, ...rows),
      el(
        "div",
        { class: "print-foot" },
        ...paperClaims(view, rows),
        el("p", { class: "quiet" }, view.block.credits.map(({ text }) => text).join(" · ")),
      ),
    );
    const placeholders = [el("div", { class: "print-map" }), this.#key()];
    this.element.removeAttribute("style");
    this.element.append(...placeholders);
    this.element.hidden = false;
    const fittings = SIDES.map((side) => ({
      side,
      fitting: new SheetFitting(this.element, side, { width, height }),
    }));
    const chosen = fittings.map(({ side, fitting }) => ({ side, width: fitting.choose() }));
    for (const placeholder of placeholders) placeholder.remove();
    for (const wide of new Set(chosen.map((one) => one.width))) {
      const sides = chosen.filter((one) => one.width === wide).map((one) => `on-${one.side}`);
      for (const part of this.#drawMap(container, wide)) {
        part.classList.add(...sides);
        this.element.append(part);
      }
    }
    for (const { fitting } of fittings) fitting.shrink();
  }

  /** Draw the map for a width, and copy it with its key: which names have numbers depends on the room. */
  #drawMap(container: HTMLElement, width: number): readonly HTMLElement[] {
    const wide = Math.min(container.clientWidth, Math.round(width / MAP_SCALE));
    const parts = this.#page.drawn.forPaper(wide, SHARPNESS, () => [
      el("div", { class: "print-map" }, mapForPaper(container, SHARPNESS)),
      this.#key(),
    ]);
    for (const part of parts) part.style.setProperty("--scale", String(width / wide));
    return parts;
  }

  #key(): HTMLElement {
    const parts = copies(this.#page.legend, ".key-forces, :scope > :not(summary)");
    return el("div", { class: "print-key legend" }, ...parts);
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
    const { frame, drawn } = this.#page;
    if (this.#isDark) return;
    this.#isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    if (!this.#isDark) return;
    frame.outer.dataset["scheme"] = "light";
    drawn.now();
  }

  #remove(): void {
    const { frame, drawn } = this.#page;
    replace(this.element);
    this.element.hidden = true;
    if (!this.#isDark) return;
    this.#isDark = false;
    delete frame.outer.dataset["scheme"];
    drawn.now();
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
