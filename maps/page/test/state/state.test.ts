import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../../src/rules/days.ts";
import {
  foldForces,
  isSameEntry,
  leftOut,
  openingState,
  readHash,
  type State,
  writeHash,
} from "../../src/state/state.ts";

const day = (text: string) => parseDay(text)!;
const given = openingState(day("2022-06-01"));
const read = (hash: string) => readHash(hash, given);
const hostile = "a&b=c#d;e/f:g %20+\u{1f1fa}\u202e<script>";

const states: Partial<State>[] = [
  {},
  { knownBy: day("2022-11-30") },
  { tied: true, knownBy: given.on },
  { hidesCited: true },
  { search: "Брест 120,000" },
  { search: hostile },
  { since: day("2022-10-10") },
  { since: day("2022-10-10"), tab: "changes" },
  { since: day("2022-10-10"), tab: "time" },
  { tab: "time" },
  { tab: "changes" },
  { quantity: "armoured combat vehicles" },
  { quantity: hostile },
  { force: "Belarus;Russia", place: "geonames:630336" },
  { force: "" },
  { force: hostile, place: hostile },
  { map: { zoom: 6.5, lat: 53.9, lon: -27.5667 } },
  { table: true },
  { step: "week" },
  { lang: "uk" },
  { lang: "a&b=c" },
  { claims: ["03-latushka-120000"] },
  { claims: [hostile, "b"] },
  { embed: true },
  { embed: false },
  { filters: { force: ["Russia", ""], claimant: [hostile, "Ганна Маляр"], number: ["none"] } },
];

test("the address that is written is read as the same state", () => {
  for (const change of states) {
    const state = { ...given, ...change };
    assert.deepEqual(read(writeHash(state)), { state, unread: [] });
  }
});

test("an address can be read by people", () => {
  const state = {
    ...given,
    force: "Belarus;Russia",
    search: "tank army",
    map: { zoom: 6, lat: 53.9, lon: 27.5 },
  };
  assert.equal(writeHash(state), "#on=2022-06-01&q=tank+army&force=Belarus;Russia&map=6/53.9/27.5");
});

test("an address of before opens its tab: the claims on the day, or what changed since a day", () => {
  assert.equal(read("#on=2022-06-01&force=Russia").state.tab, "day");
  assert.equal(read("#on=2022-06-01&since=2022-05-01").state.tab, "changes");
  assert.equal(read("#on=2022-06-01&since=2022-05-01&tab=day").state.tab, "day");
  assert.equal(read("#tab=never").state.tab, "day");
  assert.equal(writeHash({ ...given, tab: "time" }), "#on=2022-06-01&tab=time");
  assert.equal(read("#tab=time").state.scale, "logarithmic");
  assert.equal(read("#tab=time&scale=never").state.scale, "logarithmic");
  assert.equal(
    writeHash({ ...given, tab: "time", scale: "linear" }),
    "#on=2022-06-01&tab=time&scale=linear",
  );
});

test("without a hash the state that is given stands", () => {
  for (const hash of [
    "",
    "#",
    "#other=1",
    "#f.nothing=1&hide=all&map=&step=year&table=yes&tied=true",
  ]) {
    assert.deepEqual(read(hash), { state: given, unread: [] });
  }
});

test("a day beyond the slider is shown; one that no date of four digits names becomes the nearest, and is told", () => {
  const { state, unread } = read("#on=2031-01-01&since=1066-10-14");
  assert.deepEqual([state.on, state.since], [day("2031-01-01"), day("1066-10-14")]);
  assert.deepEqual(unread, []);
  const far = read("#on=12031-01-01");
  assert.equal(far.state.on, day("9999-12-31"));
  assert.deepEqual(far.unread, [{ name: "on", got: "12031-01-01", why: "outside" }]);
});

test("what is no day is ignored, and is told with what was got", () => {
  const { state, unread } = read("#on=<img onerror=1>&known_by=yesterday&since=2022-13-01");
  assert.deepEqual(state, given);
  assert.deepEqual(
    unread.map(({ name, got, why }) => [name, got, why]),
    [
      ["on", "<img onerror=1>", "unreadable"],
      ["known_by", "yesterday", "unreadable"],
      ["since", "2022-13-01", "unreadable"],
    ],
  );
});

