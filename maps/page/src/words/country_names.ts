/** What countries are called in the page's language. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { regionName } from "./cldr_names.ts";
import { cldr } from "./cldr_tables.ts";
import type { Words } from "./catalogue.ts";

/** The name of a country that the gazetteer calls so in English: that one in English, else the language's. */
export function countryName(code: string, english: string, words: Words): string {
  return words.lang === "en" ? english : regionName(code, words.lang) || english;
}

let codes: Map<string, string> | null = null;

/** The code of the country that has this name in English; empty where none has. */
export function englishCountry(name: string): string {
  codes ??= new Map(
    [cldr.countries["en"] ?? {}, cldr.gazetteer].flatMap((names) =>
      Object.entries(names).map(([code, its]): [string, string] => [its, code]),
    ),
  );
  return codes.get(name) ?? "";
}

/** What a country is called in the page's language by its English name; any other name as it is. */
export function countryInLanguage(name: string, words: Words): string {
  return words.lang === "en" ? name : regionName(englishCountry(name), words.lang) || name;
}

/** The block with its countries called as the page's language calls them. */
export function withCountriesNamed(block: Block, words: Words): Block {
  if (words.lang === "en") return block;
  const { places } = block;
  const named = (names: readonly string[]) =>
    names.map((its, place) =>
      places.precision[place] === "country"
        ? countryName(elementAt(places.country_code, place), its, words)
        : its,
    );
  const { name, gazetteer } = places;
  return { ...block, places: { ...places, name: named(name), gazetteer: named(gazetteer) } };
}
