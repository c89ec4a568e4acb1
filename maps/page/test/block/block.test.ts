/** The page reads what Python writes: blocks and what Python reads in them, in the file named by MUSTERMAP_BLOCKS. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Block, readBlock } from "../../src/block/block.ts";
import { TextColumn } from "../../src/block/block_columns.ts";

type Columns = Record<string, unknown[]>;
interface Told {
  readonly name: string;
  readonly block: string;
  readonly expected: {
    title: string;
    days: unknown;
    credits: unknown;
    reports: Columns & { edges: unknown };
    places: Columns;
    sources: Columns;
  };
}

const file = process.env["MUSTERMAP_BLOCKS"];
const blocks: Told[] = file ? JSON.parse(readFileSync(file, "utf8")) : [];

/** A column as a plain list, NaN as null. */
function plain(column: unknown, count: number): unknown[] {
  const cells =
    column instanceof TextColumn
      ? Array.from({ length: count }, (_, row) => column.at(row))
      : Array.from(column as ArrayLike<unknown>);
  return cells.map((cell) => (Number.isNaN(cell) ? null : cell));
}

function assertTable(table: object & { count: number }, expected: Columns): void {
  for (const [name, cells] of Object.entries(expected)) {
    assert.deepEqual(plain((table as Record<string, unknown>)[name], table.count), cells, name);
  }
}

for (const { name, block: base64, expected } of blocks) {
  test(`block: ${name}`, async () => {
    const block: Block = await readBlock(base64);
    const { edges, place, source, ...columns } = expected.reports;
    assert.deepEqual(
      [block.title, block.days, block.credits],
      [expected.title, expected.days, expected.credits],
    );
    assert.deepEqual([[...block.placeOf], [...block.sourceOf]], [place, source]);
    assert.deepEqual(block.reports.edges, edges);
    assertTable(block.reports, columns);
    assertTable(block.places, expected.places);
    assertTable(block.sources, expected.sources);
  });
}

test("a column has each text once, and says which row has which", () => {
  const column = TextColumn.of(["a", "b"], [1, 0, 1]);
  assert.deepEqual(
    [column.values, [...column.codes!], [0, 1, 2].map((row) => column.at(row))],
    [
      ["a", "b"],
      [1, 0, 1],
      ["b", "a", "b"],
    ],
  );
  const own = TextColumn.of(["a", "b"]);
  assert.deepEqual([own.codes, own.at(1), own.at(2)], [null, "b", ""]);
});
