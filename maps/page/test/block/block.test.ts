/** The page reads what Python writes: blocks and what Python reads in them, in the file named by MUSTERMAP_BLOCKS. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Block, readBlock } from "../../src/block/block.ts";
import { TextColumn } from "../../src/block/block_columns.ts";
import { Counted, Formed, Texts } from "../../src/block/many_texts.ts";

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

test("of a column each different text is asked about once, and the row of an id that counts up is known", () => {
  const asked: string[] = [];
  const lengthOf = TextColumn.of(["aa", "b"], [1, 0, 1]).asking((text) => {
    asked.push(text);
    return text.length;
  });
  assert.deepEqual(
    [[0, 1, 2].map(lengthOf), asked.sort()],
    [
      [1, 2, 1],
      ["", "aa", "b"],
    ],
  );
  assert.deepEqual([0, 1].map(TextColumn.of(["aa", ""]).asking((text) => text.length)), [2, 0]);
  const counted = new TextColumn(new Counted("r-", 2, Uint8Array.of(7, 1, 1, 3)), () => null);
  assert.deepEqual(
    ["r-07", "r-09", "r-12", "r-10", "r-7", "x", "r-99"].map((id) => counted.guess(id)),
    [0, 2, -1, -1, -1, -1, -1],
  );
  assert.equal(TextColumn.of(["a"]).guess("a"), -1);
});

test("texts with forms are filled with each row's numbers and name", () => {
  const bytes = new TextEncoder().encode("\0 cars, \x03: \x01none");
  const texts = new Formed(
    new Texts(Uint8Array.of(12, 4), bytes),
    Uint8Array.of(0, 1, 0),
    [{ plain: Uint8Array.of(40, 40, 5) }, { steps: Int8Array.of(9, 0, -2) }],
    (row) => `Town ${row}`,
  );
  assert.deepEqual(
    [0, 1, 2].map((row) => texts.at(row)),
    ["40 cars, 009: Town 0", "none", "5 cars, 007: Town 2"],
  );
});
