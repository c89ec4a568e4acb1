/** Which figures a group of claims spans, with bounds that are never taken for figures. */
import type { Reports } from "./block.ts";

/** The lowest and the highest of some figures; null where nobody gives a number. */
export interface Span {
  readonly low: number;
  readonly lowIncluded: boolean;
  /** Null: at least one of the claims has no upper bound. */
  readonly high: number | null;
  readonly highIncluded: boolean;
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
  const low = reports.figure_low[row];
  const high = reports.figure_high[row];
  const best = reports.figure_best[row];
  if (Number.isNaN(low) && Number.isNaN(high) && Number.isNaN(best)) return null;
  const onlyBest = Number.isNaN(low) && Number.isNaN(high);
  return {
    low: onlyBest ? best : Number.isNaN(low) ? 0 : low,
    lowIncluded: onlyBest || Number.isNaN(low) || reports.figure_low_included[row] === 1,
    high: onlyBest ? best : Number.isFinite(high) ? high : null,
    highIncluded: onlyBest || (Number.isFinite(high) && reports.figure_high_included[row] === 1),
  };
}

function wider(a: Span, b: Span): Span {
  const lowest = a.low <= b.low ? a : b;
  const lowIncluded = a.low === b.low ? a.lowIncluded || b.lowIncluded : lowest.lowIncluded;
  if (a.high === null || b.high === null) return { low: lowest.low, lowIncluded, high: null, highIncluded: false };
  const highest = a.high >= b.high ? a : b;
  const highIncluded = a.high === b.high ? a.highIncluded || b.highIncluded : highest.highIncluded;
  return { low: lowest.low, lowIncluded, high: highest.high, highIncluded };
}
