/** Which force and which place are compared until the reader chooses. */
import { intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { countIndependent } from "../rules/claimants.ts";
import type { ClaimIndex } from "../rules/subject_index.ts";
import type { Pair } from "../rules/comparable.ts";
import { figureOf } from "../rules/spans.ts";
import { certaintyOn, NOT, type Stretches } from "../rules/claims_in_effect.ts";
import type { Chosen } from "./view.ts";

/**
 * Return the pair with the most rival claimants on a day; where nothing holds on it, on any day.
 *
 * What is chosen stays; the other half is found beside it. Null where no claim is placed.
 */
export function findPair(
  block: Block,
  index: ClaimIndex,
  stretches: Stretches,
  on: number,
  chosen: Chosen,
): Pair | null {
  if (chosen.force !== null && chosen.place !== null)
    return { force: chosen.force, place: chosen.place };
  const rows =
    chosen.place !== null
      ? index.at(chosen.place)
      : chosen.force !== null
        ? (index.byForce.get(chosen.force) ?? [])
        : null;
  const candidates = rows
    ? [...rows]
    : Array.from({ length: block.reports.count }, (_, row) => row);
  const isClaim = (row: number) =>
    intAt(block.placeOf, row) >= 0 &&
    intAt(stretches.possibleFrom, row) <= intAt(stretches.possibleTo, row);
  const placed = candidates.filter(isClaim);
  const holding = placed.filter((row) => certaintyOn(stretches, row, on) !== NOT);
  const found = mostRivals(block, holding.length > 0 ? holding : placed);
  if (found) return found;
  if (chosen.place !== null) return { force: "", place: chosen.place };
  return chosen.force !== null ? { force: chosen.force, place: -1 } : null;
}

/** Return the force and place of the first row that is a placed claim; null where none is. */
export function pairIn(block: Block, rows: readonly number[]): Pair | null {
  const row = rows.find(
    (one) => intAt(block.placeOf, one) >= 0 && block.reports.kind.at(one) === "claim",
  );
  return row === undefined
    ? null
    : { force: block.reports.force.at(row), place: intAt(block.placeOf, row) };
}

/** Return the pair with the most claimants; of even ones the one with more claims, then the first. */
function mostRivals(block: Block, rows: readonly number[]): Pair | null {
  const pairs = new Map<string, { pair: Pair; rows: number[]; numbered: number[] }>();
  for (const row of rows) {
    const pair = { force: block.reports.force.at(row), place: intAt(block.placeOf, row) };
    const key = `${pair.place} ${pair.force}`;
    const known = pairs.get(key) ?? { pair, rows: [], numbered: [] };
    pairs.set(key, known);
    known.rows.push(row);
    if (figureOf(block.reports, row)) known.numbered.push(row);
  }
  let best: Pair | null = null;
  let most = { claimants: -1, claims: 0 };
  for (const { pair, rows: all, numbered } of pairs.values()) {
    const rank = {
      claimants: numbered.length ? countIndependent(block.reports, numbered) : 0,
      claims: all.length,
    };
    if (
      rank.claimants > most.claimants ||
      (rank.claimants === most.claimants && rank.claims > most.claims)
    )
      [best, most] = [pair, rank];
  }
  return best;
}
