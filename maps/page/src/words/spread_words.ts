/**
 * The words of a spread: its figures, who states its ends, how far they are apart, and which rows state only a limit.
 *
 * Python has the same rule (layers/comparison/spread_words.py); tests/cases/sentences.json is run by both.
 */
import { elementAt } from "../checked_access.ts";
import type { Figure, RowClaim } from "../rules/answer.ts";
import {
  type FactorWord,
  factorOf,
  figureKey,
  grouped,
  hasTwoEnds,
  isSaidAfter,
  limitOf,
  limitsOf,
  othersAt,
  othersOf,
  rankOf,
  type StatedNumber,
  type StatedSpread,
  voicesOf,
} from "../rules/stated_numbers.ts";
import type { Words } from "./catalogue.ts";
import { byClaimant, disputesOf, ifAllDisputed, whoPart, withDisputes } from "./claimant_words.ts";
import { pluralOf, timesText, withTwoFigures } from "./number_texts.ts";
import { filled, joinParts, partOf, type Parts } from "./sentence_parts.ts";
import { wordNumbered } from "./span_texts.ts";

/** As many limits are listed; of more, the lowest and the highest. */
const MOST_LIMITS = 4;

/** The figure of a claim; 0, where it is all that is stated, is none. */
export function figureParts(figure: Figure, ids: readonly string[], words: Words): Parts {
  const isNone = figure.low === 0 && figure.high === 0;
  return filled((mark) =>
    wordNumbered(figure, words, (bound, value) =>
      mark(partOf(isNone ? words.figures.none : words.number(value), "figure", ids, bound)),
    ),
  );
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
    const disputedBy = disputesOf(claimsOf(spread.lower));
    const figure = alternatives(spread, words);
    return byClaimant(figure, claimant, idsOf(spread.lower), words, disputedBy);
  }
  const parts =
    shape === "range"
      ? fromEndToEnd(spread, words)
      : ifAllDisputed(alternatives(spread, words), claimsOf(spread.lower), words);
  const count = spread.rows.length > 1 ? spreadCount(spread, words) : [];
  const more = [count, isMain ? spreadFactor(spread, words) : []].filter(
    ({ length }) => length > 0,
  );
  const apiece = more.map((text) => filled((mark) => words.comparison.apiece(mark(text))));
  return joinParts([parts, ...apiece], "");
}

function idsOf(numbers: readonly StatedNumber[]): string[] {
  return numbers.map(({ claim }) => claim.id);
}

function claimsOf(numbers: readonly StatedNumber[]): RowClaim[] {
  return numbers.map(({ claim }) => claim);
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
    const { claimant } = elementAt(spread.rows, low.row);
    const who = whoPart(claimant, ids, words, disputesOf(claimsOf([low, high])));
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

/** An end with its claimant, and those who state the same number: one by name, several by their count. */
function withClaimants(
  text: Parts,
  named: StatedNumber,
  others: readonly StatedNumber[],
  spread: StatedSpread,
  words: Words,
): Parts {
  const who = withOthers(named, others, spread, words);
  return filled((mark) => words.answer.by(mark(text), mark(who)));
}

function withOthers(
  named: StatedNumber,
  others: readonly StatedNumber[],
  spread: StatedSpread,
  words: Words,
): Parts {
  const { whoAnd, whoBeside, whoMore, moreBeside } = words.answer;
  const [who, hasMore] = whoAt(named, named, spread, words);
  const [other] = others;
  if (!other) return who;
  if (others.length > 1 || elementAt(spread.rows, other.row).claimant === "") {
    const count = partOf(words.number(others.length), "count", idsOf(others));
    return filled((mark) => (hasMore ? moreBeside : whoMore)(mark(who), mark(count)));
  }
  const [name, hasOther] = whoAt(other, named, spread, words);
  return filled((mark) => (hasMore || hasOther ? whoBeside : whoAnd)(mark(who), mark(name)));
}

/**
 * A claimant at an end, and whether with more than a name: the figure of his row, or that it is disputed.
 *
 * The figure is there where it is not as the end reads. An end may be one of two numbers that he states, "12,000
 * (A: 11,000–12,000)", or have the word of another claimant, "about 11,000 (A; B: at most 11,000)".
 */
function whoAt(
  { row, word, claim }: StatedNumber,
  named: StatedNumber,
  spread: StatedSpread,
  words: Words,
): [Parts, boolean] {
  const { id, disputedBy } = claim;
  const name = whoPart(elementAt(spread.rows, row).claimant, [id], words);
  const hasFigure = word !== named.word || hasTwoEnds(claim);
  const figured = () => {
    const figure = figureParts(claim.figure, [id], words);
    return filled((mark) => words.answer.whoFigure(mark(name), mark(figure)));
  };
  const who = withDisputes(hasFigure ? figured() : name, disputedBy, words);
  return [who, hasFigure || disputedBy.length > 0];
}

function limitsOneByOne(spread: StatedSpread, words: Words): Parts {
  // Of a limit, both numbers are the same one.
  const limits = grouped(spread.lower.toSorted(byValue), ({ value, word }) => value + word);
  const texts = limits.map((same) => {
    const named = same.reduce((one, other) => (isSaidAfter(other.claim, one.claim) ? other : one));
    const figure = figureParts(named.claim.figure, [named.claim.id], words);
    return withClaimants(figure, named, othersOf(same, named), spread, words);
  });
  return filled((mark) => words.joined(texts.map(mark), "or"));
}

function byValue(a: StatedNumber, b: StatedNumber): number {
  return a.value - b.value || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0);
}

