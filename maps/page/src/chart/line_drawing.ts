/** Draw the lines of the chart over time, the grid behind them, and the hairlines that lead to labels. */
import { svg } from "../frame/dom.ts";
import type { Standing } from "../rules/answer.ts";
import { lastStep } from "../rules/chart_lines.ts";
import type { ChartLine } from "../rules/chart_model.ts";
import type { Words } from "../words/catalogue.ts";
import { DOT_INSIDE, faintPath, pathsOf, type Scales } from "./line_paths.ts";
import type { TimeTick } from "./time_axis.ts";
import type { ValueMark } from "./value_axis.ts";

/** From the back to the front. */
const STANDINGS: readonly Standing[] = ["stale", "vague", "carried", "stated"];

/** Draw a line; `number` names it, so that it is known which was pressed. */
export function drawLine(line: ChartLine, number: number, scales: Scales): SVGGElement {
  const paths = pathsOf(line, scales);
  const path = (name: string, d: string | undefined) =>
    Boolean(d) && svg("path", { class: name, d });
  const { standing } = lastStep(line).runs.at(-1) ?? { standing: "vague" };
  const each = (name: string, by: Readonly<Partial<Record<Standing, string>>>) =>
    STANDINGS.map((one) => path(`${name} ${one}`, by[one]));
  return svg(
    "g",
    { class: "chart-line", "data-line": number },
    path("chart-hit", Object.values(paths.runs).join("") + paths.joins),
    path("chart-later", paths.later),
    ...each("chart-band", paths.bands),
    path("chart-join", paths.joins),
    ...each("chart-comb", paths.combs),
    ...each("chart-run", paths.runs),
    path(`chart-arrow ${standing}`, paths.arrow),
    path(`chart-end ${standing}`, paths.end),
    path("chart-dot", paths.dots),
    ...dotInside(line.section, paths.dots, paths.halves),
  );
}

/** Draw what a dot is filled with: all of it for what is there, half for what is to come, nothing for what is gone. */
function dotInside(section: string, dots: string, halves: string): (SVGPathElement | false)[] {
  const inside = (name: string, d: string) =>
    d !== "" && svg("path", { class: name, d, "stroke-width": 2 * DOT_INSIDE });
  if (section === "arriving" || section === "ordered")
    return [halves !== "" && svg("path", { class: "chart-dot-half", d: halves })];
  if (section === "planned" || section === "withdrawn") return [inside("chart-dot-inside", dots)];
  return [];
}

/** More lines than these are an area rather than lines. */
const MANY = 40;

/** Draw lines that have no label of their own. */
export function drawFaint(lines: readonly ChartLine[], scales: Scales): SVGPathElement {
  const name = lines.length > MANY ? "chart-faint is-many" : "chart-faint";
  return svg("path", { class: name, d: faintPath(lines, scales) });
}

/** Where the grid is drawn. */
export interface GridPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether the numbers stand before the lines, or on them. */
  readonly isBeside: boolean;
}

/** Draw the lines across at round figures with their numbers. */
export function drawMarks(
  marks: readonly ValueMark[],
  { left, right, top, bottom, isBeside }: GridPlace,
  words: Words,
): SVGElement[] {
  return marks.flatMap(({ value, at, isHeavy, isNone, isWritten }) => {
    const y = Math.round(bottom - at * (bottom - top)) + 0.5;
    const line = svg("path", {
      class: isHeavy ? "chart-mark heavy" : "chart-mark",
      d: `M${left} ${y}H${right}`,
    });
    if (!isWritten && !isBeside) return [line];
    const text = isNone ? words.figures.none : words.number(value);
    const place = isBeside
      ? { x: left - 8, y: y + 3.5, "text-anchor": "end" }
      : { x: left + 1, y: at < 0.06 ? y - 3 : y + 11 };
    return [line, svg("text", { class: "chart-number", ...place }, text)];
  });
}

/** Draw the axis of time: its line, a stroke for each tick, its text and, where a year begins, the year below. */
export function drawTicks(
  ticks: readonly TimeTick[],
  breaks: readonly number[],
  { left, right, top, bottom }: GridPlace,
): SVGElement[] {
  const across = (at: number) => Math.round(left + at * (right - left)) + 0.5;
  return [
    ...breaks.map((at) =>
      svg("path", { class: "chart-gap", d: `M${across(at)} ${top}V${bottom}` }),
    ),
    svg("path", { class: "chart-axis", d: `M${left} ${bottom + 0.5}H${right}` }),
    ...breaks.map((at) =>
      svg("text", { class: "chart-gap-sign", x: across(at), y: bottom + 4.5 }, "≈"),
    ),
    ...ticks.flatMap(({ at, text, year }) => [
      svg("path", { class: "chart-tick", d: `M${across(at)} ${bottom}v5` }),
      svg("text", { class: "chart-month", x: across(at), y: bottom + 16 }, text),
      ...(year === ""
        ? []
        : [svg("text", { class: "chart-year", x: across(at), y: bottom + 29 }, year)]),
    ]),
  ];
}
