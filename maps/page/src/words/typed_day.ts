/** A day as a reader types it: in the order of the page's language, with a month's name or number, or as ISO 8601. */
import { calendar, dayOf, parseDay } from "../rules/days.ts";
import type { Words } from "./catalogue.ts";

/** Letters of a month's name that are enough, if no other month begins so. */
const LEAST_LETTERS = 3;

/** Read a typed day; null for anything that is not a day of the calendar. */
export function readTypedDay(text: string, { grammar }: Pick<Words, "grammar">): number | null {
  const typed = text.trim();
  return parseDay(typed) ?? numbered(typed, grammar) ?? named(typed, grammar);
}

type Grammar = Words["grammar"];

/** Read "1.12.2022", "1/12/2022" or "1 12 2022", in the order in which the language writes a day. */
function numbered(text: string, { days }: Grammar): number | null {
  const found = /^(\d{1,4})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,4})$/.exec(text);
  if (!found) return null;
  const numbers = found.slice(1);
  const order = ["{year}", "{month}", "{day}"].map((part) => days.forms.day.indexOf(part));
  const sorted = order.toSorted((a, b) => a - b);
  // A number of four digits can only be the year.
  const isYearFirst = numbers[0]?.length === 4;
  const [year = "", month = "", day = ""] = isYearFirst
    ? numbers
    : order.map((at) => numbers[sorted.indexOf(at)] ?? "");
  return year.length === 4 ? calendarDay(Number(year), Number(month), Number(day)) : null;
}

/** Read "1 December 2022", "Dec 1, 2022" or "1 грудня 2022 року". */
function named(text: string, { days }: Grammar): number | null {
  const words = text.match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  const numbers = words.filter((word) => /^\d/.test(word));
  const month = words.map((word) => monthOf(word, days)).find((one) => one > 0);
  const [year, day] = [
    numbers.find(({ length }) => length === 4),
    numbers.find(({ length }) => length <= 2),
  ];
  if (!month || !year || !day || numbers.length !== 2) return null;
  return calendarDay(Number(year), month, Number(day));
}

/** Return the number of a month by its name or the beginning of it; 0 for none, and for what may be several. */
function monthOf(word: string, days: Grammar["days"]): number {
  const key = word.toLowerCase();
  const lists = [days.months, days.monthsAlone, days.monthsShort, days.monthsShortAlone];
  const names = (at: number) => lists.map((list) => (list[at] ?? "").toLowerCase());
  const isOf = (fits: (name: string) => boolean) =>
    days.months.flatMap((_, at) => (names(at).some(fits) ? [at + 1] : []));
  const exact = isOf((name) => name.replace(/\.$/, "") === key);
  const begun = key.length < LEAST_LETTERS ? [] : isOf((name) => name.startsWith(key));
  const found = exact.length > 0 ? exact : begun;
  return found.length === 1 ? (found[0] ?? 0) : 0;
}

function calendarDay(year: number, month: number, day: number): number | null {
  const found = dayOf(year, month, day);
  const [y, m, d] = calendar(found);
  return y === year && m === month && d === day ? found : null;
}
