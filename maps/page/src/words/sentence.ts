/** The situation of a day in one sentence: phase by phase, how many, who says it, and what is doubted. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Comparison } from "../rules/comparable.ts";
import { isolate } from "./isolate.ts";
import { wordName } from "./name_texts.ts";
import { wordFigure, withQuantity } from "./report_texts.ts";
import { PHASES, type Spread } from "../rules/spreads.ts";
import { wordRange } from "./span_texts.ts";
import type { Words } from "./catalogue.ts";

/** A stretch of the sentence; figures are strong, and each phase begins with one that says so. */
export interface Piece {
  readonly text: string;
  readonly isPhase?: boolean;
  readonly isFigure: boolean;
}

/** More parts than these are only counted, and more names. */
const MOST_PARTS = 4;
const MOST_NAMES = 3;

/** Word the situation of a day. */
export function wordSituation(
  block: Block,
  comparison: Comparison,
  spreads: readonly Spread[],
  words: Words,
): Piece[] {
  const own = words.comparison;
  if (spreads.length === 0) return [plain(comparison.rows.length > 0 ? own.nothingNow : "")];
  const pieces: Piece[] = [];
  for (const phase of PHASES) {
    const its = spreads.filter((one) => one.phase === phase);
    if (its.length === 0) continue;
    pieces.push({ text: own.phase(own.phases[phase] ?? phase), isFigure: false, isPhase: true });
    its.slice(0, MOST_PARTS).forEach((one, k) => {
      if (k > 0) pieces.push(plain(own.between));
      pieces.push(
        { text: wordSpread(block, one, words), isFigure: true },
        plain(behind(block, one, words)),
      );
    });
    if (its.length > MOST_PARTS)
      pieces.push(plain(own.between + own.moreParts(its.length - MOST_PARTS)));
    pieces.push(plain(own.end));
  }
  const last = pieces.pop()!;
  return [...pieces, plain(last.text.trimEnd())];
}

/** The whole sentence as text. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

/** The figures of a spread, from the lowest low to the highest high. */
export function wordSpread(block: Block, spread: Spread, words: Words): string {
  const texts = new Set(spread.rows.map((row) => wordFigure(block, row, words)));
  if (texts.size === 1) return elementAt([...texts], 0);
  if (!spread.span) return words.comparison.noNumber;
  return withQuantity(
    wordRange(spread.span, words),
    block.reports.quantity.at(elementAt(spread.rows, 0)),
    words,
  );
}

/** Names of those who dispute something, the first few of them. */
export function wordDisputers(block: Block, disputes: readonly number[], words: Words): string[] {
  return wordClaimants(
    disputes.map((row) => block.reports.claimant.at(row)),
    words,
  );
}

/** The first few of some claimants, each once, and how many more there are. */
export function wordClaimants(claimants: readonly string[], words: Words): string[] {
  const names = [...new Set(claimants.map((name) => wordName(name, words)))];
  return names.length <= MOST_NAMES
    ? names
    : [...names.slice(0, MOST_NAMES), words.comparison.moreWho(names.length - MOST_NAMES)];
}

/** The part as the reports name it. */
export function wordPart(block: Block, row: number): string {
  const { component, unit } = block.reports;
  return [component.at(row), unit.at(row)]
    .map((text) => text.trim())
    .filter(Boolean)
    .map(isolate)
    .join(", ");
}

function behind(block: Block, spread: Spread, words: Words): string {
  const own = words.comparison;
  const { rows, possible, lastCited, disputed, disputes } = spread;
  const who = wordDisputers(block, disputes, words);
  const ofAll = (some: readonly number[], all: string, few: (count: number) => string) =>
    some.length > 0 && (some.length === rows.length ? all : few(some.length));
  const doubts = [
    spread.independent === spread.names
      ? own.names(spread.names)
      : own.behind(spread.names, spread.independent),
    ofAll(disputed, own.allDisputed(who), (count) => own.disputed(count, who)),
    ofAll(possible, own.allPossibly, own.possibly),
    ofAll(lastCited, own.allLastCited, own.lastCited),
  ].filter((doubt) => doubt !== false);
  const part = spread.part ? partOnly(wordPart(block, elementAt(rows, 0)), words) : "";
  return part + doubts.map(own.apiece).join("");
}

/** "for the newly mobilised only"; reports in English may name a part with its article. */
export function partOnly(part: string, words: Words): string {
  return words.comparison.partOnly(part, /^the\b/i.test(part) ? "named" : "bare");
}

function plain(text: string): Piece {
  return { text, isFigure: false };
}
