/** One section of the answer: its name, how many claimants are counted, its rows, and what is said beside them. */
import { elementAt } from "../checked_access.ts";
import { bdi, button, type Child, el, replace } from "../frame/dom.ts";
import type { AnswerRow, AnswerSection, Beside } from "../rules/answer.ts";
import { calendar } from "../rules/days.ts";
import { type StatedSpread, statedSpread } from "../rules/stated_numbers.ts";
import type { RowOrder } from "../state/state.ts";
import type { Words } from "../words/catalogue.ts";
import { isolate } from "../words/isolate.ts";
import { laterParts } from "../words/answer_sentence.ts";
import { isSeveral, movementsParts } from "../words/row_words.ts";
import { type Parts, partOf, textOfParts } from "../words/sentence_parts.ts";
import { spreadCount, spreadFigures } from "../words/spread_words.ts";
import {
  type ClaimFacts,
  deniedParts,
  partName,
  type RowContext,
  rowText,
  wordSaidBriefly,
  wordWho,
} from "../words/row_texts.ts";
import { barOf, type FigureAxis } from "./figure_bars.ts";
import { Unfolding } from "./unfolding.ts";
import {
  type ClaimEntry,
  ClaimRows,
  figureChildren,
  type FoldedEntry,
  hoverable,
  type RowCalls,
} from "./claim_rows.ts";
import { MOST_ROWS, type ShownRows, shownRows } from "./shown_rows.ts";

/** Lines of what is denied and said for later that are shown where there are more than a section shows rows. */
const LINES_BESIDE = 3;

/** What a section is shown with. */
export interface SectionContext {
  readonly words: Words;
  readonly calls: RowCalls;
  readonly facts: (id: string) => ClaimFacts;
  /** Write the figures of claims that others have replaced, the newest first. */
  readonly earlier: (ids: readonly string[], day: number) => string;
}

/** A section of the answer. */
export class SectionView {
  readonly element: HTMLElement;
  readonly #context: SectionContext;
  readonly #head = el("h3", { class: "answer-head" });
  readonly #counted: ClaimRows;
  readonly #besideHead: HTMLElement;
  readonly #besideRows: ClaimRows;
  readonly #staleHead = el("p", { class: "rows-head" });
  readonly #stale: ClaimRows;
  readonly #more: Unfolding;
  readonly #moreRows: ClaimRows;
  readonly #beside = el("ul", { class: "claim-rows" });
  readonly #moreBeside: Unfolding;
  readonly #moreBesideRows = el("ul", { class: "claim-rows" });
  readonly #silent: Unfolding;
  readonly #silentRows = el("ul", { class: "claim-rows" });
  #shown: { section: AnswerSection; rows: ShownRows; year: number; order: RowOrder } | null = null;
  #isSplit = false;
  #besideSign = "";
  #moreSign = "";
  #silentSign = "";

  constructor(context: SectionContext) {
    this.#context = context;
    this.#counted = new ClaimRows(context.calls);
    const { notCounted } = context.words.subject;
    this.#besideHead = el("p", { class: "rows-head" }, notCounted);
    this.#besideRows = new ClaimRows(context.calls);
    this.#stale = new ClaimRows(context.calls);
    this.#moreRows = new ClaimRows(context.calls);
    this.#more = new Unfolding("rows-more", this.#moreRows.element, context.words);
    this.#moreBeside = new Unfolding("beside-more", this.#moreBesideRows, context.words);
    this.#silent = new Unfolding("rows-silent", this.#silentRows, context.words);
    this.element = el(
      "section",
      { class: "answer-section" },
      this.#head,
      this.#counted.element,
      this.#besideHead,
      this.#besideRows.element,
      this.#staleHead,
      this.#stale.element,
      this.#more.element,
      this.#beside,
      this.#moreBeside.element,
      this.#silent.element,
    );
  }

  /** Show the section of a day; `isSplit` where there is another of the same phase. */
  show(
    section: AnswerSection,
    day: number,
    axis: FigureAxis,
    order: RowOrder,
    isSplit: boolean,
  ): void {
    const { words } = this.#context;
    // On a day on which nothing changes the section is the same, and only ages go on.
    const year = calendar(day)[0];
    const before = this.#shown;
    const isSame = before?.section === section && before.year === year && before.order === order;
    const rows = isSame ? before.rows : shownRows(section, day, order);
    const context = { section, day, words, marks: rows };
    const entries = (some: readonly AnswerRow[]) =>
      some.flatMap((row) => this.#entries(row, context, axis));
    this.#counted.show(entries(rows.counted));
    this.#besideRows.show(entries(rows.beside));
    this.#stale.show(entries(rows.stale));
    this.#more.show(rows.rest.length, isSame ? null : this.#restLabel(rows.rest), (count) =>
      this.#moreRows.show(entries(rows.rest.slice(0, count))),
    );
    if (isSame && this.#isSplit === isSplit) return;
    this.#shown = { section, rows, year, order };
    this.#isSplit = isSplit;
    this.element.dataset["phase"] = section.phase;
    this.#showHead(section, rows, isSplit);
    this.#besideHead.hidden = rows.beside.length === 0;
    const hasBoth = rows.counted.length + rows.beside.length > 0 && rows.stale.length > 0;
    this.#staleHead.hidden = !hasBoth;
    if (hasBoth) this.#showStaleHead(rows.staleSpread);
    this.#showBeside(section);
    this.#showSilent(section.noNumber, day);
  }

  #showHead({ phase, measure }: AnswerSection, rows: ShownRows, isSplit: boolean): void {
    const { words } = this.#context;
    const plain = words.comparison.phases[phase] ?? isolate(phase);
    const name = isSplit && measure ? words.answer.measured(plain, measure) : plain;
    const isMovement = phase === "arriving" || phase === "withdrawn";
    const isAllStale = rows.counted.length + rows.beside.length === 0 && rows.stale.length > 0;
    const notes = [isMovement && words.subject.movement, isAllStale && words.lines.standing.stale];
    replace(
      this.#head,
      el("span", { class: "head-name" }, bdi(name)),
      el("span", { class: "head-note" }, notes.filter(Boolean).join("; ")),
      ...headSpread(isAllStale ? rows.staleSpread : rows.spread, words),
    );
  }

