/** Who says it, as a sentence has the name; the same as words/name_texts.py. */
import { isolate } from "./isolate.ts";
import type { Words } from "./catalogue.ts";

/** Letters of a name in a sentence; the card has all of it. */
const LONGEST_NAME = 48;

/** A name, shortened for a sentence. */
export function shortenedName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const letters = [...name].slice(0, LONGEST_NAME - 1).join("");
  return `${letters.replace(/ +$/, "")}…`;
}

/** A claimant's name in a sentence, or that nobody is named. */
export function wordName(claimant: string, words: Words): string {
  return isolate(shortenedName(claimant)) || words.noClaimant;
}
