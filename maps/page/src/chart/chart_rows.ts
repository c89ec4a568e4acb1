/** The rows of the chart: one for each claimant, with lanes where claims would overlap. */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { nameKey } from "../rules/claimants.ts";
import { type Comparison, partOf } from "../rules/comparable.ts";
import { figureOf } from "../rules/spans.ts";
import { certaintyOn, NOT, type Stretches } from "../rules/claims_in_effect.ts";

/** A claimant's claims. */
export interface ClaimantRow {
  readonly claimant: string;
  readonly rows: readonly number[];
}

/** The part of a lane that a claim takes. */
export interface Extent {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Group claims by claimant: those with claims about the whole first, then by the highest figure. */
export function claimantRows(
  block: Block,
  comparison: Comparison,
  stretches: Stretches,
): ClaimantRow[] {
  const byName = new Map<string, number[]>();
  for (const row of comparison.rows) {
    const key = nameKey(block.reports.claimant.at(row));
    const rows = byName.get(key);
    if (rows) rows.push(row);
    else byName.set(key, [row]);
  }
  const gathered = [...byName.values()].map((rows) => ({
    claimant: block.reports.claimant.at(elementAt(rows, 0)),
    rows: rows.sort(
      (a, b) => intAt(stretches.possibleFrom, a) - intAt(stretches.possibleFrom, b) || a - b,
    ),
    isWhole: rows.some((row) => partOf(block, row) === ""),
    most: Math.max(...rows.map((row) => figureOf(block.reports, row)?.high ?? -1)),
  }));
  return gathered.sort(
    (a, b) =>
      Number(b.isWhole) - Number(a.isWhole) ||
      b.most - a.most ||
      (a.claimant < b.claimant ? -1 : 1),
  );
}

/** Split too many claimants: first those with a claim in effect on a day; their order is kept. */
export function splitRows(
  rows: readonly ClaimantRow[],
  most: number,
  stretches: Stretches,
  on: number,
): [ClaimantRow[], ClaimantRow[]] {
  if (rows.length <= most) return [[...rows], []];
  const holds = (one: ClaimantRow) =>
    one.rows.some((row) => certaintyOn(stretches, row, on) !== NOT);
  const first = new Set(
    [...rows.filter(holds), ...rows.filter((one) => !holds(one))].slice(0, most),
  );
  return [rows.filter((one) => first.has(one)), rows.filter((one) => !first.has(one))];
}

/** Put claims into as few lanes as hold them without overlap, each into the first that has room. */
export function intoLanes(extents: readonly Extent[], gap: number): Extent[][] {
  const lanes: Extent[][] = [];
  for (const extent of [...extents].sort((a, b) => a.from - b.from || a.row - b.row)) {
    const lane = lanes.find((taken) =>
      taken.every((other) => other.to + gap <= extent.from || extent.to + gap <= other.from),
    );
    if (lane) lane.push(extent);
    else lanes.push([extent]);
  }
  return lanes;
}
