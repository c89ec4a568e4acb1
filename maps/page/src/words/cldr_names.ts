/** What countries and languages are called, from Unicode CLDR, by their codes. */
import { cldr } from "./cldr_tables.ts";

/** The name of a country by its ISO 3166-1 code; empty where there is none. */
export function regionName(code: string, language: string): string {
  return cldr.countries[language]?.[code] ?? "";
}

/** The name of a language by its BCP 47 tag, with what the tag says beside it: "Serbian (Latn)". */
export function languageName(tag: string, language: string): string {
  const [code = "", ...rest] = tag.split("-");
  const name = cldr.languages[language]?.[code.toLowerCase()];
  if (name === undefined) return tag;
  return rest.length ? `${name} (${rest.join("-")})` : name;
}
