/**
 * The chart: a row a claimant, time to the right, and beside it how far the figures of the day lie apart.
 *
 * A step of the slider moves the rule and says which bars are in effect; rows are made anew only when what is compared changes.
 */
import { type Axis, position } from "../time/axis.ts";
import type { Block } from "../block/block.ts";
import { type ClaimantRow, claimantRows, intoLanes, splitRows } from "./chart_rows.ts";
import { type Drawing, FIGURE_ROOM, makeClaim, makeFigure, type Measures, type Placed, placeClaim } from "./chart_lane.ts";
import { wordClaim } from "../words/claim_texts.ts";
import type { Comparison } from "../rules/comparable.ts";
import { wordDay } from "../words/date_texts.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { figureOf } from "../rules/spans.ts";
import { type FigureScale, scaleFigures } from "./figure_axis.ts";
import type { Forces } from "../signs/force_colours.ts";
import { certaintyOn, isLastCited, NOT, POSSIBLE, type Stretches } from "../rules/claims_in_effect.ts";
import { breaksOf, layOutSpan, timeTicks } from "./time_axis.ts";
import type { Words } from "../words/catalogue.ts";

/** Claimants and lanes of one claimant that stand at once. */
const MOST_ROWS = 30;
const MOST_LANES = 4;
const GAP = 14;
const TICK_APART = 46;

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
    this.element = el("div", { class: "chart", role: "group", "aria-label": words.comparison.chart });
    new ResizeObserver(() => {
      if (this.#built && this.element.clientWidth > 0 && this.element.clientWidth !== this.#built.drawing.measures.width) {
        this.build(this.#built.comparison, this.#built.stretches, this.#on, this.#knownBy);
      }
    }).observe(this.element);
  }

  /** Make all rows anew. */
  build(comparison: Comparison, stretches: Stretches, on: number, knownBy: number | null): void {
    const { block, words, forces } = this.#context;
    this.#claims = [];
    const scale = comparison.isNumbered ? scaleFigures(figuresOf(block, comparison.rows)) : null;
    const measures = measure(this.element.clientWidth || 340, scale !== null);
    const axis = layOutSpan(stretches, comparison.rows, block.days);
    this.#ruler.font = `600 12.5px ${getComputedStyle(this.element).fontFamily || "sans-serif"}`;
    const drawing: Drawing = { block, words, forces, stretches, axis, scale, measures, textWidth: (text) => this.#ruler.measureText(text).width };
    this.#built = { comparison, stretches, drawing };
    const [rows, rest] = splitRows(claimantRows(block, comparison, stretches), MOST_ROWS, stretches, on);
    const list = el("ol", { class: "chart-rows" }, ...rows.map((row) => this.#claimant(row, drawing, on)));
    const body = el("div", { class: "chart-body" }, ...gridOf(drawing), this.#known, this.#rule, list);
    replace(this.element, ...(comparison.rows.length > 0 ? [this.#head(drawing), body, this.#more(list, rest), ...notesOf(scale, axis, words)] : []));
    this.step(on, knownBy);
  }

  /** Move the rules, and say what is in effect. */
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
    const taken = this.#place(this.#rule, this.#ruleLabel, on, wordDay(on, words, "short"), null);
    const isKnown = knownBy !== null && knownBy !== on;
    this.#known.hidden = !isKnown;
    this.#knownLabel.hidden = !isKnown;
    if (isKnown) this.#place(this.#known, this.#knownLabel, knownBy, words.comparison.knownBy(wordDay(knownBy, words, "short")), taken);
  }

  /** Mark a claim that is pointed at elsewhere. */
  highlight(row: number | null): void {
    this.#lit = row;
    for (const { row: its, bar, figure } of this.#claims) {
      bar.classList.toggle("is-lit", its === row);
      figure?.classList.toggle("is-lit", its === row);
    }
  }

  /** Put a rule and its label; a label that would cover another stands beside it. Gives the room that the label takes. */
  #place(rule: HTMLElement, label: HTMLElement, day: number, text: string, taken: readonly [number, number] | null): [number, number] {
    const { axis, measures } = this.#built!.drawing;
    const [before, after] = [day < axis.first, day > axis.last];
    const at = before ? 0 : after ? measures.time : position(axis, day) * measures.time;
    rule.style.transform = `translateX(${at}px)`;
    rule.classList.toggle("beyond", before || after);
    label.textContent = before ? `◂ ${text}` : after ? `${text} ▸` : text;
    const wide = this.#ruler.measureText(label.textContent).width + 6;
    const most = measures.width - wide;
    let from = Math.min(Math.max(at - wide / 2, 0), most);
    if (taken && from < taken[1] && taken[0] < from + wide) from = taken[0] - wide >= 0 ? taken[0] - wide : Math.min(taken[1], most);
    label.style.transform = `translateX(${from}px)`;
    return [from, from + wide];
  }

  #head({ axis, scale, measures, words }: Drawing): HTMLElement {
    const ticks = timeTicks(axis, words, TICK_APART / measures.time).map(({ at, text, year }) =>
      tick(this.#within(at * measures.time, text.length > year.length ? text : year, measures.time), text, year));
    const breaks = breaksOf(axis).map((at) => line(at * measures.time, "chart-break", "≈"));
    const figures = scale ? this.#figureTicks(scale, measures) : [];
    return el(
      "div", { class: "chart-head", "aria-hidden": "true" },
      el("div", { class: "chart-labels" }, this.#knownLabel, this.#ruleLabel),
      el("div", { class: "chart-ticks" }, ...ticks, ...breaks, ...figures, scale && el("span", { class: "axis-name" }, words.comparison.figures)),
    );
  }

  /** Where the middle of a tick's words stands, so that they keep within the chart. */
  #within(at: number, text: string, width: number): number {
    const half = this.#ruler.measureText(text).width / 2;
    return Math.min(Math.max(at, half), width - half);
  }

  /** The words of the ticks that have room, the ends first. */
  #figureTicks({ ticks }: FigureScale, measures: Measures): HTMLElement[] {
    const taken: [number, number][] = [];
    return [ticks[ticks.length - 1], ...ticks.slice(0, -1)].flatMap(({ at, value }) => {
      const text = this.#context.words.short(value);
      const middle = figureAt(measures, at);
      const half = this.#ruler.measureText(text).width / 2 + 1;
      if (taken.some(([from, to]) => middle - half < to && from < middle + half)) return [];
      taken.push([middle - half, middle + half]);
      return [tick(this.#within(middle, text, measures.width), text, "")];
    });
  }

  #claimant(one: ClaimantRow, drawing: Drawing, on: number): HTMLElement {
    const { words } = this.#context;
    const placed = new Map(one.rows.map((row) => [row, placeClaim(drawing, row)]));
    const lanes = intoLanes([...placed.values()], 10);
    const holds = (lane: readonly { row: number }[]) => lane.some(({ row }) => certaintyOn(drawing.stretches, row, on) !== NOT);
    // Of too many lanes those stand first that hold something on the day.
    const ordered = lanes.length > MOST_LANES ? [...lanes.filter(holds), ...lanes.filter((lane) => !holds(lane))] : lanes;
    const make = (lane: readonly { row: number }[]) => this.#lane(lane.map(({ row }) => placed.get(row)!), drawing);
    const made = el(
      "li", { class: "chart-row" },
      el("div", { class: "chart-name" }, bdi(one.claimant || words.noClaimant)),
      ...ordered.slice(0, MOST_LANES).map(make),
    );
    const left = ordered.slice(MOST_LANES);
    if (left.length > 0) {
      const more = button({ class: "chart-more" }, () => {
        more.replaceWith(...left.map(make));
        this.step(this.#on, this.#knownBy);
      }, words.comparison.moreClaims(left.flat().length));
      made.append(more);
    }
    return made;
  }

  #lane(claims: readonly Placed[], drawing: Drawing): HTMLElement {
    const lines = Math.max(...claims.map(({ disputed, notes }) => Number(disputed !== "") + Number(notes.length > 0)));
    const lane = el("div", { class: `chart-lane lines-${lines}` });
    for (const placed of claims) {
      const bar = makeClaim(drawing, placed, (opener) => this.#context.onOpen([placed.row], opener));
      const figure = makeFigure(drawing, placed.row);
      for (const [enter, leave] of [["mouseenter", "mouseleave"], ["focus", "blur"]]) {
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
    const more = button({ class: "chart-more" }, () => {
      const added = rest.map((row) => this.#claimant(row, this.#built!.drawing, this.#on));
      list.append(...added);
      more.remove();
      this.step(this.#on, this.#knownBy);
      added[0].querySelector("button")?.focus();
    }, words.comparison.more(rest.length));
    return more;
  }
}

function measure(width: number, hasFigures: boolean): Measures {
  if (!hasFigures) return { width, time: width, figuresAt: width, figures: 0 };
  const figures = Math.round(Math.min(150, Math.max(100, width * 0.37)));
  return { width, time: width - figures - GAP, figuresAt: width - figures, figures };
}

/** Where a share of the axis of figures stands in the chart. */
function figureAt(measures: Measures, share: number): number {
  return measures.figuresAt + FIGURE_ROOM + share * (measures.figures - 2 * FIGURE_ROOM);
}

function figuresOf(block: Block, rows: readonly number[]): number[] {
  return rows.flatMap((row) => {
    const span = figureOf(block.reports, row);
    const best = block.reports.figure_best[row];
    // A low that nobody states is no figure.
    const low = span && (span.low > 0 || span.lowIncluded) ? [span.low] : [];
    return span ? [...low, span.high, ...(Number.isNaN(best) ? [] : [best])] : [];
  });
}

function gridOf({ axis, scale, measures, words }: Drawing): HTMLElement[] {
  const times = timeTicks(axis, words, TICK_APART / measures.time).map(({ at }) => line(at * measures.time, "chart-line"));
  const breaks = breaksOf(axis).map((at) => line(at * measures.time, "chart-line broken"));
  const figures = scale ? scale.ticks.map(({ at }) => line(figureAt(measures, at), "chart-line")) : [];
  return [...times, ...breaks, ...figures];
}

function line(at: number, name: string, text = ""): HTMLElement {
  const made = el("span", { class: name }, text);
  made.style.left = `${at}px`;
  return made;
}

function tick(at: number, text: string, year: string): HTMLElement {
  const made = el("span", { class: "chart-tick" }, text, year !== "" && el("span", {}, year));
  made.style.left = `${at}px`;
  return made;
}

/** What the scales do, in words. */
function notesOf(scale: FigureScale | null, axis: Axis, words: Words): HTMLElement[] {
  const { comparison: own } = words;
  const said = [scale && (scale.isLog ? own.logarithmic(words.number(scale.factor)) : own.linear), breaksOf(axis).length > 0 && own.broken];
  const text = said.filter(Boolean).join(" ");
  return text ? [el("p", { class: "chart-note" }, text)] : [];
}
