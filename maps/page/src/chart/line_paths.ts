/** The shape of a line of the chart over time, as the paths of an SVG: how it stands is its weight, a limit has a comb. */
import { elementAt } from "../checked_access.ts";
import type { Standing } from "../rules/answer.ts";
import { lastStep } from "../rules/chart_lines.ts";
import type { ChartDot, ChartLine, ChartStep } from "../rules/chart_model.ts";
import type { Box } from "./label_places.ts";

/** Where days and figures lie in the chart, in pixels. */
export interface Scales {
  /** The days and the edges of the chart. */
  readonly first: number;
  readonly last: number;
  readonly left: number;
  readonly right: number;
  /** The beginning of a day, within the chart. */
  readonly x: (day: number) => number;
  readonly y: (value: number) => number;
}

export interface LinePaths {
  readonly runs: Readonly<Partial<Record<Standing, string>>>;
  /** Areas between two numbers. */
  readonly bands: Readonly<Partial<Record<Standing, string>>>;
  readonly combs: Readonly<Partial<Record<Standing, string>>>;
  /** From a figure to the one that replaces it. */
  readonly joins: string;
  /** From the saying to the beginning of what is said for later. */
  readonly later: string;
  readonly dots: string;
  /** The upper halves of the dots. */
  readonly halves: string;
  readonly arrow: string;
  readonly end: string;
}

const TOOTH_GAP = 8;
const TOOTH = 5;
/** Half of the height of a dot within its ring. */
export const DOT_INSIDE = 3.4;
const ARROW = 6;
const ONE_SIDED = 14;

/** Return the height at which a step is drawn; of a range its middle. */
export function heightOf({ low, high }: Pick<ChartStep, "low" | "high">, { y }: Scales): number {
  const [lower, upper] = [low ?? high ?? 0, high ?? low ?? 0];
  return lower === upper ? y(lower) : (y(lower) + y(upper)) / 2;
}

/** Return where a step begins and ends. */
export function extentOf(
  { from, to, endsOpen }: ChartStep,
  { x, right }: Scales,
): readonly [number, number] {
  return [x(from), endsOpen ? right : Math.max(x(to + 1), x(from) + 1)];
}

/** Return how many steps lines have together. */
export function stepCount(lines: readonly ChartLine[]): number {
  return lines.reduce((sum, { steps }) => sum + steps.length, 0);
}

/** Return the rectangles that a line takes: its steps, and the lines from one to the next. */
export function boxesOf({ steps }: ChartLine, scales: Scales): Box[] {
  const boxes = steps.map((step) => {
    const [left, right] = extentOf(step, scales);
    const heights = [step.low ?? step.high ?? 0, step.high ?? step.low ?? 0].map(scales.y);
    return { left, right, top: Math.min(...heights) - 3, bottom: Math.max(...heights) + 3 };
  });
  const joins = steps.slice(1).flatMap((step, at) => {
    const before = elementAt(steps, at);
    if (before.to + 1 !== step.from) return [];
    const x = scales.x(step.from);
    const heights = [heightOf(before, scales), heightOf(step, scales)];
    return [{ left: x - 2, right: x + 2, top: Math.min(...heights), bottom: Math.max(...heights) }];
  });
  return [...boxes, ...joins];
}

/** Make the paths of a line. */
export function pathsOf(line: ChartLine, scales: Scales): LinePaths {
  const [runs, bands, combs] = [new Strokes(), new Strokes(), new Strokes()];
  for (const step of line.steps) drawStep(step, scales, runs, bands, combs);
  const last = lastStep(line);
  const [, right] = extentOf(last, scales);
  const at = round(heightOf(last, scales));
  return {
    runs: runs.all,
    bands: bands.all,
    combs: combs.all,
    joins: joinsOf(line, scales),
    later: line.dots.map((dot) => laterOf(dot, scales)).join(""),
    ...dotsOf(line, scales),
    arrow: last.endsOpen ? `M${round(right - ARROW)} ${at - 4.5}l${ARROW} 4.5l${-ARROW} 4.5` : "",
    end: last.endsOpen ? "" : `M${round(right)} ${at - 5}v10`,
  };
}

/** Return the paths of lines that have no label, as one. */
export function faintPath(lines: readonly ChartLine[], scales: Scales): string {
  const parts: string[] = [];
  for (const line of lines) {
    for (const step of line.steps) {
      const [from, to] = extentOf(step, scales);
      parts.push(`M${round(from)} ${round(heightOf(step, scales))}H${round(to)}`);
    }
    parts.push(joinsOf(line, scales));
  }
  return parts.join("");
}

