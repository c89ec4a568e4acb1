/**
 * What Unicode CLDR calls countries and languages: the table that the build makes, which Python reads too.
 *
 * This module reads the file. build/bundle.mjs puts its contents in its place, in the languages that the page speaks.
 */
import { readFileSync } from "node:fs";

/** Names by ISO code. */
type Names = Readonly<Record<string, string>>;
/** Names by ISO code, by the code of the language that they are in. */
export type NamesByLanguage = Readonly<Record<string, Names>>;

/** `gazetteer` holds the English names of countries that the gazetteer, and so forces, have otherwise. */
interface NameTables {
  readonly countries: NamesByLanguage;
  readonly gazetteer: Names;
  readonly languages: NamesByLanguage;
}

const FILE = new URL("../../../../words/built/cldr_names.json", import.meta.url);

export const cldr: NameTables = JSON.parse(readFileSync(FILE, "utf8"));
