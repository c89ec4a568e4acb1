/** Numbers, plurals and lists in English. */

const WORDED = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A number with its thousands apart: "120,000". */
export const number = (value: number) => new Intl.NumberFormat("en-GB").format(value);

/** A short number for the ticks of an axis: "120K". */
export const short = (value: number) => new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 }).format(value);

/** "1 claim", "12 claims". */
export const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

/** "one claimant", "two claimants", "12 claimants". */
export const counted = (count: number, one: string, many: string) => `${WORDED[count] ?? number(count)} ${count === 1 ? one : many}`;

/** "A, B and C". */
export const list = (words: readonly string[], type: "conjunction" | "disjunction") => new Intl.ListFormat("en-GB", { type }).format(words);
