/** Time to the right, over the span that matters to some claims, with ticks that have room. */
import { elementAt } from "../checked_access.ts";
import { type Axis, layOutAxis, position } from "../time/axis.ts";
import type { ChartLines } from "../rules/chart_model.ts";
import { addMonths, calendar, dayOf } from "../rules/days.ts";
import type { Words } from "../words/catalogue.ts";
import { wordDay } from "../words/date_texts.ts";

/** A tick on the axis: its position, 0 to 1, its label, and the year below where one begins. */
export interface TimeTick {
  readonly at: number;
  readonly text: string;
  readonly year: string;
}

/** Days of room beyond the first and the last day on which anything changes. */
const LEAST_ROOM = 8;
const MOST_ROOM = 45;
const ROOM_SHARE = 0.08;
/** Days without any change that may be left out. */
const LEAST_BREAK = 540;
/** Months from tick to tick, the first that has room. */
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 300];
const DAYS = [1, 2, 7];
/** The longest span, in days, with ticks by days. */
const BY_DAYS = 45;

/** Lay out an axis over the days that the claims of a chart name, and those from which they are not repeated; with a little room. */
export function layOutPeriod({ lines, from, to }: ChartLines): Axis {
  const days = new Set<number>();
  const add = (day: number | null) => {
    if (day !== null && from <= day && day <= to) days.add(day);
  };
  for (const { steps } of lines)
    for (const { claim, runs } of steps) {
      add(claim.said[0]);
      add(claim.said[1]);
      for (const day of claim.namedDays) add(day);
      for (const run of runs) if (run.standing === "stale") add(run.from);
    }
  const knots = [...days].sort((a, b) => a - b);
  if (knots.length === 0) return layOutAxis(from, to + 1, new Int32Array(0));
  const [first, last] = [elementAt(knots, 0), elementAt(knots, knots.length - 1)];
  const room = Math.round(Math.min(MOST_ROOM, Math.max(LEAST_ROOM, (last - first) * ROOM_SHARE)));
  // Only long gaps may be broken: shorter ones keep their proportions.
  const ends = knots.filter(
    (day, k) =>
      day - (knots[k - 1] ?? day) > LEAST_BREAK || (knots[k + 1] ?? day) - day > LEAST_BREAK,
  );
  return layOutAxis(
    Math.max(first - room, from),
    Math.min(last + room, to) + 1,
    Int32Array.from(ends),
  );
}

/** Return ticks at least `apart` from each other, a share of the width. */
export function timeTicks(axis: Axis, words: Pick<Words, "grammar">, apart: number): TimeTick[] {
  const linear = axis.pieces.filter((piece) => !piece.isBreak);
  const days = linear.reduce((sum, piece) => sum + piece.toDay - piece.fromDay, 0);
  const share = linear.reduce((sum, piece) => sum + piece.to - piece.from, 0);
  const wanted = share === 0 ? Infinity : (days * apart) / share;
  const step = days <= BY_DAYS ? DAYS.find((one) => one >= wanted) : undefined;
  const candidates = step
    ? everyDays(axis, step)
    : everyMonths(axis, MONTHS.find((one) => one * 30.4 >= wanted) ?? MONTHS.at(-1)!);
  const ticks: TimeTick[] = [];
  let [year, edge] = [Number.NaN, -Infinity];
  for (const day of candidates) {
    const at = position(axis, day);
    if (isBroken(axis, day) || at < edge + apart * 0.95) continue;
    edge = at;
    const its = calendar(day)[0];
    const isByYears = step === undefined && wanted > 6 * 30.4;
    const text = isByYears
      ? String(its)
      : wordDay(day, words, step ? "dayMonthShort" : "monthShort");
    ticks.push({ at, text, year: isByYears || its === year ? "" : String(its) });
    year = its;
  }
  return ticks;
}

/** Return the positions of the axis's breaks, 0 to 1. */
export function breaksOf(axis: Axis): number[] {
  return axis.pieces.filter((piece) => piece.isBreak).map((piece) => (piece.from + piece.to) / 2);
}

function isBroken(axis: Axis, day: number): boolean {
  return axis.pieces.some((piece) => piece.isBreak && day > piece.fromDay && day < piece.toDay);
}

function* everyDays(axis: Axis, step: number): Generator<number> {
  for (let day = Math.ceil(axis.first / step) * step; day <= axis.last; day += step) yield day;
}

function* everyMonths(axis: Axis, step: number): Generator<number> {
  const [year, month] = calendar(axis.first);
  const ordinal = Math.floor((year * 12 + month - 1) / step) * step;
  for (
    let day = dayOf(Math.floor(ordinal / 12), (ordinal % 12) + 1, 1);
    day <= axis.last;
    day = addMonths(day, step)
  ) {
    if (day >= axis.first) yield day;
  }
}
