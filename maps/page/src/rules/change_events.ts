/**
 * What happened to claims between two days: which were newly said, began, ended, or were not repeated any more.
 *
 * Python has the same rule (layers/change_events.py); tests/cases/changes.json is run by both.
 */
import { byteAt, intAt, realAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { type Stretches, stretchesAt } from "./claims_in_effect.ts";
import { FormerWords } from "./former_words.ts";
import { type ClaimantRow, claimantRowsOf } from "./newer_words.ts";
import { Standings } from "./standing.ts";
import { NOT_HELD } from "./standing_numbers.ts";

/** What can happen to a claim, in this order; the last is that it may have been said between the days, or not. */
export const CHANGES = [
  "new",
  "changed",
  "said again",
  "began",
  "ended",
  "new, ended",
  "not repeated any more",
  "day not known",
] as const;
export type Change = (typeof CHANGES)[number];

/** What happened to a claim, and the first and the last day on which it can have. */
export interface ChangeEvent {
  readonly row: number;
  readonly what: Change;
  readonly from: number;
  readonly to: number;
  /** The claims whose place it takes. */
  readonly older: readonly number[];
}

const NOTHING: readonly number[] = [];

/** What happened to some reports; what is known by a day is worked out again only where more or less is known. */
export class ChangeEvents {
  readonly #reports: Reports;
  readonly #rows: Int32Array;
  readonly #claimantRows: readonly (ClaimantRow | undefined)[];
  /** The days on which it comes to be known that something was said, sorted. */
  readonly #knownDays: Int32Array;
  #known: { days: number; events: KnownEvents } | null = null;

  /** `reports` hold all that refer to one another, and all claims of a claimant's row. */
  constructor(reports: Reports) {
    this.#reports = reports;
    this.#rows = Int32Array.from({ length: reports.count }, (_, row) => row);
    const claimantRows: (ClaimantRow | undefined)[] = Array.from({ length: reports.count });
    for (const one of claimantRowsOf(reports, this.#rows))
      for (const member of one.members) claimantRows[member] = one;
    this.#claimantRows = claimantRows;
    const { said_possible_day: possible, said_certain_day: certain } = reports;
    this.#knownDays = Int32Array.from(new Set([...possible, ...certain])).sort();
  }

  /** Return what happened after a day and up to another one, as known by a day; in the order of the reports. */
  between(since: number, until: number, knownBy: number): ChangeEvent[] {
    const days = countUpTo(this.#knownDays, knownBy);
    if (this.#known?.days !== days) {
      const stretches = stretchesAt(this.#reports, knownBy);
      const events = new KnownEvents(this.#reports, this.#rows, stretches, this.#claimantRows);
      this.#known = { days, events };
    }
    return this.#known!.events.between(since, until, Math.min(until, knownBy));
  }
}

/** What happened to reports, as far as one state of knowledge goes. */
class KnownEvents {
  readonly #reports: Reports;
  readonly #stretches: Stretches;
  readonly #rows: Int32Array;
  #standings: Standings | null = null;
  readonly #claimantRows: readonly (ClaimantRow | undefined)[];
  readonly #former: FormerWords;

  constructor(
    reports: Reports,
    rows: Int32Array,
    stretches: Stretches,
    claimantRows: readonly (ClaimantRow | undefined)[],
  ) {
    this.#reports = reports;
    this.#rows = rows;
    this.#stretches = stretches;
    this.#claimantRows = claimantRows;
    this.#former = new FormerWords(reports, stretches, claimantRows);
  }

  /** Return what happened after a day and up to another one; what was said counts up to `heard`. */
  between(since: number, until: number, heard: number): ChangeEvent[] {
    const { said_possible_day: saidFrom, said_named_to_day: saidTo, count } = this.#reports;
    const found: ChangeEvent[] = [];
    for (let row = 0; row < count; row++) {
      const [from, to] = [intAt(saidFrom, row), intAt(saidTo, row)];
      if (from > heard || !this.#former.counts(row)) continue;
      const isSaid = since < from && to <= heard;
      const saying = isSaid ? this.#saying(row, until) : null;
      if (saying) found.push(saying);
      if (saying?.what !== "new, ended") this.#addTurns(found, row, since, until);
      if (!isSaid && to > since && since < heard)
        found.push({ row, what: "day not known", from, to, older: NOTHING });
    }
    return found;
  }

  #saying(row: number, until: number): ChangeEvent {
    const { said_possible_day: saidFrom, said_named_to_day: saidTo } = this.#reports;
    const older = this.#former.of(row);
    const isChanged = older.some((one) => !this.#isSameFigure(row, one));
    const isNew = this.#statedEnd(row) < until ? "new, ended" : "new";
    const what = older.length === 0 ? isNew : isChanged ? "changed" : "said again";
    return { row, what, from: intAt(saidFrom, row), to: intAt(saidTo, row), older };
  }

  /** Add what happened to a claim by itself: its beginning, its end, and that nobody repeats it any more. */
  #addTurns(found: ChangeEvent[], row: number, since: number, until: number): void {
    const { said_possible_day: saidFrom, said_named_to_day: saidTo, start } = this.#reports;
    const { start_earliest_day: beginFrom, start_latest_day: beginTo } = this.#reports;
    const begun = intAt(beginTo, row);
    const end = this.#statedEnd(row);
    const cited = intAt(this.#stretches.lastCitedFrom, row);
    const add = (what: Change, from: number, to: number) => {
      if (this.#leadsOn(row, to)) found.push({ row, what, from, to, older: NOTHING });
    };
    const isIn = since < begun && begun <= until;
    if (isIn && intAt(saidTo, row) < intAt(beginFrom, row) && start.at(row) !== "")
      add("began", intAt(beginFrom, row), begun);
    if (since <= end && end < until && intAt(saidFrom, row) <= end)
      add("ended", intAt(this.#reports.end_named_from_day, row), end);
    if (since < cited && cited <= until) add("not repeated any more", cited, cited);
  }

  /** Return the last day on which a claim can have ended by its own stated end; infinity where nothing or else ends it. */
  #statedEnd(row: number): number {
    const { end_known: isKnown, possible_to_day: stated } = this.#reports;
    const { possibleFrom, possibleTo } = this.#stretches;
    const end = intAt(possibleTo, row);
    const isStated = isKnown[row] === 1 && intAt(possibleFrom, row) <= end;
    return isStated && intAt(stated, row) === end ? end : Number.POSITIVE_INFINITY;
  }

  /** Check whether a claim is in effect on a day and no newer one of its claimant folds it. */
  #leadsOn(row: number, day: number): boolean {
    this.#standings ??= new Standings(this.#reports, this.#stretches, this.#rows);
    const standings = this.#standings;
    const standingOf = (one: number) => standings.of(one, day);
    if (standingOf(row) === NOT_HELD) return false;
    return !this.#claimantRows[row]?.isFolded(row, day, standingOf);
  }

  #isSameFigure(one: number, other: number): boolean {
    const { figure_low: low, figure_high: high, figure_best: best } = this.#reports;
    const { figure_low_included: isLow, figure_high_included: isHigh } = this.#reports;
    return (
      [low, high, best].every((column) => Object.is(realAt(column, one), realAt(column, other))) &&
      [isLow, isHigh].every((column) => byteAt(column, one) === byteAt(column, other))
    );
  }
}

/** Count the days of a sorted list up to a day. */
function countUpTo(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intAt(days, middle) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
