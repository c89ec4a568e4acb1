/**
 * How a claim stands on a day: stated for it, carried forward to it, not repeated for six months, or of vague dates.
 *
 * Python has the same rule (layers/standing.py); tests/cases/in_effect.json is run by both.
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import type { Standing } from "./answer.ts";
import { CERTAIN, type Stretches } from "./claims_in_effect.ts";
import { DISTANT_FUTURE } from "./days.ts";
import { CARRIED, NOT_HELD, STALE, STANDINGS, STATED, VAGUE } from "./standing_numbers.ts";

/** Days, both included, on which a claim stands in one way. */
export interface StandingRun {
  readonly from: number;
  readonly to: number;
  readonly standing: Standing;
}

/** Return how one claim stands on a day, as a position in `STANDINGS`; or `NOT_HELD`. */
export function standingOn(
  reports: Reports,
  stretches: Stretches,
  row: number,
  day: number,
): number {
  return new Standings(reports, stretches, Int32Array.of(row)).of(0, day);
}

/** The days on which the standing of some claims changes. */
export class Standings {
  readonly #rows: Int32Array;
  readonly #reports: Reports;
  readonly #stretches: Stretches;
  readonly #isSaid: Uint8Array;
  readonly #carriedFrom: Int32Array;

  constructor(reports: Reports, stretches: Stretches, rows: Int32Array) {
    this.#rows = rows;
    this.#reports = reports;
    this.#stretches = stretches;
    // What may have been said later than the day that counts holds only because its dates are not exact.
    this.#isSaid = Uint8Array.from(rows, (row) => Number(stretches.said[row] === CERTAIN));
    const { said_certain_day: said, start_latest_day: begun, end } = reports;
    this.#carriedFrom = rows.map((row, at) =>
      this.#isSaid[at] && end.at(row) === ""
        ? Math.max(intAt(said, row), intAt(begun, row))
        : DISTANT_FUTURE,
    );
  }

  /** Return for each of the claims how it stands on a day, as a position in `STANDINGS`; or `NOT_HELD`. */
  on(day: number): Uint8Array {
    const found = new Uint8Array(this.#rows.length);
    for (let at = 0; at < found.length; at++) found[at] = this.of(at, day);
    return found;
  }

  /** Return how one of the claims stands on a day, as a position in `STANDINGS`; or `NOT_HELD`. */
  of(at: number, day: number): number {
    const { possibleFrom, possibleTo } = this.#stretches;
    const row = intAt(this.#rows, at);
    const isHeld = intAt(possibleFrom, row) <= day && day <= intAt(possibleTo, row);
    return isHeld ? this.#held(at, row, day) : NOT_HELD;
  }

  /** Visit the days on which the standing of one of the claims can change while it is in effect. */
  eachTurn(at: number, visit: (day: number, at: number) => void): void {
    const row = intAt(this.#rows, at);
    const { possibleFrom, possibleTo } = this.#stretches;
    const { stated_from_day: from, stated_to_day: to, spoken_day: spoken } = this.#reports;
    const turn = (day: number) => {
      if (intAt(possibleFrom, row) < day && day <= intAt(possibleTo, row)) visit(day, at);
    };
    turn(intAt(from, row));
    turn(intAt(to, row) + 1);
    turn(intAt(spoken, row));
    turn(intAt(spoken, row) + 1);
    turn(intAt(this.#carriedFrom, at));
  }

  /** Return the days of one of the claims, cut where its standing changes; none where it is never in effect. */
  runsOf(at: number): StandingRun[] {
    const row = intAt(this.#rows, at);
    const { possibleFrom, possibleTo, lastCitedFrom } = this.#stretches;
    const { stated_from_day: from, stated_to_day: to, spoken_day: spoken } = this.#reports;
    const [first, last] = [intAt(possibleFrom, row), intAt(possibleTo, row)];
    if (first > last) return [];
    const cuts = [first];
    const cut = (day: number) => {
      if (first < day && day <= last) cuts.push(day);
    };
    cut(intAt(from, row));
    cut(intAt(to, row) + 1);
    cut(intAt(spoken, row));
    cut(intAt(spoken, row) + 1);
    cut(intAt(this.#carriedFrom, at));
    cut(intAt(lastCitedFrom, row));
    if (cuts.length > 2) cuts.sort((a, b) => a - b);
    const runs: { from: number; to: number; standing: Standing }[] = [];
    for (const day of cuts) {
      const before = runs[runs.length - 1];
      const standing = elementAt(STANDINGS, this.#held(at, row, day));
      if (before?.standing === standing) continue;
      if (before) before.to = day - 1;
      runs.push({ from: day, to: last, standing });
    }
    return runs;
  }

  #held(at: number, row: number, day: number): number {
    if (intAt(this.#stretches.lastCitedFrom, row) <= day) return STALE;
    if (this.#isSaid[at] && this.#isStated(row, day)) return STATED;
    return intAt(this.#carriedFrom, at) <= day ? CARRIED : VAGUE;
  }

  #isStated(row: number, day: number): boolean {
    const { stated_from_day: from, stated_to_day: to, spoken_day: spoken } = this.#reports;
    return (intAt(from, row) <= day && day <= intAt(to, row)) || spoken[row] === day;
  }
}
