/**
 * The time axis: piecewise linear, so that months in which claims begin and end have room and empty years have little.
 *
 * A stretch between two such days that is much longer than most is a break: it keeps one width, and is marked.
 */

/** One piece of the axis: its days and its share of the width, 0 to 1. */
import { elementAt } from "../checked_access.ts";
export interface Piece {
  readonly fromDay: number;
  readonly toDay: number;
  readonly from: number;
  readonly to: number;
  readonly isBreak: boolean;
}

export interface Axis {
  readonly first: number;
  readonly last: number;
  readonly pieces: readonly Piece[];
}

/** A stretch is a break when it is longer than this many times the usual one. */
const BREAK_FACTOR = 8;
/** No stretch up to two months is ever broken. */
const SHORTEST_BREAK_DAYS = 62;

/** Lay out the axis over the days from `first` to `last`, by the days on which claims begin and end. */
export function layOutAxis(first: number, last: number, changes: Int32Array): Axis {
  const knots = [
    ...new Set([first, ...[...changes].filter((day) => day > first && day < last), last]),
  ];
  if (knots.length < 2)
    return {
      first,
      last,
      pieces: [{ fromDay: first, toDay: last, from: 0, to: 1, isBreak: false }],
    };
  const gaps = knots.slice(1).map((day, k) => day - elementAt(knots, k));
  const usual = elementAt(
    [...gaps].sort((a, b) => a - b),
    Math.floor((gaps.length - 1) / 2),
  );
  const longest = Math.max(SHORTEST_BREAK_DAYS, usual * BREAK_FACTOR);
  const linear = gaps.filter((gap) => gap <= longest).reduce((sum, gap) => sum + gap, 0);
  const breaks = gaps.filter((gap) => gap > longest).length;
  // All breaks together take at most two fifths of the axis, and each no more than a seventh.
  const share = breaks === 0 ? 0 : linear === 0 ? 1 : Math.min(0.4, breaks / 7);
  const breakWeights = gaps.map((gap) => (gap > longest ? 1 + 0.35 * Math.log2(gap / longest) : 0));
  const breakTotal = breakWeights.reduce((sum, weight) => sum + weight, 0);
  const pieces: Piece[] = [];
  let at = 0;
  gaps.forEach((gap, k) => {
    const isBreak = gap > longest;
    const width = isBreak
      ? (share * elementAt(breakWeights, k)) / breakTotal
      : ((1 - share) * gap) / linear;
    pieces.push({
      fromDay: elementAt(knots, k),
      toDay: elementAt(knots, k + 1),
      from: at,
      to: at + width,
      isBreak,
    });
    at += width;
  });
  return { first, last, pieces };
}

/** Return the position of a day on the axis, 0 to 1. */
export function position(axis: Axis, day: number): number {
  const piece = elementAt(
    axis.pieces,
    search(axis.pieces, (candidate) => candidate.toDay >= day),
  );
  const span = piece.toDay - piece.fromDay;
  return span === 0
    ? piece.from
    : piece.from + ((day - piece.fromDay) / span) * (piece.to - piece.from);
}

/** Return the day nearest to a position on the axis. */
export function dayAt(axis: Axis, at: number): number {
  const inside = Math.min(Math.max(at, 0), 1);
  const piece = elementAt(
    axis.pieces,
    search(axis.pieces, (candidate) => candidate.to >= inside),
  );
  const width = piece.to - piece.from;
  const day =
    width === 0
      ? piece.fromDay
      : piece.fromDay + ((inside - piece.from) / width) * (piece.toDay - piece.fromDay);
  return Math.min(Math.max(Math.round(day), axis.first), axis.last);
}

/** Return the first piece for which `reaches` holds, else the last one. */
function search(pieces: readonly Piece[], reaches: (piece: Piece) => boolean): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reaches(elementAt(pieces, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}
