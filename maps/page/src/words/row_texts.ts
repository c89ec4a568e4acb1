/** What is written in the row of a claim, and what is read out for it. */
import type { AnswerRow, AnswerSection, Beside, RowClaim, Standing } from "../rules/answer.ts";
import { calendar, lastOfMonth } from "../rules/days.ts";
import type { Words } from "./catalogue.ts";
import { byClaimant } from "./claimant_words.ts";
import { wordAge, wordDay, wordNearDay, wordSaidDays } from "./date_texts.ts";
import { isolate } from "./isolate.ts";
import { wordName } from "./name_texts.ts";
import { filled, partOf, type Parts } from "./sentence_parts.ts";
import { wordBounds } from "./span_texts.ts";
import { figureParts } from "./spread_words.ts";

/** What the reports say of a claim beside what an answer holds. */
export interface ClaimFacts {
  /** Those who dispute it. */
  readonly disputers: readonly string[];
  /** The span that it states, where both of its ends are stated; else blank. */
  readonly period: string;
}

/** The texts of a row. */
export interface RowText {
  readonly id: string;
  readonly who: string;
  /** Whether it is about all of the subject: else it is indented. */
  readonly isWhole: boolean;
  readonly said: string;
  /** How long before the day it was said; blank where that is not known, or where it is the newest. */
  readonly age: string;
  readonly newest: string;
  /** That its figure is an end of the spread of three rows and more; else blank. */
  readonly end: string;
  readonly figure: Parts;
  readonly notes: readonly string[];
  readonly disputed: string;
  readonly standing: Standing;
}

/** Which claims of a section say so: the newest, and those at the ends of a spread. */
export interface RowMarks {
  readonly newest: ReadonlySet<RowClaim>;
  readonly isNewestKnown: boolean;
  readonly lowest: ReadonlySet<RowClaim>;
  readonly highest: ReadonlySet<RowClaim>;
}

/** What a row is read with. */
export interface RowContext {
  readonly section: AnswerSection;
  readonly day: number;
  readonly words: Words;
  readonly marks: RowMarks;
}

/** Write the row of a claim. */
export function rowText(
  row: AnswerRow,
  claim: RowClaim,
  facts: ClaimFacts,
  { section, day, words, marks }: RowContext,
): RowText {
  const { lines, subject } = words;
  const isNewest = marks.newest.has(claim) && !isSaidAbove(row, claim, marks);
  const newestText = !isNewest ? "" : marks.isNewestKnown ? subject.newest : subject.newestOf;
  const ends = [
    marks.lowest.has(claim) && subject.lowest,
    marks.highest.has(claim) && subject.highest,
  ];
  const age = wordAge(...claim.said, day, words);
  const figure = claimFigure(claim, words);
  const notes = isFirstOf(row, claim)
    ? [...measureNotes(row, section, words), ...sinceNotes(row, day, words)]
    : claim.standing === "vague"
      ? []
      : [subject.alsoSaid];
  notes.unshift(...vagueNotes(row, claim, day, words));
  if (claim.wording !== "") notes.push(lines.wordNote);
  const disputed = facts.disputers.length > 0 ? lines.disputed(words.joined(facts.disputers)) : "";
  const who = wordWho(row, words);
  const said = wordSaidBriefly(claim.said, day, words);
  const hasPeriod = facts.period !== "";
  return {
    id: claim.id,
    who,
    isWhole: row.kind !== "part" && row.place === "",
    said: hasPeriod ? subject.saidFor(said, facts.period) : said,
    age: isNewest || hasPeriod ? "" : age,
    newest: newestText,
    end: ends.filter(Boolean).join(words.grammar.lists.between),
    figure,
    notes,
    disputed,
    standing: claim.standing,
  };
}

/** Whether a claim of its row above it says that this saying is the newest: one saying in two wordings says it once. */
function isSaidAbove(row: AnswerRow, claim: RowClaim, { newest }: RowMarks): boolean {
  const above = row.claims.slice(0, row.claims.indexOf(claim));
  const [first, last] = claim.said;
  return above.some((one) => newest.has(one) && one.said[0] === first && one.said[1] === last);
}

