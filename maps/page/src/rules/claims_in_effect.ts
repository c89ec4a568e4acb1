/**
 * Claims in effect: for one `known_by`, each claim is reduced to the stretches of days on which it holds; a day then
 * needs comparisons only.
 */
import { intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "./days.ts";
import { endByNewerWords } from "./ends_by_newer_words.ts";

/** Days without a new saying after which a claim is only last cited. */
const LAST_CITED_AFTER_DAYS = 180;

export const NOT = 0;
export const POSSIBLE = 1;
export const CERTAIN = 2;
export type Certainty = typeof NOT | typeof POSSIBLE | typeof CERTAIN;

/** For one `known_by`: when each claim holds, both ends included; empty where from is after to. */
export interface Stretches {
  readonly knownBy: number | null;
  readonly count: number;
  readonly said: Uint8Array;
  readonly possibleFrom: Int32Array;
  readonly possibleTo: Int32Array;
  readonly certainFrom: Int32Array;
  readonly certainTo: Int32Array;
  /** From this day on the claim is last cited. */
  readonly lastCitedFrom: Int32Array;
  /** The row of the update or of the claimant's newer claim that ends each claim, -1 for none; and the day from which it does. */
  readonly endedBy: Int32Array;
  readonly endedFrom: Int32Array;
  /** The row of the report under which an echo is folded, -1 where it is not folded. */
  readonly foldedUnder: Int32Array;
  /** Rows of the disputes beside each report that has some. */
  readonly disputes: ReadonlyMap<number, readonly number[]>;
  /** Rows of the echoes folded under each report that has some. */
  readonly echoes: ReadonlyMap<number, readonly number[]>;
  /** Where last cited claims are hidden: the stretches with them. */
  readonly withCited?: Stretches;
}

/** What holds on a day: rows, in the order of the table. */
export interface InEffect {
  readonly certain: readonly number[];
  readonly possible: readonly number[];
}

/** Reduce every claim to its stretches; `knownBy` null counts everything as certainly said. */
export function stretchesAt(reports: Reports, knownBy: number | null): Stretches {
  const { count } = reports;
  const said = saidBy(reports, knownBy);
  const isClaim = Uint8Array.from({ length: count }, (_, row) =>
    Number(reports.kind.at(row) === "claim"),
  );
  const possibleFrom = reports.possible_from_day.slice();
  const possibleTo = reports.possible_to_day.slice();
  const certainFrom = reports.certain_from_day.slice();
  const certainTo = reports.certain_to_day.slice();
  const foldedUnder = foldEchoes(reports, said, isClaim);
  const counts = (row: number) =>
    isClaim[row] !== 0 && said[row] !== NOT && intAt(foldedUnder, row) < 0;
  const endedBy = endByUpdates(reports, said, isClaim, possibleTo, certainTo);
  endByNewerWords(reports, counts, (row) => said[row] === CERTAIN, possibleTo, endedBy);
  const endedFrom = endedBy.map((by, row) =>
    by >= 0 && counts(row) ? intAt(possibleTo, row) + 1 : DISTANT_FUTURE,
  );
  for (let row = 0; row < count; row++) {
    certainFrom[row] = Math.max(intAt(certainFrom, row), intAt(possibleFrom, row));
    certainTo[row] = Math.min(intAt(certainTo, row), intAt(possibleTo, row));
    if (!isClaim[row] || said[row] === NOT) clear(possibleFrom, possibleTo, row);
    const isNeverCertain = said[row] !== CERTAIN || certainFrom[row] === DISTANT_FUTURE;
    if (!isClaim[row] || isNeverCertain) clear(certainFrom, certainTo, row);
  }
  const echoes = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    if (intAt(foldedUnder, row) < 0) continue;
    clear(possibleFrom, possibleTo, row);
    clear(certainFrom, certainTo, row);
    append(echoes, intAt(foldedUnder, row), row);
  }
  const disputes = new Map<number, number[]>();
  for (const [from, to] of reports.edges.disputes) {
    if (reports.kind.at(from) === "dispute" && said[from] !== NOT) append(disputes, to, from);
  }
  const lastCitedFrom = lastCited(reports, said, isClaim);
  return {
    knownBy,
    count,
    said,
    possibleFrom,
    possibleTo,
    certainFrom,
    certainTo,
    lastCitedFrom,
    endedBy,
    endedFrom,
    foldedUnder,
    disputes,
    echoes,
  };
}

/** Return the certainty with which a claim holds on a day. */
export function certaintyOn(stretches: Stretches, row: number, on: number): Certainty {
  if (on < intAt(stretches.possibleFrom, row) || on > intAt(stretches.possibleTo, row)) return NOT;
  return on >= intAt(stretches.certainFrom, row) && on <= intAt(stretches.certainTo, row)
    ? CERTAIN
    : POSSIBLE;
}

/** Check whether a claim that holds is only last cited on that day. */
export function isLastCited(stretches: Stretches, row: number, on: number): boolean {
  return on >= intAt(stretches.lastCitedFrom, row);
}

/** Return stretches that end before the day from which each claim is last cited: such claims are hidden. */
export function endWhenCited(stretches: Stretches): Stretches {
  const { lastCitedFrom, possibleTo, certainTo } = stretches;
  const before = (to: Int32Array) =>
    to.map((day, row) => Math.min(day, intAt(lastCitedFrom, row) - 1));
  return {
    ...stretches,
    possibleTo: before(possibleTo),
    certainTo: before(certainTo),
    withCited: stretches,
  };
}

