/** What is written in the row of a claim, and what is read out for it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerRow, AnswerSection } from "../../src/rules/answer.ts";
import { parseDay } from "../../src/rules/days.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import {
  type ClaimFacts,
  type RowMarks,
  rowText,
  wordSaidBriefly,
  wordWho,
} from "../../src/words/row_texts.ts";
import { textOfParts } from "../../src/words/sentence_parts.ts";
import { about, exactly, moreThan, rowOf, sectionOf, upTo } from "../panel/answers.ts";

const words = wordsFor(["en"]);
const day = (text: string) => parseDay(text)!;
const ON = day("2023-02-01");
const NO_MARKS: RowMarks = {
  newest: new Set(),
  isNewestKnown: true,
  lowest: new Set(),
  highest: new Set(),
};
const NO_FACTS: ClaimFacts = { disputers: [], period: "" };

function written(row: AnswerRow, facts = NO_FACTS, more: Partial<AnswerSection> = {}) {
  const context = { section: sectionOf([row], more), day: ON, words, marks: NO_MARKS };
  return rowText(row, row.claims[0]!, facts, context);
}

test("a row has claimant, figure, day of saying and age", () => {
  const text = written(rowOf("Kyrylo Budanov", about(4300), day("2023-01-12")));
  assert.deepEqual(
    [text.who, text.said, text.age, textOfParts(text.figure)],
    ["Kyrylo Budanov", "12 Jan", "20 days before", "about 4,300"],
  );
});

test("the newest says so in place of its age", () => {
  const row = rowOf("A", exactly(11_000), day("2023-01-30"));
  const marks = { ...NO_MARKS, newest: new Set(row.claims) };
  const context = { section: sectionOf([row]), day: ON, words, marks };
  const known = rowText(row, row.claims[0]!, NO_FACTS, context);
  assert.deepEqual([known.newest, known.age], ["newest", ""]);
  const perhaps = { ...context, marks: { ...marks, isNewestKnown: false } };
  assert.equal(rowText(row, row.claims[0]!, NO_FACTS, perhaps).newest, "newest, one of these");
});

test("a claim that shares an end of the spread says so, and one of vague dates says why it is apart", () => {
  const row = rowOf("A", exactly(11_000), day("2023-01-30"));
  const marks = { ...NO_MARKS, highest: new Set(row.claims) };
  const context = { section: sectionOf([row]), day: ON, words, marks };
  assert.equal(rowText(row, row.claims[0]!, NO_FACTS, context).end, "highest");
  assert.equal(written(row).end, "");
  const vague = rowOf("A", exactly(2000), day("2023-07-14"), "vague");
  assert.deepEqual(written(vague).notes, ["said after this day", "dates vague"]);
  const noteOf = (said: readonly [number | null, number | null]) =>
    written({ ...vague, claims: [{ ...vague.claims[0]!, said }] }).notes;
  assert.deepEqual(noteOf([day("2023-01-10"), null]), ["dates vague"]);
  assert.deepEqual(noteOf([day("2023-02-01"), ON]), ["dates vague"]);
  const perhaps = ["perhaps said after this day", "dates vague"];
  assert.deepEqual(noteOf([null, day("2025-06-16")]), perhaps);
  assert.deepEqual(noteOf([ON, day("2023-02-28")]), perhaps);
  // That its day is not known is said where others have their day.
  const [claim] = vague.claims;
  const undated = { ...vague, claims: [{ ...claim!, said: [null, null] as const }] };
  assert.deepEqual([written(undated).said, written(undated).notes], ["day not known", []]);
});

test("a stated period takes the place of the age, and disputers are named", () => {
  const text = written(rowOf("Pavel Latushka", exactly(120_000), day("2022-09-29"), "stated"), {
    disputers: ["B", "C"],
    period: "November 2022 to February 2023",
  });
  assert.equal(text.said, "29 Sept 2022, for November 2022 to February 2023");
  assert.deepEqual([text.age, text.disputed], ["", "disputed: B and C"]);
});

test("parts and places are named before the claimant, and marked as no whole", () => {
  const part = { claimant: "Hanna Malyar", label: "newly mobilised", place: "" };
  assert.equal(wordWho(part, words), "newly mobilised only: Hanna Malyar");
  const place = { claimant: "Hajun", label: "", place: "Polotsk" };
  assert.equal(wordWho(place, words), "in Polotsk: Hajun");
  assert.equal(wordWho({ claimant: "" }, words), "nobody named");
  const row = rowOf("Hajun", moreThan(200), day("2022-11-05"), "carried", { place: "Polotsk" });
  assert.equal(written(row).isWhole, false);
});

test("a figure of the other measure says so, and what was said since is named", () => {
  const movement = rowOf("A", upTo(3200), day("2023-01-02"), "carried", { kind: "movement" });
  assert.deepEqual(written(movement).notes, [
    "as a movement: how many came, not how many are there",
  ]);
  assert.deepEqual(written(movement, NO_FACTS, { measure: "flow" }).notes, []);
  const since = {
    ...{ id: "s", claimant: "A", figure: exactly(5000), forces: [], start: "", end: "" },
    ...{ said: [day("2023-07-03"), day("2023-07-03")] as const, untilDay: null },
    disputedBy: [],
  };
  const row = rowOf("A", exactly(9000), day("2023-01-02"));
  assert.deepEqual(written({ ...row, since: { ...since, phase: "withdrawn" } }).notes, [
    "since then: 5,000 withdrawn (3 Jul 2023)",
  ]);
  assert.deepEqual(
    written({ ...row, since: { ...since, figure: null, phase: "withdrawn" } }).notes,
    ["since then: withdrawn (3 Jul 2023)"],
  );
});

test("a vague word beside a claimant's dated one says that it is not counted with it", () => {
  const dated = rowOf("A", about(9000), day("2023-01-30"));
  const late = rowOf("A", about(2000), day("2023-07-14"), "vague").claims[0]!;
  const both = { ...dated, claims: [...dated.claims, late] };
  const context = { section: sectionOf([both]), day: ON, words, marks: NO_MARKS };
  const notes = (claim = late) => rowText(both, claim, NO_FACTS, context).notes;
  assert.deepEqual(notes(), ["said after this day", "not counted: dates vague"]);
  assert.deepEqual(notes(both.claims[0]), []);
});

test("a word among counted figures says that it is not counted", () => {
  const row = rowOf("A", moreThan(200), day("2023-01-30"));
  const word = { ...row, claims: [{ ...row.claims[0]!, wording: "several hundred" }] };
  assert.deepEqual(written(row).notes, []);
  assert.deepEqual(written(word).notes, ["not counted: a word, not a number"]);
});

test("one saying in two wordings is marked as the newest once", () => {
  const row = rowOf("A", about(10_000), day("2023-01-30"));
  const [first] = row.claims;
  const other = { ...first!, id: "other", figure: moreThan(10_000) };
  const earlier = {
    ...first!,
    id: "earlier",
    said: [day("2023-01-29"), day("2023-01-29")] as const,
  };
  const both = { ...row, claims: [first!, other, earlier] };
  const marks = { ...NO_MARKS, newest: new Set(both.claims), isNewestKnown: true };
  const context = { section: sectionOf([both]), day: ON, words, marks };
  assert.deepEqual(
    both.claims.map((claim) => rowText(both, claim, NO_FACTS, context).newest),
    ["newest", "", "newest"],
  );
});

test("the days of a saying are as short as they can be and keep the year where it is another", () => {
  const said = (from: string | null, to: string | null) =>
    wordSaidBriefly(
      [from && day(from), to && day(to)] as [number | null, number | null],
      ON,
      words,
    );
  assert.deepEqual(
    [
      said("2023-01-12", "2023-01-12"),
      said("2022-10-17", "2022-10-17"),
      said("2023-01-01", "2023-01-31"),
      said("2022-11-01", "2022-11-30"),
      said("2023-01-21", "2023-01-31"),
      said("2022-11-28", "2022-12-02"),
      said("2022-12-30", "2023-01-02"),
      said("2023-07-14", "2023-07-14"),
      said("2023-07-01", "2023-07-31"),
      said(null, "2023-01-12"),
      said(null, null),
    ],
    [
      ...["12 Jan", "17 Oct 2022", "Jan", "November 2022", "21–31 Jan", "28 Nov–2 Dec 2022"],
      ...[
        "30 Dec 2022–2 Jan",
        "14 Jul 2023",
        "July 2023",
        "12 Jan 2023 or earlier",
        "day not known",
      ],
    ],
  );
});
