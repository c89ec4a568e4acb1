/**
 * The words of a language, from the catalogues in words/ at the top of the tree. Reports stay in the language in which they were written.
 *
 * What a catalogue lacks is said in English.
 */
import { required } from "../checked_access.ts";
import { languageName } from "./cldr_names.ts";
import {
  type Catalogue,
  catalogues,
  type LanguageGrammar,
  type Messages,
} from "./catalogue_files.ts";
import { type Grammar, type Message, readMessage, writeMessage } from "./messages.ts";
import { type Argument, type Shape, SHAPE } from "./message_shapes.ts";
import { numberText, pluralOf, shortText } from "./number_texts.ts";

type Value<Name> = Name extends `${string}: number`
  ? number
  : Name extends `${string}: all of`
    ? readonly string[]
    : string;

type Worded<Given> = Given extends readonly []
  ? string
  : Given extends readonly Argument[]
    ? (...values: { [At in keyof Given]: Value<Given[At]> }) => string
    : {
        readonly [Key in keyof Given]: Key extends Looked
          ? Readonly<Record<string, string>>
          : Worded<Given[Key]>;
      };

/** Groups that are looked up by what is in the data, which may hold anything. */
type Looked = "phases" | "measures" | "precisions" | "precisionsLong" | "wholes" | "coarsen";

/** All that the page can say, in one language. */
export type Words = Worded<typeof SHAPE> & {
  /** The language's code, as in `<html lang>`. */
  readonly lang: string;
  /** How the language writes numbers, plurals, lists and days. */
  readonly grammar: LanguageGrammar;
  readonly number: (value: number) => string;
  /** A number as short as it can be, for the ticks of an axis: "120K". */
  readonly short: (value: number) => string;
  /** A list of texts, the last one joined by the word for "and" or "or". */
  readonly joined: (texts: readonly string[], last?: "and" | "or") => string;
};

const FALLBACK = "en";

/** The languages that there is a catalogue for, each with its own name for itself. */
export function languages(): readonly { readonly code: string; readonly name: string }[] {
  return Object.keys(catalogues).map((code) => ({ code, name: catalogueOf(code).grammar.name }));
}

/** Which languages the reader asks for, the most wanted first: of the address's hash, of its query, of the browser. */
export function languagesAsked(
  address: { readonly hash: string; readonly search: string },
  preferred: readonly string[],
): string[] {
  const asked = [address.hash.replace(/^#/, ""), address.search].map((part) =>
    new URLSearchParams(part).get("lang"),
  );
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
  const [own, spare] = [toolsOf(code, catalogue.grammar), toolsOf(FALLBACK, fallback.grammar)];
  const made = group(
    SHAPE,
    catalogue as unknown as Messages,
    own,
    fallback as unknown as Messages,
    spare,
  );
  return { ...made, ...own, lang: code, grammar: catalogue.grammar } as unknown as Words;
}

/** What a language does with numbers and lists. */
interface Tools extends Grammar {
  readonly code: string;
  readonly short: (value: number) => string;
  readonly joined: (texts: readonly string[], last?: "and" | "or") => string;
}

function toolsOf(code: string, { numbers, plurals, lists }: LanguageGrammar): Tools {
  return {
    code,
    number: (value) => numberText(value, numbers),
    short: (value) => shortText(value, numbers),
    plural: (value) => pluralOf(value, plurals),
    joined: (texts, last = "and") =>
      texts.length > 1
        ? texts.slice(0, -1).join(lists.between) + lists[last] + texts.at(-1)
        : texts.join(""),
  };
}

function group(
  shape: Shape,
  own: Messages,
  tools: Tools,
  fallback: Messages,
  spareTools: Tools,
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [key, inside] of Object.entries(shape)) {
    const [found, spare] = [own[key], fallback[key]];
    if (isArguments(inside)) {
      made[key] =
        typeof found === "string"
          ? said(found, inside, tools)
          : said(String(spare), inside, spareTools);
    } else {
      made[key] = group(
        inside,
        typeof found === "object" ? found : {},
        tools,
        spare as Messages,
        spareTools,
      );
    }
  }
  return made;
}

function isArguments(inside: readonly Argument[] | Shape): inside is readonly Argument[] {
  return Array.isArray(inside);
}

/** A plain text, or a function of a message's arguments that reads the message when it is first called. */
function said(text: string, names: readonly Argument[], tools: Tools): unknown {
  if (names.length === 0) return text;
  const read = names.map((name) => argument(name, tools));
  let message: Message | null = null;
  return (...values: unknown[]) => {
    message ??= readMessage(text);
    return writeMessage(
      message,
      Object.fromEntries(read.map(({ name, word }, at) => [name, word(values[at])])),
      tools,
    );
  };
}

interface Read {
  readonly name: string;
  readonly word: (value: unknown) => string | number;
}

function argument(text: Argument, tools: Tools): Read {
  const [name = "", kind] = text.split(": ");
  if (kind === "number") return { name, word: Number };
  if (kind === "code") return { name, word: (code) => languageName(String(code), tools.code) };
  if (kind === "all of") return { name, word: (values) => tools.joined(values as string[]) };
  return { name, word: String };
}
