/**
 * Spans of figures: of one claim, and of several from the lowest to the highest; a bound is never taken for a figure.
 *
 * Python has the same rule (layers/comparison/spans.py); tests/cases/words.json is run by both.
 */
import { byteAt, realAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";

/** The lowest and the highest of some figures. */
export interface Span {
  /** 0 and not included where nobody states how many at least. */
  readonly low: number;
  readonly lowIncluded: boolean;
  /** The end was only stated as near. */
  readonly lowIsAbout: boolean;
  /** The highest figure that anybody states: of a claim without an upper bound, its lower bound. */
  readonly high: number;
  readonly highIncluded: boolean;
  readonly highIsAbout: boolean;
  /** At least one of the claims has no upper bound. */
  readonly isOpen: boolean;
  /** The highest figure is the lower bound of a claim without an upper bound. */
  readonly topIsOpen: boolean;
  /** The rows of the claims that state the ends, an exact figure before one that is only near; -1 for none. */
  readonly lowRow: number;
  readonly highRow: number;
}

/** The span of the figures of some rows; null where nobody states a number. */
export function spanOf(reports: Reports, rows: readonly number[]): Span | null {
  const figures: Span[] = [];
  for (const row of rows) {
    const one = figureOf(reports, row);
    if (one) figures.push(one);
  }
  const first = figures[0];
  if (!first || figures.length === 1) return first ?? null;
  const [low, high] = [figures.reduce(lower), figures.reduce(higher)];
  return {
    low: low.low,
    lowIncluded: low.lowIncluded,
    lowIsAbout: figures.some((one) => one.lowIsAbout && one.low === low.low),
    lowRow: low.lowRow,
    high: high.high,
    highIncluded: high.highIncluded,
    highIsAbout: figures.some((one) => one.highIsAbout && one.high === high.high),
    highRow: high.highRow,
    isOpen: figures.some((one) => one.isOpen),
    topIsOpen: high.topIsOpen,
  };
}

/** The figure of one row: its bounds, else its best value as both; "about 9,000" has no bounds that anybody stated. */
export function figureOf(reports: Reports, row: number): Span | null {
  const low = realAt(reports.figure_low, row);
  const high = realAt(reports.figure_high, row);
  const best = realAt(reports.figure_best, row);
  if (!hasNumber(reports, row)) return null;
  const rows = { lowRow: row, highRow: row };
  if (isAbout(reports, row))
    return { ...exactly(best), lowIsAbout: true, highIsAbout: true, ...rows };
  const lowest = Number.isNaN(low) ? 0 : low;
  const lowIncluded = !Number.isNaN(low) && byteAt(reports.figure_low_included, row) === 1;
  const exact = { lowIsAbout: false, highIsAbout: false, ...rows };
  if (!Number.isFinite(high))
    return {
      low: lowest,
      lowIncluded,
      high: lowest,
      highIncluded: lowIncluded,
      isOpen: true,
      topIsOpen: true,
      ...exact,
    };
  return {
    low: lowest,
    lowIncluded,
    high,
    highIncluded: byteAt(reports.figure_high_included, row) === 1,
    isOpen: false,
    topIsOpen: false,
    ...exact,
  };
}

/** Whether a number was read. */
export function hasNumber(reports: Reports, row: number): boolean {
  return !(
    Number.isNaN(reports.figure_low[row]) &&
    Number.isNaN(reports.figure_high[row]) &&
    Number.isNaN(reports.figure_best[row])
  );
}

/** Whether a figure was only stated as near, without bounds. */
export function isAbout(reports: Reports, row: number): boolean {
  return (
    hasNumber(reports, row) &&
    Number.isNaN(reports.figure_low[row]) &&
    Number.isNaN(reports.figure_high[row])
  );
}

/** One figure, which is both ends of its span. */
export function exactly(figure: number): Span {
  const ends = {
    lowIncluded: true,
    lowIsAbout: false,
    highIncluded: true,
    highIsAbout: false,
    lowRow: -1,
    highRow: -1,
  };
  return { low: figure, high: figure, isOpen: false, topIsOpen: false, ...ends };
}

/** Whether a span is a single figure. */
export function isOneFigure(span: Span): boolean {
  return !span.isOpen && span.low === span.high;
}

/** Whether all that is said is that there is nothing. */
export function isNone(span: Span | null): boolean {
  return span !== null && isOneFigure(span) && span.low === 0;
}

/** Of two figures the one that is named as the low end: the lower, then the one that includes it, then the exact one. */
function lower(a: Span, b: Span): Span {
  if (a.low !== b.low) return a.low < b.low ? a : b;
  if (a.lowIncluded !== b.lowIncluded) return a.lowIncluded ? a : b;
  return a.lowIsAbout && !b.lowIsAbout ? b : a;
}

/** Of two figures the one that is named as the high end: the higher, then one without an upper bound, then as for the low end. */
function higher(a: Span, b: Span): Span {
  if (a.high !== b.high) return a.high > b.high ? a : b;
  if (a.topIsOpen !== b.topIsOpen) return a.topIsOpen ? a : b;
  if (a.highIncluded !== b.highIncluded) return a.highIncluded ? a : b;
  return a.highIsAbout && !b.highIsAbout ? b : a;
}
