import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../src/days.ts";
import { readHash, writeHash } from "../src/state.ts";

const [first, last] = [parseDay("2022-01-01")!, parseDay("2022-12-31")!];
const given = { on: parseDay("2022-06-01")!, knownBy: null, tied: false, step: "day" as const, lang: null };
const read = (hash: string) => readHash(hash, given, first, last);

test("the address that is written is read as the same state", () => {
  for (const knownBy of [null, parseDay("2022-11-30")]) {
    for (const lang of [null, "uk", "a&b=c"]) {
      const state = { ...given, on: parseDay("2022-12-01")!, knownBy, lang };
      assert.deepEqual(read(writeHash(state)), { state, unread: [] });
    }
  }
});

test("without a hash the state that is given stands", () => {
  for (const hash of ["", "#", "#other=1"]) assert.deepEqual(read(hash), { state: given, unread: [] });
});

test("a day outside the slider becomes its nearest end, and is told", () => {
  const { state, unread } = read("#on=2031-01-01");
  assert.equal(state.on, last);
  assert.deepEqual(unread, [{ name: "on", got: "2031-01-01", why: "outside" }]);
});

test("what is no day is ignored, and is told with what was got", () => {
  const { state, unread } = read("#on=<img onerror=1>&known_by=yesterday");
  assert.deepEqual(state, given);
  assert.deepEqual(unread.map(({ name, got, why }) => [name, got, why]), [
    ["on", "<img onerror=1>", "unreadable"], ["known_by", "yesterday", "unreadable"],
  ]);
});

test("known_by may lie outside the days of the slider: it is a day on which something was known", () => {
  assert.equal(read("#known_by=2040-01-01").state.knownBy, parseDay("2040-01-01"));
});