/** How many claimants are counted; several of one voice say so. */
export function spreadCount(spread: StatedSpread, words: Words): Parts {
  const count = voicesOf(spread);
  const isOneVoice = count === 1 && spread.rows.length > 1;
  return partOf(
    isOneVoice ? words.answer.oneVoice : words.comparison.names(count),
    "count",
    idsOf(spread.lower),
  );
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
 * What is said of the rows that state only a limit; empty where there are none.
 *
 * Unless a spread is written from end to end, each limit is read in its own text. `named` has the ids of the claims
 * whose figure is named with its claimant: such a limit is not said twice.
 */
export function limitsParts(
  spread: StatedSpread,
  named: ReadonlySet<string>,
  words: Words,
): Parts | null {
  if (spread.shape !== "range") return null;
  // Of a limit, both numbers are the same one.
  const numbers = grouped(spread.lower, ({ row }) => row);
  const rows = limitsOf(spread).flatMap((limit, row) => {
    const own = elementAt(numbers, row);
    return limit === "" || own.some(({ claim }) => named.has(claim.id)) ? [] : [{ row, own }];
  });
  const [first] = rows;
  if (!first) return null;
  const every = rows.flatMap(({ own }) => own);
  const figures = limitFigures(every, words);
  const { claimant } = elementAt(spread.rows, first.row);
  if (rows.length === 1 && claimant !== "") {
    const who = whoPart(claimant, idsOf(every), words);
    return filled((mark) => words.answer.limitsOne(mark(who), mark(figures)));
  }
  const number = partOf(words.answer.count(rows.length), "count", idsOf(every));
  return filled((mark) => words.answer.limits(mark(number), rows.length, mark(figures)));
}

/** Limits: upper ones, then lower ones, each from the lowest on. */
function limitFigures(numbers: readonly StatedNumber[], words: Words): Parts {
  const texts = (["upper", "lower"] as const).flatMap((kind) =>
    limitsOfKind(
      numbers.filter((one) => limitOf(one, one) === kind),
      words,
    ),
  );
  return filled((mark) => words.joined(texts.map(mark)));
}

/** The limits of one kind, each once; of many the lowest and the highest. */
function limitsOfKind(numbers: readonly StatedNumber[], words: Words): Parts[] {
  const found = grouped(numbers.toSorted(byValue), ({ value, word }) => `${value} ${word}`);
  const isListed = found.length <= MOST_LIMITS;
  const texts = found.map((same) => {
    const { value, word, bound } = elementAt(same, 0);
    const number = partOf(words.number(value), "figure", idsOf(same), bound);
    if (word === "") return number;
    const limit = filled((mark) =>
      (isListed ? words.figures : words.figures.ends)[word](mark(number)),
    );
    return ifAllDisputed(limit, claimsOf(same), words);
  });
  if (isListed) return texts;
  const [low, high] = [elementAt(texts, 0), elementAt(texts, texts.length - 1)];
  return [filled((mark) => words.figures.to(mark(low), mark(high)))];
}
