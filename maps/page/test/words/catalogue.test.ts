/** What every catalogue promises: each key, with the same arguments, in messages that can be read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { type Catalogue, catalogues } from "../../src/words/catalogue_files.ts";
import { type Shape, SHAPE } from "../../src/words/message_shapes.ts";
import { languages, languagesAsked, wordsFor, wordsOf } from "../../src/words/catalogue.ts";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** Every key of the shape with its arguments' names: `phases.planned`, []. */
function keys(shape: Shape, before = ""): [key: string, names: string[]][] {
  return Object.entries(shape).flatMap(([key, inside]): [string, string[]][] =>
    Array.isArray(inside) ? [[before + key, inside.map((name: string) => name.replace(/:.*/s, ""))]] : keys(inside as Shape, `${before}${key}.`));
}

function messages(catalogue: Catalogue, before = ""): [key: string, message: string][] {
  return Object.entries(catalogue).flatMap(([key, inside]): [string, string][] =>
    typeof inside === "string" ? [[before + key, inside]] : messages(inside, `${before}${key}.`));
}

function namesIn(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const inside = "options" in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return "value" in element && element.type !== 0 ? [element.value, ...inside] : inside;
  });
}

function pluralForms(elements: readonly Element[]): string[][] {
  return elements.filter((element) => element.type === 6).map((element) => ("options" in element ? Object.keys(element.options) : []));
}

const read = (message: string, locale: string) => new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst();

for (const [code, catalogue] of Object.entries(catalogues)) {
  const found = new Map(messages(catalogue));
  const locale = found.get("locale")!;

  test(`${code}: nothing is missing, and nothing is said that nobody asks for`, () => {
    const wanted = keys(SHAPE).map(([key]) => key);
    assert.deepEqual({ missing: wanted.filter((key) => !found.has(key)) }, { missing: [] });
    assert.deepEqual({ unused: [...found.keys()].filter((key) => !wanted.includes(key)) }, { unused: [] });
  });

  test(`${code}: every message can be read, and takes the arguments that it is given, all of them`, () => {
    for (const [key, names] of keys(SHAPE)) {
      const message = found.get(key);
      if (message === undefined) continue;
      if (names.length === 0) assert.doesNotMatch(message, /[{}]/, `${key} takes no arguments`);
      else assert.deepEqual([...new Set(namesIn(read(message, locale)))].sort(), [...names].sort(), key);
    }
  });

  test(`${code}: every plural has the forms that the language tells apart`, () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    let plurals = 0;
    for (const [key, message] of found) {
      if (!message.includes("{")) continue;
      for (const given of pluralForms(read(message, locale))) {
        plurals++;
        assert.deepEqual(forms.filter((form) => !given.includes(form)), [], key);
      }
    }
    assert.ok(plurals > 5);
  });
}

test("English, Ukrainian and Russian are there, each by its own name", () => {
  const names = languages().map(({ code, name }) => `${code} ${name}`);
  for (const name of ["en English", "uk Українська", "ru Русский"]) assert.ok(names.includes(name), name);
});

test("Ukrainian and Russian count as their grammars do", () => {
  const said = (code: string) => [1, 2, 5, 11, 21, 22, 25, 1000].map((count) => wordsFor([code]).sources(count).replace(/\s/g, " "));
  assert.deepEqual(said("uk"), ["1 джерело", "2 джерела", "5 джерел", "11 джерел", "21 джерело", "22 джерела", "25 джерел", "1 000 джерел"]);
  assert.deepEqual(said("ru"), ["1 источник", "2 источника", "5 источников", "11 источников", "21 источник", "22 источника", "25 источников", "1 000 источников"]);
  assert.deepEqual([1, 2].map((count) => wordsFor(["en"]).sources(count)), ["1 source", "2 sources"]);
});

test("what a catalogue lacks is said in English, key by key", () => {
  const words = wordsOf("xx", { locale: "uk", play: "Грати", phases: { planned: "у планах" } }, catalogues["en"]!);
  assert.equal(words.play, "Грати");
  assert.equal(words.pause, "Pause");
  assert.deepEqual([words.phases["planned"], words.phases["ordered"]], ["у планах", "ordered"]);
  assert.equal(words.sources(2), "2 sources");
});

test("the language is the one that the address asks for, else the browser's, else English", () => {
  const chosen = (hash: string, search: string, ...browser: string[]) => wordsFor(languagesAsked({ hash, search }, browser)).lang;
  assert.equal(chosen("", "?lang=uk", "ru-RU"), "uk");
  assert.equal(chosen("#on=2022-12-01&lang=ru", "?lang=uk", "en"), "ru");
  assert.equal(chosen("", "", "fr-FR", "uk-UA", "en"), "uk");
  assert.equal(chosen("#lang=tlh", "?lang=", "fr"), "en");
  assert.equal(chosen("#lang=constructor", ""), "en");
});

test("an argument is text, whatever stands in it", () => {
  const words = wordsFor(["en"]);
  assert.equal(words.said("<b>{x}</b> '{count}' #"), "said <b>{x}</b> '{count}' #");
  assert.equal(words.joint(["Belarus", "Russia", "x"]), "Belarus, Russia and x, jointly");
  assert.equal(words.language("uk"), "in Ukrainian");
  assert.equal(words.language("no such code"), "in no such code");
});
