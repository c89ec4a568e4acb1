/** The claims on the subject on the day: section by section, then what is claimed beside them. */
import { button, el, replace } from "../frame/dom.ts";
import { keepInOrder } from "../frame/virtual_rows.ts";
import type { AnswerSection, DayAnswer, Standing } from "../rules/answer.ts";
import type { Subject } from "../rules/subject_claims.ts";
import type { RowOrder } from "../state/state.ts";
import type { Words } from "../words/catalogue.ts";
import { isolate } from "../words/isolate.ts";
import { isPersonnel } from "../words/report_texts.ts";
import { type BesideCalls, BesideLists } from "./beside_lists.ts";
import type { FigureAxis } from "./figure_bars.ts";
import { type SectionContext, SectionView } from "./section_rows_view.ts";

const STANDINGS: readonly Standing[] = ["stated", "carried", "stale", "vague"];

export class DayTab {
  readonly element: HTMLElement;
  readonly #context: SectionContext;
  readonly #words: Words;
  readonly #columns: HTMLElement;
  readonly #sections = el("div", { class: "answer-sections" });
  readonly #scale = el("div", { class: "answer-scale", "aria-hidden": "true" });
  readonly #key = el("ul", { class: "answer-key" });
  readonly #beside: BesideLists;
  readonly #orders = new Map<RowOrder, HTMLElement>();
  readonly #views = new Map<string, SectionView>();
  #axis: FigureAxis | null = null;
  #keySign = "";
  /** The sections of which the key and what is beside them were made. */
  #shown: readonly AnswerSection[] | null = null;

  constructor(
    context: Omit<SectionContext, "calls">,
    calls: BesideCalls,
    onOrder: (rows: RowOrder) => void,
  ) {
    this.#context = { ...context, calls };
    this.#words = context.words;
    this.#beside = new BesideLists(context.words, calls);
    const { columns, key } = context.words.subject;
    const { newestFirst, largestFirst, order } = context.words.subject;
    const choice = (rows: RowOrder, name: string, title: string) => {
      const made = button({ title }, () => onOrder(rows), name);
      this.#orders.set(rows, made);
      return made;
    };
    const choices = el(
      "div",
      { class: "answer-columns", role: "group", "aria-label": order },
      el("span", {}, columns.claimant),
      choice("newest", columns.said, newestFirst),
      choice("figure", columns.figure, largestFirst),
    );
    this.#columns = el("div", { class: "answer-top" }, choices, this.#scale);
    this.#key.setAttribute("aria-label", key);
    this.element = el(
      "div",
      { class: "answer" },
      this.#columns,
      this.#sections,
      this.#key,
      this.#beside.element,
    );
  }

  /** Show the answer of a day on the scale of its subject. */
  show(answer: DayAnswer, axis: FigureAxis, subject: Subject, order: RowOrder): void {
    this.#showAxis(axis, subject);
    for (const [one, made] of this.#orders)
      made.setAttribute("aria-pressed", String(one === order));
    const { sections } = answer;
    const views = sections.map((section) => {
      const key = `${section.phase} ${section.measure}`;
      const view = this.#views.get(key) ?? new SectionView(this.#context);
      this.#views.set(key, view);
      const isSplit = sections.filter(({ phase }) => phase === section.phase).length > 1;
      view.show(section, answer.day, axis, order, isSplit);
      return view.element;
    });
    keepInOrder(this.#sections, views);
    if (sections === this.#shown) return;
    this.#shown = sections;
    const standings = standingsIn(sections);
    for (const part of [this.#columns, this.#key]) part.hidden = standings.length === 0;
    this.#showKey(standings);
    this.#beside.show(answer);
  }

  /** Mark the row that is pointed at elsewhere. */
  highlight(id: string | null): void {
    for (const lit of this.element.querySelectorAll(".claim.is-lit"))
      lit.classList.remove("is-lit");
    if (id === null) return;
    for (const row of this.element.querySelectorAll(`.claim[data-report="${CSS.escape(id)}"]`))
      row.classList.add("is-lit");
  }

  #showAxis(axis: FigureAxis, { quantity }: Subject): void {
    if (axis === this.#axis) return;
    this.#axis = axis;
    const at = (figure: number) => `${Math.round((figure / axis.end) * 1e4) / 100}%`;
    const lines = axis.ticks.map(
      (tick) => `linear-gradient(var(--tick), var(--tick)) ${at(tick)} 100% / 1px 7px no-repeat`,
    );
    this.element.style.setProperty("--ticks", lines.join(", ") || "none");
    const unit = isPersonnel(quantity) ? this.#words.subject.people : isolate(quantity);
    replace(
      this.#scale,
      el("span", { class: "scale-zero" }, this.#words.number(0)),
      el("span", { class: "scale-unit" }, unit),
      ...axis.ticks.map((tick) => {
        const label = el("span", { class: "scale-tick" }, this.#words.number(tick));
        label.style.left = at(tick);
        label.classList.toggle("is-at-end", tick > AT_END * axis.end);
        return label;
      }),
    );
  }

  #showKey(standings: readonly Standing[]): void {
    const sign = standings.join();
    if (sign === this.#keySign) return;
    this.#keySign = sign;
    const { standing } = this.#words.lines;
    replace(
      this.#key,
      ...standings.map((one) =>
        el(
          "li",
          { class: one },
          el("span", { class: "key-bar", "aria-hidden": "true" }),
          standing[one],
        ),
      ),
    );
  }
}

/** Beyond this part of the scale half a label would run over its end. */
const AT_END = 0.93;

/** Return the standings that occur in rows, in the order of the key. */
function standingsIn(sections: readonly AnswerSection[]): Standing[] {
  const found = new Set<Standing>();
  for (const { rows } of sections)
    for (const { claims } of rows) for (const { standing } of claims) found.add(standing);
  return STANDINGS.filter((one) => found.has(one));
}
