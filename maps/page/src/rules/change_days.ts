/** The days on which anything changes, and the counts of claims in effect between them. */
import { addAt, intAt } from "../checked_access.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "./days.ts";
import { certaintyOn, isLastCited, NOT, type Stretches } from "./claims_in_effect.ts";

/** How many claims hold from `from[k]` to the day before `from[k + 1]`; the last one to the end of the slider. */
export interface Steps {
  readonly from: Int32Array;
  readonly certain: Int32Array;
  readonly possible: Int32Array;
}

/** Return every day of the slider on which a claim that `shown` lets through begins, ends, becomes certain, possible or last cited. */
export function changeDays(
  stretches: Stretches,
  first: number,
  last: number,
  shown: Uint8Array | null = null,
): Int32Array {
  const isChange = new Uint8Array(last - first + 1);
  const ends = new Int32Array(5);
  for (let row = 0; row < stretches.count; row++) {
    if ((shown && !shown[row]) || isEmpty(stretches.possibleFrom, stretches.possibleTo, row))
      continue;
    boundaries(stretches, row, ends);
    for (const day of ends) {
      if (day < first || day > last || isChange[day - first]) continue;
      if (statusOn(stretches, row, day) !== statusOn(stretches, row, day - 1))
        isChange[day - first] = 1;
    }
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
  const [sure, all] = [new Int32Array(last - first + 2), new Int32Array(last - first + 2)];
  const { count, possibleFrom, possibleTo, certainFrom, certainTo } = stretches;
  const add = (to: Int32Array, begin: number, end: number) => {
    const [from, until] = [Math.max(begin, first), Math.min(end, last)];
    if (from > until) return;
    addAt(to, from - first, 1);
    addAt(to, until - first + 1, -1);
  };
  for (let row = 0; row < count; row++) {
    if (shown && !shown[row]) continue;
    add(all, intAt(possibleFrom, row), intAt(possibleTo, row));
    add(sure, intAt(certainFrom, row), intAt(certainTo, row));
  }
  const from: number[] = [];
  const certain: number[] = [];
  const possible: number[] = [];
  let [sureNow, allNow] = [0, 0];
  for (let day = 0; day <= last - first; day++) {
    if (day > 0 && sure[day] === 0 && all[day] === 0) continue;
    sureNow += intAt(sure, day);
    allNow += intAt(all, day);
    from.push(first + day);
    certain.push(sureNow);
    possible.push(allNow - sureNow);
  }
  return {
    from: Int32Array.from(from),
    certain: Int32Array.from(certain),
    possible: Int32Array.from(possible),
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

function boundaries(stretches: Stretches, row: number, ends: Int32Array): void {
  const { possibleFrom, possibleTo, certainFrom, certainTo, lastCitedFrom } = stretches;
  ends[0] = intAt(possibleFrom, row);
  ends[1] = after(intAt(possibleTo, row));
  ends[2] = intAt(certainFrom, row);
  ends[3] = after(intAt(certainTo, row));
  ends[4] = intAt(lastCitedFrom, row);
}

function after(day: number): number {
  return day === DISTANT_FUTURE ? DISTANT_FUTURE : day + 1;
}

function statusOn(stretches: Stretches, row: number, day: number): number {
  const certainty = certaintyOn(stretches, row, day);
  return certainty === NOT ? NOT : certainty * 2 + Number(isLastCited(stretches, row, day));
}

function isEmpty(from: Int32Array, to: Int32Array, row: number): boolean {
  return intAt(from, row) > intAt(to, row) || to[row] === DISTANT_PAST;
}