function saidBy(reports: Reports, knownBy: number | null): Uint8Array {
  const said = new Uint8Array(reports.count).fill(CERTAIN);
  if (knownBy === null) return said;
  for (let row = 0; row < reports.count; row++) {
    if (intAt(reports.said_certain_day, row) <= knownBy) continue;
    said[row] = intAt(reports.said_possible_day, row) <= knownBy ? POSSIBLE : NOT;
  }
  return said;
}

/** End what updates replace; return the row of the update that ends each claim, -1 for none. */
function endByUpdates(
  reports: Reports,
  said: Uint8Array,
  isClaim: Uint8Array,
  possibleTo: Int32Array,
  certainTo: Int32Array,
): Int32Array {
  const ending: (readonly [update: number, older: number, end: number])[] = [];
  for (const [update, older] of reports.edges.updates) {
    if (!isClaim[update] || said[update] === NOT) continue;
    const [first, last] = [reports.start_earliest_day, reports.start_latest_day];
    certainTo[older] = Math.min(intAt(certainTo, older), dayBefore(intAt(first, update)));
    if (said[update] !== CERTAIN) continue;
    const end = dayBefore(intAt(last, update));
    possibleTo[older] = Math.min(intAt(possibleTo, older), end);
    ending.push([update, older, end]);
  }
  const endedBy = new Int32Array(reports.count).fill(-1);
  for (const [update, older, end] of ending)
    if (end < DISTANT_FUTURE && end === possibleTo[older]) endedBy[older] = update;
  return endedBy;
}

function dayBefore(day: number): number {
  return day === DISTANT_FUTURE ? DISTANT_FUTURE : day - 1;
}

function clear(from: Int32Array, to: Int32Array, row: number): void {
  from[row] = 1;
  to[row] = 0;
}

function append(map: Map<number, number[]>, key: number, row: number): void {
  const rows = map.get(key);
  if (rows) rows.push(row);
  else map.set(key, [row]);
}

/** Return the report under which each echo counts: the end of the chain of earliest origins said by then; -1 for none. */
function foldEchoes(reports: Reports, said: Uint8Array, isClaim: Uint8Array): Int32Array {
  const origin = new Int32Array(reports.count).fill(-1);
  for (const [echo, of] of reports.edges.repeats) {
    if (!isClaim[echo] || !isClaim[of] || said[echo] === NOT || said[of] === NOT) continue;
    if (intAt(origin, echo) < 0 || isEarlier(reports, of, intAt(origin, echo))) origin[echo] = of;
  }
  const root = new Int32Array(reports.count).fill(-1);
  for (let row = 0; row < reports.count; row++) {
    if (intAt(origin, row) < 0 || intAt(root, row) >= 0) continue;
    const chain: number[] = [];
    const met = new Set<number>();
    let at = row;
    while (intAt(origin, at) >= 0 && intAt(root, at) < 0 && !met.has(at)) {
      met.add(at);
      chain.push(at);
      at = intAt(origin, at);
    }
    const end =
      intAt(root, at) >= 0
        ? intAt(root, at)
        : met.has(at)
          ? earliestOf(reports, chain.slice(chain.indexOf(at)))
          : at;
    for (const link of chain) root[link] = end;
  }
  for (let row = 0; row < reports.count; row++) if (root[row] === row) root[row] = -1;
  return root;
}

function earliestOf(reports: Reports, rows: readonly number[]): number {
  return rows.reduce((best, row) => (isEarlier(reports, row, best) ? row : best));
}

function isEarlier(reports: Reports, row: number, than: number): boolean {
  const { said_possible_day: possible, said_certain_day: certain } = reports;
  if (possible[row] !== possible[than]) return intAt(possible, row) < intAt(possible, than);
  if (certain[row] !== certain[than]) return intAt(certain, row) < intAt(certain, than);
  return row < than;
}

/** Return the day from which each claim is last cited: counted from its newest saying, or from that of an echo. */
function lastCited(reports: Reports, said: Uint8Array, isClaim: Uint8Array): Int32Array {
  const from = new Int32Array(reports.count).fill(DISTANT_FUTURE);
  const origins = new Map<number, number[]>();
  for (const [echo, of] of reports.edges.repeats) {
    if (isClaim[echo] && isClaim[of] && said[echo] !== NOT && said[of] !== NOT)
      append(origins, echo, of);
  }
  const newest = reports.said_possible_day.slice();
  const echoes = [...origins.keys()].sort(
    (a, b) => intAt(reports.said_possible_day, b) - intAt(reports.said_possible_day, a),
  );
  const reached = new Uint8Array(reports.count);
  for (const echo of echoes) {
    const waiting = [echo];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (reached[at]) continue;
      reached[at] = 1;
      newest[at] = Math.max(intAt(newest, at), intAt(reports.said_possible_day, echo));
      waiting.push(...(origins.get(at) ?? []));
    }
  }
  for (let row = 0; row < reports.count; row++) {
    if (!isClaim[row] || reports.end_known[row]) continue;
    // A saying that may have been at any time before is last cited on no day.
    if (intAt(newest, row) > DISTANT_PAST)
      from[row] = Math.min(DISTANT_FUTURE, intAt(newest, row) + LAST_CITED_AFTER_DAYS + 1);
  }
  return from;
}
