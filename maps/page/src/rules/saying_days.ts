/**
 * The days on which a report can have been said, and those that its start and its end name.
 *
 * The block holds them as they were read (layers/saying_days.py): the day on which an editor read a source is none.
 */
import { intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import type { Said } from "./answer.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "./days.ts";

/** Return the first and the last day on which a report can have been said; null where no report names one. */
export function sayingDays(reports: Reports, row: number): Said {
  const earliest = intAt(reports.said_possible_day, row);
  const latest = intAt(reports.said_named_to_day, row);
  return [earliest === DISTANT_PAST ? null : earliest, latest === DISTANT_FUTURE ? null : latest];
}

/** Return the days that the start and the end of a report name: the first and the last that each can be. */
export function namedDays(reports: Reports, row: number): number[] {
  const days = [intAt(reports.end_named_from_day, row), intAt(reports.possible_to_day, row)];
  if (reports.start.at(row) !== "")
    days.push(intAt(reports.start_earliest_day, row), intAt(reports.start_named_to_day, row));
  const named = days.filter((day) => day > DISTANT_PAST && day < DISTANT_FUTURE);
  return [...new Set(named)].sort((a, b) => a - b);
}
