/**
 * What the gazetteer says of a place, in the page's language: why it was not found, and how it was.
 *
 * The claims table has these as English sentences, which whoever reads the table can read. The English catalogue holds the
 * same sentences as messages; what fits one of them is said by the message of that key in the page's catalogue, with the
 * names in it. What fits none comes back as it is.
 */
import { required } from "../checked_access.ts";
import { catalogues, type Messages } from "./catalogue_files.ts";
import { regionName } from "./cldr_names.ts";
import { englishCountry } from "./country_names.ts";
import { type Argument, SHAPE } from "./message_shapes.ts";
import type { Words } from "./catalogue.ts";

type Group = "placeReasons" | "foundBy";

interface Pattern {
  readonly key: string;
  readonly names: readonly string[];
  readonly shape: RegExp;
}

/** Arguments that name a country, and those that hold places with their kinds. */
const COUNTRIES = new Set(["country", "hint"]);
const PLACES = new Set(["elsewhere", "names"]);
const KINDS = /\((settlement|airfield|site|region|country), /g;

/** Why a place was not found: the sentence without its full stop. */
export function wordReason(sentence: string, words: Words): string {
  const reason = sentence.endsWith(".") ? sentence.slice(0, -1) : sentence;
  return words.lang === "en" ? reason : said("placeReasons", reason, words);
}

/** How a place was found: "airfield; from 'Machulishchi (airbase)'". */
export function wordHow(how: string, words: Words): string {
  if (words.lang === "en") return how;
  // The wording comes last, and may hold anything.
  const at = how.startsWith("from '") ? 0 : how.indexOf("; from '");
  const [front, wording] =
    at < 0 ? [how, ""] : [how.slice(0, at), how.slice(at).replace(/^; /, "")];
  return [...front.split("; "), wording]
    .filter(Boolean)
    .map((part) => said("foundBy", part, words))
    .join("; ");
}

function said(group: Group, text: string, words: Words): string {
  for (const { key, names, shape } of patternsOf(group)) {
    const found = shape.exec(text);
    if (!found) continue;
    const message = (
      words[group] as Readonly<Record<string, string | ((...values: string[]) => string)>>
    )[key];
    if (typeof message !== "function") return message ?? text;
    return message(...names.map((name) => inLanguage(name, found.groups?.[name] ?? "", words)));
  }
  return text;
}

/** A part of a sentence in the language: a sentence within it, a country by its English name, places with their kinds. */
function inLanguage(name: string, text: string, words: Words): string {
  if (name === "reason") return wordReason(text, words);
  if (COUNTRIES.has(name)) return regionName(englishCountry(text), words.lang) || text;
  if (name === "side") return said("foundBy", text, words);
  return PLACES.has(name)
    ? text.replace(KINDS, (_, kind: string) => `(${said("foundBy", kind, words)}, `)
    : text;
}

const patterns = new Map<Group, readonly Pattern[]>();

/** The English messages of a group as patterns, made once. */
function patternsOf(group: Group): readonly Pattern[] {
  const known = patterns.get(group);
  if (known) return known;
  const shapes: Readonly<Record<string, readonly Argument[]>> = SHAPE[group];
  const english = required(catalogues["en"], "the English catalogue")[group] as Messages;
  const made = Object.entries(english).map(
    ([key, message]): Pattern => ({
      key,
      names: shapes[key] ?? [],
      shape: new RegExp(`^${patternOf(String(message))}$`, "s"),
    }),
  );
  patterns.set(group, made);
  return made;
}

/** A message with its arguments as named groups; in ICU messages '' is one apostrophe. */
function patternOf(message: string): string {
  const parts = message.replaceAll("''", "'").split(/\{(\w+)\}/);
  return parts
    .map((part, k) => (k % 2 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
    .join("");
}
