/**
 * The answer of a day in one sentence, as typed parts: section by section how many, who says it and how far apart.
 *
 * Python has the same rule (layers/comparison/answer_sentence.py); tests/cases/sentences.json is run by both.
 */
import { type AnswerSection, type Beside, type DayAnswer, PHASE_ORDER } from "../rules/answer.ts";
import type { Words } from "./catalogue.ts";
import { whoPart } from "./claimant_words.ts";
import { wordDate, wordNearDay, wordSaidDays } from "./date_texts.ts";
import { isolate } from "./isolate.ts";
import { shortenedName } from "./name_texts.ts";
import { wordForce } from "./report_texts.ts";
import { listed } from "./row_words.ts";
import { claimParts, clausesOf, figureOrNone } from "./section_clauses.ts";
import { filled, joinParts, partOf, type Parts } from "./sentence_parts.ts";
import type { StatedSpread } from "../rules/stated_numbers.ts";
import { spreadCount, spreadFigures } from "./spread_words.ts";

/** What is said of one section. */
export interface SectionSentence {
  /** Null where no section has anything to say. */
  readonly section: AnswerSection | null;
  /** The name of the phase; empty without a section. */
  readonly heading: Parts;
  readonly body: Parts;
  /** The figures and their count without names: what a line has room for; the body where there are not several rows. */
  readonly brief: Parts;
}

/** The sentence of an answer; the text of a figure is that of the bound `field` of each of the reports `ids`. */
export function sentenceOf(answer: DayAnswer, words: Words): Parts {
  return joinParts(sentencesOf(answer, words).map(partsOf), " ");
}

/** What is said of one section, with its heading. */
export function partsOf({ heading, body }: SectionSentence): Parts {
  return joinParts([heading, body], "");
}

/** The same by sections; joined by a space, they are the sentence. */
export function sentencesOf(answer: DayAnswer, words: Words): SectionSentence[] {
  const said = answer.sections
    .toSorted((a, b) => phaseRank(a.phase) - phaseRank(b.phase))
    .map((section) => ({ section, ...clausesOf(section, answer.day, words) }))
    .filter(({ clauses }) => clauses.length > 0)
    .sort((a, b) => Number(a.isVague) - Number(b.isVague));
  const end = partOf(words.comparison.end.replace(/ +$/, ""));
  const ended = (parts: Parts) => joinParts([parts, end], "");
  if (said.length === 0) return [withoutSection(ended(withoutFigures(answer, words)))];
  return said.map(({ section, clauses, spread }): SectionSentence => {
    const body = ended(clausesParts(clauses, words));
    const isSplit = said.filter((other) => other.section.phase === section.phase).length > 1;
    return {
      section,
      heading: headingOf(section, words, isSplit),
      body,
      brief: spread && spread.rows.length > 1 ? ended(inBrief(spread, words)) : body,
    };
  });
}

function withoutSection(body: Parts): SectionSentence {
  return { section: null, heading: [], body, brief: body };
}

/** A spread and its count without names: "from about 3,000 to 12,000, six claimants". */
function inBrief(spread: StatedSpread, words: Words): Parts {
  const count = spreadCount(spread, words);
  const apiece = filled((mark) => words.comparison.apiece(mark(count)));
  return joinParts([spreadFigures(spread, words), apiece], "");
}

function phaseRank(phase: string): number {
  const rank = PHASE_ORDER.indexOf(phase);
  return rank < 0 ? PHASE_ORDER.length : rank;
}

/** The heading of a section; with its measure, where the phase has sections of several. */
export function headingOf({ phase, measure }: AnswerSection, words: Words, isSplit = false): Parts {
  const plain = words.comparison.phases[phase] ?? isolate(phase);
  const name = partOf(isSplit && measure ? words.answer.measured(plain, measure) : plain);
  return filled((mark) => words.comparison.phase(mark(name)));
}

function clausesParts(clauses: readonly Parts[], words: Words): Parts {
  return joinParts(clauses, words.comparison.between);
}

/** What is said where no section has anything to say. */
function withoutFigures(answer: DayAnswer, words: Words): Parts {
  const { jointly, unplaced, larger, last, sections } = answer;
  const own = words.answer;
  const list = (several: readonly Beside[]) =>
    listed(several, (one) => claimParts(one, words), words);
  if (jointly.length > 0) {
    const force = partOf(wordForce(answer.force, words) || words.noForce);
    const alone = filled((mark) => own.noneAlone(mark(force)));
    const joint = listed(jointly, (one) => jointParts(one, words), words);
    return clausesParts([alone, joint], words);
  }
  if (unplaced.length > 0) return filled((mark) => own.unplaced(mark(list(unplaced))));
  if (larger.length > 0) return filled((mark) => own.larger(mark(list(larger))));
  const hasRows = sections.some(({ rows }) => rows.length > 0);
  const clauses = [partOf(hasRows ? own.onlyVague : own.nothing)];
  if (last.length > 0 && !hasRows) clauses.push(lastParts(answer, words));
  const later = sections.flatMap((section) => section.later);
  if (later.length > 0) clauses.push(listed(later, (one) => laterParts(one, words), words));
  return clausesParts(clauses, words);
}

function jointParts(one: Beside, words: Words): Parts {
  const { id, claimant, figure, forces } = one;
  const others = forces.map((force) =>
    partOf(wordForce(shortenedName(force), words), "text", [id]),
  );
  if (figure) {
    const claim = claimParts(one, words);
    return filled((mark) => words.answer.jointly(others.map(mark), mark(claim)));
  }
  const who = whoPart(claimant, [id], words);
  return filled((mark) => words.answer.jointlyNoNumber(others.map(mark), mark(who)));
}

function lastParts({ last, day }: DayAnswer, words: Words): Parts {
  const days = last.map(({ untilDay }) => untilDay).filter((one) => one !== null);
  const until = days.length > 0 ? days.reduce((a, b) => Math.max(a, b)) : day;
  const held = last.filter(({ untilDay }) => untilDay === until);
  const ids = held.map(({ id }) => id);
  const dayPart = partOf(wordNearDay(until, day, words), "day", ids);
  const figures = listed(held, (one) => claimParts(one, words), words);
  return filled((mark) => words.answer.last(mark(dayPart), mark(figures)));
}

/** What has been said for a later time, by whom and when. */
export function laterParts(one: Beside, words: Words): Parts {
  const said = partOf(wordSaidDays(...one.said, words), "day", [one.id]);
  const who = whoPart(one.claimant, [one.id], words, one.disputedBy);
  const when = filled((mark) => words.said(mark(said)));
  const figure = figureOrNone(one, words);
  const claim = filled((mark) => words.answer.saidBy(mark(figure), mark(who), mark(when)));
  const span = partOf(spanText(one, words), "day", [one.id]);
  return filled((mark) => words.answer.later(mark(span), mark(claim)));
}

function spanText({ start, end }: Beside, words: Words): string {
  const [from, to] = [wordDate(start, words), wordDate(end, words)];
  if (end === "" || end === "..") return words.answer.fromDay(from);
  return start === end ? words.spanOn(from) : words.span(from, to);
}
