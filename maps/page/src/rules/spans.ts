/** Which figures a group of claims spans, with bounds that are never taken for figures. */
import { byteAt, realAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";

/** The lowest and the highest of some figures; null where nobody gives a number. */
export interface Span {
  /** 0 and not included where nobody states how many at least. */
  readonly low: number;
  readonly lowIncluded: boolean;
  /** The highest figure that anybody states: of a claim without an upper bound that is its lower one. */
  readonly high: number;
  readonly highIncluded: boolean;
  /** At least one of the claims has no upper bound. */
  readonly isOpen: boolean;
  /** The highest figure is the lower bound of a claim without an upper one. */
  readonly topIsOpen: boolean;
}

/** Span the figures of some rows. */
export function spanOf(reports: Reports, rows: readonly number[]): Span | null {
  let span: Span | null = null;
  for (const row of rows) {
    const one = figureOf(reports, row);
    if (one) span = span ? wider(span, one) : one;
  }
  return span;
}

/** The figure of one row: its bounds, else its best value as both; "about 9,000" has no bounds that anybody stated. */
export function figureOf(reports: Reports, row: number): Span | null {
  const low = realAt(reports.figure_low, row);
  const high = realAt(reports.figure_high, row);
  const best = realAt(reports.figure_best, row);
  if (!hasNumber(reports, row)) return null;
  if (Number.isNaN(low) && Number.isNaN(high)) return exactly(best);
  const lowest = Number.isNaN(low) ? 0 : low;
  const lowIncluded = !Number.isNaN(low) && reports.figure_low_included[row] === 1;
  if (!Number.isFinite(high)) return { low: lowest, lowIncluded, high: lowest, highIncluded: lowIncluded, isOpen: true, topIsOpen: true };
  return { low: lowest, lowIncluded, high, highIncluded: byteAt(reports.figure_high_included, row) === 1, isOpen: false, topIsOpen: false };
}

/** Whether anybody's number was read. */
export function hasNumber(reports: Reports, row: number): boolean {
  return !(Number.isNaN(reports.figure_low[row]) && Number.isNaN(reports.figure_high[row]) && Number.isNaN(reports.figure_best[row]));
}

/** One figure, both bounds of which are that figure. */
export function exactly(figure: number): Span {
  return { low: figure, lowIncluded: true, high: figure, highIncluded: true, isOpen: false, topIsOpen: false };
}

/** Whether a span is a single figure. */
export function isOneFigure(span: Span): boolean {
  return !span.isOpen && span.low === span.high;
}

/** Whether all that is said is that there is nothing. */
export function isNone(span: Span | null): boolean {
  return span !== null && isOneFigure(span) && span.low === 0;
}

function wider(a: Span, b: Span): Span {
  const lowest = a.low <= b.low ? a : b;
  const lowIncluded = a.low === b.low ? a.lowIncluded || b.lowIncluded : lowest.lowIncluded;
  const highest = a.high === b.high ? (a.topIsOpen ? a : b) : a.high > b.high ? a : b;
  const highIncluded = a.high === b.high && a.topIsOpen === b.topIsOpen ? a.highIncluded || b.highIncluded : highest.highIncluded;
  return { low: lowest.low, lowIncluded, high: highest.high, highIncluded, isOpen: a.isOpen || b.isOpen, topIsOpen: highest.topIsOpen };
}
