/** Which rows of a section are shown where there are many. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_ROWS, shownRows } from "../../src/panel/shown_rows.ts";
import { about, exactly, rowOf, sectionOf, upTo } from "./answers.ts";

const names = (rows: readonly { claimant: string }[]) => rows.map(({ claimant }) => claimant);

test("up to eight rows are all shown, in the order of the section", () => {
  const rows = Array.from({ length: MOST_ROWS }, (_, k) => rowOf(`c${k}`, exactly(900 - k), k));
  const shown = shownRows(sectionOf(rows), 100);
  assert.deepEqual([shown.current, shown.rest], [rows, []]);
});

test("of more the ends of the spread and the six newest are shown, and the rest follows in its order", () => {
  // The largest and the smallest figure were said first.
  const rows = Array.from({ length: 60 }, (_, k) =>
    rowOf(`c${k}`, exactly(9000 - 100 * k), k === 0 || k === 59 ? 1 : 2 + ((k * 7) % 59)),
  );
  const { current, rest } = shownRows(sectionOf(rows), 100);
  const newest = rows.toSorted((a, b) => b.claims[0]!.said[0]! - a.claims[0]!.said[0]!).slice(0, 6);
  assert.deepEqual(new Set(current), new Set([rows[0], rows[59], ...newest]));
  assert.equal(current.length, 8);
  assert.deepEqual(
    current,
    rows.filter((row) => current.includes(row)),
  );
  assert.deepEqual(
    rest,
    rows.filter((row) => !current.includes(row)),
  );
});

test("what was not repeated for six months follows the others, and is counted by itself", () => {
  const rows = [
    rowOf("old", exactly(25_000), 1, "stale"),
    rowOf("new", exactly(2000), 90),
    rowOf("older", about(4300), 2, "stale"),
    rowOf("vague", exactly(70), 3, "vague"),
  ];
  const shown = shownRows(sectionOf(rows), 200);
  assert.deepEqual(names(shown.current), ["new", "vague"]);
  assert.deepEqual(names(shown.stale), ["old", "older"]);
  assert.deepEqual([shown.spread?.rows.length, shown.staleSpread?.rows.length], [1, 2]);
});

test("the newest is the claim that was said last; parts and what was not repeated are none", () => {
  const part = rowOf("part", exactly(5), 99, "carried", { kind: "part", label: "reservists" });
  const rows = [
    rowOf("a", exactly(9000), 50),
    rowOf("b", upTo(8000), 60),
    rowOf("c", exactly(1), 99, "stale"),
    part,
  ];
  const shown = shownRows(sectionOf(rows), 100);
  assert.deepEqual(
    [...shown.newest].map(({ id }) => id),
    ["r-b"],
  );
  assert.equal(shown.isNewestKnown, true);
  assert.equal(shown.spread?.rows.length, 2);
});
