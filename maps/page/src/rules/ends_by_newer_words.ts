/**
 * Which claims without a given end a newer word of their claimant ends, and from which day on.
 *
 * Python has the same rule (layers/newer_words.py).
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { DISTANT_FUTURE } from "./days.ts";
import { Besides, firstBeyond, groupedBy } from "./newer_words.ts";

/**
 * End claims without a given end where a newer claim of their claimant's row begins: one that was said later and begins
 * after their own beginning and latest day of saying; and of those that one source said on the same days the next one.
 *
 * `counts` says which claims count and are no echoes, `isSaid` which of them were certainly said. The rows that end others
 * are written into `endedBy`.
 */
export function endByNewerWords(
  reports: Reports,
  counts: (row: number) => boolean,
  isSaid: (row: number) => boolean,
  possibleTo: Int32Array,
  endedBy: Int32Array,
): void {
  const { said_possible_day: saidFrom, said_certain_day: saidTo } = reports;
  const { start_earliest_day: beginFrom, start_latest_day: beginTo } = reports;
  const besides = new Besides(reports);
  const ends: [row: number, by: number][] = [];
  for (const rows of groupedBy(withOpenEnds(reports, counts), (row) =>
    intAt(reports.claimant_row, row),
  ).values()) {
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
      const later = firstBegun(newer, beginTo, reach, (row) => {
        const isLater = intAt(saidFrom, row) > intAt(saidTo, older);
        return isLater && intAt(beginFrom, row) > reach && !besides.has(older, row);
      });
      const same = together.get(saying(reports, older)) ?? [];
      const next = firstBegun(same, beginTo, begun, (row) => {
        return intAt(beginFrom, row) > begun && !besides.has(older, row);
      });
      for (const by of [later, next]) if (by !== null) ends.push([older, by]);
    }
  }
  for (const [row, by] of ends) {
    const end = intAt(beginTo, by) - 1;
    if (end >= intAt(possibleTo, row)) continue;
    possibleTo[row] = end;
    endedBy[row] = by;
  }
}

/** Return the rows of the claimants' rows in which a claim has no given end: only there can another one end it. */
function withOpenEnds(reports: Reports, counts: (row: number) => boolean): number[] {
  const { count, claimant_row: claimantRow, end_known: isEnded } = reports;
  const open = new Set<number>();
  for (let row = 0; row < count; row++)
    if (claimantRow[row] !== 0 && !isEnded[row]) open.add(intAt(claimantRow, row));
  const rows: number[] = [];
  if (open.size === 0) return rows;
  for (let row = 0; row < count; row++)
    if (open.has(intAt(claimantRow, row)) && counts(row)) rows.push(row);
  return rows;
}

/** Return what the claims of a yearbook share: their source, and the days on which they can have been said. */
function saying(reports: Reports, row: number): string {
  const { source, said_possible_day: from, said_certain_day: to } = reports;
  return `${intAt(source, row)} ${intAt(from, row)} ${intAt(to, row)}`;
}

/** Return the first claim, of some in the order in which they begin, that begins beyond a day and decides. */
function firstBegun(
  rows: readonly number[],
  begin: Int32Array,
  day: number,
  decides: (row: number) => boolean,
): number | null {
  for (let at = firstBeyond(rows, day, (row) => intAt(begin, row)); at < rows.length; at++) {
    const row = elementAt(rows, at);
    if (decides(row)) return row;
  }
  return null;
}
