/**
 * Every catalogue of words: the files of words/ at the top of the tree, by language, which Python reads too.
 *
 * This module reads the folder. build/bundle.mjs puts the folder's contents in its place, without what only Python says,
 * so that the page asks for no file; a language is added by adding one file.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { NumberForm } from "./number_texts.ts";

/** Messages by key, in ICU MessageFormat; keys of a group are in a table of their own. */
export type Messages = { readonly [key: string]: string | Messages };

/** How a language writes what no message can say by itself. */
export interface LanguageGrammar {
  /** The language's own name for itself. */
  readonly name: string;
  /** By which rules lists are sorted (BCP 47); order only, no text is made by it. */
  readonly collation: string;
  readonly numbers: NumberForm;
  /** Plural categories with their rules, in the syntax of Unicode CLDR. */
  readonly plurals: Readonly<Record<string, string>>;
  readonly lists: { readonly between: string; readonly and: string; readonly or: string };
  readonly days: {
    readonly months: readonly string[];
    readonly monthsAlone: readonly string[];
    readonly monthsShort: readonly string[];
    readonly monthsShortAlone: readonly string[];
    readonly forms: Readonly<
      Record<"day" | "short" | "month" | "monthShort" | "dayMonth" | "dayMonthShort", string>
    >;
  };
}

export type Catalogue = { readonly grammar: LanguageGrammar } & { readonly [key: string]: unknown };

/** The group of messages that only Python says. */
export const ONLY_PYTHON = "pictures";

const WORDS = new URL("../../../../words/", import.meta.url);

const files = readdirSync(WORDS)
  .filter((name) => name.endsWith(".json"))
  .sort();

export const catalogues: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  files.map((name) => [
    name.replace(/\.json$/, ""),
    JSON.parse(readFileSync(new URL(name, WORDS), "utf8")),
  ]),
);