/** Paths by standing. */
class Strokes {
  readonly all: Partial<Record<Standing, string>> = {};

  add(standing: Standing, d: string): void {
    this.all[standing] = (this.all[standing] ?? "") + d;
  }
}

function drawStep(
  step: ChartStep,
  { x, y, right }: Scales,
  runs: Strokes,
  bands: Strokes,
  combs: Strokes,
): void {
  const { low, high, lowLimit, highLimit } = step;
  const lastRun = step.runs.length - 1;
  step.runs.forEach(({ from, to, standing }, at) => {
    const begin = x(from);
    const end = at === lastRun && step.endsOpen ? right : Math.max(x(to + 1), begin + 1);
    const line = (value: number) => `M${round(begin)} ${round(y(value))}H${round(end)}`;
    for (const value of new Set([low, high])) if (value !== null) runs.add(standing, line(value));
    if (low !== null && high !== null && low !== high)
      bands.add(standing, `${line(low)}V${round(y(high))}H${round(begin)}Z`);
    // The teeth are on the side on which the figure is open.
    if (highLimit !== "" && high !== null) combs.add(standing, teeth(begin, end, y(high), 1));
    if (lowLimit !== "" && low !== null) combs.add(standing, teeth(begin, end, y(low), -1));
  });
}

function teeth(from: number, to: number, y: number, way: 1 | -1): string {
  const found: string[] = [];
  for (let x = Math.ceil((from + 1) / TOOTH_GAP) * TOOTH_GAP; x < to - 1; x += TOOTH_GAP)
    found.push(`M${round(x)} ${round(y)}v${way * TOOTH}`);
  return found.join("");
}

/** Return the lines from each step up or down to the one that takes its place. */
function joinsOf({ steps, section }: ChartLine, scales: Scales): string {
  if (steps.length < 2 || section === "arriving" || section === "withdrawn") return "";
  // What takes the place of a figure stands in another way from that day on, or begins then.
  const turning = new Map<number, ChartStep>();
  for (const step of steps) for (const { from } of step.runs) turning.set(from, step);
  const found: string[] = [];
  for (const step of steps) {
    const next = turning.get(step.to + 1);
    if (!next || next === step) continue;
    const [from, to] = [heightOf(step, scales), heightOf(next, scales)];
    if (from !== to) found.push(`M${round(scales.x(step.to + 1))} ${round(from)}V${round(to)}`);
  }
  return found.join("");
}

/** Return where the days of a saying begin and end; null where none of them is in the chart. */
function sayingOf(
  { said: [earliest, latest] }: ChartDot,
  { first, last, x }: Scales,
): readonly [number, number] | null {
  const [from, to] = [earliest ?? latest ?? first, latest ?? earliest ?? last];
  if (to < first || from > last) return null;
  if (from === to) {
    const middle = (x(from) + x(from + 1)) / 2;
    // Of a day that is known from one side only it is seen to which.
    return [
      middle - (earliest === null ? ONE_SIDED : 0),
      middle + (latest === null ? ONE_SIDED : 0),
    ];
  }
  return [x(Math.max(from, first)), x(Math.min(to, last) + 1)];
}

function laterOf(dot: ChartDot, scales: Scales): string {
  const { step } = dot;
  const said = sayingOf(dot, scales);
  const begin = scales.x(step.from);
  if (!said || begin - said[1] < 1) return "";
  return `M${round(said[1])} ${round(heightOf(step, scales))}H${round(begin)}`;
}

function dotsOf(line: ChartLine, scales: Scales): { dots: string; halves: string } {
  let [dots, halves] = ["", ""];
  for (const dot of line.dots) {
    const said = sayingOf(dot, scales);
    if (!said) continue;
    const [from, to] = said.map(round) as [number, number];
    const y = round(heightOf(dot.step, scales));
    dots += `M${from} ${y}H${round(to + 0.01)}`;
    const r = DOT_INSIDE;
    halves += `M${round(from - r)} ${y}A${r} ${r} 0 0 1 ${from} ${round(y - r)}H${to}A${r} ${r} 0 0 1 ${round(to + r)} ${y}Z`;
  }
  return { dots, halves };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
