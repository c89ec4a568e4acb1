/**
 * What Unicode CLDR calls countries and languages: the table that the build makes, which Python reads too.
 *
 * This module reads the file. build/bundle.mjs puts its contents in its place, in the languages that the page speaks.
 */
import { readFileSync } from "node:fs";

/** Names by ISO code, by the code of the language that they are in. */
export type NamesByLanguage = Readonly<Record<string, Readonly<Record<string, string>>>>;

const FILE = new URL("../../../../words/built/cldr_names.json", import.meta.url);

export const cldr: { readonly countries: NamesByLanguage; readonly languages: NamesByLanguage } =
  JSON.parse(readFileSync(FILE, "utf8"));
