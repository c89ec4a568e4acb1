/** What is in effect on a day and not comparable: in groups, each with the sentence that says why. */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Apart, Comparison, Crowd, Yardstick } from "../rules/comparable.ts";
import { byWording, yardstickOf } from "../rules/comparable.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { figureOf } from "../rules/spans.ts";
import type { Forces } from "../signs/force_colours.ts";
import { disputedMark, drawSign } from "../signs/svg_signs.ts";
import { fixedRadii } from "../signs/signs.ts";
import {
  certaintyOn,
  isLastCited,
  NOT,
  POSSIBLE,
  type Stretches,
} from "../rules/claims_in_effect.ts";
import { isolate } from "../words/isolate.ts";
import { wordClaimant, wordFigure, wordPlaceName, wordSubject } from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";

/** Claims of a group that are shown at first. */
const MOST_CLAIMS = 4;
/** Wordings of places that are listed where the claims themselves are too many. */
const MOST_WORDINGS = 12;

export interface ApartContext {
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  readonly onOpen: (rows: readonly number[], opener: HTMLElement) => void;
  readonly onHover: (row: number | null) => void;
  readonly onChoose: (force: string, place: number) => void;
  readonly onMeasure: (yardstick: Yardstick) => void;
}

/** The groups below the chart. */
export class ApartList {
  readonly element: HTMLElement;
  readonly #context: ApartContext;
  readonly #groups = el("ul", { class: "apart-groups" });
  readonly #unfolded = new Set<string>();
  #claims: { row: number; element: HTMLElement }[] = [];

  constructor(context: ApartContext) {
    this.#context = context;
    this.element = el(
      "section",
      { class: "apart" },
      el("h3", {}, context.words.comparison.apart),
      this.#groups,
    );
  }

  /** Show what holds on a day. */
  show(comparison: Comparison, stretches: Stretches, on: number): void {
    this.#claims = [];
    const holding = comparison.apart
      .map((group) => ({
        ...group,
        rows: this.#inOrder(
          group,
          group.rows.filter((row) => certaintyOn(stretches, row, on) !== NOT),
        ),
      }))
      .filter(({ rows, crowd }) => rows.length > 0 || crowd);
    this.element.hidden = holding.length === 0;
    replace(this.#groups, ...holding.map((group) => this.#group(group, comparison, stretches, on)));
  }

