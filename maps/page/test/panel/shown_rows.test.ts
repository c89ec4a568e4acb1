/** Which rows of a section are shown where there are many. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerRow } from "../../src/rules/answer.ts";
import { MOST_ROWS, shownRows } from "../../src/panel/shown_rows.ts";
import { about, exactly, moreThan, rowOf, sectionOf, upTo } from "./answers.ts";

const names = (rows: readonly { claimant: string }[]) => rows.map(({ claimant }) => claimant);

test("up to eight rows are all shown, in the order of the section", () => {
  const rows = Array.from({ length: MOST_ROWS }, (_, k) => rowOf(`c${k}`, exactly(900 - k), k));
  const shown = shownRows(sectionOf(rows), 100);
  assert.deepEqual([shown.counted, shown.rest], [rows, []]);
});

test("of more the ends of the spread and the six newest are shown, and the rest follows in its order", () => {
  // The largest and the smallest figure were said first.
  const rows = Array.from({ length: 60 }, (_, k) =>
    rowOf(`c${k}`, exactly(9000 - 100 * k), k === 0 || k === 59 ? 1 : 2 + ((k * 7) % 59)),
  );
  const { counted: current, rest } = shownRows(sectionOf(rows), 100);
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

test("what is counted is shown before newer parts, which are not", () => {
  const counted = Array.from({ length: 6 }, (_, k) => rowOf(`c${k}`, exactly(900 - k), k));
  const parts = Array.from({ length: 12 }, (_, k) => ({
    ...rowOf(`p${k}`, exactly(90 - k), 20 + k),
    kind: "part" as const,
    label: `part ${k}`,
  }));
  const shown = shownRows(sectionOf([...counted, ...parts]), 100);
  assert.deepEqual(shown.counted, counted);
  assert.deepEqual(shown.beside, [parts[10], parts[11]]);
  assert.equal(shown.rest.length, 10);
});

test("what was not repeated for six months follows the others, and is counted by itself", () => {
  const rows = [
    rowOf("old", exactly(25_000), 1, "stale"),
    rowOf("new", exactly(2000), 90),
    rowOf("older", about(4300), 2, "stale"),
    rowOf("vague", exactly(70), 3, "vague"),
  ];
  const shown = shownRows(sectionOf(rows), 200);
  assert.deepEqual([names(shown.counted), names(shown.beside)], [["new"], ["vague"]]);
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

test("what is not counted is apart: parts, movements, words and vague dates; where nothing is counted, nothing is apart", () => {
  const part = rowOf("part", exactly(5), 99, "carried", { kind: "part", label: "reservists" });
  const movement = rowOf("moved", exactly(70), 98, "carried", { kind: "movement" });
  const word = rowOf("word", moreThan(12), 97);
  const dozens = { ...word, claims: word.claims.map((claim) => ({ ...claim, wording: "dozens" })) };
  const vague = rowOf("vague", exactly(3), 96, "vague");
  const rows = [
    rowOf("a", exactly(9000), 50),
    rowOf("b", upTo(8000), 60),
    vague,
    dozens,
    movement,
    part,
  ];
  const shown = shownRows(sectionOf(rows), 100);
  assert.deepEqual(names(shown.counted), ["a", "b"]);
  assert.deepEqual(names(shown.beside), ["vague", "word", "moved", "part"]);
  const alone = shownRows(sectionOf([vague, part]), 100);
  assert.deepEqual([names(alone.counted), names(alone.beside)], [["vague", "part"], []]);
  const stale = shownRows(sectionOf([rowOf("old", exactly(9000), 1, "stale"), vague, part]), 300);
  assert.deepEqual([names(stale.counted), names(stale.beside)], [[], ["vague", "part"]]);
});

test("the claims at the ends of a spread are marked, all that share one; of two rows none is", () => {
  const rows = [
    rowOf("a", upTo(11_000), 50),
    rowOf("b", about(11_000), 60),
    rowOf("c", exactly(5800), 70),
    rowOf("d", about(4300), 80),
  ];
  const { lowest, highest } = shownRows(sectionOf(rows), 100);
  assert.deepEqual(
    [Array.from(highest, ({ id }) => id), Array.from(lowest, ({ id }) => id)],
    [["r-a", "r-b"], ["r-d"]],
  );
  const two = shownRows(
    sectionOf([rowOf("a", upTo(11_000), 50), rowOf("d", about(4300), 80)]),
    100,
  );
  assert.deepEqual([two.lowest.size, two.highest.size], [0, 0]);
});

test("the newest first, each part of the rows is in the order of sayings", () => {
  const rows = [
    rowOf("a", exactly(9000), 50),
    rowOf("b", exactly(8000), 70),
    rowOf("c", exactly(7000), 60),
    rowOf("part", exactly(1), 99, "carried", { kind: "part", label: "reservists" }),
  ];
  const shown = shownRows(sectionOf(rows), 100, "newest");
  assert.deepEqual([names(shown.counted), names(shown.beside)], [["b", "c", "a"], ["part"]]);
});

test("a claimant's word with vague dates is not among the rows that are counted; where none is, a row stays whole", () => {
  const vague = rowOf("a", exactly(30_000), 3, "vague").claims;
  const both = (row: AnswerRow) => ({ ...row, claims: [...row.claims, ...vague] });
  const counted = shownRows(
    sectionOf([both(rowOf("a", exactly(9000), 50)), rowOf("b", about(1), 60)]),
    100,
  );
  assert.deepEqual(
    [
      counted.counted.map(({ claims }) => claims.length),
      counted.beside.map(({ claims }) => claims),
    ],
    [[1, 1], [vague]],
  );
  const old = shownRows(
    sectionOf([both(rowOf("a", exactly(9000), 1, "stale")), rowOf("b", about(1), 2, "stale")]),
    300,
  );
  assert.deepEqual([old.counted.length + old.beside.length, old.stale[0]?.claims.length], [0, 2]);
});
