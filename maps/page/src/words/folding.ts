/** Folding text for search: without case, and Latin letters without accents; Cyrillic as it is typed. */

/** Latin letters that no accent is taken from by decomposition. */
import { elementAt } from "../checked_access.ts";
const LETTERS: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ð: "d",
};
const SPECIAL = /[łøđßæœıþð]/g;
const QUOTES = /[\u2018\u2019\u02bc\u2032`]/g;
const PLAIN = /^[\x00-\x7f]*$/;

/** Fold a text; "Łukaszenka’s BREST" and "lukaszenka's brest" are one. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  const bare = lower
    .normalize("NFD")
    .replace(/([a-z])\p{M}+/gu, "$1")
    .normalize("NFC");
  return bare
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter)
    .replace(QUOTES, "'")
    .replace(/[\u00a0\u202f]/g, " ");
}

/** The words of a query, each once; what is between quotation marks is one. */
export function wordsOfQuery(query: string): string[] {
  const found = [...fold(query).matchAll(/["«“„]([^"»”“]+)["»”“]|(\S+)/g)].map((match) =>
    (match[1] ?? match[2] ?? "").trim().replace(/\s+/g, " "),
  );
  return [...new Set(found)].filter(Boolean);
}

/** Where words are in a text: from and before which letter, in order, none over another. */
export function findMarks(text: string, words: readonly string[]): [from: number, to: number][] {
  const letters = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
  const starts: number[] = [];
  let folded = "";
  for (const { segment, index } of letters) {
    const one = fold(segment);
    for (let k = 0; k < one.length; k++) starts.push(index);
    folded += one;
  }
  starts.push(text.length);
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const to =
        starts.find(
          (start, k) => k >= at + word.length && start > elementAt(starts, at + word.length - 1),
        ) ?? text.length;
      found.push([elementAt(starts, at), to]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([from], k) => !found.slice(0, k).some(([, to]) => to > from));
}
