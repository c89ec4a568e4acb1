/** The lines of what changed in one section or under one heading: day, claimant, what happened, figure. */
import { bdi, button, type Child, el, replace } from "../frame/dom.ts";
import { keepInOrder } from "../frame/virtual_rows.ts";
import type { Block } from "../block/block.ts";
import type { ChangeLine } from "../rules/changes.ts";
import { calendar } from "../rules/days.ts";
import type { Words } from "../words/catalogue.ts";
import { changeText } from "../words/change_texts.ts";
import { figureChildren, type RowCalls } from "./claim_rows.ts";
import { lineOf } from "./section_rows_view.ts";
import { MOST_ROWS } from "./shown_rows.ts";
import { Unfolding } from "./unfolding.ts";

/** Lines that are added when asked; at first there are as many as a section shows rows on a day. */
const PAGE = 40;

export interface ChangeContext {
  readonly block: Block;
  readonly words: Words;
  readonly calls: RowCalls;
}

/** Lines in their order; one that is shown again with the same words is the same element. */
export class ChangeRows {
  readonly element = el("ul", { class: "claim-rows" });
  readonly #context: ChangeContext;
  #made = new Map<string, HTMLElement>();

  constructor(context: ChangeContext) {
    this.#context = context;
  }

  /** Show some lines on a day. */
  show(lines: readonly ChangeLine[], day: number): void {
    const year = calendar(day)[0];
    const made = new Map<string, HTMLElement>();
    for (const line of lines) {
      const { what, from, to, claims, older } = line;
      const key = [year, what, from, to, ...claims.map(({ row }) => row), "", ...older].join(" ");
      made.set(key, this.#made.get(key) ?? this.#line(line, day));
    }
    this.#made = made;
    keepInOrder(this.element, [...made.values()]);
  }

  #line(line: ChangeLine, day: number): HTMLElement {
    const { block, words, calls } = this.#context;
    const { who, what, about, figure, day: dayText } = changeText(block, line, day, words);
    const hidden = (text: string) => el("span", { class: "visually-hidden" }, text);
    const between = words.grammar.lists.between;
    const quiet = about.length > 0 ? `${about.join(between)}: ${what}` : what;
    const children: Child[] = [
      el("span", { class: "change-day" }, dayText),
      hidden(between),
      el("span", { class: "change-who" }, bdi(who), hidden(","), " ", el("span", {}, bdi(quiet))),
      hidden(between),
      el("span", { class: "claim-figure" }, ...figureChildren(figure)),
    ];
    return lineOf(
      line.claims.map(({ id }) => id),
      children,
      calls,
    );
  }
}

/** A section of what changed. */
export class ChangeSection {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #name: HTMLElement;
  readonly #count = el("span", { class: "head-count" });
  readonly #rows: ChangeRows;
  readonly #more: HTMLButtonElement;
  readonly #silent: Unfolding;
  readonly #silentRows: ChangeRows;
  #shown = MOST_ROWS;
  #again: () => void = () => undefined;

  constructor(name: string, context: ChangeContext) {
    this.#words = context.words;
    this.#name = el("span", { class: "head-name" }, bdi(name));
    this.#rows = new ChangeRows(context);
    this.#silentRows = new ChangeRows(context);
    this.#silent = new Unfolding("rows-silent", this.#silentRows.element, context.words);
    this.#more = button({ class: "small", hidden: true }, () => this.#add());
    this.element = el(
      "section",
      { class: "answer-section" },
      el("h3", { class: "answer-head" }, this.#name, this.#count),
      this.#rows.element,
      this.#more,
      this.#silent.element,
    );
  }

  /** Show its lines on a day; those without a number in a line that opens. */
  show(lines: readonly ChangeLine[], day: number): void {
    const { changes, showMore } = this.#words;
    const counted = lines.filter(hasNumber);
    const silent = lines.filter((line) => !hasNumber(line));
    replace(this.#count, changes.count(lines.length));
    this.#again = () => {
      this.#rows.show(counted.slice(0, this.#shown), day);
      const left = counted.length - this.#shown;
      this.#more.hidden = left <= 0;
      if (left > 0) this.#more.textContent = showMore(left);
    };
    this.#again();
    this.#silent.show(silent.length, changes.silent(silent.length), (most) =>
      this.#silentRows.show(silent.slice(0, most), day),
    );
  }

  #add(): void {
    const before = this.#shown;
    this.#shown += PAGE;
    this.#again();
    this.#rows.element.querySelectorAll<HTMLElement>(".claim-row")[before]?.focus();
  }
}

/** Check whether any claim of a line has a number. */
export function hasNumber({ claims }: ChangeLine): boolean {
  return claims.some(({ figure }) => figure);
}
