/**
 * The page's own words, from the catalogues in words/. Reports stay in the language in which they were written.
 *
 * What a catalogue lacks is said in English.
 */
import { IntlMessageFormat } from "intl-messageformat";
import { required } from "../checked_access.ts";
import { type Catalogue, catalogues } from "./catalogue_files.ts";
import { type Argument, type Shape, SHAPE } from "./message_shapes.ts";

type Value<Name> = Name extends `${string}: number` ? number
  : Name extends `${string}: ${"all" | "one"} of` ? readonly string[]
  : string;

type Worded<Given> = Given extends readonly [] ? string
  : Given extends readonly Argument[] ? (...values: { [At in keyof Given]: Value<Given[At]> }) => string
  : { readonly [Key in keyof Given]: Key extends Looked ? Readonly<Record<string, string>> : Worded<Given[Key]> };

/** Groups that are looked up by what stands in the data, which may hold anything. */
type Looked = "phases" | "measures" | "precisions" | "precisionsLong" | "wholes" | "coarsen";

/** All that the page can say, in one language. */
export type Words = Worded<typeof SHAPE> & {
  /** The language's code, as it stands in `<html lang>`. */
  readonly lang: string;
  readonly number: (value: number) => string;
  /** A number as short as it can be, for the ticks of an axis: "120K". */
  readonly short: (value: number) => string;
};

const FALLBACK = "en";

/** The languages that there is a catalogue for, each with its own name for itself. */
export function languages(): readonly { readonly code: string; readonly name: string }[] {
  return Object.keys(catalogues).map((code) => ({ code, name: capital(languageName(code, code), code) }));
}

/** Which languages the reader asks for, the most wanted first: of the address's hash, of its query, of the browser. */
export function languagesAsked(address: { readonly hash: string; readonly search: string }, preferred: readonly string[]): string[] {
  const asked = [address.hash.replace(/^#/, ""), address.search].map((part) => new URLSearchParams(part).get("lang"));
  return [...asked.filter((code): code is string => Boolean(code)), ...preferred];
}

function catalogueOf(code: string): Catalogue {
  return required(catalogues[code], `the catalogue ${code}`);
}

/** The words of the first language wanted that there is a catalogue for, else of English. */
export function wordsFor(wanted: readonly string[]): Words {
  const codes = wanted.map((language) => language.toLowerCase().replace(/-.*/s, ""));
  const code = codes.find((one) => Object.hasOwn(catalogues, one)) ?? FALLBACK;
  return wordsOf(code, catalogueOf(code), catalogueOf(FALLBACK));
}

/** Make words of a catalogue; what it lacks is taken from another. */
export function wordsOf(code: string, catalogue: Catalogue, fallback: Catalogue): Words {
  const locale = typeof catalogue["locale"] === "string" ? catalogue["locale"] : code;
  // By the language alone: British English would make "1m" of a million.
  const [plain, compact] = [new Intl.NumberFormat(locale), new Intl.NumberFormat(code, { notation: "compact", maximumSignificantDigits: 3 })];
  const made = group(SHAPE, catalogue, locale, fallback, String(fallback["locale"]));
  return { ...made, lang: code, locale, number: (value: number) => plain.format(value), short: (value: number) => compact.format(value) } as unknown as Words;
}

function group(shape: Shape, own: Catalogue, locale: string, fallback: Catalogue, fallbackLocale: string): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [key, inside] of Object.entries(shape)) {
    const [found, spare] = [own[key], fallback[key]];
    if (isArguments(inside)) {
      made[key] = typeof found === "string" ? said(found, inside, locale) : said(String(spare), inside, fallbackLocale);
    } else {
      made[key] = group(inside, typeof found === "object" ? found : {}, locale, spare as Catalogue, fallbackLocale);
    }
  }
  return made;
}

function isArguments(inside: readonly Argument[] | Shape): inside is readonly Argument[] {
  return Array.isArray(inside);
}

/** A plain text, or a function of a message's arguments that reads the message when it is first called. */
function said(message: string, names: readonly Argument[], locale: string): unknown {
  if (names.length === 0) return message;
  const read = names.map((name) => argument(name, locale));
  let format: IntlMessageFormat | null = null;
  return (...values: unknown[]) => {
    // Tags are text here: no message makes markup.
    format ??= new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    return String(format.format(Object.fromEntries(read.map(({ name, word }, at) => [name, word(values[at])]))));
  };
}

interface Read {
  readonly name: string;
  readonly word: (value: unknown) => string | number;
}

function argument(text: Argument, locale: string): Read {
  const [name = "", kind] = text.split(": ");
  if (kind === "number") return { name, word: Number };
  if (kind === "code") return { name, word: (code) => languageName(String(code), locale) };
  if (kind === undefined) return { name, word: String };
  const list = new Intl.ListFormat(locale, { type: kind === "all of" ? "conjunction" : "disjunction" });
  return { name, word: (values) => list.format(values as string[]) };
}

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
