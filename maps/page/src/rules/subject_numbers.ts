/** The largest figure of a subject over all days: its bars share one scale that no day changes. */
import { intAt, realAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { nameKey } from "./claimants.ts";
import type { Subject } from "./subject_claims.ts";
import type { ClaimIndex } from "./subject_index.ts";

/** Return what a row counts, as a key; blank is personnel. */
export function quantityOf(block: Block, row: number): string {
  return nameKey(block.reports.quantity.at(row)) || "personnel";
}

/** Return the rows of a force at a place and inside it. */
export function rowsWithin(
  block: Block,
  index: ClaimIndex,
  { force, place }: Pick<Subject, "force" | "place">,
): number[] {
  if (place < 0) return [];
  const nestings = index.nestings(place);
  return (index.byForce.get(force) ?? []).filter((row) => {
    const at = intAt(block.placeOf, row);
    return at >= 0 && (nestings[at] === "same" || nestings[at] === "inside");
  });
}

/** Return the largest number that a claim on a subject states; 0 without one. `shown` are the filters (null: all). */
export function largestOf(
  block: Block,
  index: ClaimIndex,
  shown: Uint8Array | null,
  subject: Subject,
): number {
  const { reports } = block;
  let most = 0;
  for (const row of rowsWithin(block, index, subject)) {
    if ((shown && !shown[row]) || reports.kind.at(row) !== "claim") continue;
    if (quantityOf(block, row) !== subject.quantity) continue;
    for (const column of [reports.figure_low, reports.figure_high, reports.figure_best]) {
      const value = realAt(column, row);
      if (Number.isFinite(value) && value > most) most = value;
    }
  }
  return most;
}
