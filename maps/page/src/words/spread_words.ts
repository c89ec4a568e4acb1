/**
 * The words of a spread: its figures, who states its ends, how far they are apart, and which rows state only a limit.
 *
 * Python has the same rule (layers/comparison/spread_words.py); tests/cases/sentences.json is run by both.
 */
import { elementAt } from "../checked_access.ts";
import type { Figure } from "../rules/answer.ts";
import {
  type FactorWord,
  factorOf,
  figureKey,
  grouped,
  isSaidAfter,
  type Limit,
  limitsOf,
  othersAt,
  othersOf,
  rankOf,
  type StatedNumber,
  type StatedSpread,
  voicesOf,
} from "../rules/stated_numbers.ts";
import type { Words } from "./catalogue.ts";
import { wordName } from "./name_texts.ts";
import { pluralOf, timesText, withTwoFigures } from "./number_texts.ts";
import { filled, joinParts, partOf, type Parts } from "./sentence_parts.ts";
import { wordNumbered } from "./span_texts.ts";

/** As many limits are listed; of more, the lowest and the highest. */
const MOST_LIMITS = 4;

/** The figure of a claim; 0, where it is all that is stated, is none. */
export function figureParts(
  figure: Figure,
  ids: readonly string[],
  words: Words,
  isBeside = false,
): Parts {
  const isNone = figure.low === 0 && figure.high === 0;
  return filled((mark) =>
    wordNumbered(
      figure,
      words,
      (bound, value) =>
        mark(partOf(isNone ? words.figures.none : words.number(value), "figure", ids, bound)),
      isBeside,
    ),
  );
}

/** A claimant's name in the sentence. */
export function whoPart(claimant: string, ids: readonly string[], words: Words): Parts {
  return partOf(wordName(claimant, words), "text", ids);
}

/** A figure with its claimant. */
export function byClaimant(
  figure: Parts,
  claimant: string,
  ids: readonly string[],
  words: Words,
): Parts {
  return filled((mark) => words.answer.by(mark(figure), mark(whoPart(claimant, ids, words))));
}

/** The different figures of a spread, the lowest and the most exact first, joined by "or". */
export function alternatives(spread: StatedSpread, words: Words): Parts {
  const numbers = spread.lower
    .map((lower, at): [StatedNumber, StatedNumber] => [lower, elementAt(spread.upper, at)])
    .sort(
      ([lower, upper], [otherLower, otherUpper]) =>
        lower.value - otherLower.value ||
        upper.value - otherUpper.value ||
        rankOf(lower) - rankOf(otherLower) ||
        rankOf(upper) - rankOf(otherUpper),
    );
  const found = grouped(
    numbers.map(([{ claim }]) => claim),
    figureKey,
  );
  const texts = found.map((same) =>
    figureParts(
      elementAt(same, 0).figure,
      same.map(({ id }) => id),
      words,
      found.length > 1,
    ),
  );
  return filled((mark) => words.joined(texts.map(mark), "or"));
}

/** A spread with its claimants; only one of claims that are stated for the day or carried forward has a factor. */
export function spreadParts(spread: StatedSpread, words: Words, isMain: boolean): Parts {
  const { shape } = spread;
  if (shape === "limits") return limitsOneByOne(spread, words);
  if (shape === "one") {
    const { claimant } = elementAt(spread.rows, 0);
    return byClaimant(alternatives(spread, words), claimant, idsOf(spread.lower), words);
  }
  const parts = shape === "range" ? fromEndToEnd(spread, words) : alternatives(spread, words);
  const count = spread.rows.length > 1 ? spreadCount(spread, words, isMain) : [];
  const more = [count, isMain ? spreadFactor(spread, words) : []].filter(
    ({ length }) => length > 0,
  );
  const apiece = more.map((text) => filled((mark) => words.comparison.apiece(mark(text))));
  return joinParts([parts, ...apiece], "");
}

function idsOf(numbers: readonly StatedNumber[]): string[] {
  return numbers.map(({ claim }) => claim.id);
}

/** A spread without its claimants, as it heads a section: "from about 4,300 to 11,000". */
export function spreadFigures(spread: StatedSpread, words: Words): Parts {
  const { shape } = spread;
  if (shape === "one" || shape === "alike") return alternatives(spread, words);
  const low = endParts(spread.low, "low", words);
  const high = endParts(spread.high, "high", words);
  return filled((mark) => words.answer.range(mark(low), mark(high)));
}