test("known_by may lie outside the days of the slider: it is a day on which something was known", () => {
  assert.equal(read("#known_by=2040-01-01").state.knownBy, day("2040-01-01"));
});

test("tied, what is known is that of the day shown, whatever else is asked", () => {
  const { state } = read("#on=2022-03-04&known_by=2022-01-01&tied=1");
  assert.deepEqual([state.knownBy, state.tied], [day("2022-03-04"), true]);
});

test("a place of the map that is on no map is ignored", () => {
  for (const map of [
    "6/99/27",
    "99/53/27",
    "6/53/999",
    "6/53",
    "6/NaN/27",
    "1e3/53/27",
    "6/53/27/1",
  ])
    assert.equal(read(`#map=${map}`).state.map, null);
});

test("a long list of filters is left out of the address, and that can be told", () => {
  const claimant = Array.from({ length: 600 }, (_, k) => `Claimant number ${k}`);
  const state: State = { ...given, filters: { force: ["Russia"], claimant } };
  assert.ok(writeHash(state).length < 2000);
  assert.deepEqual(leftOut(state), ["claimant"]);
  assert.deepEqual(read(writeHash(state)).state.filters, { force: ["Russia"] });
  const long = `#${claimant.map((name) => `f.claimant=${name}`).join("&")}`;
  assert.deepEqual(read(long).state.filters, {});
});

test("half a letter in a search breaks nothing", () => {
  assert.equal(read(writeHash({ ...given, search: "x\ud800" })).state.search, "x\ufffd");
});

const [first, last] = [day("2022-01-01"), day("2022-12-31")];

test("moving in time or on the map makes no new entry of history; whatever else is chosen does", () => {
  assert.ok(
    isSameEntry(given, { ...given, on: last, map: { zoom: 5, lat: 1, lon: 2 }, knownBy: first }),
  );
  for (const change of [
    { table: true },
    { since: first },
    { filters: { force: ["Russia"] } },
    { place: "x" },
    { tied: true },
  ]) {
    assert.ok(!isSameEntry(given, { ...given, ...change }));
  }
});

/** Addresses as pages before wrote them, and what they ask for. */
const OLD: readonly [hash: string, asks: Partial<State>][] = [
  // The first pages: the day, and what was known by then.
  ["#on=2022-12-01", { on: day("2022-12-01") }],
  ["#on=2022-12-01&known_by=2022-11-30", { on: day("2022-12-01"), knownBy: day("2022-11-30") }],
  // With filters, search and changes.
  [
    "#on=2022-12-01&tied=1&f.force=russia&f.phase=planned&hide=cited&q=Brest",
    {
      on: day("2022-12-01"),
      tied: true,
      knownBy: day("2022-12-01"),
      filters: { force: ["Russia"], phase: ["planned"] },
      hidesCited: true,
      search: "Brest",
    },
  ],
  [
    "#on=2022-12-01&since=2022-10-10",
    { on: day("2022-12-01"), since: day("2022-10-10"), tab: "changes" },
  ],
  // With the pair that is compared, and forces as reports call them.
  [
    "#on=2022-12-01&force=Russian+Federation&place=geonames:630336&map=6/53.9/27.5",
    {
      on: day("2022-12-01"),
      force: "Russia",
      place: "geonames:630336",
      map: { zoom: 6, lat: 53.9, lon: 27.5 },
    },
  ],
  [
    "#on=2022-12-01&f.force=Russian+Federation&f.force=Russia&f.force=constructor",
    { on: day("2022-12-01"), filters: { force: ["Russia", "constructor"] } },
  ],
];

test("addresses that pages before wrote show what they showed", () => {
  const wordings = { russia: "Russia", "Russian Federation": "Russia" };
  for (const [hash, asks] of OLD) {
    const { state, unread } = read(hash);
    assert.deepEqual(unread, [], hash);
    assert.deepEqual(foldForces(state, wordings), { ...given, ...asks }, hash);
  }
});
