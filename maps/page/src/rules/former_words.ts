/**
 * A claimant's former word: which claims a later-said one takes the place of, as readers are shown what changed.
 *
 * Python has the same rule (layers/former_words.py); tests/cases/changes.json is run by both.
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { NOT, type Stretches } from "./claims_in_effect.ts";
import { DISTANT_FUTURE } from "./days.ts";
import { Besides, type ClaimantRow } from "./newer_words.ts";

/** The former words of claims, as far as one state of knowledge goes. */
export class FormerWords {
  readonly #reports: Reports;
  readonly #stretches: Stretches;
  readonly #besides: Besides;
  /** The claims that say that they update others, with those. */
  readonly #updated = new Map<number, Set<number>>();
  readonly #claimantRows: readonly (ClaimantRow | undefined)[];
  /** Of claimants' rows that were asked for the claims that count, by their last days of saying, then by the first. */
  readonly #sorted = new Map<ClaimantRow, readonly number[]>();

  /** `claimantRows` are the claimant's row of each report, if it has others. */
  constructor(
    reports: Reports,
    stretches: Stretches,
    claimantRows: readonly (ClaimantRow | undefined)[],
  ) {
    this.#reports = reports;
    this.#stretches = stretches;
    this.#claimantRows = claimantRows;
    this.#besides = new Besides(reports);
    for (const [update, named] of reports.edges.updates) this.#readUpdate(update, named);
  }

  /** Check whether a report is a claim that counts: one that may have been said by then, and no echo. */
  counts(row: number): boolean {
    return this.#root(row) === row;
  }

  /** Return the claims whose place a claim takes: those that it updates, else the word before in its claimant's row. */
  of(row: number): readonly number[] {
    const updated = this.#updated.get(row);
    if (updated) return [...updated].sort((a, b) => a - b);
    return this.#isOver(row) ? [] : this.#wordBefore(row);
  }

  #readUpdate(update: number, named: number): void {
    const older = this.#root(named);
    if (this.#root(update) < 0 || older < 0 || older === update) return;
    if (this.#first(older) > this.#last(update)) return;
    const known = this.#updated.get(update);
    if (known) known.add(older);
    else this.#updated.set(update, new Set([older]));
  }

  /** Of those certainly said earlier the newest, and all that were said on the same days as that one. */
  #wordBefore(row: number): readonly number[] {
    const same = this.#sortedRow(row);
    let at = this.#firstSaidFrom(same, this.#first(row)) - 1;
    while (at >= 0 && this.#besides.has(elementAt(same, at), row)) at--;
    if (at < 0) return [];
    const found = elementAt(same, at);
    const isTogether = (one: number | undefined) =>
      one !== undefined &&
      this.#first(one) === this.#first(found) &&
      this.#last(one) === this.#last(found);
    let [begin, end] = [at, at + 1];
    while (isTogether(same[begin - 1])) begin--;
    while (isTogether(same[end])) end++;
    return same.slice(begin, end).filter((one) => !this.#besides.has(one, row));
  }

  #sortedRow(row: number): readonly number[] {
    const claimantRow = this.#claimantRows[row];
    if (!claimantRow) return [];
    const known = this.#sorted.get(claimantRow);
    if (known) return known;
    const found = claimantRow.members
      .filter((one) => this.counts(one) && !this.#isOver(one))
      .sort((a, b) => this.#last(a) - this.#last(b) || this.#first(a) - this.#first(b) || a - b);
    this.#sorted.set(claimantRow, found);
    return found;
  }

  /** Return where the first of some sorted claims lies that may have been said on a day or later. */
  #firstSaidFrom(sorted: readonly number[], day: number): number {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#last(elementAt(sorted, middle)) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Return the claim under which a report counts; -1 for none. */
  #root(row: number): number {
    const { said, foldedUnder } = this.#stretches;
    if (said[row] === NOT || this.#reports.kind.at(row) !== "claim") return -1;
    const root = intAt(foldedUnder, row);
    return root < 0 ? row : root;
  }

  /** Check whether a claim may have been over when it was said, and its beginning is not known. */
  #isOver(row: number): boolean {
    const { start, end_known: isEnded, start_latest_day: begun } = this.#reports;
    return (
      isEnded[row] === 1 &&
      intAt(begun, row) === DISTANT_FUTURE &&
      this.#last(row) < DISTANT_FUTURE &&
      start.at(row) === ""
    );
  }

  #first(row: number): number {
    return intAt(this.#reports.said_possible_day, row);
  }

  #last(row: number): number {
    return intAt(this.#reports.said_named_to_day, row);
  }
}
