/** On which days the answer on some claims can change: on all others a step of the slider sorts nothing again. */
import { intAt } from "../checked_access.ts";
import type { Block, Reports } from "../block/block.ts";
import { NAMED_DAYS } from "./answer.ts";
import type { Stretches } from "./claims_in_effect.ts";

/**
 * What depends on a day of a report changes on it or on the day after; or half a year before or after, where that long is
 * the limit (not repeated, named in the sentence, folded by a newer word).
 */
const LATER = [0, 1, -NAMED_DAYS, NAMED_DAYS + 1] as const;
const FARTHEST = NAMED_DAYS + 1;

/** The days on which anything of some claims can change; they may be more than those on which it does. */
export class TurningDays {
  readonly #first: number;
  readonly #isTurn: Uint8Array;

  constructor({ reports, days }: Block, stretches: Stretches, rows: Iterable<number>) {
    const { first, last } = days;
    this.#first = first;
    const named = namedDays(reports, stretches, rows, first - FARTHEST, last + 1 + FARTHEST);
    this.#isTurn = Uint8Array.from({ length: last - first + 2 }, (_, at) =>
      Number(LATER.some((later) => named[at + FARTHEST - later] === 1)),
    );
  }

  /** Check whether nothing can change from one day to another. */
  isSteady(one: number, other: number): boolean {
    const from = Math.min(one, other) + 1 - this.#first;
    const to = Math.max(one, other) + 1 - this.#first;
    return from > 0 && to <= this.#isTurn.length && !this.#isTurn.subarray(from, to).includes(1);
  }
}

/** Return for each day from one to another whether a date of the claims names it. */
function namedDays(
  reports: Reports,
  stretches: Stretches,
  rows: Iterable<number>,
  first: number,
  last: number,
): Uint8Array {
  const columns = [
    ...[stretches.possibleFrom, stretches.possibleTo, stretches.lastCitedFrom],
    ...[stretches.certainFrom, stretches.certainTo],
    ...[reports.said_possible_day, reports.said_certain_day, reports.said_named_to_day],
    ...[reports.start_earliest_day, reports.start_latest_day, reports.start_named_to_day],
    ...[reports.possible_from_day, reports.possible_to_day, reports.end_named_from_day],
    ...[reports.certain_from_day, reports.certain_to_day],
    ...[reports.stated_from_day, reports.stated_to_day, reports.spoken_day],
  ];
  const found = new Uint8Array(last - first + 1);
  const some = Int32Array.from(rows);
  for (const column of columns)
    for (let at = 0; at < some.length; at++) {
      const day = intAt(column, intAt(some, at)) - first;
      if (day >= 0 && day < found.length) found[day] = 1;
    }
  return found;
}
