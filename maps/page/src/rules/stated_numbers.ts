/**
 * How far apart: the spread of stated numbers of some rows, its ends and their claimants, its factor and its limits.
 *
 * Only what somebody stated is an end; a bound that was read from a word is none. Python has the same rule
 * (layers/comparison/stated_numbers.py); tests/cases/sentences.json is run by both.
 */
import { elementAt, required } from "../checked_access.ts";
import type { AnswerRow, Figure, RowClaim } from "./answer.ts";

export type EndWord = "" | "about" | "more" | "atLeast" | "fewer" | "atMost";
export type Bound = "low" | "high" | "best";
export type Limit = "" | "upper" | "lower";
export type Shape = "one" | "alike" | "limits" | "range";
export type FactorWord = "" | "about" | "more" | "moreAbout" | "atLeast" | "atLeastAbout";
/** A row with those of its claims that count. */
export type Counted = readonly [row: AnswerRow, claims: readonly RowClaim[]];

const LEAST_FACTOR = 1.1;
export const MOST_LISTED = 3;

/** A number that a claim states, as one end of what it says. */
export interface StatedNumber {
  readonly value: number;
  /** Its word as an end: none, about, or that of a limit. */
  readonly word: EndWord;
  /** The bound of the report that it is. */
  readonly bound: Bound;
  readonly claim: RowClaim;
  /** The position of its row among those of the spread. */
  readonly row: number;
}

/** The stated numbers of some rows: the lower and the upper one of each claim, in the order of the rows. */
export interface StatedSpread {
  readonly rows: readonly AnswerRow[];
  readonly lower: readonly StatedNumber[];
  readonly upper: readonly StatedNumber[];
  /** The numbers that are named at the ends: exact before about before a limit; of equals the one said last. */
  readonly low: StatedNumber;
  readonly high: StatedNumber;
  /** How it is written: one row, figures alike, limits of one kind one by one, or from end to end. */
  readonly shape: Shape;
}

/** The spread of rows with the claims of each that count; null where nobody states a number. */
export function statedSpread(rows: readonly Counted[]): StatedSpread | null {
  const stating: AnswerRow[] = [];
  const [lower, upper]: [StatedNumber[], StatedNumber[]] = [[], []];
  let [low, high]: [StatedNumber | null, StatedNumber | null] = [null, null];
  for (const [row, claims] of rows) {
    const number = stating.length;
    for (const claim of claims) {
      const [lowest, highest] = [lowerNumber(claim, number), upperNumber(claim, number)];
      if (!lowest || !highest) continue;
      lower.push(lowest);
      upper.push(highest);
      if (!low || lowest.value < low.value || isNamedInstead(lowest, low)) low = lowest;
      if (!high || highest.value > high.value || isNamedInstead(highest, high)) high = highest;
    }
    if (lower.at(-1)?.row === number) stating.push(row);
  }
  if (!low || !high) return null;
  const shape = shapeOf(stating.length, lower, upper, low.value !== high.value);
  return { rows: stating, lower, upper, low, high, shape };
}

function isNamedInstead(one: StatedNumber, named: StatedNumber): boolean {
  return one.value === named.value && isNamedBefore(one, named);
}

/** Whether a claim states a number. */
export function statesNumber({ figure, wording }: Pick<RowClaim, "figure" | "wording">): boolean {
  return (
    wording === "" && (hasLow(figure) || !Number.isNaN(figure.best) || Number.isFinite(figure.high))
  );
}

/** The lower number that a claim states: its low, else its best, else its high; null where it states none. */
export function lowerNumber(claim: RowClaim, row: number): StatedNumber | null {
  const { low, lowIncluded, high, highIncluded, best } = claim.figure;
  if (claim.wording !== "") return null;
  if (hasLow(claim.figure)) {
    const word = !lowIncluded ? "more" : Number.isFinite(high) ? "" : "atLeast";
    return { value: low, word, bound: "low", claim, row };
  }
  if (!Number.isNaN(best)) return { value: best, word: "about", bound: "best", claim, row };
  if (!Number.isFinite(high)) return null;
  return { value: high, word: highIncluded ? "atMost" : "fewer", bound: "high", claim, row };
}

/** The upper number that a claim states: its high, else its best, else its low; null where it states none. */
export function upperNumber(claim: RowClaim, row: number): StatedNumber | null {
  const { low, lowIncluded, high, highIncluded, best } = claim.figure;
  if (claim.wording !== "") return null;
  if (Number.isFinite(high)) {
    const word = !highIncluded ? "fewer" : hasLow(claim.figure) ? "" : "atMost";
    return { value: high, word, bound: "high", claim, row };
  }
  if (!Number.isNaN(best)) return { value: best, word: "about", bound: "best", claim, row };
  if (!hasLow(claim.figure)) return null;
  return { value: low, word: lowIncluded ? "atLeast" : "more", bound: "low", claim, row };
}

function hasLow({ low, lowIncluded }: Figure): boolean {
  return low > 0 || (low === 0 && lowIncluded);
}

/** Whether a claim states two numbers: "11,000–12,000", "more than 1,000, at most 2,000". */
export function hasTwoEnds(claim: RowClaim): boolean {
  return lowerNumber(claim, 0)?.value !== upperNumber(claim, 0)?.value;
}

