/** Reports of plain columns, for tests that need no block. */
import { type Reports, TextColumn } from "../src/block/block.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "../src/rules/days.ts";

type Plain = Readonly<Record<string, unknown>>;

const FLOATS = ["figure_low", "figure_high", "figure_best"];
const ROWS = ["source", "claimant_row"];
const FLAGS = ["figure_low_included", "figure_high_included", "end_known"];

/** Make reports of columns: a null day is the infinity that lies in its direction, a column of text may be `{ values, codes }`. */
export function tableOf(raw: Plain): Reports {
  const count = (raw["id"] as unknown[]).length;
  const columns: Record<string, unknown> = {
    count,
    source: new Int32Array(count),
    claimant_row: new Int32Array(count),
    edges: raw["edges"],
  };
  for (const [name, cells] of Object.entries(raw)) {
    if (name === "edges") continue;
    columns[name] = columnOf(name, cells, count);
  }
  return columns as unknown as Reports;
}

function columnOf(name: string, cells: unknown, count: number): unknown {
  if (FLOATS.includes(name))
    return Float64Array.from(cells as (number | null)[], (cell) => cell ?? Number.NaN);
  if (ROWS.includes(name)) return Int32Array.from(cells as number[]);
  if (FLAGS.includes(name)) return Uint8Array.from(cells as number[]);
  if (name.endsWith("_day")) {
    const isEnd = name.includes("_to_") || name.includes("certain_day") || name.includes("latest");
    return Int32Array.from(
      cells as (number | null)[],
      (cell) => cell ?? (isEnd ? DISTANT_FUTURE : DISTANT_PAST),
    );
  }
  if (Array.isArray(cells)) return TextColumn.of(cells.map(String));
  const { values, codes } = cells as { values: string[]; codes?: number[] };
  return TextColumn.of(values, codes ?? new Uint8Array(count));
}