/** How many times its upper end is its lower one; empty where that says nothing. */
export function spreadFactor(spread: StatedSpread, words: Words): Parts {
  const factor = spread.shape === "range" ? factorOf(spread) : null;
  return factor ? factorParts(spread, ...factor, words) : [];
}

/** The figures of one claimant's movements, from the smallest to the largest. */
export function movementFigures(spread: StatedSpread, words: Words): Parts {
  const { low, high } = spread;
  const texts = new Set(spread.lower.map(({ claim }) => figureKey(claim)));
  if (low.value === high.value || texts.size === 1) return alternatives(spread, words);
  return filled((mark) =>
    words.figures.to(mark(endParts(low, "low", words)), mark(endParts(high, "high", words))),
  );
}

function fromEndToEnd(spread: StatedSpread, words: Words): Parts {
  const { low, high } = spread;
  const lowOthers = othersAt(spread, low);
  const highOthers = othersAt(spread, high);
  const [lowText, highText] = [endParts(low, "low", words), endParts(high, "high", words)];
  if (low.row === high.row && lowOthers.length === 0 && highOthers.length === 0) {
    const ids = [...new Set(idsOf([low, high]))];
    const who = whoPart(elementAt(spread.rows, low.row).claimant, ids, words);
    return filled((mark) => words.answer.both(mark(lowText), mark(highText), mark(who)));
  }
  const lowEnd = withClaimants(lowText, low, lowOthers, spread, words);
  const highEnd = withClaimants(highText, high, highOthers, spread, words);
  return filled((mark) => words.answer.range(mark(lowEnd), mark(highEnd)));
}

function endParts(end: StatedNumber, side: "low" | "high", words: Words): Parts {
  const { ends, none } = words.figures;
  const isNone = end.value === 0 && end.word === "";
  const text = isNone ? (side === "low" ? ends.none : none) : words.number(end.value);
  const number = partOf(text, "figure", [end.claim.id], end.bound);
  const { word } = end;
  return word === "" ? number : filled((mark) => ends[word](mark(number)));
}

function withClaimants(
  text: Parts,
  named: StatedNumber,
  others: readonly StatedNumber[],
  spread: StatedSpread,
  words: Words,
): Parts {
  const first = whoPart(elementAt(spread.rows, named.row).claimant, [named.claim.id], words);
  const who = withOthers(first, named, others, spread, words);
  return filled((mark) => words.answer.by(mark(text), mark(who)));
}

/** The claimant that is named, and those who state the same number: one by name, several by their count. */
function withOthers(
  who: Parts,
  named: StatedNumber,
  others: readonly StatedNumber[],
  spread: StatedSpread,
  words: Words,
): Parts {
  const [other] = others;
  if (!other) return who;
  const { claimant } = elementAt(spread.rows, other.row);
  if (others.length > 1 || claimant === "") {
    const count = partOf(words.number(others.length), "count", idsOf(others));
    return filled((mark) => words.answer.whoMore(mark(who), mark(count)));
  }
  const name = whoPart(claimant, [other.claim.id], words);
  const { word } = other;
  if (word === named.word) return filled((mark) => words.answer.whoAnd(mark(who), mark(name)));
  const number = partOf(words.number(other.value), "figure", [other.claim.id], other.bound);
  const figure = word === "" ? number : filled((mark) => words.figures[word](mark(number)));
  return filled((mark) => words.answer.whoBeside(mark(who), mark(name), mark(figure)));
}

function limitsOneByOne(spread: StatedSpread, words: Words): Parts {
  // Of a limit, both numbers are the same one.
  const limits = grouped(spread.lower.toSorted(byValue), ({ value, word }) => value + word);
  const texts = limits.map((same) => {
    const named = same.reduce((one, other) => (isSaidAfter(other.claim, one.claim) ? other : one));
    const figure = figureParts(named.claim.figure, [named.claim.id], words, true);
    return withClaimants(figure, named, othersOf(same, named), spread, words);
  });
  return filled((mark) => words.joined(texts.map(mark), "or"));
}

function byValue(a: StatedNumber, b: StatedNumber): number {
  return a.value - b.value || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0);
}

