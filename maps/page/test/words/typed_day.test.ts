/** Days as readers type them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDay } from "../../src/rules/days.ts";
import { languages, wordsFor } from "../../src/words/catalogue.ts";
import { wordDay } from "../../src/words/date_texts.ts";
import { readTypedDay } from "../../src/words/typed_day.ts";

const READ: readonly [language: string, typed: string, day: string | null][] = [
  ["en", "2022-12-01", "2022-12-01"],
  ["en", " 1 December 2022 ", "2022-12-01"],
  ["en", "1 dec 2022", "2022-12-01"],
  ["en", "1 sept 2022", "2022-09-01"],
  ["en", "December 1, 2022", "2022-12-01"],
  ["en", "1.12.2022", "2022-12-01"],
  ["en", "01/12/2022", "2022-12-01"],
  ["en", "1 12 2022", "2022-12-01"],
  ["en", "2022/12/1", "2022-12-01"],
  ["en", "29 February 2024", "2024-02-29"],
  ["en", "29 February 2023", null],
  ["en", "31.11.2022", null],
  ["en", "12/31/2022", null],
  ["en", "1.12.22", null],
  ["en", "1 ju 2022", null],
  ["en", "December 2022", null],
  ["en", "tomorrow", null],
  ["en", "", null],
  ["uk", "1 грудня 2022", "2022-12-01"],
  ["uk", "1 Грудень 2022", "2022-12-01"],
  ["uk", "1 груд. 2022 р.", "2022-12-01"],
  ["uk", "01.12.2022", "2022-12-01"],
  ["ru", "1 декабря 2022 г.", "2022-12-01"],
  ["ru", "1 мая 2023", "2023-05-01"],
  ["ru", "1 дек 2022", "2022-12-01"],
  ["ru", "1 ма 2023", null],
];

test("a day is read in the order of the page's language, with a month's name or number, or as ISO", () => {
  for (const [language, typed, day] of READ) {
    const read = readTypedDay(typed, wordsFor([language]));
    assert.equal(read === null ? null : formatDay(read), day, `${language}: ${typed}`);
  }
});

test("what the page writes as a day is read as that day, in each language and each month", () => {
  for (const { code } of languages()) {
    const words = wordsFor([code]);
    for (let day = 18_993; day < 19_358; day += 9) {
      for (const form of ["day", "short"] as const)
        assert.equal(
          readTypedDay(wordDay(day, words, form), words),
          day,
          wordDay(day, words, form),
        );
    }
  }
});
