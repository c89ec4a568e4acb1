/** The search: a field over the map, and below it the results, with the match marked. */
import { elementAt } from "../checked_access.ts";
import { bdi, button, type Child, el, replace } from "../frame/dom.ts";
import { findMarks } from "../words/folding.ts";
import { wordForce } from "../words/report_texts.ts";
import { Popover } from "../frame/popover.ts";
import { goToRow, type LineContext, rowLine } from "../panel/report_line.ts";
import { type Found, SearchIndex } from "./search.ts";
import type { State } from "../state/state.ts";
import type { View } from "../state/view.ts";

const WAIT_MS = 120;
const MOST_ROWS = 100;
const MOST_PLACES = 8;
/** Letters that are shown before the first match, and in all. */
const BEFORE = 40;
const LONGEST = 180;

export class SearchBox {
  readonly popover: Popover;
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #context: LineContext;
  readonly #index: SearchIndex;
  readonly #onChange: (change: Partial<State>) => void;
  readonly #status = el("p", { class: "quiet", role: "status" });
  readonly #places = el("ul", { class: "found-places" });
  readonly #rows = el("ul", { class: "found-rows" });
  #view: View | null = null;
  #timer = 0;
  #query = "";

  constructor(context: LineContext, onChange: (change: Partial<State>) => void) {
    this.#context = context;
    this.#onChange = onChange;
    this.#index = new SearchIndex(context.block, (force) => wordForce(force, context.words));
    const { find } = context.words;
    this.#input = el("input", {
      type: "search",
      name: "q",
      class: "tool",
      "aria-label": find.search,
      placeholder: find.search,
      autocomplete: "off",
      maxlength: 300,
    });
    this.popover = new Popover(
      "search",
      find.found,
      context.words,
      [this.#status, this.#places, this.#rows],
      () => undefined,
      this.#input,
    );
    this.element = el("search", {}, this.#input);
    this.#listen();
  }

  show(view: View): void {
    this.#view = view;
    const { search } = view.state;
    if (search === this.#query) return;
    // The query came from the address or from history.
    this.#query = search;
    this.#input.value = search;
    if (search) this.#search();
    else this.popover.close(false);
  }

  #listen(): void {
    this.#input.addEventListener("focus", () => this.#warm());
    this.#input.addEventListener("click", () => {
      if (this.#query && !this.popover.isOpen) this.#search();
    });
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#take(), WAIT_MS);
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === "ArrowDown") {
        event.preventDefault();
        clearTimeout(this.#timer);
        this.#take();
        this.popover.box.querySelector<HTMLElement>("li button")?.focus();
      } else if (event.key === "Escape" && this.popover.isOpen) {
        event.preventDefault();
        event.stopPropagation();
        this.popover.close(false);
      }
    });
    this.popover.box.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const buttons = [...this.popover.box.querySelectorAll<HTMLElement>("li button")];
      const at = buttons.indexOf(document.activeElement as HTMLElement);
      if (at < 0) return;
      event.preventDefault();
      event.stopPropagation();
      (
        buttons[at + (event.key === "ArrowDown" ? 1 : -1)] ??
        (event.key === "ArrowUp" ? this.#input : buttons[at])
      )?.focus();
    });
  }

  /** Fold the texts while the reader begins to type. */
  #warm(): void {
    const step = () => {
      if (this.#index.warm()) setTimeout(step);
    };
    setTimeout(step);
  }

  #take(): void {
    const query = this.#input.value.trim();
    if (query === this.#query && (this.popover.isOpen || !query)) return;
    const isOther = query !== this.#query;
    this.#query = query;
    if (isOther) this.#onChange({ search: query });
    if (query) this.#search();
    else this.popover.close(false);
  }

  #search(): void {
    const { find } = this.#context.words;
    const found = this.#index.find(this.#query);
    replace(this.#status, find.foundCount(found.rows.length, found.places.length));
    replace(
      this.#places,
      ...found.places.slice(0, MOST_PLACES).map((place) => this.#place(place, found)),
    );
    const more = found.rows.length - MOST_ROWS;
    replace(
      this.#rows,
      ...Array.from(found.rows.subarray(0, MOST_ROWS), (row) => this.#row(row, found)),
      more > 0 && el("li", { class: "quiet" }, find.moreFound(more)),
    );
    this.popover.open(false);
    this.popover.box.querySelector(".find-scroll")!.scrollTop = 0;
  }

  #place(place: number, { words }: Found): HTMLElement {
    const { block, calls } = this.#context;
    const pressed = button(
      { class: "found-row", "data-place": block.places.ref[place] },
      () => {
        this.popover.close();
        calls.onShowPlace(place);
        calls.onChoose({ force: null, quantity: null, ...this.#view?.chosen, place });
      },
      bdi(""),
      el("span", { class: "quiet" }, ` ${this.#context.words.find.place}`),
    );
    replace(pressed.querySelector("bdi")!, ...marked(elementAt(block.places.name, place), words));
    return el("li", {}, pressed);
  }

  #row(row: number, { words }: Found): HTMLElement {
    const column = this.#index.columnOf(row, words);
    const text = cut(this.#index.textOf(row, column), words);
    const snippet = el(
      "bdi",
      { lang: column === "quote" ? this.#context.block.reports.quote_lang.at(row) || null : null },
      ...marked(text, words),
    );
    return rowLine(
      this.#context,
      row,
      () => {
        this.popover.close(false);
        if (this.#view)
          goToRow(this.#context, this.#view.stretches, row, this.#view.on, this.#input);
      },
      el(
        "span",
        { class: "found-text quiet" },
        `${this.#context.words.find.columns[column]}: `,
        snippet,
      ),
    );
  }
}

/** Return a text with what was found in it marked. */
function marked(text: string, words: readonly string[]): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const [from, to] of findMarks(text, words)) {
    parts.push(text.slice(at, from), el("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

/** Return the part of a long text around the first match. */
function cut(text: string, words: readonly string[]): string {
  if (text.length <= LONGEST) return text;
  const first = findMarks(text, words)[0]?.[0] ?? 0;
  const from = Math.max(0, text.lastIndexOf(" ", first - BEFORE));
  const part = text.slice(from, from + LONGEST);
  return `${from > 0 ? "…" : ""}${part}${from + LONGEST < text.length ? "…" : ""}`;
}