/** How many claimants are counted. */
export function voicesOf(spread: StatedSpread): number {
  return new Set(spread.rows.map((row, number) => row.voice || number)).size;
}

/** A number of each other row at the end that a number is named at. */
export function othersAt(spread: StatedSpread, named: StatedNumber): StatedNumber[] {
  const numbers = named === spread.low ? spread.lower : spread.upper;
  return othersOf(
    numbers.filter(({ value }) => value === named.value),
    named,
  );
}

/** A number of each other row among equal ones. */
export function othersOf(same: readonly StatedNumber[], named: StatedNumber): StatedNumber[] {
  const found = new Map<number, StatedNumber>();
  for (const one of same) if (one.row !== named.row) found.set(one.row, one);
  return [...found.values()];
}

function isNamedBefore(one: StatedNumber, other: StatedNumber): boolean {
  const ranks = rankOf(one) - rankOf(other);
  return ranks !== 0 ? ranks < 0 : isSaidAfter(one.claim, other.claim);
}

/** Which of equal numbers is named first: an exact one, then one that is only near, then a limit. */
export function rankOf({ word }: StatedNumber): number {
  return word === "" ? 0 : word === "about" ? 1 : 2;
}

/** Whether one claim was said after another; what nothing bounds counts as said first. */
export function isSaidAfter({ said }: RowClaim, { said: other }: RowClaim): boolean {
  const [latest, otherLatest] = [said[1] ?? -Infinity, other[1] ?? -Infinity];
  if (latest !== otherLatest) return latest > otherLatest;
  return (said[0] ?? -Infinity) > (other[0] ?? -Infinity);
}

/** Which limit is all that a claim states. */
export function limitOf(lower: StatedNumber, upper: StatedNumber): Limit {
  if (isUpper(lower.word)) return "upper";
  return isLower(upper.word) ? "lower" : "";
}

function isUpper(word: EndWord): boolean {
  return word === "fewer" || word === "atMost";
}

function isLower(word: EndWord): boolean {
  return word === "more" || word === "atLeast";
}

/** For each row of a spread which limit is all that it states. */
export function limitsOf(spread: StatedSpread): Limit[] {
  const kinds = spread.rows.map(() => new Set<Limit>());
  spread.lower.forEach((lower, at) => {
    elementAt(kinds, lower.row).add(limitOf(lower, elementAt(spread.upper, at)));
  });
  return kinds.map((kind) => (kind.size === 1 ? required([...kind][0], "the kind of limit") : ""));
}

function shapeOf(
  rows: number,
  lower: readonly StatedNumber[],
  upper: readonly StatedNumber[],
  isRange: boolean,
): Shape {
  const first = elementAt(lower, 0).claim.figure;
  const isAlike = !isRange || lower.every(({ claim }) => isSameFigure(claim.figure, first));
  if (rows === 1) {
    const texts = new Set(lower.map(({ claim }) => figureKey(claim)));
    return isAlike || texts.size <= MOST_LISTED ? "one" : "range";
  }
  if (isAlike) return "alike";
  if (rows > MOST_LISTED) return "range";
  const kinds = new Set(lower.map((one, at) => limitOf(one, elementAt(upper, at))));
  return kinds.size === 1 && !kinds.has("") ? "limits" : "range";
}

function isSameFigure(one: Figure, other: Figure): boolean {
  return (
    Object.is(one.low, other.low) &&
    Object.is(one.high, other.high) &&
    Object.is(one.best, other.best) &&
    one.lowIncluded === other.lowIncluded &&
    one.highIncluded === other.highIncluded
  );
}

/** What two claims of one text share. */
export function figureKey({ figure }: RowClaim): string {
  const { low, lowIncluded, high, highIncluded, best } = figure;
  return [low, lowIncluded, high, highIncluded, best].join();
}

/** Values of one key together, in the order in which the keys come. */
export function grouped<Value>(
  values: readonly Value[],
  key: (value: Value) => string | number,
): Value[][] {
  const found = new Map<string | number, Value[]>();
  for (const value of values) {
    const same = found.get(key(value));
    if (same) same.push(value);
    else found.set(key(value), [value]);
  }
  return [...found.values()];
}

/** How many times the upper end is the lower one, and the word before it; null where that says nothing. */
export function factorOf(spread: StatedSpread): readonly [factor: number, word: FactorWord] | null {
  const { low, high } = spread;
  const voice = elementAt(spread.rows, low.row).voice;
  const isOneVoice =
    low.row === high.row || (voice !== "" && voice === elementAt(spread.rows, high.row).voice);
  if (isOneVoice || low.value === 0 || isLower(low.word) || isUpper(high.word)) return null;
  const factor = high.value / low.value;
  if (factor < LEAST_FACTOR) return null;
  const isAbout = low.word === "about" || high.word === "about";
  if (!isUpper(low.word) && !isLower(high.word)) return [factor, isAbout ? "about" : ""];
  return low.word === "fewer" || high.word === "more"
    ? [factor, isAbout ? "moreAbout" : "more"]
    : [factor, isAbout ? "atLeastAbout" : "atLeast"];
}
