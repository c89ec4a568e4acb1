/** What no module may do: make markup of text, run text, ask for anything. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SOURCE = new URL("../src/", import.meta.url);
const modules = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);
const ONLINE = "map/online_tiles.ts";
const FORBIDDEN = [
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "document.write",
  "createContextualFragment",
  "setHTMLUnsafe",
  "DOMParser",
  "eval(",
  "new Function",
  "srcdoc",
  "fetch(",
  "XMLHttpRequest",
  "WebSocket",
  "EventSource",
  "sendBeacon",
  "importScripts",
  "javascript:",
  ".bindPopup",
  ".bindTooltip",
  "L.divIcon",
  "L.tileLayer",
  'setAttribute("on',
];

test("text reaches the page as text: no module makes markup of it, runs it, or sends a request", () => {
  assert.ok(modules.length > 20);
  for (const name of modules) {
    const source = readFileSync(new URL(name, SOURCE), "utf8");
    // The online map, off until the reader switches it on, is the one module that may ask for anything.
    for (const word of FORBIDDEN)
      assert.ok(
        !source.includes(word) || (name === ONLINE && word === "L.tileLayer"),
        `${name} holds ${word}`,
      );
    if (name !== ONLINE) assert.ok(!source.includes("TileLayer"), `${name} holds a layer of tiles`);
  }
});

/** Tables of one line an entry, which grow with what they list and are looked up, not read. */
const TABLES = ["words/message_shapes.ts"];

test("a module answers one question and fits in a head", () => {
  for (const name of modules.filter((one) => !TABLES.includes(one))) {
    const lines = readFileSync(new URL(name, SOURCE), "utf8").split("\n").length;
    assert.ok(lines <= 320, `${name} has ${lines} lines`);
  }
});

// What is pressed with a finger, a mouse or a key is a click, an input or a change, and nobody can tell which it was: the
// browser tests operate only what is named here with a finger and a mouse at each width.
const POINTS =
  /["'`](?:pointer|mouse|touch)[a-z]+["'`]|pointerType|\((?:any-)?(?:hover|pointer)\b/u;
const KNOW_POINTERS = [
  "chart/chart_labels.ts",
  "chart/chart_pointing.ts",
  "frame/phone_sheet.ts",
  "map/area_figures.ts",
  "map/mark_buttons.ts",
  "panel/claim_rows.ts",
  "panel/list.ts",
  "time/axis_handle.ts",
];

test("nothing can tell a finger from a mouse but what is pointed at or dragged, and no style can", () => {
  const all = readdirSync(SOURCE, { recursive: true, encoding: "utf8" });
  assert.ok(all.filter((name) => name.endsWith(".css")).length > 5);
  const know = all
    .filter((name) => /\.(?:ts|css)$/u.test(name))
    .filter((name) => POINTS.test(readFileSync(new URL(name, SOURCE), "utf8")));
  assert.deepEqual(know.sort(), KNOW_POINTERS);
});
