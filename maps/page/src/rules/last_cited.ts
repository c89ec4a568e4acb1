/** Hiding what is only last cited: a claim is shown until the day before nobody is known to have said it again for long. */
import type { Stretches } from "./claims_in_effect.ts";

/** End every claim before the day from which it is only last cited. */
export function endWhenCited(stretches: Stretches): Stretches {
  const { lastCitedFrom, possibleTo, certainTo } = stretches;
  const before = (to: Int32Array) => to.map((day, row) => Math.min(day, lastCitedFrom[row] - 1));
  return { ...stretches, possibleTo: before(possibleTo), certainTo: before(certainTo), withCited: stretches };
}
