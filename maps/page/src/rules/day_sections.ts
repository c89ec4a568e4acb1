/**
 * All claims on a subject on a day: sections by phase, a row for each claimant, and what is named beside the rows.
 *
 * Python has the same rule (layers/comparison/day_sections.py); tests/cases/sections.json is run by both.
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Beside, DayAnswer } from "./answer.ts";
import type { Stretches } from "./claims_in_effect.ts";
import { DISTANT_PAST } from "./days.ts";
import { type Denial, deniedOn, deniedWithin, denialsOf } from "./denied_figures.ts";
import { EarlierClaims } from "./earlier_claims.ts";
import { leadingRuns } from "./leading_runs.ts";
import { type ClaimantRow, claimantRowsOf } from "./newer_words.ts";
import { asideOf, groupedBy, type Leading, makeSections } from "./section_making.ts";
import { type StandingRun, Standings } from "./standing.ts";
import { NOT_HELD, STANDINGS } from "./standing_numbers.ts";
import { claimsNear, type Subject, type SubjectClaim } from "./subject_claims.ts";
import type { ClaimIndex } from "./subject_index.ts";

const NONE: readonly string[] = [];

/** The claims on a subject and near it, as far as neither a day nor what is known changes anything. */
class NearClaims {
  readonly claims: readonly SubjectClaim[];
  readonly rows: Int32Array;
  readonly claimantRows: readonly ClaimantRow[];
  readonly denials: readonly Denial[];
  readonly spoken: ReadonlyMap<string, readonly SubjectClaim[]>;

  constructor(block: Block, index: ClaimIndex, subject: Subject) {
    const claims = claimsNear(block, index, subject);
    const rows = Int32Array.from(claims, ({ row }) => row);
    this.claims = claims;
    this.rows = rows;
    this.claimantRows = claimantRowsOf(block.reports, rows);
    this.denials = denialsOf(claims);
    const spoken = claims.filter(({ kind, isNameless }) => kind === "claim" && !isNameless);
    this.spoken = groupedBy(spoken, ({ troops }) => troops);
  }
}

/** The claims on a subject and near it, as far as a day changes nothing. */
export class SubjectClaims {
  readonly subject: Subject;
  readonly #block: Block;
  readonly #index: ClaimIndex;
  readonly #stretches: Stretches;
  readonly #shown: Uint8Array | null;
  readonly #near: NearClaims;
  readonly #standings: Standings;
  readonly #earlier: EarlierClaims;
  #beginsLater: readonly SubjectClaim[] | null = null;

  /** `shown` is 1 for each row that the filters let through, null for all: they hide claims, and change nothing else. */
  constructor(
    block: Block,
    index: ClaimIndex,
    stretches: Stretches,
    shown: Uint8Array | null,
    subject: Subject,
    near: NearClaims | null = null,
  ) {
    this.subject = subject;
    this.#block = block;
    this.#index = index;
    this.#stretches = stretches;
    this.#shown = shown;
    this.#near = near ?? new NearClaims(block, index, subject);
    this.#standings = new Standings(block.reports, stretches, this.#near.rows);
    this.#earlier = new EarlierClaims(block.reports, stretches, this.#near.rows);
  }

