/** Which rows are about a place, and which about a force: sorted once, when first asked for. */
import type { Block } from "./block.ts";
import { type Nesting, nestingsOf } from "./nesting.ts";

const NO_ROWS = new Int32Array(0);

/** An index over all rows of a block. */
export class ClaimIndex {
  readonly #block: Block;
  #starts: Int32Array | null = null;
  #byPlace: Int32Array = NO_ROWS;
  #byForce: Map<string, number[]> | null = null;
  readonly #nestings = new Map<number, Nesting[]>();

  constructor(block: Block) {
    this.#block = block;
  }

  /** The rows at a place, in the order of the table; -1 asks for those that are not placed. */
  at(place: number): Int32Array {
    if (!this.#starts) this.#sortByPlace();
    const starts = this.#starts!;
    return place < -1 || place + 2 >= starts.length ? NO_ROWS : this.#byPlace.subarray(starts[place + 1], starts[place + 2]);
  }

  /** The rows about each force, by its text in the table. */
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

  /** How all places lie to one. */
  nestings(place: number): readonly Nesting[] {
    const known = this.#nestings.get(place) ?? nestingsOf(this.#block.places, place);
    this.#nestings.set(place, known);
    return known;
  }

  /** Counting sort: one pass to count, one to place. */
  #sortByPlace(): void {
    const { placeOf, places } = this.#block;
    const starts = new Int32Array(places.count + 2);
    for (const place of placeOf) starts[place + 2]++;
    for (let k = 1; k < starts.length; k++) starts[k] += starts[k - 1];
    const next = starts.slice();
    const sorted = new Int32Array(placeOf.length);
    placeOf.forEach((place, row) => {
      sorted[next[place + 1]++] = row;
    });
    this.#byPlace = sorted;
    this.#starts = starts;
  }
}
