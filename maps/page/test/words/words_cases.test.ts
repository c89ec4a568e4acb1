/** The cases of words that Python passes too. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as page from "../../src/words/offered.ts";
import { languages } from "../../src/words/catalogue.ts";
import { answerOf, endsOf, type Row } from "./answers.mjs";

const cases: Row[] = JSON.parse(
  readFileSync(new URL("../../../../tests/cases/words.json", import.meta.url), "utf8"),
);
// The first few of many claimants are named by Python alone.
const rows = cases.filter(({ say }) => say !== "claimants");

for (const { code } of languages()) {
  test(`${code}: the page says what the cases of words say`, () => {
    const asked = rows.filter((row) => code in row);
    assert.ok(asked.length > 90);
    for (const row of asked)
      assert.deepEqual(answerOf(row, code, page), row[code], JSON.stringify([row.say, row.of]));
  });
}

test("the ends of a span keep who states them", () => {
  for (const row of rows.filter(({ ends }) => ends))
    assert.deepEqual(endsOf(row, page), row.ends, JSON.stringify(row.of));
});