  /** Return the claims on the same subject where other reports are known, or other ones are shown. */
  with(stretches: Stretches, shown: Uint8Array | null): SubjectClaims {
    return new SubjectClaims(this.#block, this.#index, stretches, shown, this.subject, this.#near);
  }

  /** Return all reports on the subject or near it, disputes among them. */
  get near(): readonly SubjectClaim[] {
    return this.#near.claims;
  }

  /** Return the rows of all reports on the subject or near it. */
  get rows(): Int32Array {
    return this.#near.rows;
  }

  /** Return the reports on the subject or near it. */
  get claims(): readonly SubjectClaim[] {
    return this.#near.claims;
  }

  /** Return what is known. */
  get stretches(): Stretches {
    return this.#stretches;
  }

  /** Return for each of the claims the days on which it leads, cut where its standing changes. */
  leadingRuns(): readonly (readonly StandingRun[])[] {
    const { rows, claimantRows } = this.#near;
    return leadingRuns(this.#block.reports, rows, this.#standings, claimantRows);
  }

  /** Return the denied figures that are shown on any day from one to another. */
  deniedWithin(from: number, to: number): SubjectClaim[] {
    const { knownBy } = this.#stretches;
    const found = deniedWithin(this.#near.denials, from, to, knownBy);
    return found.filter((claim) => this.#isShownOfSubject(claim));
  }

  /** Check whether the filters let a claim through. */
  isShown({ row }: SubjectClaim): boolean {
    return !this.#shown || this.#shown[row] === 1;
  }

  /** Return all claims on the subject on a day. */
  on(day: number): DayAnswer {
    const { knownBy } = this.#stretches;
    const saidBy = knownBy === null ? day : Math.min(day, knownBy);
    const leading = this.#leading(day);
    const held = leading.filter(({ claim }) => this.isShown(claim));
    const sections = makeSections({
      held: held.filter(({ claim }) => claim.isOnSubject),
      later: this.#waiting(leading, day, saidBy).filter((claim) => this.#isShownOfSubject(claim)),
      denied: deniedOn(this.#near.denials, day, knownBy).filter((claim) =>
        this.#isShownOfSubject(claim),
      ),
      spokenOf: (troops) => this.#near.spoken.get(troops) ?? [],
      saidBy,
      disputesOf: this.#disputesOf,
    });
    return {
      day,
      force: this.subject.force,
      sections,
      ...this.#beside(held.filter(({ claim }) => !claim.isOnSubject)),
      last: sections.length > 0 ? [] : this.#last(day),
    };
  }

  /** Return the ids of the disputes of a claim that are known. */
  readonly #disputesOf = ({ row }: SubjectClaim): readonly string[] => {
    const disputes = this.#stretches.disputes.get(row);
    return disputes ? disputes.map((one) => this.#block.reports.id.at(one)) : NONE;
  };

  /** Return the claims that are in effect on a day and that no newer one folds. */
  #leading(day: number): Leading[] {
    const standing = this.#standings.on(day);
    const folder = new Int32Array(standing.length).fill(-1);
    for (const row of this.#near.claimantRows) row.fold(day, standing, folder);
    const earlier = this.#earlier.on(day, standing, folder);
    const found: Leading[] = [];
    for (let at = 0; at < standing.length; at++) {
      if (standing[at] === NOT_HELD || intAt(folder, at) >= 0) continue;
      found.push({
        claim: elementAt(this.#near.claims, at),
        standing: elementAt(STANDINGS, standing[at] ?? NOT_HELD),
        earlier: earlier.get(at) ?? NONE,
      });
    }
    return found;
  }

  /** Return what has been said by a day and begins later; of a claimant's words on one thing the last. */
  #waiting(leading: readonly Leading[], day: number, saidBy: number): SubjectClaim[] {
    const { possibleFrom } = this.#stretches;
    const later = this.#waitingOnce().filter(
      ({ saidByDay, row }) => saidByDay <= saidBy && day < intAt(possibleFrom, row),
    );
    if (later.length === 0) return later;
    const last = new Map<number, number>();
    for (const { claimantRow, saidFromDay } of [...later, ...leading.map(({ claim }) => claim)])
      last.set(claimantRow, Math.max(last.get(claimantRow) ?? DISTANT_PAST, saidFromDay));
    return later.filter(
      ({ claimantRow, saidByDay }) => claimantRow === 0 || saidByDay >= last.get(claimantRow)!,
    );
  }

  /** Return the claims that begin after they were certainly said, on whatever day. */
  #waitingOnce(): readonly SubjectClaim[] {
    const { possibleFrom, possibleTo } = this.#stretches;
    return (this.#beginsLater ??= this.#near.claims.filter(({ kind, saidByDay, row }) => {
      const begins = intAt(possibleFrom, row);
      return kind === "claim" && saidByDay < begins && begins <= intAt(possibleTo, row);
    }));
  }

  /** Return what is named beside the sections: jointly, on other places, of other quantities and forces. */
  #beside(held: readonly Leading[]): Omit<DayAnswer, "day" | "force" | "sections" | "last"> {
    const { force, quantity } = this.subject;
    const parts = force.split(";");
    const named = (applies: (claim: SubjectClaim) => boolean) =>
      held
        .filter(({ claim }) => applies(claim))
        .map(({ claim, standing }) => {
          const forces = claim.force.split(";").filter((one) => !parts.includes(one));
          return asideOf(claim, this.#disputesOf, { standing, forces });
        });
    const counts = (claim: SubjectClaim) => claim.quantity === quantity;
    return {
      jointly: named((one) => counts(one) && one.isJoint && one.isHere),
      unplaced: named(
        (one) => counts(one) && (one.isOwn || one.isJoint) && one.nesting === "notPlaced",
      ),
      larger: named((one) => counts(one) && one.isOwn && one.nesting === "around"),
      quantities: named((one) => one.isOwn && one.isHere && !counts(one)),
      forces: named((one) => one.isHere && !one.isOwn && !one.isJoint),
    };
  }

  /** Return what was in effect last before a day, of the figures of all of the subject. */
  #last(day: number): Beside[] {
    const { possibleFrom, possibleTo } = this.#stretches;
    const over = this.#near.claims.filter((one) => {
      const isForAll = one.kind === "claim" && one.nesting === "same" && one.label === "";
      if (!isForAll || !one.figure || !this.#isShownOfSubject(one)) return false;
      const ends = intAt(possibleTo, one.row);
      return intAt(possibleFrom, one.row) <= ends && ends < day;
    });
    const latest = Math.max(...over.map(({ row }) => intAt(possibleTo, row)));
    return over
      .filter(({ row }) => possibleTo[row] === latest)
      .map((claim) => asideOf(claim, this.#disputesOf, { untilDay: latest }));
  }

  #isShownOfSubject(claim: SubjectClaim): boolean {
    return claim.isOnSubject && this.isShown(claim);
  }
}

/** Return all claims on a subject on a day; for several days make `SubjectClaims` once. */
export function dayAnswer(
  block: Block,
  index: ClaimIndex,
  stretches: Stretches,
  shown: Uint8Array | null,
  subject: Subject,
  on: number,
): DayAnswer {
  return new SubjectClaims(block, index, stretches, shown, subject).on(on);
}
