/**
 * Which row of a section is the newest: the one that was said last, or all that may have been.
 *
 * Python has the same rule (layers/comparison/newest_saying.py); tests/cases/sentences.json is run by both.
 */
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
  const dated: NewestRow[] = [];
  for (const [row, claims] of rows) {
    const newest = newestClaims(row, claims);
    if (newest) dated.push(newest);
  }
  if (!haveSeveralDays(dated)) return null;
  const others = highestOfOthers(dated, ({ said }) => latest(said));
  const known = dated.filter((one) => earliest(one.said) >= others(one));
  if (known.length > 0) return { rows: known, isKnown: true };
  const earlier = highestOfOthers(dated, ({ said }) => earliest(said));
  const possible = dated.filter((one) => latest(one.said) >= earlier(one));
  // A difference of two infinite days is no number.
  possible.sort((a, b) =>
    latest(a.said) === latest(b.said) ? 0 : latest(a.said) > latest(b.said) ? -1 : 1,
  );
  return { rows: possible, isKnown: false };
}

/** Whether at least two rows have a first and a last day of saying, and not all have the same. */
function haveSeveralDays(dated: readonly NewestRow[]): boolean {
  const [first] = dated;
  const bounded = dated.filter(({ said }) => said[0] !== null && said[1] !== null).length;
  const isOther = ({ said }: NewestRow) => said[0] !== first?.said[0] || said[1] !== first?.said[1];
  return bounded >= 2 && dated.some(isOther);
}

/** Return for each of at least two rows the highest day of the others. */
function highestOfOthers(
  rows: readonly NewestRow[],
  dayOf: (row: NewestRow) => number,
): (row: NewestRow) => number {
  let [highest, second] = [-Infinity, -Infinity];
  for (const row of rows) {
    const day = dayOf(row);
    if (day > highest) [highest, second] = [day, highest];
    else if (day > second) second = day;
  }
  return (row) => (dayOf(row) === highest ? second : highest);
}

/** The claims of a row that are or may be its newest; null where none of them has a day of saying. */
export function newestClaims(row: AnswerRow, claims: readonly RowClaim[]): NewestRow | null {
  const [first, ...more] = claims;
  if (first && more.length === 0) return isDated(first) ? { row, claims, said: first.said } : null;
  return newestOfSeveral(row, claims);
}

function isDated({ said }: RowClaim): boolean {
  return said[0] !== null || said[1] !== null;
}

function newestOfSeveral(row: AnswerRow, claims: readonly RowClaim[]): NewestRow | null {
  const dated = claims.filter(isDated);
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
