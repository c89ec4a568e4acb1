/** The labels at the ends of the chart's lines: made, measured, and placed so that none covers another. */
import { elementAt } from "../checked_access.ts";
import { bdi, button, type Child, el, svg } from "../frame/dom.ts";
import { lastStep } from "../rules/chart_lines.ts";
import type { ChartGroup, ChartLine, ChartLines } from "../rules/chart_model.ts";
import { disputedMark } from "../signs/svg_signs.ts";
import { groupText, lineLabel, spokenLine } from "../words/chart_texts.ts";
import type { Words } from "../words/catalogue.ts";
import { type Box, isFree, pushApart } from "./label_places.ts";
import { boxesOf, extentOf, heightOf, stepCount } from "./line_paths.ts";
import type { Plot } from "./plot_layout.ts";

/** What labels ask of the chart. */
export interface LabelCalls {
  readonly onOpen: (id: string, opener: HTMLElement) => void;
  readonly onGroup: (section: string) => void;
  readonly onHover: (id: string | null) => void;
}

/** A label of a line or of a group of lines. */
export interface ChartLabel {
  readonly element: HTMLElement;
  readonly line: ChartLine | null;
  readonly group: ChartGroup | null;
}

/** Of more rectangles than these it is not looked whether a label has room among them. */
const MOST_BOXES = 2000;
const BESIDE = 8;
/** A label moved further from its line than this has a hairline to it. */
const NEAR = 3;

/** Make the labels of a chart, in the order of its lines; those of groups follow the lines of their section. */
export function makeLabels(chart: ChartLines, words: Words, calls: LabelCalls): ChartLabel[] {
  const first = chart.lines[0]?.section ?? "";
  const named = chart.lines.filter((line) => line.named);
  const labels = named.map((line): ChartLabel => {
    const element = lineButton(line, chart.lines.indexOf(line), first, words, calls);
    return { element, line, group: null };
  });
  const groups = chart.groups.map((group): ChartLabel => {
    const element = button(
      { class: "chart-label is-group" },
      () => calls.onGroup(group.section),
      bdi(groupText(group, first, words)),
    );
    return { element, line: null, group };
  });
  return [...labels, ...groups];
}

