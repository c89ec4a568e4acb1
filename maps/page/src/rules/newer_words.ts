/**
 * A claimant's newer word leads: which claims a newer one of the same claimant folds on a day, and which it stops.
 *
 * Python has the same rules (layers/newer_words.py).
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { NOT_HELD, STATED, VAGUE } from "./standing_numbers.ts";

/** What is said more than this many days after a day folds nothing that was said in as many days before it. */
export const FAR_DAYS = 180;

/** Pairs of claims that stand beside one another. */
export class Besides {
  readonly #count: number;
  readonly #pairs: ReadonlySet<number>;
  readonly #rows: ReadonlySet<number>;

  constructor({ count, edges }: Reports) {
    this.#count = count;
    this.#rows = new Set(edges.beside.flat());
    this.#pairs = new Set(
      edges.beside.flatMap(([one, other]) => [one * count + other, other * count + one]),
    );
  }

  /** Check whether a row stands beside any other. */
  knows(row: number): boolean {
    return this.#rows.has(row);
  }

  /** Check whether two rows stand beside one another. */
  has(one: number, other: number): boolean {
    return this.#pairs.size > 0 && this.#pairs.has(one * this.#count + other);
  }
}

/** A day, and how each claim stands on it. */
interface OnDay {
  readonly day: number;
  readonly standingOf: (one: number) => number;
}

/**
 * One claimant's claims on one thing, of which a newer one folds the older ones.
 *
 * The one said last leads. Of claims whose days of saying do not decide, and which no later one folds, the one that begins
 * later leads. What is vague neither folds nor is folded; a claim folds others only from the latest day on which it can
 * have begun.
 */
export class ClaimantRow {
  readonly #reports: Reports;
  readonly #besides: Besides;
  readonly #rowOf: Int32Array;
  /** Positions of the claims, in the order of the table. */
  readonly members: readonly number[];
  /** Whether any of them stands beside another claim. */
  readonly hasBesides: boolean;
  readonly #bySaying: readonly number[];
  readonly #byBeginning: readonly number[];

  /** `members` are positions in `rowOf`, the rows of the table, in its order. */
  constructor(reports: Reports, besides: Besides, rowOf: Int32Array, members: readonly number[]) {
    this.#reports = reports;
    this.#besides = besides;
    this.#rowOf = rowOf;
    this.members = members;
    this.hasBesides = members.some((one) => besides.knows(intAt(rowOf, one)));
    const by = (column: Int32Array) =>
      members.toSorted((a, b) => this.#day(column, a) - this.#day(column, b));
    this.#bySaying = by(reports.said_possible_day);
    this.#byBeginning = by(reports.start_earliest_day);
  }

  /** Write for each member into `folder` the next newer one that folds it on a day; `standing` is how each stands then. */
  fold(day: number, standing: Uint8Array, folder: Int32Array): void {
    const isOpen = (one: number) =>
      standing[one] !== NOT_HELD && standing[one] !== VAGUE && intAt(folder, one) < 0;
    if (this.members.filter(isOpen).length < 2) return;
    const { said_certain_day: saidTo, start_latest_day: beginTo } = this.#reports;
    const isBegun = (one: number) => isOpen(one) && this.#day(beginTo, one) <= day;
    const steps = [
      [this.#bySaying, this.#reports.said_possible_day, saidTo, false],
      [this.#byBeginning, this.#reports.start_earliest_day, beginTo, true],
    ] as const;
    for (const [sorted, column, reach, mustOverlap] of steps) {
      const newer = sorted.filter(isBegun);
      if (newer.length === 0) return;
      const pools = this.#pools(newer, standing, day);
      for (const older of this.members.filter(isOpen)) {
        const isStatedToAnEnd = this.#isFinite(older) && standing[older] === STATED;
        const pool = elementAt(
          pools,
          Number(isStatedToAnEnd) + 2 * Number(this.#isRecent(older, day)),
        );
        const found = this.#first(pool, column, this.#day(reach, older), (one) => {
          if (mustOverlap && !this.#overlap(older, one)) return false;
          return !this.#besides.has(intAt(this.#rowOf, older), intAt(this.#rowOf, one));
        });
        if (found !== null) folder[older] = found;
      }
    }
  }

  /** Check whether a newer member folds one on a day on which it is in effect; `standingOf` is how each stands then. */
  isFolded(one: number, day: number, standingOf: (one: number) => number): boolean {
    const context = { day, standingOf };
    if (!this.#isDated(one, context)) return false;
    const { start_earliest_day: from, start_latest_day: to } = this.#reports;
    return (
      this.#isFoldedByLater(one, context) ||
      this.#someBeyond(this.#byBeginning, from, this.#day(to, one), day, (newer) => {
        const mayFold = this.#overlap(one, newer) && this.#mayFold(newer, one, context);
        return mayFold && !this.#isFoldedByLater(newer, context);
      })
    );
  }

  /** Check whether a member that was said later folds one. */
  #isFoldedByLater(one: number, context: OnDay): boolean {
    const { said_possible_day: from, said_certain_day: to } = this.#reports;
    return this.#someBeyond(this.#bySaying, from, this.#day(to, one), context.day, (newer) =>
      this.#mayFold(newer, one, context),
    );
  }

