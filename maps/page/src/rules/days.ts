/** Days: integers since 1970-01-01, and never a clock time or a time zone. */

export const DISTANT_PAST = -2147483647;
export const DISTANT_FUTURE = 2147483647;

const MS_PER_DAY = 86_400_000;

/** Read `2022-12-01`; null for anything that is not a day of the calendar. */
export function parseDay(text: string): number | null {
  const found = /^(-?\d{4,6})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const days = dayOf(year, month, day);
  const [y, m, d] = calendar(days);
  return y === year && m === month && d === day ? days : null;
}

/** Count the days to a date of the proleptic Gregorian calendar. */
export function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / MS_PER_DAY);
}

/** Year, month and day of a day. */
export function calendar(day: number): [number, number, number] {
  const date = new Date(day * MS_PER_DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/** Write a day as `2022-12-01`. */
export function formatDay(day: number): string {
  const [year, month, date] = calendar(day);
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

/** The first and the last day that can be shown: those of the years that a date of four digits can name. */
export const SHOWN_DAYS = { first: dayOf(1, 1, 1), last: dayOf(9999, 12, 31) } as const;

/** The last day of a month. */
export function lastOfMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 0);
}

/** Go a calendar month on or back; the 31st becomes the last day of a shorter month. */
export function addMonths(day: number, months: number): number {
  const [year, month, date] = calendar(day);
  const first = calendar(dayOf(year, month + months, 1));
  return Math.min(dayOf(first[0], first[1], date), lastOfMonth(first[0], first[1]));
}
