/** Which force, place and quantity are the subject until the reader chooses. */
import { intAt, numberAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { countIndependent } from "../rules/claimants.ts";
import type { ClaimIndex } from "../rules/subject_index.ts";
import { hasNumber } from "../rules/spans.ts";
import { certaintyOn, NOT, type Stretches } from "../rules/claims_in_effect.ts";
import { Standings } from "../rules/standing.ts";
import { CARRIED, STATED } from "../rules/standing_numbers.ts";
import { quantityOf, rowsWithin } from "../rules/subject_numbers.ts";
import type { Chosen } from "./view.ts";

const PERSONNEL = "personnel";

/** A force and a place: the row of the place, -1 for none. */
export interface Pair {
  readonly force: string;
  readonly place: number;
}

/**
 * Return the pair with the most rival claimants on a day, those first whose claims are stated for it or carried forward to it;
 * where nothing holds on it, on any day.
 *
 * What is chosen stays; the other half is found beside it. Null where no claim is placed.
 */
export function findPair(
  block: Block,
  index: ClaimIndex,
  stretches: Stretches,
  on: number,
  chosen: Omit<Chosen, "quantity">,
): Pair | null {
  if (chosen.force !== null && chosen.place !== null)
    return { force: chosen.force, place: chosen.place };
  const rows =
    chosen.place !== null
      ? index.at(chosen.place)
      : chosen.force !== null
        ? (index.byForce.get(chosen.force) ?? [])
        : null;
  const counted = heldOrPlaced(block, stretches, rows, on);
  const found = mostRivals(block, counted, currentOn(block, stretches, counted, on));
  if (found) return found;
  if (chosen.place !== null) return { force: "", place: chosen.place };
  return chosen.force !== null ? { force: chosen.force, place: -1 } : null;
}

/** Return the placed claims, of some rows or of all, that hold on a day; where none does, those that hold on any. */
function heldOrPlaced(
  block: Block,
  stretches: Stretches,
  rows: ArrayLike<number> | null,
  on: number,
): number[] {
  const { possibleFrom, possibleTo } = stretches;
  const [placed, holding]: [number[], number[]] = [[], []];
  const count = rows ? rows.length : block.reports.count;
  for (let k = 0; k < count; k++) {
    const row = rows ? numberAt(rows, k) : k;
    if (intAt(block.placeOf, row) < 0 || intAt(possibleFrom, row) > intAt(possibleTo, row))
      continue;
    if (certaintyOn(stretches, row, on) !== NOT) holding.push(row);
    else if (holding.length === 0) placed.push(row);
  }
  return holding.length > 0 ? holding : placed;
}

/**
 * Return what the claims on a pair count, each once: personnel, then what most of them count.
 *
 * Personnel is named also where nobody counts it.
 */
export function quantitiesOf(block: Block, index: ClaimIndex, pair: Pair): string[] {
  const counts = new Map<string, number>();
  for (const row of rowsWithin(block, index, pair)) {
    const quantity = quantityOf(block, row);
    if (block.reports.kind.at(row) === "claim")
      counts.set(quantity, (counts.get(quantity) ?? 0) + 1);
  }
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const others = ordered.map(([quantity]) => quantity).filter((one) => one !== PERSONNEL);
  return [PERSONNEL, ...others];
}

/** Return what is counted until the reader chooses: personnel, unless claims on a pair count only something else. */
export function usualQuantity(block: Block, index: ClaimIndex, pair: Pair): string {
  const rows = rowsWithin(block, index, pair);
  const [usual = PERSONNEL, most = PERSONNEL] = quantitiesOf(block, index, pair);
  return rows.length === 0 || rows.some((row) => quantityOf(block, row) === PERSONNEL)
    ? usual
    : most;
}

/** Return what is chosen by opening some rows: force, place and quantity of the first placed claim; null where none is. */
export function choiceOf(block: Block, rows: readonly number[]): Chosen | null {
  const row = rows.find((one) => isPlacedClaim(block, one));
  if (row === undefined) return null;
  const quantity = quantityOf(block, row);
  return {
    force: block.reports.force.at(row),
    place: intAt(block.placeOf, row),
    quantity: quantity === PERSONNEL ? null : quantity,
  };
}

function isPlacedClaim(block: Block, row: number): boolean {
  return intAt(block.placeOf, row) >= 0 && block.reports.kind.at(row) === "claim";
}

/** Return which of some claims are stated for a day or carried forward to it. */
function currentOn(
  block: Block,
  stretches: Stretches,
  rows: readonly number[],
  on: number,
): ReadonlySet<number> {
  const standing = new Standings(block.reports, stretches, Int32Array.from(rows)).on(on);
  return new Set(rows.filter((_, at) => standing[at] === STATED || standing[at] === CARRIED));
}

/**
 * Return the pair with the most claimants who give a figure for all of the force, first by the current claims, then by all
 * claims; of even ones the one with more claimants who give a figure for a part of it, with more claims, then the first.
 */
function mostRivals(
  block: Block,
  rows: readonly number[],
  current: ReadonlySet<number>,
): Pair | null {
  const { reports } = block;
  const pairs: { pair: Pair; rows: number[] }[] = [];
  const byForce = new Map<string, Map<number, number[]>>();
  for (const row of rows) {
    const pair = { force: reports.force.at(row), place: intAt(block.placeOf, row) };
    let byPlace = byForce.get(pair.force);
    if (!byPlace) byForce.set(pair.force, (byPlace = new Map()));
    const known = byPlace.get(pair.place);
    if (known) known.push(row);
    else {
      const first = [row];
      byPlace.set(pair.place, first);
      pairs.push({ pair, rows: first });
    }
  }
  const isWhole = (row: number) => reports.component.at(row) === "" && reports.unit.at(row) === "";
  let best: Pair | null = null;
  let most: readonly number[] = [];
  for (const { pair, rows: all } of pairs) {
    const numbered = all.filter((row) => hasNumber(reports, row));
    const whole = numbered.filter(isWhole);
    const now = whole.filter((row) => current.has(row));
    const claimants = [now, whole, numbered].map((some) => countIndependent(reports, some));
    const ranks = [...claimants, all.length];
    const at = ranks.findIndex((rank, k) => rank !== most[k]);
    if (at >= 0 && (ranks[at] ?? 0) > (most[at] ?? -1)) [best, most] = [pair, ranks];
  }
  return best;
}
