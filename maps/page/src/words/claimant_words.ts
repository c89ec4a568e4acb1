/**
 * The words of who states a figure, and of whether it is disputed.
 *
 * Python has the same rule (layers/comparison/claimant_words.py); tests/cases/sentences.json is run by both.
 */
import type { RowClaim } from "../rules/answer.ts";
import type { Words } from "./catalogue.ts";
import { wordName } from "./name_texts.ts";
import { filled, partOf, type Parts } from "./sentence_parts.ts";

/** A claimant's name in the sentence, and that his figure is disputed where it is. */
export function whoPart(
  claimant: string,
  ids: readonly string[],
  words: Words,
  disputedBy: readonly string[] = [],
): Parts {
  return withDisputes(partOf(wordName(claimant, words), "text", ids), disputedBy, words);
}

/** The ids of the disputes of some claims, each once. */
export function disputesOf(claims: readonly RowClaim[]): string[] {
  return [...new Set(claims.flatMap(({ disputedBy }) => disputedBy))];
}

function disputedPart(disputedBy: readonly string[], words: Words): Parts {
  return partOf(words.overTime.disputed, "text", disputedBy);
}

/** A claimant's name with the word that the figure is disputed, where it is. */
export function withDisputes(who: Parts, disputedBy: readonly string[], words: Words): Parts {
  if (disputedBy.length === 0) return who;
  const disputed = disputedPart(disputedBy, words);
  return filled((mark) => words.answer.whoDisputed(mark(who), mark(disputed)));
}

/** A figure without its claimants, and that it is disputed where the claim of each of them is. */
export function ifAllDisputed(figure: Parts, claims: readonly RowClaim[], words: Words): Parts {
  if (claims.some(({ disputedBy }) => disputedBy.length === 0)) return figure;
  const disputed = disputedPart(disputesOf(claims), words);
  return filled((mark) => words.answer.by(mark(figure), mark(disputed)));
}

/** A figure with its claimant, and that it is disputed where it is. */
export function byClaimant(
  figure: Parts,
  claimant: string,
  ids: readonly string[],
  words: Words,
  disputedBy: readonly string[] = [],
): Parts {
  const who = whoPart(claimant, ids, words, disputedBy);
  return filled((mark) => words.answer.by(mark(figure), mark(who)));
}
