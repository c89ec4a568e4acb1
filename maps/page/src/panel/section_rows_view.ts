/** One section of the answer: its name, how many claimants are counted, its rows, and what is said beside them. */
import { elementAt } from "../checked_access.ts";
import { bdi, button, type Child, el, replace } from "../frame/dom.ts";
import type { AnswerRow, AnswerSection, Beside } from "../rules/answer.ts";
import { calendar } from "../rules/days.ts";
import { type StatedSpread, statedSpread } from "../rules/stated_numbers.ts";
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
import { type ShownRows, shownRows } from "./shown_rows.ts";

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
  readonly #current: ClaimRows;
  readonly #staleHead = el("p", { class: "stale-head" });
  readonly #stale: ClaimRows;
  readonly #more: Unfolding;
  readonly #moreRows: ClaimRows;
  readonly #beside = el("ul", { class: "claim-rows" });
  readonly #silent: Unfolding;
  readonly #silentRows = el("ul", { class: "claim-rows" });
  #shown: { section: AnswerSection; rows: ShownRows; year: number } | null = null;
  #isSplit = false;
  #besideSign = "";
  #silentSign = "";

  constructor(context: SectionContext) {
    this.#context = context;
    this.#current = new ClaimRows(context.calls);
    this.#stale = new ClaimRows(context.calls);
    this.#moreRows = new ClaimRows(context.calls);
    this.#more = new Unfolding("rows-more", this.#moreRows.element, context.words);
    this.#silent = new Unfolding("rows-silent", this.#silentRows, context.words);
    this.element = el(
      "section",
      { class: "answer-section" },
      this.#head,
      this.#current.element,
      this.#staleHead,
      this.#stale.element,
      this.#more.element,
      this.#beside,
      this.#silent.element,
    );
  }

  /** Show the section of a day; `isSplit` where there is another of the same phase. */
  show(section: AnswerSection, day: number, axis: FigureAxis, isSplit: boolean): void {
    const { words } = this.#context;
    // On a day on which nothing changes the section is the same, and only ages go on.
    const year = calendar(day)[0];
    const isSame = this.#shown?.section === section && this.#shown.year === year;
    const rows = isSame ? this.#shown!.rows : shownRows(section, day);
    const context = { section, day, words, newest: rows.newest, isNewestKnown: rows.isNewestKnown };
    const entries = (some: readonly AnswerRow[]) =>
      some.flatMap((row) => this.#entries(row, context, axis));
    this.#current.show(entries(rows.current));
    this.#stale.show(entries(rows.stale));
    this.#more.show(rows.rest.length, isSame ? null : this.#restLabel(rows.rest), (count) =>
      this.#moreRows.show(entries(rows.rest.slice(0, count))),
    );
    if (isSame && this.#isSplit === isSplit) return;
    this.#shown = { section, rows, year };
    this.#isSplit = isSplit;
    this.element.dataset["phase"] = section.phase;
    this.#showHead(section, rows, isSplit);
    const hasBoth = rows.current.length > 0 && rows.stale.length > 0;
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
    const isAllStale = rows.current.length === 0 && rows.stale.length > 0;
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
      spread && el("span", { class: "head-count" }, textOfParts(spreadCount(spread, words, false))),
    );
  }

  #entries(row: AnswerRow, context: RowContext, axis: FigureAxis): (ClaimEntry | FoldedEntry)[] {
    const { facts, earlier } = this.#context;
    const [ids, key] = [row.earlier ?? [], row.claims.map(({ id }) => id).join(" ")];
    const entries = row.claims.map((claim, at) => ({
      key: `${key} ${at}`,
      text: rowText(row, claim, facts(claim.id), context),
      bar: barOf(claim.figure, claim.wording, axis),
      earlier: at === 0 && ids.length > 0 ? earlier(ids, context.day) : "",
      earlierIds: at === 0 ? ids : [],
    }));
    if (!isSeveral(row, context.section)) return entries;
    const part = partName(row, context.words);
    const line = movementsParts([row, row.claims], context, part === "" ? null : partOf(part));
    return [{ key, line, inside: entries }];
  }

  #restLabel(rest: readonly AnswerRow[]): string {
    const { words } = this.#context;
    const spread = statedSpread(rest.map((row) => [row, row.claims] as const));
    return spread
      ? words.subject.moreFrom(rest.length, textOfParts(spreadFigures(spread, words)))
      : words.subject.moreRows(rest.length);
  }

  /** Show what is denied and what is said for later. */
  #showBeside({ denied, later }: AnswerSection): void {
    const { words } = this.#context;
    const sign = JSON.stringify([denied, later]);
    this.#beside.hidden = denied.length + later.length === 0;
    if (sign === this.#besideSign) return;
    this.#besideSign = sign;
    replace(
      this.#beside,
      ...denied.map((one) => this.#line(one, deniedParts(one, words))),
      ...later.map((one) => this.#line(one, laterParts(one, words))),
    );
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

/** Make what a head says of a spread: its figures, where they are several, and how many claimants are counted. */
function headSpread(spread: StatedSpread | null, words: Words): Child[] {
  if (!spread) return [];
  const figures = spread.rows.length > 1 ? textOfParts(spreadFigures(spread, words)) : "";
  return [
    el("span", { class: "head-note" }, figures),
    el("span", { class: "head-count" }, textOfParts(spreadCount(spread, words))),
  ];
}
