/** Which claims share a mark: those about the same force, part, phase, quantity and measure at one place. */
import { byteAt, elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { type Effect, type RowsBy, rowsBy } from "./effect_by_day.ts";
import { type Span, spanOf } from "./spans.ts";
import { CARRIED } from "./standing_numbers.ts";
import { NOT, type Stretches } from "./claims_in_effect.ts";

/** The claims of one mark. */
export interface Group {
  readonly key: string;
  readonly rows: readonly number[];
  readonly force: string;
  readonly phase: string;
  readonly quantity: string;
  /** How the claims of the mark stand on the day: as the one of them that counts most, a position in `STANDINGS`. */
  readonly standing: number;
  readonly span: Span | null;
  readonly disputes: number;
  readonly echoes: number;
}

/** Groups the claims in effect at a place by what is comparable; the groups are kept until something changes there. */
export class Groups {
  readonly #block: Block;
  readonly #rows: RowsBy;
  readonly #keys: string[] = [];
  readonly #made = new Map<number, { version: number; groups: readonly Group[] }>();
  #effect: Effect | null = null;

  constructor(block: Block) {
    this.#block = block;
    this.#rows = rowsBy(block.drawnAt, block.places.count);
  }

  /** Return the rows in effect at a place, in the order of the table. */
  rowsAt(place: number, effect: Effect): number[] {
    const { start, rows } = this.#rows;
    const found: number[] = [];
    for (let k = intAt(start, place); k < intAt(start, place + 1); k++)
      if (effect.status[intAt(rows, k)] !== NOT) found.push(intAt(rows, k));
    return found;
  }

  /** Return the groups at a place. */
  at(place: number, effect: Effect, stretches: Stretches): readonly Group[] {
    if (effect !== this.#effect) this.#made.clear();
    this.#effect = effect;
    const made = this.#made.get(place);
    if (made && made.version === effect.versionAt[place]) return made.groups;
    const byKey = new Map<string, number[]>();
    for (const row of this.rowsAt(place, effect)) {
      const key = this.#key(row);
      const rows = byKey.get(key);
      if (rows) rows.push(row);
      else byKey.set(key, [row]);
    }
    const groups = [...byKey]
      .map(([key, rows]) => this.#group(key, rows, effect, stretches))
      .sort(byWeight);
    this.#made.set(place, { version: intAt(effect.versionAt, place), groups });
    return groups;
  }

  #key(row: number): string {
    const { force, component, unit, phase, quantity, measure } = this.#block.reports;
    return (this.#keys[row] ??= JSON.stringify(
      [force, component, unit, phase, quantity, measure].map((column) => column.at(row)),
    ));
  }

  #group(key: string, rows: number[], { standing }: Effect, stretches: Stretches): Group {
    const { reports } = this.#block;
    return {
      key,
      rows,
      force: reports.force.at(elementAt(rows, 0)),
      phase: reports.phase.at(elementAt(rows, 0)),
      quantity: reports.quantity.at(elementAt(rows, 0)),
      standing: standingOfAll(rows.map((row) => byteAt(standing, row))),
      span: spanOf(reports, rows),
      disputes: new Set(rows.flatMap((row) => stretches.disputes.get(row) ?? [])).size,
      echoes: rows.reduce((sum, row) => sum + (stretches.echoes.get(row)?.length ?? 0), 0),
    };
  }
}

/** Return how a mark stands by its claims: what is stated or carried counts before what is stale, and that before what is vague. */
export function standingOfAll(standings: readonly number[]): number {
  return Math.min(...standings);
}

/** Those stated or carried first, then those not repeated, then those with vague dates; in each the larger figures: the same claims are always in the same order. */
function byWeight(a: Group, b: Group): number {
  const rank = ({ standing }: Group) => Math.max(standing, CARRIED);
  return rank(a) - rank(b) || sizeOf(b) - sizeOf(a) || (a.key < b.key ? -1 : 1);
}

function sizeOf(group: Group): number {
  return group.span ? group.span.high : -1;
}
