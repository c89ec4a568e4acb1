/**
 * Which row of a section is the newest: the one that was said last, or all that may have been.
 *
 * Python has the same rule (layers/comparison/newest_saying.py); tests/cases/sentences.json is run by both.
 */
import { elementAt, required } from "../checked_access.ts";
import type { AnswerRow, RowClaim, Said } from "./answer.ts";
import type { Counted } from "./stated_numbers.ts";

/** A row with its newest saying. */
export interface NewestRow {
  readonly row: AnswerRow;
  /** Its claims that are, or may be, its newest. */
  readonly claims: readonly RowClaim[];
  /** The earliest and the latest day of its newest saying. */
  readonly said: Said;
}

/** The newest rows of a section. */
export interface Newest {
  /** Those said last; where that is not known all that may be it, the latest possible day first. */
  readonly rows: readonly NewestRow[];
  /** Whether it is known which was said last. */
  readonly isKnown: boolean;
}

/** The newest rows; null where fewer than two rows have days of saying, or all were said on the same days. */
export function newestOf(rows: readonly Counted[]): Newest | null {
  const dated = rows
    .map(([row, claims]) => newestClaims(row, claims))
    .filter((one) => one !== null);
  if (dated.filter(({ said }) => !said.includes(null)).length < 2) return null;
  if (new Set(dated.map(({ said }) => said.join())).size === 1) return null;
  const latestDays = othersHighest(dated.map(({ said }) => latest(said)));
  const known = dated.filter(({ said }, at) => earliest(said) >= elementAt(latestDays, at));
  if (known.length > 0) return { rows: known, isKnown: true };
  const earliestDays = othersHighest(dated.map(({ said }) => earliest(said)));
  const possible = dated.filter(({ said }, at) => latest(said) >= elementAt(earliestDays, at));
  // A difference of two infinite days is no number.
  possible.sort((a, b) =>
    latest(a.said) === latest(b.said) ? 0 : latest(a.said) > latest(b.said) ? -1 : 1,
  );
  return { rows: possible, isKnown: false };
}

/** For each of at least two days the highest of the others. */
function othersHighest(days: readonly number[]): number[] {
  const [second, highest] = days.toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1)).slice(-2);
  return days.map((day) => required(day === highest ? second : highest, "another day"));
}

/** The claims of a row that are or may be its newest; null where none of them has a day of saying. */
export function newestClaims(row: AnswerRow, claims: readonly RowClaim[]): NewestRow | null {
  const dated = claims.filter(({ said }) => said[0] !== null || said[1] !== null);
  if (dated.length === 0) return null;
  const first = dated.map(({ said }) => earliest(said)).reduce((a, b) => Math.max(a, b));
  const last = dated.map(({ said }) => latest(said)).reduce((a, b) => Math.max(a, b));
  const said: Said = [Number.isFinite(first) ? first : null, Number.isFinite(last) ? last : null];
  return { row, claims: dated.filter((claim) => latest(claim.said) >= first), said };
}

function earliest(said: Said): number {
  return said[0] ?? -Infinity;
}

function latest(said: Said): number {
  return said[1] ?? Infinity;
}
