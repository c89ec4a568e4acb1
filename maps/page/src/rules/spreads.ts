/**
 * Spreads of rival figures on a day, phase by phase: from the lowest low to the highest high.
 *
 * A part is by itself and stays out of the whole's spread; figures are never added.
 */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { countIndependent, countNames } from "./claimants.ts";
import { type Comparison, partOf } from "./comparable.ts";
import { type Span, spanOf } from "./spans.ts";
import { certaintyOn, isLastCited, NOT, POSSIBLE, type Stretches } from "./claims_in_effect.ts";

/** In the order of what comes to be: a plan, an order, an arrival. */
export const PHASES: readonly string[] = [
  "planned",
  "ordered",
  "arriving",
  "present",
  "withdrawn",
  "",
];

/** Rival figures of one phase for the whole or for one part. */
export interface Spread {
  readonly phase: string;
  /** Key of the part; blank for the whole. */
  readonly part: string;
  readonly rows: readonly number[];
  /** Null where nobody states a number. */
  readonly span: Span | null;
  readonly independent: number;
  readonly names: number;
  readonly possible: readonly number[];
  readonly lastCited: readonly number[];
  readonly disputed: readonly number[];
  /** Rows of the disputes. */
  readonly disputes: readonly number[];
  readonly echoes: number;
}

/** What holds on a day, by phase, the whole before its parts and larger parts first. */
export function spreadsOn(
  block: Block,
  comparison: Comparison,
  stretches: Stretches,
  on: number,
): Spread[] {
  const sorted = new Map<string, number[]>();
  for (const row of comparison.rows) {
    if (certaintyOn(stretches, row, on) === NOT) continue;
    const key = JSON.stringify([block.reports.phase.at(row), partOf(block, row)]);
    const rows = sorted.get(key);
    if (rows) rows.push(row);
    else sorted.set(key, [row]);
  }
  return [...sorted.values()].map((rows) => spread(block, stretches, rows, on)).sort(byPhase);
}

function spread(block: Block, stretches: Stretches, rows: readonly number[], on: number): Spread {
  const span = spanOf(block.reports, rows);
  const disputed = rows.filter((row) => stretches.disputes.has(row));
  return {
    phase: block.reports.phase.at(elementAt(rows, 0)),
    part: partOf(block, elementAt(rows, 0)),
    rows,
    span,
    independent: countIndependent(block.reports, rows),
    names: countNames(block.reports, rows),
    possible: rows.filter((row) => certaintyOn(stretches, row, on) === POSSIBLE),
    lastCited: rows.filter((row) => isLastCited(stretches, row, on)),
    disputed,
    disputes: [...new Set(disputed.flatMap((row) => stretches.disputes.get(row)!))],
    echoes: rows.reduce((sum, row) => sum + (stretches.echoes.get(row)?.length ?? 0), 0),
  };
}

function byPhase(a: Spread, b: Spread): number {
  return (
    PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
    Number(a.part !== "") - Number(b.part !== "") ||
    (b.span?.high ?? -1) - (a.span?.high ?? -1) ||
    (a.part < b.part ? -1 : 1)
  );
}
