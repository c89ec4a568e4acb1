/** Which rows are about a place, and which about a force: sorted once, when first asked for. */
import type { Block } from "../block/block.ts";
import { type RowsBy, rowsBy } from "./effect_by_day.ts";
import { type Nesting, nestingsOf } from "./nesting.ts";

/** An index over all rows of a block. */
export class ClaimIndex {
  readonly #block: Block;
  #byPlace: RowsBy | null = null;
  #byForce: Map<string, number[]> | null = null;
  readonly #nestings = new Map<number, Nesting[]>();

  constructor(block: Block) {
    this.#block = block;
  }

  /** Return the rows at a place, in the order of the table. */
  at(place: number): Int32Array {
    const { start, rows } = (this.#byPlace ??= rowsBy(
      this.#block.placeOf,
      this.#block.places.count,
    ));
    return rows.subarray(start[place], start[place + 1]);
  }

  /** Return the rows about each force, by its text in the table. */
  get byForce(): ReadonlyMap<string, readonly number[]> {
    if (!this.#byForce) {
      this.#byForce = new Map();
      const { force, count } = this.#block.reports;
      for (let row = 0; row < count; row++) {
        const rows = this.#byForce.get(force.at(row));
        if (rows) rows.push(row);
        else this.#byForce.set(force.at(row), [row]);
      }
    }
    return this.#byForce;
  }

  /** Return how all places lie to one. */
  nestings(place: number): readonly Nesting[] {
    const known = this.#nestings.get(place) ?? nestingsOf(this.#block.places, place);
    this.#nestings.set(place, known);
    return known;
  }
}