/** Say that dates are vague; beside a claim of the same row whose dates are not, that it is not counted with that. */
function vagueNotes(row: AnswerRow, { said, standing }: RowClaim, day: number, words: Words) {
  if (standing !== "vague") return [];
  const later = laterNotes(said, day, words);
  const { vagueNote, standing: names } = words.lines;
  if (row.claims.some((one) => one.standing !== "vague")) return [...later, vagueNote];
  const isDayKnown = said[0] !== null || said[1] !== null;
  return isDayKnown ? [...later, names.vague] : later;
}

/** Say that something was, or may have been, said after the day shown: else its row looks like a slip. */
export function laterNotes(
  [first, last]: RowClaim["said"],
  day: number,
  { lines }: Words,
): string[] {
  if (first !== null && first > day) return [lines.saidLater];
  return last !== null && last > day ? [lines.perhapsSaidLater] : [];
}

function isFirstOf(row: AnswerRow, claim: RowClaim): boolean {
  return row.claims[0] === claim;
}

/** The figure of a claim, or its wording where its bound was read from a word. */
export function claimFigure({ id, figure, wording }: RowClaim, words: Words): Parts {
  if (wording === "") return figureParts(figure, [id], words);
  const text = partOf(isolate(wording), "text", [id]);
  return filled((mark) => words.answer.wording(mark(text)));
}

/** Who says it; of a part or a place, that before the name. */
export function wordWho(one: Pick<Beside, "claimant" | "label" | "place">, words: Words): string {
  const [part, who] = [partName(one, words), wordName(one.claimant, words)];
  return part === "" ? who : words.subject.part(part, who);
}

/** What a part and its place are called; blank for all of the subject. */
export function partName(
  { label = "", place = "" }: Pick<Beside, "label" | "place">,
  { subject, grammar }: Words,
): string {
  return [label && subject.partOnly(isolate(label)), place && subject.inPlace(isolate(place))]
    .filter(Boolean)
    .join(grammar.lists.between);
}

/**
 * The days of a saying, as short as they can be: without the year where it is that of the day shown and not after it.
 */
export function wordSaidBriefly(said: RowClaim["said"], day: number, words: Words): string {
  const [earliest, latest] = said;
  if (earliest === null && latest === null) return words.lines.dayNotKnown;
  if (earliest === null || latest === null) return wordSaidDays(...said, words);
  const last = latest <= day ? wordNearDay(latest, day, words) : wordDay(latest, words, "short");
  if (earliest === latest) return last;
  const [from, to] = [calendar(earliest), calendar(latest)];
  const isOneMonth = from[0] === to[0] && from[1] === to[1];
  if (isOneMonth && from[2] === 1 && latest === lastOfMonth(from[0], from[1])) {
    const isNear = latest <= day && to[0] === calendar(day)[0];
    return wordDay(latest, words, isNear ? "monthShort" : "month");
  }
  const first = isOneMonth ? String(from[2]) : wordNearDay(earliest, latest, words);
  return words.subject.saidRange(first, last);
}

function measureNotes(row: AnswerRow, { measure }: AnswerSection, { lines }: Words): string[] {
  if (row.kind === "total") return [lines.totalNote];
  return row.kind === "movement" && measure !== "flow" ? [lines.movementNote] : [];
}

function sinceNotes({ since }: AnswerRow, day: number, words: Words): string[] {
  if (!since) return [];
  const phase = words.phases[since.phase ?? ""] ?? isolate(since.phase ?? "");
  const said = wordSaidBriefly(since.said, day, words);
  const { inPhase, phaseOn } = words.subject;
  const claim = since.figure
    ? inPhase(wordBounds(since.figure, words), phase, said)
    : phaseOn(phase, said);
  return [words.lines.since(claim)];
}

/** A figure that is denied, and by whom. */
export function deniedParts({ id, figure, claimant }: Beside, words: Words): Parts {
  const denied = figure ? figureParts(figure, [id], words) : partOf(words.noNumber);
  return filled((mark) => words.answer.denied(mark(byClaimant(denied, claimant, [id], words))));
}
