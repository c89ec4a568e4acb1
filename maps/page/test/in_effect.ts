/** What is in effect on a day by looking at every report: what the page keeps up from day to day is held against it. */
import {
  CERTAIN,
  type Certainty,
  certaintyOn,
  type InEffect,
  POSSIBLE,
  type Stretches,
} from "../src/rules/claims_in_effect.ts";

/** Return the rows in effect on a day, in the order of the table. */
export function inEffect(stretches: Stretches, on: number): InEffect {
  const rows = Array.from({ length: stretches.count }, (_, row) => row);
  const having = (certainty: Certainty) =>
    rows.filter((row) => certaintyOn(stretches, row, on) === certainty);
  return { certain: having(CERTAIN), possible: having(POSSIBLE) };
}
