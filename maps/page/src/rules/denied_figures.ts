/** Figures that are denied without a report to deny: for how long each is shown. */
import { elementAt } from "../checked_access.ts";
import { groupedBy } from "./section_making.ts";
import type { SubjectClaim } from "./subject_claims.ts";

/** Days after its saying up to which a denied figure is shown. */
const SHOWN_DAYS = 180;

/** A dispute that says what it denies and names no report. */
export interface Denial {
  readonly claim: SubjectClaim;
  /** The first day by which its claimant had certainly said something newer in its phase. */
  readonly newerFrom: number;
}

/** Return the denied figures among the claims near a subject. */
export function denialsOf(claims: readonly SubjectClaim[]): Denial[] {
  const found = claims.filter(
    ({ kind, figure, hasTarget }) => kind === "dispute" && figure !== null && !hasTarget,
  );
  if (found.length === 0) return [];
  // Nobody named says nothing newer: two of them need not be the same.
  const words = groupedBy(
    claims.filter(({ kind, isNameless }) => kind !== "context" && !isNameless),
    topicOf,
  );
  for (const same of words.values()) same.sort((a, b) => b.saidFromDay - a.saidFromDay);
  const newest = new Map(Array.from(words, ([topic, same]) => [topic, firstDays(same)]));
  return found.map((claim) => {
    const topic = topicOf(claim);
    return { claim, newerFrom: newerFrom(claim, words.get(topic) ?? [], newest.get(topic) ?? []) };
  });
}

/** Return the denied figures that are shown on a day, as known by another; null is all that is known. */
export function deniedOn(
  denials: readonly Denial[],
  on: number,
  knownBy: number | null,
): SubjectClaim[] {
  const saidBy = knownBy === null ? on : Math.min(on, knownBy);
  return denials
    .filter(({ claim, newerFrom: newer }) => {
      const isSaid = claim.saidFromDay <= saidBy && on <= claim.saidByDay + SHOWN_DAYS;
      return isSaid && newer > saidBy;
    })
    .map(({ claim }) => claim);
}

/** Return the denied figures that are shown on any day from one to another. */
export function deniedWithin(
  denials: readonly Denial[],
  from: number,
  to: number,
  knownBy: number | null,
): SubjectClaim[] {
  return denials
    .filter(({ claim, newerFrom: newer }) => {
      const isKnown = knownBy === null || claim.saidFromDay <= knownBy;
      const isReplaced = knownBy === null || newer <= knownBy;
      const last = Math.min(claim.saidByDay + SHOWN_DAYS, isReplaced ? newer - 1 : to);
      return isKnown && Math.max(claim.saidFromDay, from) <= Math.min(last, to);
    })
    .map(({ claim }) => claim);
}

function topicOf({ troops, phase }: SubjectClaim): string {
  return `${phase} ${troops}`;
}

/** Return for each of some claims the first day by which it, or one before it, had certainly been said. */
function firstDays(claims: readonly SubjectClaim[]): number[] {
  let first = Number.POSITIVE_INFINITY;
  return claims.map(({ saidByDay }) => (first = Math.min(first, saidByDay)));
}

/** Return the first day by which any of some claims, the newest first, that was said after a dispute had been said. */
function newerFrom(
  { saidByDay }: SubjectClaim,
  newestFirst: readonly SubjectClaim[],
  days: readonly number[],
): number {
  let [low, high] = [0, newestFirst.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elementAt(newestFirst, middle).saidFromDay > saidByDay) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? elementAt(days, low - 1) : Number.POSITIVE_INFINITY;
}
