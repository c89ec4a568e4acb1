import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reports } from "../../src/block/block.ts";
import { Forces } from "../../src/signs/force_colours.ts";

const forcesOf = (...values: string[]) => new Forces({ force: { values } } as unknown as Reports);

test("each joint force has a colour of its own, and none of its members'", () => {
  const named = [
    "Belarus",
    "Russia",
    "Belarus;Russia",
    "Poland;Ukraine",
    "Poland",
    "Ukraine",
    "NATO",
    "Estonia;Latvia",
    "Lithuania",
    "Chad",
    "Mali",
  ];
  const forces = forcesOf(...named);
  assert.equal(new Set(named.map((force) => forces.className(force))).size, named.length);
});

test("a force that nobody names is no force beside another", () => {
  assert.equal(forcesOf("", "Russia").areSeveral, false);
  assert.equal(forcesOf("Belarus", "Russia").areSeveral, true);
});

test("more forces than colours are told, and how many", () => {
  assert.equal(forcesOf("", "Belarus", "Russia", "Chad").sharing, null);
  const many = Array.from({ length: 20 }, (_, k) => `Force ${k}`);
  assert.deepEqual(forcesOf("Russia", ...many).sharing, { forces: 21, colours: 12 });
});
