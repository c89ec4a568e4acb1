/**
 * The chart: a row a claimant, time to the right, and beside it the figures of the day.
 *
 * A step of the slider moves the rule and updates which bars are in effect; rows are made again only for another comparison.
 */
import { elementAt, realAt } from "../checked_access.ts";
import { position } from "../time/axis.ts";
import type { Block } from "../block/block.ts";
import { type ClaimantRow, claimantRows, intoLanes, splitRows } from "./chart_rows.ts";
import { chartHead, gridOf, measure, notesOf } from "./chart_axes.ts";
import { type Drawing, makeClaim, makeFigure, type Placed, placeClaim } from "./chart_lane.ts";
import { wordClaim } from "../words/claim_texts.ts";
import type { Comparison } from "../rules/comparable.ts";
import { wordDay } from "../rules/days.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { figureOf } from "../rules/spans.ts";
import { scaleFigures } from "./figure_axis.ts";
import type { Forces } from "../signs/force_colours.ts";
import {
  certaintyOn,
  isLastCited,
  NOT,
  POSSIBLE,
  type Stretches,
} from "../rules/claims_in_effect.ts";
import { layOutSpan } from "./time_axis.ts";
import type { Words } from "../words/catalogue.ts";

/** Claimants, and lanes of one claimant, that are shown at first. */
const MOST_ROWS = 30;
const MOST_LANES = 4;

/** What a chart needs to know of the page. */
export interface ChartContext {
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  readonly onOpen: (rows: readonly number[], opener: HTMLElement) => void;
  readonly onHover: (row: number | null) => void;
}

interface Drawn {
  readonly row: number;
  readonly bar: HTMLButtonElement;
  readonly figure: SVGSVGElement | null;
}

interface Built {
  readonly comparison: Comparison;
  readonly stretches: Stretches;
  readonly drawing: Drawing;
}

/** An interval chart of comparable claims. */
export class Chart {
  readonly element: HTMLElement;
  readonly #context: ChartContext;
  readonly #rule = el("div", { class: "chart-rule" });
  readonly #known = el("div", { class: "chart-rule known" });
  readonly #ruleLabel = el("span", { class: "chart-rule-label" });
  readonly #knownLabel = el("span", { class: "chart-rule-label known" });
  readonly #ruler = document.createElement("canvas").getContext("2d")!;
  #claims: Drawn[] = [];
  #built: Built | null = null;
  #on = 0;
  #knownBy: number | null = null;
  #lit: number | null = null;

