/** What the gazetteer says of places, in other languages; tests/test_page_place_words.py holds the English sentences against geo. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordHow, wordReason } from "../../src/words/place_texts.ts";
import { languageName } from "../../src/words/cldr_names.ts";
import { countryName, englishCountry } from "../../src/words/country_names.ts";
import { wordsFor } from "../../src/words/catalogue.ts";

const [en, uk, ru] = [wordsFor(["en"]), wordsFor(["uk"]), wordsFor(["ru"])];

test("in English a reason is as it was, without its full stop", () => {
  assert.equal(
    wordReason("No place in the gazetteer bears this name.", en),
    "No place in the gazetteer bears this name",
  );
  assert.equal(
    wordHow("airfield; from 'Machulishchi (airbase)'", en),
    "airfield; from 'Machulishchi (airbase)'",
  );
  assert.equal(wordReason("", uk), "");
});

test("a reason is said in the language, with its names, its countries and the kinds of places", () => {
  assert.equal(
    wordReason("No place in the gazetteer bears this name.", ru),
    "в справочнике мест нет такого названия",
  );
  assert.equal(
    wordReason("No place in Belarus bears this name; elsewhere: Smolensk (settlement, RU).", ru),
    "Беларусь: такого названия нет; в других местах: Smolensk (населённый пункт, RU)",
  );
  assert.equal(
    wordReason("The wording says Belarus and the hint Russia.", uk),
    "у повідомленні названо одну країну (Білорусь), а вказано іншу (Росія)",
  );
});

test("a sentence within a sentence is said in the language too, and quotes in names do no harm", () => {
  assert.equal(
    wordReason("'O'Neill's {x}' was not found: No place in the gazetteer bears this name.", uk),
    "«O'Neill's {x}» не знайдено: у довіднику місць немає такої назви",
  );
});

test("a way of finding a place is said part by part, and its wording is left as it is", () => {
  assert.equal(
    wordHow("region; outline approximate; from 'Brest region'", ru),
    "регион; границы приблизительны; из слов «Brest region»",
  );
  assert.equal(
    wordHow("settlement; 30 km N; from '30 km north of Smolensk'", uk),
    "населений пункт; 30 км у напрямку N; зі слів «30 km north of Smolensk»",
  );
  assert.equal(
    wordHow("country; southern part; from 'a; from 'b''", ru),
    "страна; часть: юг; из слов «a; from 'b'»",
  );
  assert.equal(wordHow("from 'x'", ru), "из слов «x»");
});

test("what no message fits stays as it is", () => {
  assert.equal(wordReason("An editor's own sentence.", ru), "An editor's own sentence");
  assert.equal(wordHow("on foot; from 'x'", uk), "on foot; зі слів «x»");
});

test("countries are called as the language calls them, by their codes", () => {
  assert.deepEqual(
    ["BY", "UA", "XK"].map((code) => countryName(code, "?", uk)),
    ["Білорусь", "Україна", "Косово"],
  );
  assert.equal(countryName("BY", "Belarus", en), "Belarus");
  assert.equal(countryName("", "Somewhere", ru), "Somewhere");
  assert.equal(englishCountry("Belarus"), "BY");
});

test("a language has its name, with what its tag says beside it; an unknown one keeps its tag", () => {
  assert.equal(languageName("be", "uk"), "білоруська");
  assert.equal(languageName("sr-Latn", "en"), "Serbian (Latn)");
  assert.equal(languageName("tlhx", "ru"), "tlhx");
});
