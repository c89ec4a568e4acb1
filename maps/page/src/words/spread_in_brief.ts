/** A spread as short as it can be: on the card of an area, where the panel has its claimants. */
import type { StatedNumber, StatedSpread } from "../rules/stated_numbers.ts";
import type { Words } from "./catalogue.ts";
import { textOfParts } from "./sentence_parts.ts";
import { movementFigures } from "./spread_words.ts";

/** A spread in brief, as a card has it: "about 4,300–11,000"; about of the lower end is of both. */
export function spreadInBrief(spread: StatedSpread, words: Words): string {
  const { low, high, shape } = spread;
  const isPlain = [low, high].every(({ word }) => word === "" || word === "about");
  if (shape === "one" || shape === "alike" || low.value === high.value || !isPlain)
    return textOfParts(movementFigures(spread, words));
  const { about, range } = words.figures;
  const number = (end: StatedNumber) => words.number(end.value);
  if (low.word === "about") return about(range(number(low), number(high)));
  return range(number(low), high.word === "about" ? about(number(high)) : number(high));
}
