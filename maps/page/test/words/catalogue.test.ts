/** What every catalogue promises: each key, with the same arguments, in messages that FormatJS reads as we do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { catalogues, type Messages, ONLY_PYTHON } from "../../src/words/catalogue_files.ts";
import { type Message, readMessage } from "../../src/words/messages.ts";
import { type Shape, SHAPE } from "../../src/words/message_shapes.ts";
import { languages, languagesAsked, wordsFor, wordsOf } from "../../src/words/catalogue.ts";

/** Every key of the shape with its arguments' names: `phases.planned`, []. */
function keys(shape: Shape, before = ""): [key: string, names: string[]][] {
  return Object.entries(shape).flatMap(([key, inside]): [string, string[]][] =>
    Array.isArray(inside)
      ? [[before + key, inside.map((name: string) => name.replace(/:.*/s, ""))]]
      : keys(inside as Shape, `${before}${key}.`),
  );
}

function messages(catalogue: Messages, before = ""): [key: string, message: string][] {
  return Object.entries(catalogue).flatMap(([key, inside]): [string, string][] =>
    typeof inside === "string" ? [[before + key, inside]] : messages(inside, `${before}${key}.`),
  );
}

function messagesOf(code: string): [key: string, message: string][] {
  const { grammar: _, ...said } = catalogues[code]!;
  return messages(said as Messages);
}

function namesIn(message: Message): string[] {
  return message
    .flatMap((part) =>
      typeof part === "string" ? [] : [part.name, ...[...part.options.values()].flatMap(namesIn)],
    )
    .filter(Boolean);
}

function pluralForms(message: Message): string[][] {
  return message.flatMap((part) =>
    typeof part === "string"
      ? []
      : [
          ...(part.kind === "plural" ? [[...part.options.keys()]] : []),
          ...[...part.options.values()].flatMap(pluralForms),
        ],
  );
}

/** What FormatJS reads, in the terms of our reader. */
function asOurs(elements: readonly MessageFormatElement[]): unknown[] {
  return elements.map((element) => {
    if (element.type === TYPE.literal) return element.value;
    if (element.type === TYPE.pound) return ["", "", []];
    const kinds: Record<number, string> = {
      [TYPE.argument]: "",
      [TYPE.number]: "number",
      [TYPE.plural]: "plural",
      [TYPE.select]: "select",
    };
    const options =
      "options" in element
        ? Object.entries(element.options).map(([name, { value }]) => [name, asOurs(value)])
        : [];
    return [element.value, kinds[element.type], options.sort()];
  });
}

function plainly(message: Message): unknown[] {
  return message.map((part) =>
    typeof part === "string"
      ? part
      : [
          part.name,
          part.kind,
          [...part.options].map(([name, inside]) => [name, plainly(inside)]).sort(),
        ],
  );
}

for (const code of Object.keys(catalogues)) {
  const found = new Map(messagesOf(code));

  test(`${code}: nothing is missing, and nothing is said that nobody asks for`, () => {
    const wanted = keys(SHAPE).map(([key]) => key);
    assert.deepEqual({ missing: wanted.filter((key) => !found.has(key)) }, { missing: [] });
    assert.deepEqual(
      {
        unused: [...found.keys()].filter(
          (key) => !wanted.includes(key) && !key.startsWith(`${ONLY_PYTHON}.`),
        ),
      },
      { unused: [] },
    );
  });

  test(`${code}: every message can be read, and takes the arguments that it is given, all of them`, () => {
    for (const [key, names] of keys(SHAPE)) {
      const message = found.get(key);
      if (message === undefined) continue;
      if (names.length === 0) assert.doesNotMatch(message, /[{}]/, `${key} takes no arguments`);
      else
        assert.deepEqual(
          [...new Set(namesIn(readMessage(message)))].sort(),
          [...names].sort(),
          key,
        );
    }
  });

  test(`${code}: every plural has the forms that the language tells apart`, () => {
    const forms = [...Object.keys(catalogues[code]!.grammar.plurals), "other"];
    assert.deepEqual(
      forms.sort(),
      new Intl.PluralRules(code).resolvedOptions().pluralCategories.sort(),
    );
    let plurals = 0;
    for (const [key, message] of found) {
      if (!message.includes("{")) continue;
      for (const given of pluralForms(readMessage(message))) {
        plurals++;
        assert.deepEqual(
          forms.filter((form) => !given.includes(form)),
          [],
          key,
        );
      }
    }
    assert.ok(plurals > 5);
  });

  test(`${code}: messages read as FormatJS reads them`, () => {
    for (const [key, message] of found)
      assert.deepEqual(
        plainly(readMessage(message)),
        asOurs(parse(message, { ignoreTag: true })),
        key,
      );
  });
}

test("apostrophes, quoted braces and nested cases read as FormatJS reads them", () => {
  const awkward = [
    "it''s",
    "'{'a'}' {b}",
    "don't",
    "{n, plural, =0 {'#' none} one {# of '{'} other {{k, select, a {#'s} other {it''s {n, number}}}}}",
    "'{open",
    "a '' b 'c",
  ];
  for (const message of awkward)
    assert.deepEqual(
      plainly(readMessage(message)),
      asOurs(parse(message, { ignoreTag: true })),
      message,
    );
  for (const message of ["{", "{a", "{a, date}", "a}", "{n, plural, one {1}}"])
    assert.throws(() => readMessage(message), message);
});

test("English, Ukrainian and Russian are there, each by its own name", () => {
  const names = languages().map(({ code, name }) => `${code} ${name}`);
  for (const name of ["en English", "uk Українська", "ru Русский"])
    assert.ok(names.includes(name), name);
});

test("Ukrainian and Russian count as their grammars do", () => {
  const said = (code: string) =>
    [1, 2, 5, 11, 21, 22, 25, 1000].map((count) =>
      wordsFor([code]).sources(count).replace(/\s/g, " "),
    );
  assert.deepEqual(said("uk"), [
    "1 джерело",
    "2 джерела",
    "5 джерел",
    "11 джерел",
    "21 джерело",
    "22 джерела",
    "25 джерел",
    "1 000 джерел",
  ]);
  assert.deepEqual(said("ru"), [
    "1 источник",
    "2 источника",
    "5 источников",
    "11 источников",
    "21 источник",
    "22 источника",
    "25 источников",
    "1 000 источников",
  ]);
  assert.deepEqual(
    [1, 2].map((count) => wordsFor(["en"]).sources(count)),
    ["1 source", "2 sources"],
  );
});

test("what a catalogue lacks is said in English, key by key", () => {
  const words = wordsOf(
    "xx",
    { grammar: catalogues["uk"]!.grammar, play: "Грати", phases: { planned: "у планах" } },
    catalogues["en"]!,
  );
  assert.equal(words.play, "Грати");
  assert.equal(words.pause, "Pause");
  assert.deepEqual([words.phases["planned"], words.phases["ordered"]], ["у планах", "ordered"]);
  assert.equal(words.sources(2), "2 sources");
});

test("the language is the one that the address asks for, else the browser's, else English", () => {
  const chosen = (hash: string, search: string, ...browser: string[]) =>
    wordsFor(languagesAsked({ hash, search }, browser)).lang;
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
