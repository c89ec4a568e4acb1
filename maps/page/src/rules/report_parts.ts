/** Some of the reports of a block, as a table of their own: rules that read all reports then read only these. */
import { intAt } from "../checked_access.ts";
import { type Reports, TextColumn } from "../block/block.ts";

type Edges = Reports["edges"];

/** Return rows and all that refer to one another with them, directly or through others; in the order of the table. */
export function withReferences({ count, edges }: Reports, rows: Iterable<number>): Int32Array {
  const beside = new Map<number, number[]>();
  for (const pairs of [edges.updates, edges.repeats, edges.beside])
    for (const [one, other] of pairs) {
      append(beside, one, other);
      append(beside, other, one);
    }
  const isIn = new Uint8Array(count);
  const waiting = [...rows];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (isIn[row]) continue;
    isIn[row] = 1;
    waiting.push(...(beside.get(row) ?? []));
  }
  const found: number[] = [];
  isIn.forEach((one, row) => {
    if (one) found.push(row);
  });
  return Int32Array.from(found);
}

/** Return the table of some rows; `rows` are sorted. Texts are read in the table that they come from. */
export function partOfReports(reports: Reports, rows: Int32Array): Reports {
  const place = new Map(Array.from(rows, (row, at) => [row, at]));
  const columns = Object.entries(reports).map(([name, column]): [string, unknown] => {
    if (name === "count") return [name, rows.length];
    if (name === "edges") return [name, edgesAmong(column as Edges, place)];
    if (column instanceof TextColumn) return [name, textsOf(column, rows)];
    return [
      name,
      (column as Int32Array).constructor === Int32Array
        ? rows.map((row) => intAt(column as Int32Array, row))
        : numbersOf(column as Float64Array | Uint8Array, rows),
    ];
  });
  return Object.fromEntries(columns) as unknown as Reports;
}

function numbersOf<Column extends Float64Array | Uint8Array>(column: Column, rows: Int32Array) {
  const found = column.slice(0, rows.length);
  rows.forEach((row, at) => {
    found[at] = column[row] ?? Number.NaN;
  });
  return found;
}

function textsOf(column: TextColumn, rows: Int32Array): TextColumn {
  const at = (one: number) => column.at(rows[one] ?? -1);
  return new TextColumn({ length: rows.length, at }, () => null);
}

function edgesAmong(edges: Edges, place: ReadonlyMap<number, number>): Edges {
  const among = ([from, to]: readonly [number, number]) => {
    const [one, other] = [place.get(from), place.get(to)];
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  };
  return {
    updates: edges.updates.flatMap(among),
    repeats: edges.repeats.flatMap(among),
    beside: edges.beside.flatMap(among),
    disputes: edges.disputes.flatMap(among),
  };
}

function append(map: Map<number, number[]>, key: number, row: number): void {
  const rows = map.get(key);
  if (rows) rows.push(row);
  else map.set(key, [row]);
}
