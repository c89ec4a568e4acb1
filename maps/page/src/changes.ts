/** On which days anything changes, and how many claims are in effect between those days. */
import { DISTANT_FUTURE, DISTANT_PAST } from "./days.ts";
import { certaintyOn, isLastCited, NOT, type Stretches } from "./ineffect.ts";

/** How many claims hold from `from[k]` to the day before `from[k + 1]`; the last one to the end of the slider. */
export interface Steps {
  readonly from: Int32Array;
  readonly certain: Int32Array;
  readonly possible: Int32Array;
}

/** Every day of the slider on which a claim begins, ends, becomes certain or possible, or becomes last cited. */
export function changeDays(stretches: Stretches, first: number, last: number): Int32Array {
  const days = new Set<number>();
  for (let row = 0; row < stretches.count; row++) {
    if (stretches.foldedUnder[row] >= 0 || isEmpty(stretches.possibleFrom, stretches.possibleTo, row)) continue;
    for (const day of boundaries(stretches, row)) {
      if (day >= first && day <= last && !days.has(day) && statusOn(stretches, row, day) !== statusOn(stretches, row, day - 1)) {
        days.add(day);
      }
    }
  }
  return Int32Array.from(days).sort();
}

/** Count what is in effect, in steps. */
export function countSteps(stretches: Stretches, first: number, last: number): Steps {
  const certain = new Map<number, number>([[first, 0]]);
  const all = new Map<number, number>([[first, 0]]);
  const { count, possibleFrom, possibleTo, certainFrom, certainTo } = stretches;
  for (let row = 0; row < count; row++) {
    countStretch(all, possibleFrom[row], possibleTo[row], first, last);
    countStretch(certain, certainFrom[row], certainTo[row], first, last);
  }
  const from = Int32Array.from(new Set([...all.keys(), ...certain.keys()])).sort();
  const steps = { from, certain: new Int32Array(from.length), possible: new Int32Array(from.length) };
  let [certainNow, allNow] = [0, 0];
  from.forEach((day, k) => {
    certainNow += certain.get(day) ?? 0;
    allNow += all.get(day) ?? 0;
    steps.certain[k] = certainNow;
    steps.possible[k] = allNow - certainNow;
  });
  return steps;
}

/** The next day of a sorted list after `day`, or null. */
export function nextAfter(days: Int32Array, day: number): number | null {
  const at = firstNotBefore(days, day + 1);
  return at < days.length ? days[at] : null;
}

/** The last day of a sorted list before `day`, or null. */
export function lastBefore(days: Int32Array, day: number): number | null {
  const at = firstNotBefore(days, day);
  return at > 0 ? days[at - 1] : null;
}

function firstNotBefore(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function boundaries(stretches: Stretches, row: number): number[] {
  const { possibleFrom, possibleTo, certainFrom, certainTo, lastCitedFrom } = stretches;
  return [possibleFrom[row], after(possibleTo[row]), certainFrom[row], after(certainTo[row]), lastCitedFrom[row]];
}

function after(day: number): number {
  return day === DISTANT_FUTURE ? DISTANT_FUTURE : day + 1;
}

function statusOn(stretches: Stretches, row: number, day: number): number {
  const certainty = certaintyOn(stretches, row, day);
  return certainty === NOT ? NOT : certainty * 2 + Number(isLastCited(stretches, row, day));
}

function isEmpty(from: Int32Array, to: Int32Array, row: number): boolean {
  return from[row] > to[row] || to[row] === DISTANT_PAST;
}

function countStretch(steps: Map<number, number>, from: number, to: number, first: number, last: number): void {
  const [start, end] = [Math.max(from, first), Math.min(to, last)];
  if (start > end) return;
  steps.set(start, (steps.get(start) ?? 0) + 1);
  if (end < last) steps.set(end + 1, (steps.get(end + 1) ?? 0) - 1);
}
