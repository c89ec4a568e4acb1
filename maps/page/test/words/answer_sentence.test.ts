/** The cases of sentences that Python passes too, and the answers drawn at random that it hands over as MUSTERMAP_SENTENCES. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { partsOf, sentenceOf, sentencesOf } from "../../src/words/answer_sentence.ts";
import { elementAt } from "../../src/checked_access.ts";
import { clausesOf } from "../../src/words/section_clauses.ts";
import { spreadCount, spreadFactor, spreadFigures } from "../../src/words/spread_words.ts";
import { languages, wordsFor } from "../../src/words/catalogue.ts";
import { type Parts, textOfParts } from "../../src/words/sentence_parts.ts";
import { type AnswerCells, readAnswer } from "../sentence_answers.ts";

interface Case {
  readonly rule: string;
  readonly answer: AnswerCells;
  /** What is no plain text: kind, text, ids, field. */
  readonly parts?: readonly (readonly [string, string, string, string])[];
  /** The reports that dispute each figure that is called disputed. */
  readonly disputes?: readonly string[];
  /** The spread of the first section, its count and its factor. */
  readonly short?: string;
  readonly [language: string]: unknown;
}

interface Drawn {
  readonly answer: AnswerCells;
  readonly said: Readonly<Record<string, Parts>>;
}

const cases: Case[] = JSON.parse(
  readFileSync(new URL("../../../../tests/cases/sentences.json", import.meta.url), "utf8"),
);

for (const { code } of languages()) {
  test(`${code}: the page says what the cases of sentences say`, () => {
    const words = wordsFor([code]);
    const asked = cases.filter((one) => code in one);
    assert.ok(asked.length >= 40);
    for (const one of asked)
      assert.equal(textOfParts(sentenceOf(readAnswer(one.answer), words)), one[code], one.rule);
  });
}

test("figures, counts, factors and days name their reports", () => {
  for (const { answer, parts, rule } of cases.filter((one) => one.parts)) {
    const said = sentenceOf(readAnswer(answer), wordsFor(["en"]));
    const found = said.filter(({ kind }) => kind !== "text");
    assert.deepEqual(
      found.map(({ kind, text, ids, field }) => [kind, text, ids.join(" "), field]),
      parts,
      rule,
    );
  }
});

test("a figure that is disputed says so once, with the reports that dispute it", () => {
  for (const { answer, disputes, rule } of cases.filter((one) => one.disputes)) {
    const said = sentenceOf(readAnswer(answer), wordsFor(["en"]));
    const found = said.filter(({ text, kind }) => text === "disputed" && kind === "text");
    assert.deepEqual(
      found.map(({ ids }) => ids.join(" ")),
      disputes,
      rule,
    );
  }
});

test("a spread heads its section without its claimants", () => {
  const words = wordsFor(["en"]);
  for (const { answer, short, rule } of cases.filter((one) => one.short)) {
    const { sections, day } = readAnswer(answer);
    const { spread } = clausesOf(elementAt(sections, 0), day, words);
    const [figures, count, factor] = spread
      ? [spreadFigures(spread, words), spreadCount(spread, words), spreadFactor(spread, words)]
      : [[], [], []];
    const texts = [figures, count, factor].map(textOfParts).filter(Boolean);
    assert.equal(texts.join(" · "), short, rule);
  }
});

test("in brief a section has both ends and the count without names, in each language", () => {
  const [several] = cases;
  const said = (code: string) => {
    const [first] = sentencesOf(readAnswer(several!.answer), wordsFor([code]));
    return textOfParts([...first!.heading, ...first!.brief]).replaceAll("\u00a0", " ");
  };
  assert.deepEqual(["en", "uk", "ru"].map(said), [
    "Present: from 3,000 to 9,000, two claimants.",
    "Перебувають: від 3 000 до 9 000, 2 автори.",
    "Находятся: от 3 000 до 9 000, 2 автора.",
  ]);
});

test("in brief the figure of one claimant keeps its name", () => {
  for (const { answer } of cases) {
    const [first] = sentencesOf(readAnswer(answer), wordsFor(["en"]));
    if (first!.section?.rows.length === 1) assert.deepEqual(first!.brief, first!.body);
  }
});

test("the sentences of the sections, joined by a space, are the sentence", () => {
  const words = wordsFor(["en"]);
  for (const { answer, en } of cases)
    assert.equal(
      sentencesOf(readAnswer(answer), words)
        .map((one) => textOfParts(partsOf(one)))
        .join(" "),
      en,
    );
});

const file = process.env["MUSTERMAP_SENTENCES"];
const drawn: Drawn[] = file ? JSON.parse(readFileSync(file, "utf8")) : [];

for (const { code } of languages()) {
  test(`${code}: the page says the same of answers drawn at random`, () => {
    const words = wordsFor([code]);
    for (const { answer, said } of drawn)
      assert.deepEqual(sentenceOf(readAnswer(answer), words), said[code], JSON.stringify(answer));
  });
}