  highlight(row: number | null): void {
    for (const { row: its, element } of this.#claims)
      element.classList.toggle("is-lit", its === row);
  }

  #group(group: Apart, comparison: Comparison, stretches: Stretches, on: number): HTMLElement {
    const { words } = this.#context;
    const attributes = { class: "apart-group", "data-reason": group.reason };
    const why = bdi(this.#why(group, comparison));
    if (group.crowd)
      return el(
        "li",
        attributes,
        el("p", { class: "apart-why" }, why, ` ${this.#crowd(group.crowd)}`),
        this.#wordings(group.crowd),
      );
    const isUnfolded = this.#unfolded.has(group.reason);
    const claims = el("ul", { class: "apart-claims" });
    const add = (rows: readonly number[]) =>
      claims.append(
        ...rows.map((row) => el("li", {}, this.#claim(row, comparison, stretches, on))),
      );
    add(isUnfolded ? group.rows : group.rows.slice(0, MOST_CLAIMS));
    const left = isUnfolded ? 0 : group.rows.length - MOST_CLAIMS;
    const more =
      left > 0 &&
      button(
        { class: "chart-more" },
        (event) => {
          this.#unfolded.add(group.reason);
          add(group.rows.slice(MOST_CLAIMS));
          (event.currentTarget as HTMLElement).remove();
        },
        words.comparison.moreClaims(left),
      );
    return el(
      "li",
      attributes,
      el("p", { class: "apart-why" }, why, this.#instead(group, comparison)),
      claims,
      more,
    );
  }

  /** Return the rows of a group; those without a place by their wordings, so that figures of one place are together. */
  #inOrder({ reason }: Apart, rows: readonly number[]): readonly number[] {
    return reason === "notPlaced"
      ? byWording(this.#context.block, rows).flatMap((worded) => worded.rows)
      : rows;
  }

  #crowd({ claims, places, wordings }: Crowd): string {
    const { comparison } = this.#context.words;
    return wordings.length > 0
      ? comparison.crowdUnplaced(claims, places)
      : comparison.crowd(claims, places);
  }

  #wordings({ wordings }: Crowd): HTMLElement | null {
    const { words } = this.#context;
    if (wordings.length === 0) return null;
    const most = wordings.toSorted((a, b) => b.rows.length - a.rows.length).slice(0, MOST_WORDINGS);
    const items = most.map(({ wording, rows }) =>
      el(
        "li",
        {},
        bdi(isolate(wording) || words.namesNoPlace),
        el("span", { class: "quiet" }, ` · ${words.claims(rows.length)}`),
      ),
    );
    const left = wordings.length - most.length;
    return el(
      "ul",
      { class: "apart-wordings" },
      ...items,
      left > 0 && el("li", { class: "quiet" }, words.more(left)),
    );
  }

  #why({ reason, rows }: Apart, { pair, yardstick }: Comparison): string {
    const { block, words } = this.#context;
    const place =
      pair.place < 0 ? words.comparison.noPlace : isolate(elementAt(block.places.name, pair.place));
    const measures = [...new Set(rows.map((row) => block.reports.measure.at(row)))];
    switch (reason) {
      case "measure":
        return measures
          .map((measure) => words.comparison.why.measure(yardstick?.measure ?? "", measure))
          .join(" ");
      case "quantity":
        return words.comparison.why.quantity(isolate(yardstick?.quantity ?? ""));
      case "inside":
      case "around":
        return words.comparison.why[reason](place);
      default:
        return words.comparison.why[reason];
    }
  }

  /** Make a button that compares a group, where all its claims share a force and a place. */
  #instead({ reason, rows }: Apart, { pair }: Comparison): HTMLElement | null {
    const { block, words, onChoose, onMeasure } = this.#context;
    const first = elementAt(rows, 0);
    const [force, place] = [block.reports.force.at(first), intAt(block.placeOf, first)];
    if (reason === "noNumber" || place < 0) return null;
    if (!rows.every((row) => block.reports.force.at(row) === force && block.placeOf[row] === place))
      return null;
    const isHere = force === pair.force && place === pair.place;
    return button(
      { class: "as-link" },
      () => (isHere ? onMeasure(yardstickOf(block, first)) : onChoose(force, place)),
      words.comparison.compareThese,
    );
  }

  #claim(row: number, { pair }: Comparison, stretches: Stretches, on: number): HTMLElement {
    const { block, words, forces, onOpen, onHover } = this.#context;
    const figure = figureOf(block.reports, row);
    const colour = forces.className(block.reports.force.at(row));
    const isPossible = certaintyOn(stretches, row, on) === POSSIBLE;
    const isCited = isLastCited(stretches, row, on);
    const where = intAt(block.placeOf, row);
    const phase = block.reports.phase.at(row);
    const facts = [
      phase && (words.phases[phase] ?? isolate(phase)),
      wordClaimant(block, row, words),
      where < 0
        ? isolate(block.reports.place_wording.at(row))
        : where !== pair.place && isolate(wordPlaceName(block, where, [row])),
      isCited && words.lastCited,
    ].filter((fact): fact is string => Boolean(fact));
    const made = button(
      { class: `apart-claim ${colour}`, "data-report": block.reports.id.at(row) },
      () => onOpen([row], made),
      drawSign(
        { span: figure, phase, isPossible, isLastCited: isCited, colour },
        fixedRadii(figure),
      ),
      el(
        "span",
        {},
        el("b", {}, bdi(wordFigure(block, row, words))),
        " ",
        bdi(wordSubject(block, row, words)),
        el(
          "span",
          { class: "quiet" },
          " · ",
          ...facts.flatMap((fact, k) => (k ? [" · ", bdi(fact)] : [bdi(fact)])),
        ),
        stretches.disputes.has(row) &&
          el("span", { class: "apart-disputed" }, " ", disputedMark(), ` ${words.badgeDisputed}`),
      ),
    );
    for (const [enter, leave] of [
      ["mouseenter", "mouseleave"],
      ["focus", "blur"],
    ] as const) {
      made.addEventListener(enter, () => onHover(row));
      made.addEventListener(leave, () => onHover(null));
    }
    this.#claims.push({ row, element: made });
    return made;
  }
}
