/**
 * The chart over time: time to the right, figures upwards, a step line for each claimant with its label at its end.
 *
 * A step of the slider moves the rule; the lines are drawn again only for other claims, another scale or another width.
 */
import { elementAt } from "../checked_access.ts";
import { el, replace, svg } from "../frame/dom.ts";
import type { ChartLine, ChartLines } from "../rules/chart_model.ts";
import type { ChartScale } from "../state/state.ts";
import { dayAt, position } from "../time/axis.ts";
import { wordDay } from "../words/date_texts.ts";
import type { Words } from "../words/catalogue.ts";
import { keyEntries, signsOf } from "./chart_key.ts";
import {
  type ChartLabel,
  drawLeaders,
  type LabelCalls,
  type LabelSize,
  makeLabels,
  measureLabels,
  placeLabels,
} from "./chart_labels.ts";
import { drawNotes } from "./chart_notes.ts";
import { listenToPointing } from "./chart_pointing.ts";
import { drawFaint, drawLine, drawMarks, drawTicks } from "./line_drawing.ts";
import { extentOf, heightOf } from "./line_paths.ts";
import { columnsOf, layOutPlot, type Plot } from "./plot_layout.ts";
import { breaksOf, timeTicks } from "./time_axis.ts";

/** Pixels between the months below the chart. */
const TICKS_APART = 32;
/** Of a width of which nothing is known yet. */
const USUAL_WIDTH = 380;
/** How much wider the strong day at a rule is than the text that is measured. */
const RULE_LABEL_SIZE = 1.3;

/** What the chart asks of the page. */
export interface ChartCalls extends LabelCalls {
  readonly onGo: (day: number) => void;
}

/** What is drawn. */
export interface Drawn {
  readonly chart: ChartLines;
  readonly scale: ChartScale;
  readonly on: number;
  /** Null: all that is known. */
  readonly knownBy: number | null;
}