  constructor(context: ChartContext) {
    this.#context = context;
    const { words } = context;
    this.element = el("div", {
      class: "chart",
      role: "group",
      "aria-label": words.comparison.chart,
    });
    new ResizeObserver(() => {
      if (
        this.#built &&
        this.element.clientWidth > 0 &&
        this.element.clientWidth !== this.#built.drawing.measures.width
      ) {
        this.build(this.#built.comparison, this.#built.stretches, this.#on, this.#knownBy);
      }
    }).observe(this.element);
  }

  /** Make all rows. */
  build(comparison: Comparison, stretches: Stretches, on: number, knownBy: number | null): void {
    const { block, words, forces } = this.#context;
    this.#claims = [];
    const scale = comparison.isNumbered ? scaleFigures(figuresOf(block, comparison.rows)) : null;
    const measures = measure(this.element.clientWidth || 340, scale !== null);
    const axis = layOutSpan(stretches, comparison.rows, block.days);
    this.#ruler.font = `600 12.5px ${getComputedStyle(this.element).fontFamily || "sans-serif"}`;
    const drawing: Drawing = {
      block,
      words,
      forces,
      stretches,
      axis,
      scale,
      measures,
      textWidth: (text) => this.#ruler.measureText(text).width,
    };
    this.#built = { comparison, stretches, drawing };
    const [rows, rest] = splitRows(
      claimantRows(block, comparison, stretches),
      MOST_ROWS,
      stretches,
      on,
    );
    const list = el(
      "ol",
      { class: "chart-rows" },
      ...rows.map((row) => this.#claimant(row, drawing, on)),
    );
    const body = el(
      "div",
      { class: "chart-body" },
      ...gridOf(drawing),
      this.#known,
      this.#rule,
      list,
    );
    replace(
      this.element,
      ...(comparison.rows.length > 0
        ? [
            chartHead(drawing, this.#knownLabel, this.#ruleLabel),
            body,
            this.#more(list, rest),
            ...notesOf(scale, axis, words),
          ]
        : []),
    );
    this.step(on, knownBy);
  }

  /** Move the rules, and update what is in effect. */
  step(on: number, knownBy: number | null): void {
    this.move(on, knownBy);
    if (!this.#built) return;
    const { stretches, comparison } = this.#built;
    const { block, words } = this.#context;
    for (const { row, bar, figure } of this.#claims) {
      const certainty = certaintyOn(stretches, row, on);
      const isCited = certainty !== NOT && isLastCited(stretches, row, on);
      bar.classList.toggle("is-off", certainty === NOT);
      bar.setAttribute("aria-label", wordClaim(block, comparison, stretches, row, on, words));
      figure?.classList.toggle("is-off", certainty === NOT);
      figure?.classList.toggle("possible", certainty === POSSIBLE);
      figure?.classList.toggle("cited", isCited);
    }
  }

  /** Move the rules only: nothing has come into effect or gone. */
  move(on: number, knownBy: number | null): void {
    [this.#on, this.#knownBy] = [on, knownBy];
    if (!this.#built) return;
    const { words } = this.#context;
    const taken = this.#place(
      this.#rule,
      this.#ruleLabel,
      on,
      wordDay(on, words.locale, "short"),
      null,
    );
    const isKnown = knownBy !== null && knownBy !== on;
    this.#known.hidden = !isKnown;
    this.#knownLabel.hidden = !isKnown;
    if (isKnown)
      this.#place(
        this.#known,
        this.#knownLabel,
        knownBy,
        words.comparison.knownBy(wordDay(knownBy, words.locale, "short")),
        taken,
      );
  }

  /** Mark a claim that is pointed at elsewhere. */
  highlight(row: number | null): void {
    this.#lit = row;
    for (const { row: its, bar, figure } of this.#claims) {
      bar.classList.toggle("is-lit", its === row);
      figure?.classList.toggle("is-lit", its === row);
    }
  }

  /** Place a rule and its label, beside another label that it would cover; return the range of pixels that it takes. */
  #place(
    rule: HTMLElement,
    label: HTMLElement,
    day: number,
    text: string,
    taken: readonly [number, number] | null,
  ): [number, number] {
    const { axis, measures } = this.#built!.drawing;
    const [before, after] = [day < axis.first, day > axis.last];
    const at = before ? 0 : after ? measures.time : position(axis, day) * measures.time;
    rule.style.transform = `translateX(${at}px)`;
    rule.classList.toggle("beyond", before || after);
    label.textContent = before ? `◂ ${text}` : after ? `${text} ▸` : text;
    const wide = this.#ruler.measureText(label.textContent).width + 6;
    const most = measures.width - wide;
    let from = Math.min(Math.max(at - wide / 2, 0), most);
    if (taken && from < taken[1] && taken[0] < from + wide)
      from = taken[0] - wide >= 0 ? taken[0] - wide : Math.min(taken[1], most);
    label.style.transform = `translateX(${from}px)`;
    return [from, from + wide];
  }

  #claimant(one: ClaimantRow, drawing: Drawing, on: number): HTMLElement {
    const { words } = this.#context;
    const placed = new Map(one.rows.map((row) => [row, placeClaim(drawing, row)]));
    const lanes = intoLanes([...placed.values()], 10);
    const holds = (lane: readonly { row: number }[]) =>
      lane.some(({ row }) => certaintyOn(drawing.stretches, row, on) !== NOT);
    // Of too many lanes, those with a claim in effect on the day come first.
    const ordered =
      lanes.length > MOST_LANES
        ? [...lanes.filter(holds), ...lanes.filter((lane) => !holds(lane))]
        : lanes;
    const make = (lane: readonly { row: number }[]) =>
      this.#lane(
        lane.map(({ row }) => placed.get(row)!),
        drawing,
      );
    const made = el(
      "li",
      { class: "chart-row" },
      el("div", { class: "chart-name" }, bdi(one.claimant || words.noClaimant)),
      ...ordered.slice(0, MOST_LANES).map(make),
    );
    const left = ordered.slice(MOST_LANES);
    if (left.length > 0) {
      const more = button(
        { class: "chart-more" },
        () => {
          more.replaceWith(...left.map(make));
          this.step(this.#on, this.#knownBy);
        },
        words.comparison.moreClaims(left.flat().length),
      );
      made.append(more);
    }
    return made;
  }

  #lane(claims: readonly Placed[], drawing: Drawing): HTMLElement {
    const lines = Math.max(
      ...claims.map(({ disputed, notes }) => Number(disputed !== "") + Number(notes.length > 0)),
    );
    const lane = el("div", { class: `chart-lane lines-${lines}` });
    for (const placed of claims) {
      const bar = makeClaim(drawing, placed, (opener) =>
        this.#context.onOpen([placed.row], opener),
      );
      const figure = makeFigure(drawing, placed.row);
      for (const [enter, leave] of [
        ["mouseenter", "mouseleave"],
        ["focus", "blur"],
      ] as const) {
        bar.addEventListener(enter, () => this.#context.onHover(placed.row));
        bar.addEventListener(leave, () => this.#context.onHover(null));
      }
      bar.classList.toggle("is-lit", placed.row === this.#lit);
      this.#claims.push({ row: placed.row, bar, figure });
      lane.append(bar);
      if (figure) lane.append(figure);
    }
    return lane;
  }

  #more(list: HTMLElement, rest: readonly ClaimantRow[]): HTMLElement | null {
    if (rest.length === 0) return null;
    const { words } = this.#context;
    const more = button(
      { class: "chart-more" },
      () => {
        const added = rest.map((row) => this.#claimant(row, this.#built!.drawing, this.#on));
        list.append(...added);
        more.remove();
        this.step(this.#on, this.#knownBy);
        elementAt(added, 0).querySelector("button")?.focus();
      },
      words.comparison.more(rest.length),
    );
    return more;
  }
}

function figuresOf(block: Block, rows: readonly number[]): number[] {
  return rows.flatMap((row) => {
    const span = figureOf(block.reports, row);
    const best = realAt(block.reports.figure_best, row);
    // A lower bound that nobody states is no figure.
    const low = span && (span.low > 0 || span.lowIncluded) ? [span.low] : [];
    return span ? [...low, span.high, ...(Number.isNaN(best) ? [] : [best])] : [];
  });
}
