/**
 * What changed between two days, as far as is known by one day.
 *
 * New is what holds on the later day and did not on the earlier one; updated is a claim that an update ended and that
 * held on the earlier day, while its update holds on the later one; ended is what held on the earlier day, no longer holds
 * on the later one and was not updated. Claims that changed in certainty only are listed apart.
 */
import { intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { CERTAIN, certaintyOn, NOT, type Stretches } from "./claims_in_effect.ts";

/** A claim that is in effect now and was not. */
interface Begun {
  readonly row: number;
  /** Whether it was said after the earlier day; otherwise it had been said, and has begun since. */
  readonly isSaidSince: boolean;
}

interface Updated {
  readonly older: number;
  readonly update: number;
}

/** A claim that was in effect and is not now. */
interface Ended {
  readonly row: number;
  /** Whether it certainly held on the earlier day; otherwise it was only possible, and no longer is. */
  readonly wasCertain: boolean;
}

export interface Changes {
  readonly begun: readonly Begun[];
  readonly updated: readonly Updated[];
  readonly ended: readonly Ended[];
  /** Claims that hold on both days, and are certain on one of them only. */
  readonly moreCertain: readonly number[];
  readonly lessCertain: readonly number[];
}

/** Return what changed from one day to a later one; `shown` is 1 for each row that the filters let through, null for all. */
export function changesBetween(
  reports: Reports,
  stretches: Stretches,
  shown: Uint8Array | null,
  from: number,
  to: number,
): Changes {
  const [begun, ended, moreCertain, lessCertain]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  for (let row = 0; row < stretches.count; row++) {
    if (shown && !shown[row]) continue;
    const [before, after] = [certaintyOn(stretches, row, from), certaintyOn(stretches, row, to)];
    if (before === after) continue;
    if (before === NOT) begun.push(row);
    else if (after === NOT) ended.push(row);
    else (after === CERTAIN ? moreCertain : lessCertain).push(row);
  }
  const updated = pairs(reports, begun, ended, stretches, to);
  const [updates, older] = [
    new Set(updated.map(({ update }) => update)),
    new Set(updated.map(({ older: row }) => row)),
  ];
  return {
    begun: begun
      .filter((row) => !updates.has(row))
      .map((row) => ({ row, isSaidSince: intAt(reports.said_possible_day, row) > from })),
    updated,
    ended: ended
      .filter((row) => !older.has(row))
      .map((row) => ({ row, wasCertain: certaintyOn(stretches, row, from) === CERTAIN })),
    moreCertain,
    lessCertain,
  };
}

/** Return each claim that ended with the newest of its updates that holds, whether directly or by an update of an update. */
function pairs(
  reports: Reports,
  begun: readonly number[],
  ended: readonly number[],
  stretches: Stretches,
  to: number,
): Updated[] {
  if (ended.length === 0 || reports.edges.updates.length === 0) return [];
  const updatesOf = new Map<number, number[]>();
  for (const [update, older] of reports.edges.updates) {
    const updates = updatesOf.get(older);
    if (updates) updates.push(update);
    else updatesOf.set(older, [update]);
  }
  const isBegun = new Set(begun);
  return ended.flatMap((older) => {
    const met = new Set([older]);
    const waiting = [older];
    let update: number | null = null;
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      for (const next of updatesOf.get(at) ?? []) {
        if (met.has(next)) continue;
        met.add(next);
        waiting.push(next);
        if (isBegun.has(next) || certaintyOn(stretches, next, to) !== NOT) update = next;
      }
    }
    return update === null ? [] : [{ older, update }];
  });
}
