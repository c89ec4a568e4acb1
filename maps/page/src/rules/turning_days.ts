/** On which days the answer on some claims can change: on all others a step of the slider sorts nothing again. */
import { intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { NAMED_DAYS } from "./answer.ts";
import type { Stretches } from "./claims_in_effect.ts";

/**
 * What depends on a day of a report changes on it or on the day after; or half a year before or after, where that long is
 * the limit (not repeated, named in the sentence, folded by a newer word).
 */
const LATER = [0, 1, -NAMED_DAYS, NAMED_DAYS + 1] as const;

/** The days on which anything of some claims can change; they may be more than those on which it does. */
export class TurningDays {
  readonly #first: number;
  readonly #isTurn: Uint8Array;

  constructor({ reports, days }: Block, stretches: Stretches, rows: Iterable<number>) {
    this.#first = days.first;
    this.#isTurn = new Uint8Array(days.last - days.first + 2);
    const columns = [
      ...[stretches.possibleFrom, stretches.possibleTo, stretches.lastCitedFrom],
      ...[stretches.certainFrom, stretches.certainTo],
      ...[reports.said_possible_day, reports.said_certain_day, reports.said_named_to_day],
      ...[reports.start_earliest_day, reports.start_latest_day, reports.start_named_to_day],
      ...[reports.possible_from_day, reports.possible_to_day, reports.end_named_from_day],
      ...[reports.certain_from_day, reports.certain_to_day],
      ...[reports.stated_from_day, reports.stated_to_day, reports.spoken_day],
    ];
    for (const row of rows) for (const column of columns) this.#mark(intAt(column, row));
  }

  /** Check whether nothing can change from one day to another. */
  isSteady(one: number, other: number): boolean {
    const from = Math.min(one, other) + 1 - this.#first;
    const to = Math.max(one, other) + 1 - this.#first;
    return from > 0 && to <= this.#isTurn.length && !this.#isTurn.subarray(from, to).includes(1);
  }

  #mark(day: number): void {
    for (const later of LATER) {
      const at = day + later - this.#first;
      if (at >= 0 && at < this.#isTurn.length) this.#isTurn[at] = 1;
    }
  }
}
