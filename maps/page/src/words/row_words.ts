/**
 * The words of one row: its figures with their measure, a claimant's several movements, a part by its name.
 *
 * Python has the same rule (layers/comparison/row_words.py); tests/cases/sentences.json is run by both.
 */
import { elementAt } from "../checked_access.ts";
import type { AnswerRow, AnswerSection, RowClaim } from "../rules/answer.ts";
import { newestClaims } from "../rules/newest_saying.ts";
import { type Counted, grouped, MOST_LISTED, statedSpread } from "../rules/stated_numbers.ts";
import type { Words } from "./catalogue.ts";
import { byClaimant, disputesOf, whoPart } from "./claimant_words.ts";
import { wordNearDay, wordSaidDays } from "./date_texts.ts";
import { isolate } from "./isolate.ts";
import { shortenedName } from "./name_texts.ts";
import { filled, joinParts, partOf, type Parts } from "./sentence_parts.ts";
import { alternatives, movementFigures } from "./spread_words.ts";

/** A section on a day, and the language. */
export interface Context {
  readonly section: AnswerSection;
  readonly day: number;
  readonly words: Words;
}

/** The figures of a row's claims, or their wordings where no number is stated. */
export function figuresOf(row: AnswerRow, claims: readonly RowClaim[], words: Words): Parts {
  const spread = statedSpread([[row, claims]]);
  if (spread) return alternatives(spread, words);
  return filled((mark) =>
    words.joined(
      claims.map((claim) => mark(wordingParts(claim, words))),
      "or",
    ),
  );
}

function wordingParts({ id, wording }: RowClaim, words: Words): Parts {
  const text = partOf(isolate(shortenedName(wording)), "text", [id]);
  return filled((mark) => words.answer.wording(mark(text)));
}

/** The figures of a row's claims with their claimant. */
export function rowFigure([row, claims]: Counted, words: Words): Parts {
  const figures = figuresOf(row, claims, words);
  return byClaimant(figures, row.claimant, idsOf(claims), words, disputesOf(claims));
}

/** Rows whose bounds were read from words, with the words. */
export function wordedClause(rows: readonly Counted[], words: Words): Parts {
  const figures = listed(rows, (one) => rowInWords(one, words), words);
  return filled((mark) => words.answer.inWords(mark(figures)));
}

function rowInWords([row, claims]: Counted, words: Words): Parts {
  const distinct = grouped(claims, ({ wording }) => wording);
  const texts = distinct.map((same) => wordingParts(elementAt(same, 0), words));
  const text = filled((mark) => words.joined(texts.map(mark), "or"));
  return byClaimant(text, row.claimant, idsOf(claims), words, disputesOf(claims));
}

/** A figure that is not in the measure of its section says in which it is. */
export function asMeasured(
  row: AnswerRow,
  section: AnswerSection,
  figure: Parts,
  words: Words,
): Parts {
  if (row.kind === "total") return filled((mark) => words.answer.asTotal(mark(figure)));
  return row.kind === "movement" && section.measure !== "flow"
    ? filled((mark) => words.answer.asMovement(mark(figure)))
    : figure;
}

/** Whether a row has several movements of its claimant. */
export function isSeveral(row: AnswerRow, section: AnswerSection): boolean {
  return row.kind === "movement" && section.measure === "flow" && row.claims.length > 1;
}

/** A claimant's movements: how many, how many troops each, and the newest. */
export function movementsParts(
  [row, claims]: Counted,
  { day, words }: Context,
  part: Parts | null,
): Parts {
  const ids = idsOf(claims);
  const name = whoPart(row.claimant, ids, words, disputesOf(claims));
  const who = part ? filled((mark) => words.answer.whoPart(mark(part), mark(name))) : name;
  const spread = statedSpread([[row, claims]]);
  const figures = spread ? movementFigures(spread, words) : figuresOf(row, claims, words);
  const number = partOf(words.answer.count(claims.length), "count", ids);
  const text = filled((mark) =>
    words.answer.movements(mark(number), claims.length, mark(figures), mark(who)),
  );
  const newest = newestClaims(row, claims);
  if (!newest) return text;
  const [earliest, latest] = newest.said;
  const said =
    latest !== null && earliest === latest
      ? wordNearDay(latest, day, words)
      : wordSaidDays(earliest, latest, words);
  const dayParts = partOf(said, "day", idsOf(newest.claims));
  return filled((mark) => words.answer.newestMovement(mark(text), mark(dayParts)));
}

/** The figures of a part, with its name and its claimant. */
export function partItem([row, claims]: Counted, context: Context, isPlaced: boolean): Parts {
  const { section, words } = context;
  const ids = idsOf(claims);
  // A part is named by what it is; by its place too, where two parts have one name.
  const names = [row.label, isPlaced || row.label === "" ? row.place : ""].filter(Boolean);
  const part = joinParts(
    names.map((name) => partOf(isolate(shortenedName(name)), "text", ids)),
    words.grammar.lists.between,
  );
  if (isSeveral(row, section)) return movementsParts([row, claims], context, part);
  const name = whoPart(row.claimant, ids, words, disputesOf(claims));
  const who =
    part.length > 0 ? filled((mark) => words.answer.whoPart(mark(part), mark(name))) : name;
  const figures = figuresOf(row, claims, words);
  return asMeasured(
    row,
    section,
    filled((mark) => words.answer.by(mark(figures), mark(who))),
    words,
  );
}

/** The ids of claims. */
export function idsOf(claims: readonly RowClaim[]): string[] {
  return claims.map(({ id }) => id);
}

/** List the parts of some things; of more than three the first three, and how many more there are. */
export function listed<Value>(
  several: readonly Value[],
  write: (one: Value) => Parts,
  words: Words,
): Parts {
  return joinParts(firstFew(several, write, words), words.grammar.lists.between);
}

/** The parts of the first three of some things, and how many more there are. */
export function firstFew<Value>(
  several: readonly Value[],
  write: (one: Value) => Parts,
  words: Words,
): Parts[] {
  const rest = several.length - MOST_LISTED;
  const first = several.slice(0, MOST_LISTED).map((one) => write(one));
  return rest > 0 ? [...first, partOf(words.comparison.moreWho(rest), "count")] : first;
}
