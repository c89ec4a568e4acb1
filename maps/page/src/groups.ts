/** Which claims share a mark: those about the same force, part, phase, quantity and measure at one place. */
import type { Block } from "./block.ts";
import { type Span, spanOf } from "./figures.ts";
import { CERTAIN, type Certainty, type InEffect, isLastCited, POSSIBLE, type Stretches } from "./ineffect.ts";

/** Claims that one mark stands for. */
export interface Group {
  readonly key: string;
  readonly rows: readonly number[];
  readonly force: string;
  readonly phase: string;
  readonly quantity: string;
  readonly certainty: Certainty;
  readonly isLastCited: boolean;
  readonly span: Span | null;
  readonly disputes: number;
  readonly echoes: number;
}

/** The groups at one place. */
export interface PlaceGroups {
  readonly place: number;
  readonly groups: readonly Group[];
}

/** Gather what is in effect on a day by place, then by what is comparable there. Claims without a place are left out. */
export function groupByPlace(block: Block, stretches: Stretches, shown: InEffect, on: number): PlaceGroups[] {
  const places = new Map<number, Map<string, number[]>>();
  const certain = new Set(shown.certain);
  for (const row of [...shown.certain, ...shown.possible]) {
    const place = block.placeOf[row];
    if (place < 0) continue;
    const groups = places.get(place) ?? new Map<string, number[]>();
    places.set(place, groups);
    const key = keyOf(block, row);
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  return [...places].map(([place, groups]) => ({
    place,
    groups: [...groups].map(([key, rows]) => group(block, stretches, key, rows, certain, on)).sort(byWeight),
  }));
}

function keyOf(block: Block, row: number): string {
  const { force, component, unit, phase, quantity, measure } = block.reports;
  return JSON.stringify([force, component, unit, phase, quantity, measure].map((column) => column.at(row)));
}

function group(
  block: Block, stretches: Stretches, key: string, rows: number[], certain: ReadonlySet<number>, on: number,
): Group {
  return {
    key,
    rows,
    force: block.reports.force.at(rows[0]),
    phase: block.reports.phase.at(rows[0]),
    quantity: block.reports.quantity.at(rows[0]),
    certainty: rows.some((row) => certain.has(row)) ? CERTAIN : POSSIBLE,
    isLastCited: rows.every((row) => isLastCited(stretches, row, on)),
    span: spanOf(block.reports, rows),
    disputes: new Set(rows.flatMap((row) => stretches.disputes.get(row) ?? [])).size,
    echoes: rows.reduce((sum, row) => sum + (stretches.echoes.get(row)?.length ?? 0), 0),
  };
}

/** Certain ones first, then the larger figures, so that the same claims always stand in the same order. */
function byWeight(a: Group, b: Group): number {
  return b.certainty - a.certainty || sizeOf(b) - sizeOf(a) || (a.key < b.key ? -1 : 1);
}

function sizeOf(group: Group): number {
  return group.span ? group.span.high : -1;
}
