import assert from "node:assert/strict";
import { test } from "node:test";
import { wordDate } from "../../src/words/date_texts.ts";
import { wordsFor } from "../../src/words/catalogue.ts";

const words = wordsFor(["en"]);

test("dates of reports are worded", () => {
  const table: Record<string, string> = {
    "": "not given",
    "..": "open",
    "1999": "1999",
    "2022-11": "November 2022",
    "2022-10-08": "8 October 2022",
    "[2022-10-10..]": "10 October 2022 or later",
    "[..2022-10-10]": "10 October 2022 or earlier",
    "[2022-09-21..2022-09-30]": "some day of 21–30 September 2022",
    "[2022-09-21..2022-10-02]": "some day of 21 September 2022–2 October 2022",
    "2022-09-2X": "some day of 20–29 September 2022",
    "2023-02-2X": "some day of 20–28 February 2023",
    "199X": "the 1990s",
    "2022~": "about 2022",
    "2022-09?": "September 2022 (uncertain)",
    "2022%": "about 2022 (uncertain)",
    "2022-21": "spring 2022",
    "[2022-09-01,2022-10-01]": "1 September 2022 or 1 October 2022",
    "2022-11/2023-02": "November 2022 to February 2023",
  };
  for (const [date, expected] of Object.entries(table))
    assert.equal(wordDate(date, words), expected, date);
});

test("a date in no form that is known stays as it stands", () => {
  for (const date of ["Y170000002", "2022-13", "late September", "<b>"])
    assert.equal(wordDate(date, words), date);
});
