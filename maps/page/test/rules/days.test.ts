import assert from "node:assert/strict";
import { test } from "node:test";
import { addMonths, calendar, dayOf, formatDay, parseDay } from "../../src/rules/days.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { wordDay } from "../../src/words/date_texts.ts";

test("days are read and written as they stand in the calendar", () => {
  for (const [text, day] of [
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    ["2000-02-29", 11016],
    ["2022-12-01", 19327],
  ] as const) {
    assert.equal(parseDay(text), day);
    assert.equal(formatDay(day), text);
  }
});

test("what is no day of the calendar is not read", () => {
  for (const text of [
    "",
    "2022-13-01",
    "2022-02-29",
    "2022-1-1",
    "01.12.2022",
    "2022-12-01T00:00",
    "soon",
    "2022-00-10",
  ]) {
    assert.equal(parseDay(text), null, text);
  }
});

test("a month on from the 31st is the last day of a shorter month", () => {
  assert.equal(formatDay(addMonths(parseDay("2022-12-31")!, 2)), "2023-02-28");
  assert.equal(formatDay(addMonths(parseDay("2024-03-31")!, -1)), "2024-02-29");
  assert.equal(formatDay(addMonths(parseDay("2022-01-15")!, -1)), "2021-12-15");
});

test("years before 100 are not taken for years of the twentieth century", () => {
  assert.deepEqual(calendar(dayOf(14, 8, 19)), [14, 8, 19]);
});

test("the words of a day do not depend on the time zone", () => {
  const zone = process.env["TZ"];
  for (const place of ["America/Los_Angeles", "Pacific/Kiritimati", "UTC"]) {
    process.env["TZ"] = place;
    assert.equal(wordDay(parseDay("2022-12-01")!, wordsFor(["en"])), "1 December 2022");
  }
  process.env["TZ"] = zone;
});
