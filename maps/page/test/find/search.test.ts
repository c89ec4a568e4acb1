import assert from "node:assert/strict";
import { test } from "node:test";
import { findMarks, fold, wordsOfQuery } from "../../src/words/folding.ts";
import { Haystack } from "../../src/words/search_text.ts";
import { SearchIndex } from "../../src/find/search.ts";
import { blockOf } from "../blocks.ts";

const block = blockOf([
  {
    claimant: "Alexander Lukashenko",
    summary: "More than a thousand Russian soldiers",
    place: "Brest",
    source: "Deutsche Welle",
  },
  {
    claimant: "Ганна Маляр",
    summary: "20 000 новомобілізованих",
    place: "Brest",
    quote: "Їхати до Бреста",
  },
  { claimant: "Łukaszenka", unit: "1st Guards Tank Army", place: "Baranavičy", summary: "" },
]);
const index = new SearchIndex(block);
const found = (query: string) => [...index.find(query).rows];

test("words are found in any order, in any column, in any case", () => {
  assert.deepEqual(found("thousand LUKASHENKO"), [0]);
  assert.deepEqual(found("brest"), [0, 1]);
  assert.deepEqual(found("welle soldiers brest"), [0]);
  assert.deepEqual(found("brest welle nothing"), []);
  assert.deepEqual(found("tank guards"), [2]);
});

test("Latin letters are found without their accents, Cyrillic as it is typed", () => {
  assert.deepEqual(found("lukaszenka"), [2]);
  assert.deepEqual(found("ŁUKASZENKA baranavicy"), [2]);
  assert.deepEqual(found("їхати"), [1]);
  assert.deepEqual(found("іхати"), []);
  assert.deepEqual(found("маляр"), [1]);
});

test("quotation marks hold words together", () => {
  assert.deepEqual(found('"tank army"'), [2]);
  assert.deepEqual(found('"army tank"'), []);
  assert.deepEqual(wordsOfQuery("  «Tank Army»  tank tank "), ["tank army", "tank"]);
});

test("an empty query finds nothing, and no letter is an instruction", () => {
  for (const query of ["", "   ", '""']) assert.deepEqual(found(query), []);
  for (const query of [".*", "(", "[a", "\\"]) assert.deepEqual(found(query), []);
});

test("places are found by name", () =>
  assert.deepEqual(
    index.find("baranavičy").places.map((place) => block.places.name[place]),
    ["Baranavičy"],
  ));

test("the column that tells most is the one in which all the words stand", () => {
  assert.equal(index.columnOf(0, ["russian"]), "summary");
  assert.equal(index.columnOf(0, ["lukashenko", "welle"]), "claimant");
  assert.equal(index.textOf(2, "unit"), "1st Guards Tank Army");
});

test("what was found is marked where it stands in the text as it was written", () => {
  const marked = (text: string, ...words: string[]) =>
    findMarks(text, words).map(([from, to]) => text.slice(from, to));
  assert.deepEqual(marked("Łukaszenka in Baranavičy", "lukasz", "vicy"), ["Łukasz", "vičy"]);
  assert.deepEqual(marked("Straße, STRASSE", "strasse"), ["Straße", "STRASSE"]);
  assert.deepEqual(marked("e\u0301te\u0301 \u{1f1fa}", "ete"), ["e\u0301te\u0301"]);
  assert.deepEqual(marked("aaa", "aa", "a"), ["aa", "a"]);
  assert.deepEqual(marked("nothing", "xyz"), []);
});

test("no word is found across the ends of two texts", () => {
  const texts = new Haystack(["one", "", "two\nlines", "ONE two", "Łódź"]);
  const having = (word: string) => [...(texts.having(word) ?? [])];
  assert.deepEqual(having("one"), [1, 0, 0, 1, 0]);
  assert.deepEqual(having("lines"), [0, 0, 1, 0, 0]);
  assert.deepEqual(having("lodz"), [0, 0, 0, 0, 1]);
  assert.deepEqual(having("etwo"), []);
  assert.deepEqual([...(new Haystack(["Ab", "bA", "b"]).having("b") ?? [])], [1, 1, 1]);
});

test("folding is folded already", () => {
  for (const text of ["Łódź", "Їжак Ёлка й", "Ærø’s İstanbul", "ﬁ"])
    assert.equal(fold(fold(text)), fold(text));
});

test("a force is found by the name that the page has for it, and by the report's", () => {
  const own = blockOf([{ force: "Russia" }, { force: "Belarus" }]);
  const named = new SearchIndex(own, (force) => (force === "Russia" ? "Россия" : force));
  for (const query of ["россия", "russia"]) assert.deepEqual([...named.find(query).rows], [0]);
  assert.equal(named.textOf(0, "force"), "Россия");
});
