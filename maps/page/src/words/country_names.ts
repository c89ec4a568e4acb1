/** What countries are called in the page's language: by their ISO 3166-1 codes, from the browser's own names (Unicode CLDR). */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Words } from "./catalogue.ts";

const kept = new Map<string, Intl.DisplayNames>();

/** The name of a country by its code; empty where the browser knows none. */
export function regionName(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return "";
  let names = kept.get(locale);
  if (!names)
    kept.set(
      locale,
      (names = new Intl.DisplayNames([locale], { type: "region", fallback: "none" })),
    );
  return names.of(code) ?? "";
}

/** The name of a country that the gazetteer calls so in English: that one in English, else the language's. */
export function countryName(code: string, english: string, words: Words): string {
  return words.lang === "en" ? english : regionName(code, words.lang) || english;
}

let codes: Map<string, string> | null = null;

/** The code of the country that has this name in English; empty where none has. */
export function englishCountry(name: string): string {
  if (!codes) {
    codes = new Map();
    for (let k = 0; k < 26 * 26; k++) {
      const code = String.fromCharCode(65 + Math.floor(k / 26), 65 + (k % 26));
      const its = regionName(code, "en");
      if (its) codes.set(its, code);
    }
  }
  return codes.get(name) ?? "";
}

/** The block with its countries called as the page's language calls them. */
export function withCountriesNamed(block: Block, words: Words): Block {
  if (words.lang === "en") return block;
  const { places } = block;
  const name = places.name.map((its, place) =>
    places.precision[place] === "country"
      ? countryName(elementAt(places.country_code, place), its, words)
      : its,
  );
  return { ...block, places: { ...places, name } };
}
