/**
 * What a leading claim has replaced: the claims that it folded, stopped or updated, newest first.
 *
 * Python has the same rule (layers/earlier_claims.py); tests/cases/in_effect.json is run by both.
 */
import { elementAt, intAt, numberAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import type { Stretches } from "./claims_in_effect.ts";
import { NOT_HELD } from "./standing_numbers.ts";

const NONE = -1;
/** What ended it has ended too. */
const LOST = -2;
const NOT_YET_FOLLOWED = -3;

/** The claims that can be among the earlier ones of some claims. */
export class EarlierClaims {
  readonly #reports: Reports;
  readonly #stretches: Stretches;
  readonly #rowOf: Int32Array;
  /** The rows that any of the claims may have replaced, the claims themselves among them; the newest first. */
  readonly #rows: readonly number[];
  readonly #ids: readonly string[];
  /** Where each of them lies in `rows`. */
  readonly #at: ReadonlyMap<number, number>;
  /** For each of `rows` the position of the claim, -1 if it is none of the claims. */
  readonly #claimOf: Int32Array;
  /** For each of `rows` the day from which it is ended. */
  readonly #endedFrom: Int32Array;

  /** `rowOf` are the rows of the claims; all claims of a claimant's row must be among them. */
  constructor(reports: Reports, stretches: Stretches, rowOf: Int32Array) {
    this.#reports = reports;
    this.#stretches = stretches;
    this.#rowOf = rowOf;
    const { said_possible_day: said, start_earliest_day: begun } = reports;
    this.#rows = withReplaced(stretches, rowOf).sort(
      (a, b) => intAt(said, b) - intAt(said, a) || intAt(begun, b) - intAt(begun, a) || a - b,
    );
    this.#ids = this.#rows.map((row) => reports.id.at(row));
    this.#at = new Map(this.#rows.map((row, at) => [row, at]));
    this.#endedFrom = Int32Array.from(this.#rows, (row) => intAt(stretches.endedFrom, row));
    this.#claimOf = new Int32Array(this.#rows.length).fill(NONE);
    rowOf.forEach((row, claim) => {
      this.#claimOf[this.#at.get(row)!] = claim;
    });
  }

  /**
   * Return for each claim that has replaced any the ids of those; by its position.
   *
   * `standing` is how each claim stands on the day, `folder` which claim folds it, -1 for none.
   */
  on(
    day: number,
    standing: Uint8Array,
    folder: Int32Array,
  ): ReadonlyMap<number, readonly string[]> {
    const found = new Map<number, string[]>();
    const ends = new Int32Array(this.#rows.length).fill(NOT_YET_FOLLOWED);
    let newest: ReadonlyMap<number, number> | null = null;
    for (let at = 0; at < ends.length; at++) {
      // Most claims are replaced by nothing on a day: they are passed over without another question.
      const claim = intAt(this.#claimOf, at);
      const isHeld = claim >= 0 && standing[claim] !== NOT_HELD;
      if (isHeld ? intAt(folder, claim) < 0 : intAt(this.#endedFrom, at) > day) continue;
      let leader = this.#follow(at, day, standing, folder, ends);
      const row = elementAt(this.#rows, at);
      if (leader === LOST) {
        newest ??= this.#newestLeading(standing, folder);
        leader = newest.get(intAt(this.#reports.claimant_row, row)) ?? NONE;
      }
      if (leader === NONE) continue;
      const ids = found.get(leader);
      if (ids) ids.push(elementAt(this.#ids, at));
      else found.set(leader, [elementAt(this.#ids, at)]);
    }
    return found;
  }

  /** Return where the claim lies that replaced one by a day, -1 for none; -2 for one that is not among `rows`. */
  #next(at: number, day: number, standing: Uint8Array, folder: Int32Array): number {
    const claim = intAt(this.#claimOf, at);
    if (claim >= 0 && standing[claim] !== NOT_HELD) {
      const by = intAt(folder, claim);
      return by < 0 ? NONE : this.#at.get(intAt(this.#rowOf, by))!;
    }
    const row = elementAt(this.#rows, at);
    if (intAt(this.#endedFrom, at) > day) return NONE;
    return this.#at.get(intAt(this.#stretches.endedBy, row)) ?? LOST;
  }

  /** Return the leading claim at the end of what replaced one another; -1 where it is none of the claims, -2 where it is over. */
  #follow(
    from: number,
    day: number,
    standing: Uint8Array,
    folder: Int32Array,
    ends: Int32Array,
  ): number {
    const way: number[] = [];
    const met = new Set<number>();
    let at = from;
    let end = NOT_YET_FOLLOWED;
    while (end === NOT_YET_FOLLOWED) {
      end = intAt(ends, at);
      if (end !== NOT_YET_FOLLOWED) break;
      if (met.has(at)) end = LOST;
      met.add(at);
      way.push(at);
      const next = this.#next(at, day, standing, folder);
      if (next === NONE) end = this.#leads(at, day, standing);
      else if (next === LOST) end = this.#outside(at, day);
      else at = next;
    }
    for (const one of way) ends[one] = end;
    return end;
  }

  /** Return the claim that nothing has replaced, where it is in effect. */
  #leads(at: number, day: number, standing: Uint8Array): number {
    const claim = intAt(this.#claimOf, at);
    if (claim >= 0) return standing[claim] === NOT_HELD ? LOST : claim;
    return this.#isHeld(elementAt(this.#rows, at), day) ? NONE : LOST;
  }

  /** Whether a claim that is none of `rows`, and those that replaced it, are over. */
  #outside(at: number, day: number): number {
    const { endedBy, endedFrom } = this.#stretches;
    const met = new Set<number>();
    let row = intAt(endedBy, elementAt(this.#rows, at));
    while (intAt(endedFrom, row) <= day && !met.has(row)) {
      met.add(row);
      row = intAt(endedBy, row);
    }
    return this.#isHeld(row, day) ? NONE : LOST;
  }

  #isHeld(row: number, day: number): boolean {
    const { possibleFrom, possibleTo } = this.#stretches;
    return intAt(possibleFrom, row) <= day && day <= intAt(possibleTo, row);
  }

  /** Return the newest leading claim of each claimant's row. */
  #newestLeading(standing: Uint8Array, folder: Int32Array): ReadonlyMap<number, number> {
    const { said_possible_day: saidFrom, said_certain_day: saidTo } = this.#reports;
    const columns = [saidFrom, saidTo, this.#reports.start_earliest_day];
    const isNewer = (claim: number, than: number) => {
      const [row, other] = [intAt(this.#rowOf, claim), intAt(this.#rowOf, than)];
      const differing = columns.find((column) => column[row] !== column[other]);
      return !differing || intAt(differing, row) > intAt(differing, other);
    };
    const newest = new Map<number, number>();
    for (let claim = 0; claim < this.#rowOf.length; claim++) {
      if (standing[claim] === NOT_HELD || numberAt(folder, claim) >= 0) continue;
      const key = intAt(this.#reports.claimant_row, intAt(this.#rowOf, claim));
      const known = newest.get(key);
      if (key !== 0 && (known === undefined || isNewer(claim, known))) newest.set(key, claim);
    }
    return newest;
  }
}

/** Return rows, and those that end by them, or by what ends by them. */
function withReplaced({ endedBy }: Stretches, rows: Int32Array): number[] {
  const replaced = new Map<number, number[]>();
  endedBy.forEach((by, row) => {
    if (by < 0) return;
    const known = replaced.get(by);
    if (known) known.push(row);
    else replaced.set(by, [row]);
  });
  const found = new Set<number>(rows);
  for (const row of found) for (const older of replaced.get(row) ?? []) found.add(older);
  return [...found];
}
