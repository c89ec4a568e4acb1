import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAt, layOutAxis, position } from "../../src/time/axis.ts";
import { parseDay } from "../../src/rules/days.ts";

const day = (text: string) => parseDay(text)!;
const [first, last] = [day("1999-01-01"), day("2026-11-22")];
const changes = Int32Array.from(
  [
    "1999-12-31",
    "2022-09-21",
    "2022-09-29",
    "2022-10-10",
    "2022-11-01",
    "2022-11-30",
    "2023-02-02",
    "2023-03-01",
    "2023-04-09",
  ],
  day,
);
const axis = layOutAxis(first, last, changes);

test("five months in which claims begin and end have most of the axis, and 22 empty years have little", () => {
  const months = position(axis, day("2023-04-09")) - position(axis, day("2022-09-21"));
  const years = position(axis, day("2022-09-21")) - position(axis, day("1999-12-31"));
  assert.ok(months > 0.5, String(months));
  assert.ok(years < 0.25, String(years));
});

test("a day's place on the axis leads back to that day where days have room, and never backwards anywhere", () => {
  for (let at = day("2022-09-21"); at <= day("2023-04-09"); at++)
    assert.equal(dayAt(axis, position(axis, at)), at);
  let before = -1;
  for (let at = first; at <= last; at += 5) {
    const here = position(axis, at);
    assert.ok(here > before);
    before = here;
  }
});

test("the axis begins with the first day and ends with the last, and no place is outside", () => {
  assert.equal(position(axis, first), 0);
  assert.ok(Math.abs(position(axis, last) - 1) < 1e-9);
  assert.equal(dayAt(axis, -3), first);
  assert.equal(dayAt(axis, 4), last);
});

test("days that are evenly full have no break", () => {
  const even = layOutAxis(
    0,
    3650,
    Int32Array.from({ length: 121 }, (_, k) => k * 30),
  );
  assert.ok(even.pieces.every((piece) => !piece.isBreak));
  assert.ok(Math.abs(position(even, 1825) - 0.5) < 1e-9);
});

test("an axis without changes, or of one day, still has a place for each of its days", () => {
  assert.equal(dayAt(layOutAxis(0, 1000, new Int32Array()), 0.5), 500);
  assert.equal(position(layOutAxis(5, 5, new Int32Array()), 5), 0);
  assert.equal(dayAt(layOutAxis(5, 5, new Int32Array()), 0.7), 5);
});
