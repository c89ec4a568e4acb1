/** A claim drawn in time, and its figure on an axis of figures, with the signs of the map's marks. */
import { elementAt } from "../checked_access.ts";
import { svg } from "../frame/dom.ts";
import type { Span } from "../rules/spans.ts";

/** A bar in pixels from the left end of the chart. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  /** The stretch on which the claim certainly holds. */
  readonly certain: readonly [number, number] | null;
  /** From here on only last cited. */
  readonly citedFrom: number | null;
  readonly isOpenBefore: boolean;
  readonly isOpenAfter: boolean;
  readonly phase: string;
}

const BAR_HEIGHT = 14;
const ARROW = 8;
const EDGE = 1;
const HATCH_GAP = 5;
/** A dotted line needs a little ground on both sides to be visible as dotted. */
const INSET = 3.4;

/** Draw a bar; the picture begins at the bar's left end, less an arrow's width. */
export function drawBar(bar: Bar): SVGSVGElement {
  const width = Math.max(bar.to - bar.from, 5);
  const [from, to] = [bar.isOpenBefore ? ARROW : EDGE, width - (bar.isOpenAfter ? ARROW : EDGE)];
  const inside = (x: number) => Math.min(Math.max(x - bar.from, from), to);
  const cited = bar.citedFrom === null ? to : inside(bar.citedFrom);
  const piece = (start: number, end: number, name: string) =>
    end - start > 0.5
      ? [
          svg(
            "g",
            { class: name },
            ...fillOf(bar.phase, start, end, INSET),
            outline(start, end, start > from, end < to),
          ),
        ]
      : [];
  const certain = bar.certain ? [inside(bar.certain[0]), inside(bar.certain[1])] : null;
  return svg(
    "svg",
    {
      class: "bar",
      width,
      height: BAR_HEIGHT,
      viewBox: `0 0 ${round(width)} ${BAR_HEIGHT}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("rect", {
      class: "bar-ground",
      x: from,
      y: EDGE,
      width: Math.max(to - from, 1),
      height: BAR_HEIGHT - 2 * EDGE,
    }),
    ...piece(from, cited, ""),
    ...piece(cited, to, "cited"),
    certain &&
      certainly(
        bar.phase,
        elementAt(certain, 0),
        Math.max(elementAt(certain, 1), elementAt(certain, 0) + 2),
        cited,
      ),
    bar.isOpenAfter && arrow(to, 1, cited < to),
    bar.isOpenBefore && arrow(from, -1, cited <= from),
  );
}

/** Make the stretch on which the claim certainly holds: filled to the brim, within a solid line. */
function certainly(phase: string, from: number, to: number, cited: number): Element {
  const part = (start: number, end: number, name: string) =>
    end > start ? [svg("g", { class: name }, ...fillOf(phase, start, end, EDGE))] : [];
  return svg(
    "g",
    {},
    svg("rect", {
      class: "bar-ground",
      x: round(from),
      y: EDGE,
      width: round(to - from),
      height: BAR_HEIGHT - 2 * EDGE,
    }),
    ...part(from, Math.min(to, cited), ""),
    ...part(Math.max(from, cited), to, "cited"),
    svg("path", { class: cited <= from ? "bar-certain cited" : "bar-certain", d: box(from, to) }),
  );
}

function fillOf(phase: string, from: number, to: number, inset: number): Element[] {
  const [top, height] = [inset, BAR_HEIGHT - 2 * inset];
  const rect = (name: string, y: number, tall: number) =>
    svg("rect", { class: name, x: round(from), y, width: round(to - from), height: tall });
  switch (phase) {
    case "present":
      return [rect("bar-solid", top, height)];
    case "ordered":
    case "arriving":
      return [rect("bar-tint", top, height), rect("bar-solid", top + height / 2, height / 2)];
    case "planned":
      return [
        rect("bar-tint", top, height),
        svg("path", { class: "bar-hatch", d: hatching(from, to, top, height) }),
      ];
    case "withdrawn":
      return [
        svg("path", { class: "bar-middle", d: `M${round(from)} ${BAR_HEIGHT / 2}H${round(to)}` }),
      ];
    default:
      return [rect("bar-tint", top, height)];
  }
}

/** Lines at 45° within a rectangle, in step with those of its neighbours. */
function hatching(from: number, to: number, top: number, height: number): string {
  const lines: string[] = [];
  for (
    let foot = Math.floor((from - height) / HATCH_GAP) * HATCH_GAP;
    foot < to;
    foot += HATCH_GAP
  ) {
    const [start, end] = [Math.max(foot, from), Math.min(foot + height, to)];
    if (end - start < 0.8) continue;
    lines.push(
      `M${round(start)} ${round(top + height - (start - foot))}L${round(end)} ${round(top + height - (end - foot))}`,
    );
  }
  return lines.join("");
}

/** Make the dotted outline of what possibly holds, without the ends at which it goes on. */
function outline(from: number, to: number, goesBefore: boolean, goesAfter: boolean): Element {
  const [top, bottom] = [EDGE, BAR_HEIGHT - EDGE];
  const [left, right] = [round(from), round(to)];
  const ends = `${goesBefore ? "" : `M${left} ${bottom}V${top}`}${goesAfter ? "" : `M${right} ${top}V${bottom}`}`;
  return svg("path", {
    class: "bar-possible",
    d: `M${left} ${top}H${right}M${left} ${bottom}H${right}${ends}`,
  });
}

function box(from: number, to: number): string {
  return `M${round(from)} ${EDGE}H${round(to)}V${BAR_HEIGHT - EDGE}H${round(from)}Z`;
}

/** Make an open end: the bar goes on. */
function arrow(at: number, way: 1 | -1, isCited: boolean): Element {
  const d = `M${round(at)} -0.5L${round(at + way * (ARROW - 1))} ${BAR_HEIGHT / 2}L${round(at)} ${BAR_HEIGHT + 0.5}Z`;
  return svg("path", { class: isCited ? "bar-arrow cited" : "bar-arrow", d });
}

/** A figure on an axis of figures, in pixels. */
export interface FigureMark {
  readonly span: Span;
  readonly low: number;
  readonly high: number;
  /** The value stated as "about", beside bounds or alone; null where there is none. */
  readonly best: number | null;
  /** Whether only that value is stated. */
  readonly isAbout: boolean;
  /** Whether no lower bound is stated and the axis has no 0. */
  readonly isLowOpen: boolean;
  readonly width: number;
}

const HALF = 8;
const END = 4;

/** Draw the interval of a figure: a closed end is a stroke, an excluded one a ring, a missing one an arrow; a near value is soft. */
export function drawFigure(mark: FigureMark): SVGSVGElement {
  return svg(
    "svg",
    {
      class: "figure-mark",
      width: mark.width,
      height: 2 * HALF,
      viewBox: `0 ${-HALF} ${round(mark.width)} ${2 * HALF}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    ...(mark.isAbout ? soft(mark.best!) : interval(mark)),
  );
}

function interval({ span, low, high, best, isLowOpen, width }: FigureMark): Element[] {
  if (!span.isOpen && span.low === span.high)
    return [svg("circle", { class: "figure-dot", cx: round(low), r: 4.5 })];
  const right = span.isOpen ? width - 2 : high;
  const parts: Element[] = [
    svg("path", { class: "figure-line", d: `M${isLowOpen ? 2 : round(low)} 0H${round(right)}` }),
  ];
  parts.push(isLowOpen ? head(2, -1) : span.lowIncluded ? stroke(low) : ring(low));
  if (span.isOpen) parts.push(head(right, 1));
  else parts.push(span.highIncluded ? stroke(high) : ring(high));
  return best === null ? parts : [...parts, ...soft(best)];
}

/** Make the arrow of a figure that goes on beyond the end of the axis. */
function head(at: number, way: 1 | -1): Element {
  return svg("path", {
    class: "figure-arrow",
    d: `M${round(at - way * 7)} -5L${round(at)} 0L${round(at - way * 7)} 5`,
  });
}

function stroke(at: number): Element {
  return svg("path", { class: "figure-end", d: `M${round(at)} ${-END - 1}V${END + 1}` });
}

function ring(at: number): Element {
  return svg("circle", { class: "figure-ring", cx: round(at), r: END });
}

function soft(at: number): Element[] {
  return [7.5, 5.5, 3].map((r) => svg("circle", { class: "figure-soft", cx: round(at), r }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
