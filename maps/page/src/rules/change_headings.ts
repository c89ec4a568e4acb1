/**
 * Headings of what changed: how each claim lies to a subject.
 *
 * Python has the same rule (layers/change_headings.py); tests/cases/changes.json is run by both.
 */
import type { Subject, SubjectClaim } from "./subject_claims.ts";

/** What claims near a subject are, in the order in which they are shown; the first are about all of it. */
export const HEADINGS = [
  "",
  "places and parts",
  "not placed",
  "joint force",
  "larger area",
  "other quantity",
  "other force",
] as const;
export type Heading = (typeof HEADINGS)[number];

/** Return the heading of a claim near a subject; null where it is elsewhere. */
export function headingOf(claim: SubjectClaim, { quantity }: Subject): Heading | null {
  const { isOwn, isJoint, isHere, nesting } = claim;
  const isCounted = claim.quantity === quantity;
  if (isCounted && nesting === "notPlaced") return isOwn || isJoint ? "not placed" : null;
  if (isCounted && isHere && isJoint) return "joint force";
  if (isCounted && nesting === "around") return isOwn ? "larger area" : null;
  if (!isHere) return null;
  if (!isOwn) return isJoint ? null : "other force";
  if (!isCounted) return "other quantity";
  return claim.label !== "" || nesting === "inside" ? "places and parts" : "";
}