/** How many claimants are counted; several of one voice say so. */
export function spreadCount(spread: StatedSpread, words: Words, isMain = true): Parts {
  const count = voicesOf(spread);
  const say = isMain ? words.comparison.names : words.answer.fewer;
  const isOneVoice = count === 1 && spread.rows.length > 1;
  return partOf(isOneVoice ? words.answer.oneVoice : say(count), "count", idsOf(spread.lower));
}

function factorParts(
  spread: StatedSpread,
  factor: number,
  relation: FactorWord,
  words: Words,
): Parts {
  const ids = idsOf([spread.low, spread.high]);
  const { numbers, plurals } = words.grammar;
  const rounded = withTwoFigures(factor);
  const form = rounded >= 10 ? pluralOf(rounded, plurals) : "other";
  const number = partOf(timesText(factor, numbers), "factor", ids);
  return filled((mark) => words.answer.factor(relation, mark(number), form));
}

/**
 * The sentence on the rows that state only a limit; empty where there are none.
 *
 * A spread counts where it is written from end to end: elsewhere each limit is read in its own text.
 */
export function limitsParts(spreads: readonly StatedSpread[], words: Words): Parts {
  const rows: Record<Limit, LimitRow[]> = { upper: [], lower: [], "": [] };
  for (const spread of spreads.filter((one) => one.shape === "range")) {
    // Of a limit, both numbers are the same one.
    const numbers = grouped(spread.lower, ({ row }) => row);
    limitsOf(spread).forEach((limit, row) => {
      const { claimant } = elementAt(spread.rows, row);
      rows[limit].push({ claimant, numbers: elementAt(numbers, row) });
    });
  }
  const { upper, lower } = rows;
  const own = words.answer.limits;
  if (lower.length === 0)
    return upper.length > 0 ? limitSentence(upper, own.upper, own.upperOne, words) : [];
  if (upper.length === 0) return limitSentence(lower, own.lower, own.lowerOne, words);
  const first = limitSentence(upper, own.upper, own.upperOne, words);
  const number = onlyClaimant(lower, words) ?? rowCount(lower, words.answer.count);
  const figures = limitFigures(lower, words);
  return filled((mark) => own.both(mark(first), mark(number), mark(figures)));
}

/** A row that states only a limit. */
interface LimitRow {
  readonly claimant: string;
  readonly numbers: readonly StatedNumber[];
}

function limitSentence(
  rows: readonly LimitRow[],
  say: (number: string, count: number, figures: string) => string,
  sayOne: (who: string, figures: string) => string,
  words: Words,
): Parts {
  const figures = limitFigures(rows, words);
  const who = onlyClaimant(rows, words);
  if (who) return filled((mark) => sayOne(mark(who), mark(figures)));
  const number = rowCount(rows, words.answer.countFirst);
  return filled((mark) => say(mark(number), rows.length, mark(figures)));
}

/** The name of the claimant of one row; null of several, and where nobody is named. */
function onlyClaimant(rows: readonly LimitRow[], words: Words): Parts | null {
  const { claimant, numbers } = elementAt(rows, 0);
  return rows.length > 1 || claimant === "" ? null : whoPart(claimant, idsOf(numbers), words);
}

function rowCount(rows: readonly LimitRow[], say: (count: number) => string): Parts {
  return partOf(say(rows.length), "count", idsOf(rows.flatMap(({ numbers }) => numbers)));
}

/** The limits, the lowest first; an included one is its number alone. */
function limitFigures(rows: readonly LimitRow[], words: Words): Parts {
  const found = grouped(
    rows.flatMap(({ numbers }) => numbers).sort(byValue),
    ({ value, word }) => `${value} ${word === "more" || word === "fewer"}`,
  );
  const isListed = found.length <= MOST_LIMITS;
  const said = isListed ? words.figures : words.figures.ends;
  const texts = found.map((same) => {
    const { value, word, bound } = elementAt(same, 0);
    const number = partOf(words.number(value), "figure", idsOf(same), bound);
    return word === "more" || word === "fewer"
      ? filled((mark) => said[word](mark(number)))
      : number;
  });
  if (!isListed)
    return filled((mark) =>
      words.figures.to(mark(elementAt(texts, 0)), mark(elementAt(texts, texts.length - 1))),
    );
  return filled((mark) => words.joined(texts.map(mark)));
}
