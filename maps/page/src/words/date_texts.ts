/**
 * Words for the dates of reports, which are EDTF (Library of Congress, 2019; ISO 8601-2).
 *
 * The page words them only: what they mean in days was worked out before. What is not one of the forms below stays as it stands.
 */
import { elementAt } from "../checked_access.ts";
import { dayOf, wordDay } from "../rules/days.ts";
import { isolate } from "./isolate.ts";
import type { Words } from "./catalogue.ts";

/** Word a date of a report. */
export function wordDate(text: string, words: Words): string {
  if (text === "") return words.dateUnknown;
  if (text === "..") return words.dateOpen;
  const set = /^[[{](.*)[\]}]$/s.exec(text);
  if (set) return wordSet(elementAt(set, 1), words) ?? isolate(text);
  const interval = text.split("/");
  if (interval.length === 2) return words.dateBetween(wordDate(elementAt(interval, 0), words), wordDate(elementAt(interval, 1), words));
  return wordOne(text, words) ?? isolate(text);
}

function wordSet(inside: string, words: Words): string | null {
  const range = /^(.*?)\.\.(.*)$/s.exec(inside);
  if (!range) {
    const days = inside.split(",").map((day) => wordOne(day.trim(), words));
    return days.includes(null) ? null : words.either(days as string[]);
  }
  const [from, to] = [elementAt(range, 1).trim(), elementAt(range, 2).trim()];
  const [fromWords, toWords] = [wordOne(from, words), wordOne(to, words)];
  if (from === "" && toWords) return words.dateOrEarlier(toWords);
  if (to === "" && fromWords) return words.dateOrLater(fromWords);
  if (!fromWords || !toWords) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(from) && from.slice(0, 7) === to.slice(0, 7)) {
    return words.dateOneOf(String(Number(from.slice(8))), toWords);
  }
  return words.dateOneOf(fromWords, toWords);
}

function wordOne(text: string, words: Words): string | null {
  const found = /^(.*?)([~?%]*)$/s.exec(text)!;
  const plain = wordPlain(elementAt(found, 1), words);
  if (plain === null) return null;
  const mark = elementAt(found, 2);
  if (mark.includes("%") || (mark.includes("~") && mark.includes("?"))) return words.dateAboutAndDoubted(plain);
  if (mark.includes("~")) return words.dateAbout(plain);
  return mark.includes("?") ? words.dateDoubted(plain) : plain;
}

function wordPlain(text: string, words: Words): string | null {
  const { locale } = words;
  let found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found) return wordDay(dayOf(+elementAt(found, 1), +elementAt(found, 2), +elementAt(found, 3)), locale);
  found = /^(\d{4})-(\d{2})$/.exec(text);
  if (found && +elementAt(found, 2) >= 21 && +elementAt(found, 2) <= 24) return words.season(+elementAt(found, 2) - 21, elementAt(found, 1));
  if (found && +elementAt(found, 2) >= 1 && +elementAt(found, 2) <= 12) return wordDay(dayOf(+elementAt(found, 1), +elementAt(found, 2), 1), locale, "month");
  if (/^\d{4}$/.test(text)) return text;
  found = /^(\d{3})X$/.exec(text);
  if (found) return words.decade(`${found[1]}0`);
  found = /^(\d{4})-(\d{2})-(\d)X$/.exec(text);
  if (found) {
    const [low, high] = [Math.max(1, +elementAt(found, 3) * 10), +elementAt(found, 3) * 10 + 9];
    const end = Math.min(high, new Date(Date.UTC(+elementAt(found, 1), +elementAt(found, 2), 0)).getUTCDate());
    return words.dateOneOf(String(low), wordDay(dayOf(+elementAt(found, 1), +elementAt(found, 2), end), locale));
  }
  found = /^(\d{4})-(\d{2})-XX$/.exec(text);
  if (found) return words.someDayOf(wordDay(dayOf(+elementAt(found, 1), +elementAt(found, 2), 1), locale, "month"));
  return null;
}