  /** Check whether nothing exempts a member from being folded by another one that has begun. */
  #mayFold(newer: number, older: number, context: OnDay): boolean {
    const { day, standingOf } = context;
    const { start_latest_day: beginTo, said_possible_day: saidFrom } = this.#reports;
    if (this.#day(beginTo, newer) > day || !this.#isDated(newer, context)) return false;
    const isStatedToAnEnd = this.#isFinite(older) && standingOf(older) === STATED;
    if (isStatedToAnEnd && standingOf(newer) !== STATED) return false;
    if (this.#isRecent(older, day) && this.#day(saidFrom, newer) > day + FAR_DAYS) return false;
    return !this.#besides.has(intAt(this.#rowOf, older), intAt(this.#rowOf, newer));
  }

  #isDated(one: number, { standingOf }: OnDay): boolean {
    return standingOf(one) !== NOT_HELD && standingOf(one) !== VAGUE;
  }

  /** Check whether any of some members, sorted by a day, lies beyond a day and decides; those before `near` are asked first. */
  #someBeyond(
    sorted: readonly number[],
    column: Int32Array,
    reach: number,
    near: number,
    decides: (one: number) => boolean,
  ): boolean {
    const dayOf = (one: number) => this.#day(column, one);
    const begin = firstBeyond(sorted, reach, dayOf);
    const middle = Math.max(begin, firstBeyond(sorted, near, dayOf));
    for (let at = middle - 1; at >= begin; at--) if (decides(elementAt(sorted, at))) return true;
    for (let at = middle; at < sorted.length; at++) if (decides(elementAt(sorted, at))) return true;
    return false;
  }

  /** Return what can fold: any claim, one stated to an end, one said of late, one that is both. */
  #pools(newer: readonly number[], standing: Uint8Array, day: number): (readonly number[])[] {
    const { said_possible_day: saidFrom } = this.#reports;
    const stated = newer.filter((one) => standing[one] === STATED);
    const isNear = (one: number) => this.#day(saidFrom, one) <= day + FAR_DAYS;
    return [newer, stated, newer.filter(isNear), stated.filter(isNear)];
  }

  #isRecent(one: number, day: number): boolean {
    const { said_possible_day: from, said_certain_day: to } = this.#reports;
    return this.#day(to, one) <= day && day <= this.#day(from, one) + FAR_DAYS;
  }

  #overlap(one: number, other: number): boolean {
    const { said_possible_day: from, said_certain_day: to } = this.#reports;
    return (
      this.#day(from, one) <= this.#day(to, other) && this.#day(from, other) <= this.#day(to, one)
    );
  }

  #isFinite(one: number): boolean {
    return this.#reports.end_known[intAt(this.#rowOf, one)] === 1;
  }

  /** Return the first of some members, sorted by a day, that lies beyond a day and decides. */
  #first(
    sorted: readonly number[],
    column: Int32Array,
    reach: number,
    decides: (one: number) => boolean,
  ): number | null {
    for (
      let at = firstBeyond(sorted, reach, (one) => this.#day(column, one));
      at < sorted.length;
      at++
    ) {
      const one = elementAt(sorted, at);
      if (decides(one)) return one;
    }
    return null;
  }

  #day(column: Int32Array, one: number): number {
    return intAt(column, intAt(this.#rowOf, one));
  }
}

/** Return the claimants' rows of some rows of the table, those that hold more than one claim. */
export function claimantRowsOf(reports: Reports, rowOf: Int32Array): ClaimantRow[] {
  const besides = new Besides(reports);
  const members = groupedBy([...rowOf.keys()], (at) =>
    intAt(reports.claimant_row, intAt(rowOf, at)),
  );
  return [...members]
    .filter(([claimantRow, same]) => claimantRow !== 0 && same.length > 1)
    .map(([, same]) => new ClaimantRow(reports, besides, rowOf, same));
}

/** Return rows by what they share, in their order. */
export function groupedBy<Key>(
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

/** Return where the first element lies of which the day is beyond a day; the elements are sorted by their days. */
export function firstBeyond(
  sorted: readonly number[],
  day: number,
  dayOf: (one: number) => number,
): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(elementAt(sorted, middle)) > day) high = middle;
    else low = middle + 1;
  }
  return low;
}
