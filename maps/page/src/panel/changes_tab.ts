/** What changed since a day: a day to choose, and what is new, updated and ended, with what these words mean. */
import { formatDay, parseDay } from "../rules/days.ts";
import { wordDay } from "../words/date_texts.ts";
import { button, type Child, el, replace } from "../frame/dom.ts";
import { wordPlace, wordFigure } from "../words/report_texts.ts";
import { goToRow, type LineContext, rowLine } from "./report_line.ts";
import { type Changes, changesBetween } from "../rules/changes.ts";
import type { State } from "../state/state.ts";
import type { View } from "../state/view.ts";

/** Rows that a list shows at once, and adds when asked. */
const PAGE = 40;
const BACK_DAYS = [7, 30] as const;

export class ChangesTab {
  readonly element: HTMLElement;
  readonly #context: LineContext;
  readonly #input: HTMLInputElement;
  readonly #heading = el("p", { class: "since-heading", role: "status" });
  readonly #lists = el("div", { class: "since-lists" });
  #view: View | null = null;
  /** The day in the field. */
  #shown: number | null = null;
  #made: readonly unknown[] = [];

  constructor(context: LineContext, onChange: (change: Partial<State>) => void) {
    this.#context = context;
    const { words, block } = context;
    const { since } = words;
    this.#input = el("input", {
      type: "date",
      name: "since",
      "aria-label": since.day,
      min: formatDay(block.days.first),
      max: formatDay(block.days.last),
    });
    // While a year is typed, 2022 is first 2, 20 and 202: a day out of range is corrected only once the field is left.
    const { first, last } = block.days;
    const take = (isLeft: boolean) => {
      const day = parseDay(this.#input.value);
      const isChosen = day !== null && day !== this.#shown;
      if (isChosen && (isLeft || (day >= first && day <= last)))
        onChange({ since: Math.min(Math.max(day, first), last) });
    };
    this.#input.addEventListener("change", () => take(false));
    this.#input.addEventListener("blur", () => take(true));
    const back = BACK_DAYS.map((days) =>
      button(
        { class: "small" },
        () => {
          if (this.#view) onChange({ since: Math.max(this.#view.on - days, block.days.first) });
        },
        since.back(days),
      ),
    );
    this.element = el(
      "div",
      { class: "changes" },
      el("div", { class: "since-choice" }, el("label", {}, since.day, " ", this.#input), ...back),
      this.#heading,
      this.#lists,
      el(
        "details",
        { class: "quiet" },
        el("summary", {}, since.meaning),
        el("p", {}, since.definition),
      ),
    );
  }

  /** Show what changed between the day that is chosen, else a month before, and the day shown. */
  show(view: View): void {
    this.#view = view;
    const usual = Math.max(view.on - BACK_DAYS[1], this.#context.block.days.first);
    const since = view.state.since ?? usual;
    const made = [since, view.on, view.stretches, view.shown];
    if (made.every((one, k) => one === this.#made[k])) return;
    this.#made = made;
    const { words } = this.#context;
    const [from, to] = [Math.min(since, view.on), Math.max(since, view.on)];
    const day = (one: number) => wordDay(one, words);
    this.#shown = since;
    if (this.#input.value !== formatDay(since)) this.#input.value = formatDay(since);
    const known = view.knownBy === null ? words.allKnown : words.since.knownBy(day(view.knownBy));
    replace(
      this.#heading,
      words.since.between(day(from), day(to)),
      el("span", { class: "quiet" }, ` · ${known}`),
    );
    replace(
      this.#lists,
      ...this.#sections(
        changesBetween(this.#context.block.reports, view.stretches, view.shown, from, to),
        from,
        to,
      ),
    );
  }

  #sections(
    { begun, updated, ended, moreCertain, lessCertain }: Changes,
    from: number,
    to: number,
  ): HTMLElement[] {
    const { block, words } = this.#context;
    const { since } = words;
    const place = (row: number) => ` · ${wordPlace(block, row, words)}`;
    const more = (...text: string[]) => el("span", { class: "quiet found-text" }, text.join(""));
    const line = (row: number, ...text: string[]) => this.#line(row, more(...text, place(row)));
    return [
      this.#section(
        "begun",
        since.begun,
        begun.map(
          ({ row, isSaidSince }) =>
            () =>
              line(row, isSaidSince ? since.saidSince : since.begunSince),
        ),
      ),
      this.#section(
        "updated",
        since.updated,
        updated.map(
          ({ older, update }) =>
            () =>
              line(update, since.instead(wordFigure(block, older, words))),
        ),
      ),
      this.#section(
        "ended",
        since.ended,
        ended.map(
          ({ row, wasCertain }) =>
            () =>
              line(row, wasCertain ? since.hasEnded : since.noLonger),
        ),
      ),
      ...(moreCertain.length + lessCertain.length > 0
        ? [
            this.#section("certainty", since.certainty, [
              ...moreCertain.map((row) => () => line(row, since.nowCertain)),
              ...lessCertain.map((row) => () => line(row, since.nowPossible)),
            ]),
          ]
        : []),
    ].map((section) => {
      section.dataset["from"] = formatDay(from);
      section.dataset["to"] = formatDay(to);
      return section;
    });
  }

  #section(name: string, heading: string, lines: readonly (() => HTMLElement)[]): HTMLElement {
    const list = el("ul", {});
    const add = (start: number) => {
      list.append(...lines.slice(start, start + PAGE).map((make) => make()));
      const left = lines.length - start - PAGE;
      if (left <= 0) return;
      const rest = el(
        "li",
        {},
        button(
          { class: "small" },
          () => {
            rest.remove();
            add(start + PAGE);
          },
          this.#context.words.showMore(left),
        ),
      );
      list.append(rest);
    };
    add(0);
    const count = el("span", { class: "quiet" }, this.#context.words.number(lines.length));
    const empty: Child =
      lines.length === 0 && el("p", { class: "quiet" }, this.#context.words.since.none);
    return el("section", { "data-changes": name }, el("h3", {}, heading, " ", count), empty, list);
  }

  #line(row: number, more: Child): HTMLElement {
    return rowLine(
      this.#context,
      row,
      (opener) => {
        const view = this.#view;
        if (view) goToRow(this.#context, view.stretches, row, view.on, opener);
      },
      more,
    );
  }
}
