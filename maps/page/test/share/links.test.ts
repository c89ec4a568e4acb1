/** What is passed on: the address of a view, of a claim, and the code that embeds a view. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { embedCode, linkTo, wholeAddress } from "../../src/share/links.ts";
import { openingState } from "../../src/state/state.ts";

const server = new URL("https://news.example/maps/belarus.html?x=1#on=2022-10-01");
const file = new URL("file:///home/maps/belarus.html#on=2022-10-01");
const sandbox = { protocol: "about:", href: "about:srcdoc", pathname: "srcdoc" };
const VIEW = "#on=2022-12-01&f.claimant=A%22B";
const state = { ...openingState(19_327), embed: true };

test("a link is the whole address on a server, and of a file its end alone", () => {
  assert.equal(
    linkTo(VIEW, server),
    "https://news.example/maps/belarus.html?x=1#on=2022-12-01&f.claimant=A%22B",
  );
  assert.equal(linkTo(VIEW, file), VIEW);
  assert.equal(linkTo(VIEW, sandbox), VIEW);
});

test("an embedded view leads to the whole map, wherever that has an address", () => {
  const view = "#on=2022-12-01";
  assert.equal(wholeAddress(state, server), `https://news.example/maps/belarus.html?x=1${view}`);
  assert.equal(wholeAddress(state, file), `file:///home/maps/belarus.html${view}`);
  assert.equal(wholeAddress(state, sandbox), null);
});

test("the code that embeds a view is one sandboxed element with a title and a height", () => {
  const code = embedCode("#on=2022-12-01&embed=1", 'Claims <about> "troops" & more', server);
  assert.match(
    code,
    /^<iframe src="https:\/\/news\.example\/maps\/belarus\.html\?x=1#on=2022-12-01&amp;embed=1" /,
  );
  assert.ok(code.includes('title="Claims &lt;about&gt; &quot;troops&quot; &amp; more"'));
  assert.ok(code.includes('height="480"'));
  const sandboxed = /sandbox="([^"]*)"/.exec(code)?.[1]?.split(" ") ?? [];
  assert.ok(sandboxed.includes("allow-scripts"));
  assert.ok(!sandboxed.includes("allow-same-origin"));
  assert.ok(code.endsWith("></iframe>"));
});

test("the code of a file names the file, for its address on a server to be put there", () => {
  assert.ok(embedCode("#embed=1", "T", file).startsWith('<iframe src="belarus.html#embed=1" '));
});
