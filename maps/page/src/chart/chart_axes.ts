/** The axes of the chart: how wide each is, their ticks, the grid behind the rows, and what the scales do. */
import type { Axis } from "../time/axis.ts";
import { el } from "../frame/dom.ts";
import type { Words } from "../words/catalogue.ts";
import { type Drawing, FIGURE_ROOM, type Measures } from "./chart_lane.ts";
import type { FigureScale } from "./figure_axis.ts";
import { breaksOf, timeTicks } from "./time_axis.ts";

const GAP = 14;
const TICK_APART = 46;

/** Return how wide the two axes are in a chart of a width. */
export function measure(width: number, hasFigures: boolean): Measures {
  if (!hasFigures) return { width, time: width, figuresAt: width, figures: 0 };
  const figures = Math.round(Math.min(150, Math.max(100, width * 0.37)));
  return { width, time: width - figures - GAP, figuresAt: width - figures, figures };
}

/** Return the position of a share of the axis of figures in the chart, in pixels. */
function figureAt(measures: Measures, share: number): number {
  return measures.figuresAt + FIGURE_ROOM + share * (measures.figures - 2 * FIGURE_ROOM);
}

/** Make the head of the chart: the labels of its rules above the ticks of both axes. */
export function chartHead(drawing: Drawing, ...labels: HTMLElement[]): HTMLElement {
  const { axis, scale, measures, words } = drawing;
  const ticks = timeTicks(axis, words.locale, TICK_APART / measures.time).map(
    ({ at, text, year }) =>
      tick(
        within(drawing, at * measures.time, text.length > year.length ? text : year, measures.time),
        text,
        year,
      ),
  );
  const breaks = breaksOf(axis).map((at) => line(at * measures.time, "chart-break", "≈"));
  const figures = scale ? figureTicks(scale, drawing) : [];
  return el(
    "div",
    { class: "chart-head", "aria-hidden": "true" },
    el("div", { class: "chart-labels" }, ...labels),
    el(
      "div",
      { class: "chart-ticks" },
      ...ticks,
      ...breaks,
      ...figures,
      scale && el("span", { class: "axis-name" }, words.comparison.figures),
    ),
  );
}

/** Return the middle of a tick's label in pixels, so that the label stays within the chart. */
function within({ textWidth }: Drawing, at: number, text: string, width: number): number {
  const half = textWidth(text) / 2;
  return Math.min(Math.max(at, half), width - half);
}

/** Make the labels of the ticks that have room, the ends first. */
function figureTicks({ ticks }: FigureScale, drawing: Drawing): HTMLElement[] {
  const { measures, words, textWidth } = drawing;
  const taken: [number, number][] = [];
  return [...ticks.slice(-1), ...ticks.slice(0, -1)].flatMap(({ at, value }) => {
    const text = words.short(value);
    const middle = figureAt(measures, at);
    const half = textWidth(text) / 2 + 1;
    if (taken.some(([from, to]) => middle - half < to && from < middle + half)) return [];
    taken.push([middle - half, middle + half]);
    return [tick(within(drawing, middle, text, measures.width), text, "")];
  });
}

/** Make the lines behind the rows. */
export function gridOf({ axis, scale, measures, words }: Drawing): HTMLElement[] {
  const times = timeTicks(axis, words.locale, TICK_APART / measures.time).map(({ at }) =>
    line(at * measures.time, "chart-line"),
  );
  const breaks = breaksOf(axis).map((at) => line(at * measures.time, "chart-line broken"));
  const figures = scale
    ? scale.ticks.map(({ at }) => line(figureAt(measures, at), "chart-line"))
    : [];
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

/** Say what the scales do: logarithmic or linear, and whether time is broken. */
export function notesOf(scale: FigureScale | null, axis: Axis, words: Words): HTMLElement[] {
  const { comparison: own } = words;
  const said = [
    scale && (scale.isLog ? own.logarithmic(words.number(scale.factor)) : own.linear),
    breaksOf(axis).length > 0 && own.broken,
  ];
  const text = said.filter(Boolean).join(" ");
  return text ? [el("p", { class: "chart-note" }, text)] : [];
}
