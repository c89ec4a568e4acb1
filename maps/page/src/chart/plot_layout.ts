/** The measures of the chart over time: where its lines, its numbers and its labels lie, for a width and a scale. */
import { elementAt } from "../checked_access.ts";
import type { ChartLine, ChartLines } from "../rules/chart_model.ts";
import type { ChartScale } from "../state/state.ts";
import { type Axis, position } from "../time/axis.ts";
import type { GridPlace } from "./line_drawing.ts";
import { type Box, isFree } from "./label_places.ts";
import { boxesOf, type Scales, stepCount } from "./line_paths.ts";
import { layOutPeriod } from "./time_axis.ts";
import { type ValueAxis, valueAxis } from "./value_axis.ts";

/** From this width on numbers stand beside the lines, and days of saying beside the dots. */
const WIDE = 640;
const TOP = 8;
/** Room below the lines for months and years. */
const FOOT = 36;
const NUMBERS = 66;
const GAP = 11;
const LEAST_HEIGHT = 240;
const USUAL_HEIGHT = 430;
/** Height that a chart of few lines needs beside that of each line. */
const FEW_LINES = 170;
const EACH_LINE = 30;

/** By how much a line is moved that would lie on another, the first that is free. */
const APART = [0, 4, -4, 8, -8];
const MOST_BOXES = 300;

/** The columns of a chart of some width. */
export interface Columns {
  readonly width: number;
  readonly isWide: boolean;
  readonly left: number;
  readonly right: number;
  readonly labels: number;
  readonly labelWidth: number;
}

/** A chart, laid out. */
export interface Plot extends Columns {
  readonly height: number;
  readonly place: GridPlace;
  readonly axis: Axis;
  readonly values: ValueAxis;
  readonly scales: Scales;
  /** Of each line with a label; lines at one height are drawn a little apart. */
  readonly scalesOf: (line: ChartLine) => Scales;
}

/** Divide a width into numbers, lines and labels. */
export function columnsOf(width: number): Columns {
  const isWide = width >= WIDE;
  const labelWidth = isWide
    ? Math.min(320, Math.round(width * 0.26))
    : Math.min(160, Math.round(width * 0.39));
  const labels = width - labelWidth;
  return { width, isWide, left: isWide ? NUMBERS : 0, right: labels - GAP, labels, labelWidth };
}

/** Lay out a chart; `room` is the height that there is, null as high as it needs; `least` what its labels need. */
export function layOutPlot(
  chart: ChartLines,
  scale: ChartScale,
  columns: Columns,
  room: number | null,
  least: number,
): Plot {
  const { left, right, isWide } = columns;
  const count = chart.lines.filter(({ named }) => named).length + chart.groups.length;
  const usual = Math.min(FEW_LINES + EACH_LINE * count, USUAL_HEIGHT);
  const height = Math.max(room ?? usual, LEAST_HEIGHT, least + TOP + FOOT);
  const [top, bottom] = [TOP, height - FOOT];
  const axis = layOutPeriod(chart);
  const values = valueAxis(numbersOf(chart), scale === "logarithmic");
  const { first, last } = axis;
  const inside = (day: number) => Math.min(Math.max(day, first), last);
  const scales: Scales = {
    first,
    last: last - 1,
    left,
    right,
    x: (day) => left + position(axis, inside(day)) * (right - left),
    y: (value) => bottom - values.at(value) * (bottom - top),
  };
  const moved = drawnApart(
    chart.lines.filter(({ named }) => named),
    scales,
    bottom,
  );
  return {
    ...columns,
    height,
    place: { left, right, top, bottom, isBeside: isWide },
    axis,
    values,
    scales,
    scalesOf: (line) => {
      const by = moved.get(line) ?? 0;
      return by === 0 ? scales : { ...scales, y: (value) => scales.y(value) + by };
    },
  };
}

/** Return by how much lines are moved so that none lies on another. */
function drawnApart(
  lines: readonly ChartLine[],
  scales: Scales,
  lowest: number,
): ReadonlyMap<ChartLine, number> {
  const moved = new Map<ChartLine, number>();
  if (stepCount(lines) > MOST_BOXES) return moved;
  const boxes = lines.map((line) => boxesOf(line, scales));
  const taken: Box[] = [];
  lines.forEach((line, at) => {
    const own = (by: number) =>
      elementAt(boxes, at).map((box) => ({
        ...box,
        top: box.top + by + 1,
        bottom: box.bottom + by - 1,
      }));
    const by =
      APART.find((one) =>
        own(one).every((box) => box.bottom <= lowest + 2 && isFree(box, taken)),
      ) ?? 0;
    taken.push(...own(by));
    if (by !== 0) moved.set(line, by);
  });
  return moved;
}

function numbersOf({ lines }: ChartLines): number[] {
  const found: number[] = [];
  for (const { steps } of lines)
    for (const { low, high } of steps) {
      if (low !== null) found.push(low);
      if (high !== null) found.push(high);
    }
  return found;
}
