/** The greatest of what lies over each position of a row, and where that is no more than a limit. Python: layers/range_maxima.py. */
import { elementAt, realAt } from "../checked_access.ts";

/** From a position to before another, and a value. */
export type Range = readonly [from: number, to: number, value: number];

/** Return for each of some positions the greatest value of the ranges that it is in; -∞ where it is in none. */
export function rangeMaxima(ranges: readonly Range[], count: number): Float64Array {
  const maxima = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  // The greatest are written first; what is written is passed over from then on.
  const next = Int32Array.from({ length: count + 1 }, (_, at) => at);
  const open = (at: number): number => {
    let found = at;
    while (next[found] !== found) found = next[found] = next[next[found]!]!;
    return found;
  };
  for (const [from, to, value] of ranges.toSorted((a, b) => b[2] - a[2])) {
    for (let at = open(from); at < to; at = open(at)) {
      maxima[at] = value;
      next[at] = at + 1;
    }
  }
  return maxima;
}

/** Return a function that visits, from a position to before another, each whose value is at most a limit. */
export function leastBy(
  values: Float64Array,
): (from: number, to: number, limit: number, visit: (at: number) => void) => void {
  let size = 1;
  while (size < values.length) size *= 2;
  // A tree of minima: the children of `node` are `2 * node` and the one after it.
  const least = new Float64Array(2 * size).fill(Number.POSITIVE_INFINITY);
  least.set(values, size);
  for (let node = size - 1; node > 0; node--)
    least[node] = Math.min(realAt(least, 2 * node), realAt(least, 2 * node + 1));
  return (from, to, limit, visit) => {
    const look = (node: number, begin: number, width: number): void => {
      if (begin >= to || begin + width <= from || realAt(least, node) > limit) return;
      if (width === 1) {
        visit(begin);
        return;
      }
      look(2 * node, begin, width / 2);
      look(2 * node + 1, begin + width / 2, width / 2);
    };
    look(1, 0, size);
  };
}

/** Return the position of the first of some sorted numbers that is at least another; their count where none is. */
export function firstAtLeast(sorted: readonly number[], least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elementAt(sorted, middle) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
