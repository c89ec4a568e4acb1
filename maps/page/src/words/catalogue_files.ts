/**
 * Every catalogue of the page's words: the files of words/, by language.
 *
 * This module reads the folder. build/bundle.mjs puts the folder's contents in its place, so that the page asks for no file;
 * a language is added by adding one file.
 */
import { readdirSync, readFileSync } from "node:fs";

/** Messages by key, in ICU MessageFormat; keys of a group stand in a table of their own. */
export type Catalogue = { readonly [key: string]: string | Catalogue };

const WORDS = new URL("../../words/", import.meta.url);

export const catalogues: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  readdirSync(WORDS).sort().map((name) => [name.replace(/\.json$/, ""), JSON.parse(readFileSync(new URL(name, WORDS), "utf8"))]),
);