export class Chart {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #calls: ChartCalls;
  /** How high it may be; null: as high as it needs. */
  readonly #room: () => number | null;
  readonly #drawing = svg("svg", {
    class: "chart-drawing",
    "aria-hidden": "true",
    focusable: "false",
  });
  readonly #rule = el("div", { class: "chart-rule" });
  readonly #known = el("div", { class: "chart-rule known" });
  readonly #ruleLabel = el("span", { class: "chart-rule-label" });
  readonly #knownLabel = el("span", { class: "chart-rule-label known" });
  readonly #labels = el("ul", { class: "chart-labels" });
  readonly #key = el("ul", { class: "chart-key" });
  readonly #broken = el("p", { class: "chart-note" });
  readonly #ruler = document.createElement("canvas").getContext("2d")!;
  #drawn: Drawn | null = null;
  #plot: Plot | null = null;
  #lit: string | null = null;

  constructor(words: Words, calls: ChartCalls, room: () => number | null = () => null) {
    this.#words = words;
    this.#calls = calls;
    this.#room = room;
    this.#labels.setAttribute("aria-label", words.overTime.lines);
    this.#key.setAttribute("aria-label", words.overTime.key.label);
    replace(this.#broken, words.comparison.broken);
    const days = el(
      "div",
      { class: "chart-days", "aria-hidden": "true" },
      this.#knownLabel,
      this.#ruleLabel,
    );
    const plot = el(
      "div",
      { class: "chart-plot" },
      this.#drawing,
      this.#known,
      this.#rule,
      this.#labels,
    );
    this.element = el(
      "div",
      { class: "chart", role: "figure" },
      days,
      plot,
      this.#broken,
      this.#key,
    );
    listenToPointing(this.#drawing, {
      claimAt: (line, x, y) => this.#claimAt(line, x, y),
      onOpen: (id) => calls.onOpen(id, this.#openerOf(id)),
      onHover: (id) => {
        if (id !== this.#lit) calls.onHover(id);
      },
      onPlace: (x) => calls.onGo(this.#dayAt(x)),
    });
    new ResizeObserver(() => {
      const { clientWidth } = this.element;
      if (this.#drawn && clientWidth > 0 && clientWidth !== this.#plot?.width)
        this.show(this.#drawn);
    }).observe(this.element);
  }

  /** Draw all. */
  show(drawn: Drawn): void {
    this.#drawn = drawn;
    const { chart, scale } = drawn;
    const words = this.#words;
    const columns = columnsOf(this.element.clientWidth || USUAL_WIDTH);
    this.element.classList.toggle("is-wide", columns.isWide);
    this.element.style.setProperty("--label-width", `${columns.labelWidth}px`);
    const labels = makeLabels(chart, words, this.#calls);
    replace(this.#labels, ...labels.map(({ element }) => el("li", {}, element)));
    const sizes = measureLabels(labels);
    const needed = sizes.reduce((sum, { wrapped }) => sum + wrapped.height, 0);
    const plot = layOutPlot(chart, scale, columns, this.#room(), needed);
    this.#plot = plot;
    this.#drawLines(chart, labels, sizes, plot);
    const breaks = breaksOf(plot.axis);
    this.#broken.hidden = breaks.length === 0;
    replace(this.#key, ...keyEntries(signsOf(chart.lines), words));
    this.move(drawn.on, drawn.knownBy);
    if (this.#lit !== null) this.highlight(this.#lit);
  }

  /** Move the rule to another day. */
  move(on: number, knownBy: number | null): void {
    if (!this.#drawn) return;
    this.#drawn = { ...this.#drawn, on, knownBy };
    const words = this.#words;
    const isKnown = knownBy !== null && knownBy !== on;
    this.element.classList.toggle("has-known", isKnown);
    for (const part of [this.#known, this.#knownLabel]) part.hidden = !isKnown;
    this.#place(this.#rule, this.#ruleLabel, on, wordDay(on, words, "short"));
    if (isKnown)
      this.#place(
        this.#known,
        this.#knownLabel,
        knownBy,
        words.comparison.knownBy(wordDay(knownBy, words, "short")),
      );
  }

  /** Mark the line of the claim that is pointed at elsewhere; null: none. */
  highlight(id: string | null): void {
    this.#lit = id;
    for (const lit of this.element.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    const lines = this.#drawn?.chart.lines ?? [];
    const number = id === null ? -1 : lines.findIndex((line) => holds(line, id));
    if (number < 0) return;
    for (const part of this.element.querySelectorAll(`[data-line="${number}"]`))
      part.classList.add("is-lit");
  }

  #drawLines(
    chart: ChartLines,
    labels: readonly ChartLabel[],
    sizes: readonly LabelSize[],
    plot: Plot,
  ): void {
    const { place, scales, axis, values, width, height } = plot;
    const words = this.#words;
    const placed = placeLabels(labels, sizes, plot);
    labels.forEach(({ element }, at) => {
      const { left, top, isBeside } = elementAt(placed, at);
      element.classList.toggle("is-beside", isBeside);
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    });
    const named = chart.lines.filter((line) => line.named);
    const faint = chart.lines.filter((line) => !line.named);
    const { fontFamily } = getComputedStyle(this.element);
    this.#ruler.font = `11px ${fontFamily || "sans-serif"}`;
    const textWidth = (text: string) => this.#ruler.measureText(text).width;
    const share = (TICKS_APART + 4) / (place.right - place.left);
    for (const [name, value] of [
      ["width", width],
      ["height", height],
      ["viewBox", `0 0 ${width} ${height}`],
    ])
      this.#drawing.setAttribute(String(name), String(value));
    this.#rule.style.height = this.#known.style.height = `${place.bottom}px`;
    replace(
      this.#drawing,
      svg("rect", { class: "chart-ground", width: place.right, height: place.bottom }),
      ...drawMarks(values.marks, place, words),
      ...drawTicks(timeTicks(axis, words, share), breaksOf(axis), place),
      ...(faint.length > 0 ? [drawFaint(faint, scales)] : []),
      ...drawLeaders(labels, placed, plot),
      ...named.map((line) => drawLine(line, chart.lines.indexOf(line), plot.scalesOf(line))),
      ...drawNotes(named, placed, plot, textWidth, words),
    );
  }

  #place(rule: HTMLElement, label: HTMLElement, day: number, text: string): void {
    const plot = this.#plot!;
    const { axis, scales } = plot;
    const inside = Math.min(Math.max(day, axis.first), axis.last);
    const x = scales.left + position(axis, inside) * (scales.right - scales.left);
    rule.style.transform = `translateX(${x}px)`;
    rule.classList.toggle("beyond", inside !== day);
    if (label.textContent !== text) label.textContent = text;
    // At an edge the day is beside its rule rather than cut.
    const half = (this.#ruler.measureText(text).width * RULE_LABEL_SIZE) / 2;
    label.style.left = `${Math.min(Math.max(x, half), plot.width - half)}px`;
  }

  /** Return the claim of a line that leads at a place, else the nearest. */
  #claimAt(number: number, x: number, y: number): string | null {
    const line = this.#drawn?.chart.lines[number];
    if (!line) return null;
    const scales = this.#plot!.scalesOf(line);
    const distance = (step: ChartLine["steps"][number]) => {
      const [from, to] = extentOf(step, scales);
      const across = Math.max(from - x, x - to, 0);
      return across * 4 + Math.abs(heightOf(step, scales) - y);
    };
    return line.steps.reduce((near, step) => (distance(step) < distance(near) ? step : near)).claim
      .id;
  }

  #dayAt(x: number): number {
    const { axis, scales } = this.#plot!;
    return Math.min(dayAt(axis, (x - scales.left) / (scales.right - scales.left)), axis.last - 1);
  }

  /** Return the label of the line of a claim, to which the focus goes back. */
  #openerOf(id: string): HTMLElement {
    const lines = this.#drawn?.chart.lines ?? [];
    const line = lines.find((one) => holds(one, id));
    const last = line?.row.claims[0]?.id ?? id;
    const found = this.#labels.querySelector<HTMLElement>(`[data-report="${CSS.escape(last)}"]`);
    return found ?? this.element;
  }
}

function holds({ steps }: ChartLine, id: string): boolean {
  return steps.some(({ claim }) => claim.id === id);
}