  #showStaleHead(spread: StatedSpread | null): void {
    const { words } = this.#context;
    const figures = spread ? textOfParts(spreadFigures(spread, words)) : "";
    replace(
      this.#staleHead,
      el("span", {}, figures ? words.subject.staleSpread(figures) : words.subject.stale),
      spread && el("span", { class: "head-count" }, textOfParts(spreadCount(spread, words))),
    );
  }

  #entries(whole: AnswerRow, context: RowContext, axis: FigureAxis): (ClaimEntry | FoldedEntry)[] {
    const { facts, earlier } = this.#context;
    const row = leadFirst(whole);
    const [ids, key] = [row.earlier ?? [], row.claims.map(({ id }) => id).join(" ")];
    const entries = row.claims.map((claim, at) => ({
      key: `${key} ${at}`,
      text: rowText(row, claim, facts(claim.id), context),
      bar: barOf(claim.figure, claim.wording, axis),
      isUnder: at > 0,
      earlier: at === 0 && ids.length > 0 ? earlier(ids, context.day) : "",
      earlierIds: at === 0 ? ids : [],
    }));
    if (!isSeveral(row, context.section)) return entries;
    const inside = entries.map((entry) => ({ ...entry, isUnder: false }));
    const part = partName(row, context.words);
    const line = movementsParts([row, row.claims], context, part === "" ? null : partOf(part));
    return [{ key, line, inside }];
  }

  #restLabel(rest: readonly AnswerRow[]): string {
    const { words } = this.#context;
    const spread = statedSpread(rest.map((row) => [row, row.claims] as const));
    return spread
      ? words.subject.moreFrom(rest.length, textOfParts(spreadFigures(spread, words)))
      : words.subject.moreRows(rest.length);
  }

  /** Show what is denied and what is said for later; of many the first few, and a line that opens. */
  #showBeside({ denied, later }: AnswerSection): void {
    const { words } = this.#context;
    const lines = [
      ...denied.map((one) => ({ one, write: deniedParts })),
      ...later.map((one) => ({ one, write: laterParts })),
    ];
    const few = lines.length > MOST_ROWS ? LINES_BESIDE : lines.length;
    const line = ({ one, write }: (typeof lines)[number]) => this.#line(one, write(one, words));
    const [first, rest] = [lines.slice(0, few), lines.slice(few)];
    this.#beside.hidden = lines.length === 0;
    const sign = JSON.stringify(first);
    if (sign !== this.#besideSign) replace(this.#beside, ...first.map(line));
    this.#besideSign = sign;
    this.#moreBeside.show(rest.length, words.subject.moreRows(rest.length), (most) => {
      const shown = rest.slice(0, most);
      const ids = shown.map(({ one }) => one.id).join("\n");
      if (ids !== this.#moreSign) replace(this.#moreBesideRows, ...shown.map(line));
      this.#moreSign = ids;
    });
  }

  #line(one: Beside, parts: Parts): HTMLElement {
    return lineOf(
      [one.id],
      [el("span", { class: "line-text" }, ...figureChildren(parts))],
      this.#context.calls,
    );
  }

  #showSilent(silent: readonly Beside[], day: number): void {
    const { words, calls } = this.#context;
    const line = (one: Beside) =>
      lineOf(
        [one.id],
        [
          el("span", { class: "claim-who" }, bdi(wordWho(one, words))),
          el("span", { class: "claim-said" }, wordSaidBriefly(one.said, day, words)),
        ],
        calls,
      );
    this.#silent.show(silent.length, words.subject.silent(silent.length), (count) => {
      const sign = JSON.stringify([silent.map(({ id }) => id), count, calendar(day)[0]]);
      if (sign !== this.#silentSign) replace(this.#silentRows, ...silent.slice(0, count).map(line));
      this.#silentSign = sign;
    });
  }
}

/** Make a line that opens its reports; it is found by the first. */
export function lineOf(
  ids: readonly string[],
  children: readonly Child[],
  calls: RowCalls,
): HTMLElement {
  const id = elementAt(ids, 0);
  const pressed = button({ class: "claim-row" }, () => calls.onOpen(ids, pressed), ...children);
  const element = el("li", { class: "claim is-line", "data-report": id }, pressed);
  hoverable(element, id, calls);
  return element;
}

/** Put the claims of a row that have vague dates after the others. */
function leadFirst(row: AnswerRow): AnswerRow {
  const vague = row.claims.filter(({ standing }) => standing === "vague");
  if (vague.length === 0 || vague.length === row.claims.length) return row;
  return { ...row, claims: [...row.claims.filter((one) => !vague.includes(one)), ...vague] };
}

/** Make what a head says of a spread: its figures, where they are several, and how many claimants are counted. */
function headSpread(spread: StatedSpread | null, words: Words): Child[] {
  if (!spread) return [];
  const figures = spread.rows.length > 1 ? textOfParts(spreadFigures(spread, words)) : "";
  return [
    el("span", { class: "head-note" }, figures),
    el("span", { class: "head-count" }, textOfParts(spreadCount(spread, words))),
  ];
}
