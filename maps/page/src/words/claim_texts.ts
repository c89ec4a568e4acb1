/** What is written at a claim's bar, and what is read out for it. */
import type { Block } from "../block/block.ts";
import { type Comparison, partOf } from "../rules/comparable.ts";
import type { Stretches } from "../rules/claims_in_effect.ts";
import { standingOn } from "../rules/standing.ts";
import { STANDINGS } from "../rules/standing_numbers.ts";
import { isolate } from "./isolate.ts";
import {
  wordClaimant,
  wordFigure,
  wordPlace,
  wordSaying,
  wordSpan,
  wordSubject,
} from "./report_texts.ts";
import { partOnly, wordDisputers, wordPart } from "./sentence.ts";
import type { Words } from "./catalogue.ts";

/** The text beside a figure at its bar: phase, and which part. */
export function wordBeside(block: Block, row: number, words: Words): string {
  const phase = block.reports.phase.at(row);
  const part = partOf(block, row) === "" ? "" : partOnly(wordPart(block, row), words);
  return ` ${phase ? (words.phases[phase] ?? isolate(phase)) : ""}${part}`.trimEnd();
}

/** Whose information it is, and how often it is repeated: quiet words below the bar. */
export function wordNotes(block: Block, stretches: Stretches, row: number, words: Words): string[] {
  const attributed = block.reports.attributed_to.at(row);
  const echoes = stretches.echoes.get(row)?.length ?? 0;
  return [
    attributed && words.comparison.attributed(isolate(attributed)),
    echoes > 0 && words.comparison.echoes(echoes),
  ].filter((note): note is string => Boolean(note));
}

/** Who disputes a claim; blank where nobody does. */
export function wordDisputed(
  block: Block,
  stretches: Stretches,
  row: number,
  words: Words,
): string {
  const disputes = stretches.disputes.get(row);
  return disputes ? words.comparison.disputedBy(wordDisputers(block, disputes, words)) : "";
}

/** A claim in full, as it is read out on a day: first what is written at its bar, so that it can be called by what is seen. */
export function wordClaim(
  block: Block,
  comparison: Comparison,
  stretches: Stretches,
  row: number,
  on: number,
  words: Words,
): string {
  const standing = STANDINGS[standingOn(block.reports, stretches, row, on)];
  return [
    wordFigure(block, row, words) + wordBeside(block, row, words),
    wordDisputed(block, stretches, row, words),
    wordNotes(block, stretches, row, words).join(" · "),
    wordClaimant(block, row, words),
    wordSubject(block, row, words),
    comparison.hasWhole && partOf(block, row) !== "" && words.comparison.part,
    wordSpan(block, row, words),
    wordPlace(block, row, words),
    wordSaying(block, row, words),
    standing ? words.lines.standing[standing] : words.comparison.notOnDay,
  ]
    .filter(Boolean)
    .join("; ");
}
