/** A claimant's newer word ends what was carried on without an end: the rule of `stops` in `layers/newer_words.py`. */
import { elementAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { DISTANT_FUTURE } from "./days.ts";

/**
 * End claims without a given end where a newer claim of their claimant's row begins: one that was said later and begins
 * after their own beginning and latest day of saying; and of those that one source said on the same days the next one.
 *
 * `counts` says which claims count and are no echoes, `isSaid` which of them were certainly said.
 */
export function endByNewerWords(
  reports: Reports,
  counts: (row: number) => boolean,
  isSaid: (row: number) => boolean,
  possibleTo: Int32Array,
): void {
  const { said_possible_day: saidFrom, said_certain_day: saidTo } = reports;
  const { start_earliest_day: beginFrom, start_latest_day: beginTo } = reports;
  const besides = new Set(
    reports.edges.beside.flatMap((pair) => [`${pair}`, `${pair.toReversed()}`]),
  );
  const ends: [row: number, end: number][] = [];
  const inRows = Array.from(reports.claimant_row.keys()).filter(
    (row) => reports.claimant_row[row] !== 0 && counts(row),
  );
  for (const rows of groupedBy(inRows, (row) => intAt(reports.claimant_row, row)).values()) {
    if (rows.length < 2) continue;
    const newer = rows
      .filter((row) => isSaid(row) && intAt(beginTo, row) < DISTANT_FUTURE)
      .filter((row) => intAt(beginTo, row) <= intAt(possibleTo, row))
      .sort((a, b) => intAt(beginTo, a) - intAt(beginTo, b));
    const together = groupedBy(newer, (row) => saying(reports, row));
    for (const older of rows) {
      if (reports.end_known[older]) continue;
      const begun = intAt(beginTo, older);
      const reach = Math.max(intAt(saidTo, older), begun);
      const isBeside = (row: number) => besides.size > 0 && besides.has(`${[older, row]}`);
      const next = firstBegin(together.get(saying(reports, older)) ?? [], beginTo, begun, (row) => {
        return intAt(beginFrom, row) > begun && !isBeside(row);
      });
      const later = firstBegin(newer, beginTo, reach, (row) => {
        const isLater = intAt(saidFrom, row) > intAt(saidTo, older);
        return isLater && intAt(beginFrom, row) > reach && !isBeside(row);
      });
      ends.push([older, Math.min(next, later) - 1]);
    }
  }
  for (const [row, end] of ends) possibleTo[row] = Math.min(intAt(possibleTo, row), end);
}

/** Return rows by what they share, in their order. */
function groupedBy<Key>(
  rows: readonly number[],
  keyOf: (row: number) => Key,
): ReadonlyMap<Key, number[]> {
  const found = new Map<Key, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = found.get(key);
    if (group) group.push(row);
    else found.set(key, [row]);
  }
  return found;
}

/** Return what the claims of a yearbook share: their source, and the days on which they can have been said. */
function saying(reports: Reports, row: number): string {
  const { source, said_possible_day: from, said_certain_day: to } = reports;
  return `${intAt(source, row)} ${intAt(from, row)} ${intAt(to, row)}`;
}

/** Return the beginning of the first claim, of some in the order of it, that begins beyond a day and decides; or no bound. */
function firstBegin(
  rows: readonly number[],
  begin: Int32Array,
  day: number,
  decides: (row: number) => boolean,
): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intAt(begin, elementAt(rows, middle)) > day) high = middle;
    else low = middle + 1;
  }
  for (let k = low; k < rows.length; k++) {
    const row = elementAt(rows, k);
    if (decides(row)) return intAt(begin, row);
  }
  return DISTANT_FUTURE + 1;
}
