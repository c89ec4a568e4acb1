/**
 * Days, and the dates of reports, as a language writes them; the same as words/date_texts.py.
 *
 * Dates of reports are EDTF (Library of Congress, 2019; ISO 8601-2). They are only written here: which days they can be was
 * worked out before. What is in none of the forms below comes back as it is.
 */
import { elementAt } from "../checked_access.ts";
import { calendar, lastOfMonth, parseDay } from "../rules/days.ts";
import { isolate } from "./isolate.ts";
import type { Words } from "./catalogue.ts";

/** How a day is written: 1 December 2022, 1 Dec 2022, December 2022, Dec, 1 December, 1 Dec, 2022. */
export type DayForm = keyof Words["grammar"]["days"]["forms"] | "year";

/** Write a day, or its month or year alone. */
export function wordDay(day: number, words: Pick<Words, "grammar">, form: DayForm = "day"): string {
  const [year, month, date] = calendar(day);
  return form === "year" ? String(year) : writeDay(year, month, date, words, form);
}

function writeDay(
  year: number,
  month: number,
  day: number,
  { grammar }: Pick<Words, "grammar">,
  form: Exclude<DayForm, "year">,
): string {
  const { months, monthsAlone, monthsShort, monthsShortAlone, forms } = grammar.days;
  const names = {
    day: months,
    dayMonth: months,
    month: monthsAlone,
    monthShort: monthsShortAlone,
    short: monthsShort,
    dayMonthShort: monthsShort,
  }[form];
  return forms[form]
    .replace("{day}", String(day))
    .replace("{month}", names[month - 1] ?? "")
    .replace("{year}", String(year));
}

/** Write in short on which day something was said, as exactly as it is known; null where nothing bounds it. */
export function wordSaidDays(earliest: number | null, latest: number | null, words: Words): string {
  if (earliest === null)
    return latest === null
      ? words.dateUnknown
      : words.dateOrEarlier(wordDay(latest, words, "short"));
  if (latest === null) return words.dateOrLater(wordDay(earliest, words, "short"));
  if (earliest === latest) return wordDay(latest, words, "short");
  const [year, month, day] = calendar(earliest);
  const [lastYear, lastMonth] = calendar(latest);
  const isOneMonth = year === lastYear && month === lastMonth;
  if (isOneMonth && day === 1 && latest === lastOfMonth(year, month))
    return wordDay(latest, words, "month");
  const since = isOneMonth ? String(day) : wordDay(earliest, words, "short");
  return words.dateOneOf(since, wordDay(latest, words, "short"));
}

/** An age of more days than this is written in months. */
const MOST_AGE_DAYS = 120;

/**
 * Write how long before a day something was said, in days, and after 120 days in months of 30 days.
 *
 * Empty where it may have been said after that day, or nothing bounds when.
 */
export function wordAge(
  earliest: number | null,
  latest: number | null,
  day: number,
  { lines }: Words,
): string {
  if (earliest === null || latest === null || latest > day) return "";
  const [least, most] = [day - latest, day - earliest];
  if (most > MOST_AGE_DAYS) {
    const [from, to] = [Math.floor(least / 30), Math.floor(most / 30)];
    return from === to ? lines.ageMonths(to) : lines.ageMonthsRange(from, to);
  }
  return least === most ? lines.ageDays(most) : lines.ageDaysRange(least, most);
}

/** Write a day in short, without its year if another day that is named has the same. */
export function wordNearDay(day: number, beside: number, words: Words): string {
  const isOneYear = calendar(day)[0] === calendar(beside)[0];
  return wordDay(day, words, isOneYear ? "dayMonthShort" : "short");
}

/** Write a date of a report. */
export function wordDate(text: string, words: Words): string {
  if (text === "") return words.dateUnknown;
  if (text === "..") return words.dateOpen;
  const set = /^[[{](.*)[\]}]$/s.exec(text);
  if (set) return wordSet(elementAt(set, 1), words) ?? isolate(text);
  const interval = text.split("/");
  if (interval.length === 2)
    return words.dateBetween(
      wordDate(elementAt(interval, 0), words),
      wordDate(elementAt(interval, 1), words),
    );
  return wordOne(text, words) ?? isolate(text);
}

function wordSet(inside: string, words: Words): string | null {
  const range = /^(.*?)\.\.(.*)$/s.exec(inside);
  if (!range) {
    const days = inside.split(",").map((day) => wordOne(day.trim(), words));
    return days.includes(null) ? null : words.joined(days as string[], "or");
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
  if (mark.includes("%") || (mark.includes("~") && mark.includes("?")))
    return words.dateAboutAndDoubted(plain);
  if (mark.includes("~")) return words.dateAbout(plain);
  return mark.includes("?") ? words.dateDoubted(plain) : plain;
}

function wordPlain(text: string, words: Words): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const day = parseDay(text);
    return day === null ? null : wordDay(day, words);
  }
  if (/^\d{4}$/.test(text)) return text;
  const decade = /^(\d{3})X$/.exec(text);
  if (decade) return words.decade(`${decade[1]}0`);
  const found = /^(\d{4})-(\d{2})(?:-(?:(XX)|([0-3])X))?$/.exec(text);
  if (!found) return null;
  const [year, month, ten] = [Number(found[1]), Number(found[2]), Number(found[4])];
  if (month >= 21 && month <= 24 && text.length === 7)
    return words.season(month - 21, elementAt(found, 1));
  if (month >= 33 && month <= 36 && text.length === 7)
    return words.quarter(month - 32, elementAt(found, 1));
  if (month < 1 || month > 12) return null;
  if (text.length === 7) return writeDay(year, month, 1, words, "month");
  if (found[3]) return words.someDayOf(writeDay(year, month, 1, words, "month"));
  const [first, last] = [
    Math.max(1, ten * 10),
    Math.min(ten * 10 + 9, calendar(lastOfMonth(year, month))[2]),
  ];
  return first > last
    ? null
    : words.dateOneOf(String(first), writeDay(year, month, last, words, "day"));
}
