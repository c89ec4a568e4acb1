/** What a gathered mark says: how many places, and from what to what number of people; else how many claims. */
import { realAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Words } from "../words/catalogue.ts";
import { regionName } from "../words/cldr_names.ts";
import { isPersonnel } from "../words/report_texts.ts";

/** A country with a longer name is called by its code. */
const LONGEST_COUNTRY = 12;

/** What is gathered, in numbers. */
export interface Sum {
  readonly places: number;
  readonly claims: number;
  /** The smallest and the largest number of people that a claim states; infinite where none does. */
  readonly least: number;
  readonly most: number;
  /** The code of its country; blank where it is not one. */
  readonly country: string;
}

/** Whether a row counts people, for each block: asked for all rows that are gathered, on each day. */
const counting = new WeakMap<Block, (row: number) => boolean>();

function countsPeople(block: Block): (row: number) => boolean {
  let counts = counting.get(block);
  if (!counts) counting.set(block, (counts = block.reports.quantity.asking(isPersonnel)));
  return counts;
}

/** Return what is claimed of one place. */
export function sumOf(block: Block, place: number, rows: readonly number[]): Sum {
  const { reports, places } = block;
  const isPeople = countsPeople(block);
  const columns = [reports.figure_low, reports.figure_best, reports.figure_high];
  let [least, most] = [Infinity, -Infinity];
  for (const row of rows) {
    if (reports.figure_in_words[row] || !isPeople(row)) continue;
    for (const column of columns) {
      const number = realAt(column, row);
      if (!(number > 0 && number < Infinity)) continue;
      if (number < least) least = number;
      if (number > most) most = number;
    }
  }
  const country = places.country_code[place] ?? "";
  return { places: 1, claims: rows.length, least, most, country };
}

/** Return several together. */
export function sumOfAll(sums: readonly Sum[]): Sum {
  let { places, claims, least, most, country } = sums[0]!;
  for (const sum of sums.slice(1)) {
    places += sum.places;
    claims += sum.claims;
    least = Math.min(least, sum.least);
    most = Math.max(most, sum.most);
    if (sum.country !== country) country = "";
  }
  return { places, claims, least, most, country };
}

/** Return it as text: "12 places, 50 to 7,500"; of one place how many claims. */
export function gatheredText(sum: Sum, words: Words): string {
  const { claims, figures, grammar, number } = words;
  if (sum.places === 1) return claims(sum.claims);
  const { least, most } = sum;
  const range = least < most ? figures.to(number(least), number(most)) : number(least);
  const what = most > 0 ? range : claims(sum.claims);
  const text = [words.places(sum.places), what].join(grammar.lists.between);
  const country = sum.country === "" ? "" : shortName(sum.country, words);
  return country === "" ? text : `${country}: ${text}`;
}

/** Return the name of a country, or its code where that is long. */
function shortName(code: string, words: Words): string {
  const name = regionName(code, words.lang);
  return name.length > 0 && name.length <= LONGEST_COUNTRY ? name : code;
}
