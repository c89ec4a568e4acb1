/** The days on which anything changes, and the counts of claims in effect between them. */
import { addAt, intAt } from "../checked_access.ts";
import type { Stretches } from "./claims_in_effect.ts";
import { DISTANT_FUTURE } from "./days.ts";
import type { StandingByDay } from "./effect_by_day.ts";

/** How many claims hold from `from[k]` to the day before `from[k + 1]`; the last one to the end of the slider. */
export interface Steps {
  readonly from: Int32Array;
  /** Those that are stated, carried forward, or of vague dates. */
  readonly current: Int32Array;
  /** Those that were not repeated for six months. */
  readonly stale: Int32Array;
}

/**
 * Return every day of the slider on which a claim that `shown` lets through begins, ends, or stands in another way than on
 * the day before. Python has the same rule (layers/claims_in_effect.py).
 */
export function changeDays(
  stretches: Stretches,
  standings: StandingByDay,
  first: number,
  last: number,
  shown: Uint8Array | null = null,
): Int32Array {
  const { count, possibleFrom, possibleTo, lastCitedFrom } = stretches;
  const isChange = new Uint8Array(last - first + 1);
  const mark = (day: number, row: number) => {
    if (day < first || day > last || isChange[day - first]) return;
    if (standings.of(row, day) !== standings.of(row, day - 1)) isChange[day - first] = 1;
  };
  for (let row = 0; row < count; row++) {
    const [from, to] = [intAt(possibleFrom, row), intAt(possibleTo, row)];
    if ((shown && !shown[row]) || from > to) continue;
    mark(from, row);
    if (to < DISTANT_FUTURE) mark(to + 1, row);
    mark(intAt(lastCitedFrom, row), row);
    standings.eachTurn(row, mark);
  }
  const days: number[] = [];
  isChange.forEach((changes, day) => {
    if (changes) days.push(first + day);
  });
  return Int32Array.from(days);
}

/** Count what is in effect of what `shown` lets through, in steps: by differences, one pass over the reports and one over the days. */
export function countSteps(
  stretches: Stretches,
  first: number,
  last: number,
  shown: Uint8Array | null = null,
): Steps {
  const [old, all] = [new Int32Array(last - first + 2), new Int32Array(last - first + 2)];
  const { count, possibleFrom, possibleTo, lastCitedFrom } = stretches;
  const add = (to: Int32Array, begin: number, end: number) => {
    const [from, until] = [Math.max(begin, first), Math.min(end, last)];
    if (from > until) return;
    addAt(to, from - first, 1);
    addAt(to, until - first + 1, -1);
  };
  for (let row = 0; row < count; row++) {
    if (shown && !shown[row]) continue;
    const [begin, end] = [intAt(possibleFrom, row), intAt(possibleTo, row)];
    add(all, begin, end);
    add(old, Math.max(begin, intAt(lastCitedFrom, row)), end);
  }
  const from: number[] = [];
  const current: number[] = [];
  const stale: number[] = [];
  let [oldNow, allNow] = [0, 0];
  for (let day = 0; day <= last - first; day++) {
    if (day > 0 && old[day] === 0 && all[day] === 0) continue;
    oldNow += intAt(old, day);
    allNow += intAt(all, day);
    from.push(first + day);
    current.push(allNow - oldNow);
    stale.push(oldNow);
  }
  return {
    from: Int32Array.from(from),
    current: Int32Array.from(current),
    stale: Int32Array.from(stale),
  };
}

/** Return the next day of a sorted list after `day`, or null. */
export function nextAfter(days: Int32Array, day: number): number | null {
  const at = firstNotBefore(days, day + 1);
  return at < days.length ? intAt(days, at) : null;
}

/** Return the last day of a sorted list before `day`, or null. */
export function lastBefore(days: Int32Array, day: number): number | null {
  const at = firstNotBefore(days, day);
  return at > 0 ? intAt(days, at - 1) : null;
}

function firstNotBefore(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intAt(days, middle) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
