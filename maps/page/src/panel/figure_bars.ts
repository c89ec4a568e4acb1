/** Where the bars of figures lie: linear from 0, on one scale for a subject over all days, so that a bar stays where it is. */
import type { Figure } from "../rules/answer.ts";

/** The scale of a subject's figures. */
export interface FigureAxis {
  /** The figure at its right end. */
  readonly end: number;
  /** Round figures that are written below it. */
  readonly ticks: readonly number[];
}

/**
 * A bar in shares of the width. Of a value it begins at 0; of a range at its lower end; of an upper limit it is a fade that ends
 * closed; of a lower limit it begins closed and fades out; of a word such as "dozens" it is an arrow alone.
 */
export interface FigureBar {
  readonly kind: "value" | "range" | "upTo" | "moreThan" | "word";
  readonly from: number;
  readonly to: number;
  /** A value within the bar that is called the best. */
  readonly best: number | null;
}

/** The largest figure ends this far before the right end, so that its edge is seen. */
const ROOM = 1.04;
const LEAST_TICKS = 2;

/** Lay out the scale of figures up to a largest one. */
export function axisUpTo(most: number): FigureAxis {
  if (!(most > 0)) return { end: 1, ticks: [] };
  const step = stepFor(most);
  const count = Math.floor(most / step);
  return { end: most * ROOM, ticks: Array.from({ length: count }, (_, at) => (at + 1) * step) };
}

/** Return the largest round step that has two ticks; figures are whole, so that no step is under 1. */
function stepFor(most: number): number {
  let step = 1;
  for (let power = 10 ** Math.floor(Math.log10(most)); power >= 1; power /= 10) {
    const fitting = [5, 2, 1].find((times) => most / (times * power) >= LEAST_TICKS);
    if (fitting !== undefined) return fitting * power;
    step = Math.min(step, power);
  }
  return step;
}

/** Lay out the bar of a figure; null where it states nothing. `wording` is that of a figure that was read from a word. */
export function barOf(figure: Figure, wording: string, { end }: FigureAxis): FigureBar | null {
  const share = (value: number) => Math.min(Math.max(value / end, 0), 1);
  const { low, lowIncluded, high, best } = figure;
  if (wording !== "") return { kind: "word", from: 0, to: 0, best: null };
  const hasLow = low > 0 || (low === 0 && lowIncluded);
  const hasBest = !Number.isNaN(best);
  const marked = (bar: Omit<FigureBar, "best">): FigureBar => ({
    ...bar,
    best: hasBest ? share(best) : null,
  });
  if (Number.isFinite(high)) {
    if (!hasLow) return marked({ kind: "upTo", from: 0, to: share(high) });
    if (low === high) return { kind: "value", from: 0, to: share(high), best: null };
    return marked({ kind: "range", from: share(low), to: share(high) });
  }
  if (hasLow) return marked({ kind: "moreThan", from: share(low), to: share(low) });
  return hasBest ? { kind: "value", from: 0, to: share(best), best: null } : null;
}