function lineButton(
  line: ChartLine,
  number: number,
  first: string,
  words: Words,
  calls: LabelCalls,
): HTMLButtonElement {
  const { figure, claimant, section, undated, disputed } = lineLabel(line, first, words);
  const { id } = elementAt(line.row.claims, 0);
  const quiet = (text: string): Child[] =>
    text === "" ? [] : [" ", el("span", { class: "quiet" }, bdi(text))];
  const made = button(
    { class: "chart-label", "data-report": id, "data-line": number },
    () => calls.onOpen(id, made),
    ...figure.map(({ text, kind }) => (kind === "figure" ? el("b", {}, bdi(text)) : text)),
    " ",
    bdi(claimant),
    ...quiet(section),
    ...quiet(undated && `· ${undated}`),
    ...(disputed === ""
      ? []
      : [" ", disputedMark(), " ", el("span", { class: "warn" }, bdi(disputed))]),
    el("span", { class: "visually-hidden" }, `; ${spokenLine(line, words)}`),
  );
  for (const [enter, leave] of [
    ["mouseenter", "mouseleave"],
    ["focus", "blur"],
  ] as const) {
    made.addEventListener(enter, () => calls.onHover(id));
    made.addEventListener(leave, () => calls.onHover(null));
  }
  return made;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a label in one line, and in as many as the column needs. */
export interface LabelSize {
  readonly whole: Size;
  readonly wrapped: Size;
}

/** Measure labels that are in the page. */
export function measureLabels(labels: readonly ChartLabel[]): LabelSize[] {
  const measure = (isBeside: boolean) => {
    for (const { element } of labels) element.classList.toggle("is-beside", isBeside);
    return labels.map(
      ({ element }): Size => ({
        width: element.offsetWidth,
        height: element.offsetHeight,
      }),
    );
  };
  const [whole, wrapped] = [measure(true), measure(false)];
  return labels.map((_, at) => ({ whole: elementAt(whole, at), wrapped: elementAt(wrapped, at) }));
}

/** Where a label lies, and the hairline to it. */
export interface PlacedLabel extends Box {
  /** Whether it is beside the end of its line. */
  readonly isBeside: boolean;
  readonly leader: string;
}

/** Place labels of some sizes: beside the end of a line that ends within the chart, else in the column on the right. */
export function placeLabels(
  labels: readonly ChartLabel[],
  sizes: readonly LabelSize[],
  plot: Plot,
): PlacedLabel[] {
  const ends = labels.map((label) => endOf(label, plot));
  const isBeside = besideLines(labels, sizes, ends, plot);
  const size = (at: number) => {
    const { whole, wrapped } = elementAt(sizes, at);
    return elementAt(isBeside, at) ? whole : wrapped;
  };
  const tops = pushApart(
    labels.map((_, at) => ({ middle: elementAt(ends, at).y, height: size(at).height })),
    0,
    plot.place.bottom + NEAR,
  );
  return labels.map(({ group }, at) => {
    const { x, y } = elementAt(ends, at);
    const { width, height } = size(at);
    const top = elementAt(tops, at);
    const middle = top + height / 2;
    const isOwn = elementAt(isBeside, at);
    const left = isOwn ? x + BESIDE : plot.labels;
    const isFar = Math.abs(middle - y) > NEAR || left - x > 2 * BESIDE;
    const leader =
      !group && isFar ? `M${x + 1.5} ${y}H${plot.scales.right + 2}L${left - 3} ${middle}` : "";
    const box = { left, right: left + width, top, bottom: top + height };
    return { ...box, isBeside: isOwn, leader };
  });
}

/** Return which labels have room beside the end of their line: without touching a line or another one of them. */
function besideLines(
  labels: readonly ChartLabel[],
  sizes: readonly LabelSize[],
  ends: readonly LineEnd[],
  { scales, scalesOf, width }: Plot,
): boolean[] {
  const lines = labels.map(({ line }) => line).filter((line) => line !== null);
  if (stepCount(lines) > MOST_BOXES) return labels.map(() => false);
  const taken: Box[] = lines.flatMap((line) => boxesOf(line, scalesOf(line)));
  return labels.map(({ group }, at) => {
    const { x, y, isAtEdge } = elementAt(ends, at);
    const { whole } = elementAt(sizes, at);
    const left = x + BESIDE;
    if (isAtEdge || group || left + whole.width > width) return false;
    const box = {
      left,
      right: left + whole.width,
      top: y - whole.height / 2,
      bottom: y + whole.height / 2,
    };
    // In its own height it is in no label's way.
    const others = ends.filter((end, other) => other !== at && end.isAtEdge);
    const column = others.map((end) => ({
      left: scales.right,
      right: width,
      top: end.y - whole.height / 2,
      bottom: end.y + whole.height / 2,
    }));
    if (!isFree(box, taken) || (box.right > scales.right && !isFree(box, column))) return false;
    taken.push(box);
    return true;
  });
}

/** Where a line ends. */
interface LineEnd {
  readonly x: number;
  readonly y: number;
  /** Whether it goes on to the edge of the chart. */
  readonly isAtEdge: boolean;
}

function endOf({ line, group }: ChartLabel, { scales, scalesOf }: Plot): LineEnd {
  if (line) {
    const step = lastStep(line);
    const [, x] = extentOf(step, scales);
    return { x, y: heightOf(step, scalesOf(line)), isAtEdge: x > scales.right - 2 };
  }
  const ends = group ? [group.spread.low.value, group.spread.high.value] : [0];
  const heights = ends.map(scales.y);
  return { x: scales.right, y: (Math.min(...heights) + Math.max(...heights)) / 2, isAtEdge: true };
}

/** Draw the hairlines to labels, and the brackets of groups. */
export function drawLeaders(
  labels: readonly ChartLabel[],
  placed: readonly PlacedLabel[],
  { scales }: Plot,
): SVGElement[] {
  return labels.flatMap(({ group }, at) => {
    const { leader } = elementAt(placed, at);
    if (!group) return leader === "" ? [] : [svg("path", { class: "chart-leader", d: leader })];
    const { right, y } = scales;
    const d = `M${right + 2} ${y(group.spread.high.value)}h3V${y(group.spread.low.value)}h-3`;
    return [svg("path", { class: "chart-leader", d })];
  });
}
