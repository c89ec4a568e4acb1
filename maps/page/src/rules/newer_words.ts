/** A claimant's newer word ends what was carried on without an end: the rule of `stops` in `layers/newer_words.py`. */
import { addAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { DISTANT_FUTURE } from "./days.ts";

/** The claims of claimants' rows, those of a row together and sorted by the day from which they have certainly begun. */
interface Words {
  /** Those of row `n` are `rows[start[n]]` to before `rows[start[n + 1]]`. */
  readonly start: Int32Array;
  readonly rows: Int32Array;
  /** Pairs of claims that stand beside one another, both ways round. */
  readonly beside: ReadonlySet<string>;
}

/** The words of each table of reports: no day changes them. */
const known = new WeakMap<Reports, Words>();

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
  const { start_latest_day: begin } = reports;
  const { start, rows, beside } = wordsOf(reports);
  const ended = possibleTo.slice();
  for (let key = 1; key + 1 < start.length; key++) {
    const after = intAt(start, key + 1);
    for (let k = intAt(start, key); k < after; k++) {
      const older = intAt(rows, k);
      if (reports.end_known[older] || !counts(older)) continue;
      for (let next = k + 1; next < after; next++) {
        const newer = intAt(rows, next);
        const day = intAt(begin, newer);
        if (day === DISTANT_FUTURE) break;
        if (!isNext(reports, older, newer) || day > intAt(possibleTo, newer)) continue;
        if (!counts(newer) || !isSaid(newer) || beside.has(`${older},${newer}`)) continue;
        ended[older] = Math.min(intAt(ended, older), day - 1);
        break;
      }
    }
  }
  possibleTo.set(ended);
}

/** Check whether a claim was said later than another, or by one source on the same days, and begins after it. */
function isNext(reports: Reports, older: number, newer: number): boolean {
  const { source, said_possible_day: from, said_certain_day: to } = reports;
  const begins = intAt(reports.start_earliest_day, newer);
  if (begins <= intAt(reports.start_latest_day, older)) return false;
  const said = intAt(to, older);
  if (intAt(from, newer) > said) return begins > said;
  const isTogether = from[older] === from[newer] && said === intAt(to, newer);
  return isTogether && source[older] === source[newer];
}

function wordsOf(reports: Reports): Words {
  const found = known.get(reports);
  if (found) return found;
  const { claimant_row: keys, start_latest_day: begin } = reports;
  const start = new Int32Array(keys.reduce((most, key) => Math.max(most, key), 0) + 2);
  for (const key of keys) if (key > 0) addAt(start, key + 1, 1);
  for (let key = 1; key < start.length; key++) addAt(start, key, intAt(start, key - 1));
  const rows = new Int32Array(intAt(start, start.length - 1));
  const next = start.slice();
  keys.forEach((key, row) => {
    if (key === 0) return;
    rows[intAt(next, key)] = row;
    addAt(next, key, 1);
  });
  for (let key = 1; key + 1 < start.length; key++)
    rows
      .subarray(intAt(start, key), intAt(start, key + 1))
      .sort((a, b) => intAt(begin, a) - intAt(begin, b));
  const beside = new Set(reports.edges.beside.flatMap(([a, b]) => [`${a},${b}`, `${b},${a}`]));
  const words = { start, rows, beside };
  known.set(reports, words);
  return words;
}
