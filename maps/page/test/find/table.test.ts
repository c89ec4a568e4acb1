/** The table's order and its days. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClaimsTable, nextOrder, type Order, USUAL_ORDER } from "../../src/find/table.ts";
import type { View } from "../../src/state/view.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { blockOf } from "../blocks.ts";

const rows = [
  { id: "old", said: "2022-03-01", figure_text: "9,000", figure_low: 9000, figure_high: 9000 },
  { id: "new", said: "2022-11-30", figure_text: "10", figure_low: 10, figure_high: 10 },
  { id: "undated", figure_text: "at most 20,000", figure_high: 20_000 },
  { id: "middle", said: "2022-08-05" },
];
const block = blockOf(rows);
const effect = { inEffect: () => ({ certain: [0, 1], possible: [2, 3] }) };
const view = { block, effect } as unknown as View;
const table = new ClaimsTable(block, wordsFor(["en"]));
const ids = (order: Order) => Array.from(table.rows(view, order), (row) => rows[row]?.id);

test("the newest saying comes first until the table is sorted, what has no day last", () => {
  assert.deepEqual(ids(USUAL_ORDER), ["new", "middle", "old", "undated"]);
});

test("a heading sorts figures and days by the largest and the newest first, other columns by their texts; again the other way", () => {
  const byFigure = nextOrder(USUAL_ORDER, "figure");
  assert.deepEqual(ids(byFigure), ["undated", "old", "new", "middle"]);
  assert.deepEqual(ids(nextOrder(byFigure, "figure")), ["new", "old", "undated", "middle"]);
  assert.deepEqual(nextOrder(byFigure, "said"), USUAL_ORDER);
  assert.equal(nextOrder(byFigure, "claimant").isDescending, false);
});

test("days have their year, and the figure is the first column", () => {
  assert.equal(table.cell(view, 1, "said"), "30 Nov 2022");
  assert.equal(table.cell(view, 0, "figure"), "9,000");
});
