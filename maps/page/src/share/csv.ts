/** CSV in which a spreadsheet finds no formula. */

export type Cell = string | number | null;

/** Spreadsheets take a cell that begins with one of these for a formula; see OWASP, "CSV Injection". */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Return a table as CSV by RFC 4180, with a byte order mark, by which spreadsheets recognise UTF-8. */
export function writeCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [header.map(cell).join(",")];
  for (const row of rows) lines.push(row.map(cell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** Return a cell: a number as it is, a text that would be a formula with an apostrophe before it. */
function cell(value: Cell): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (value === null) return "";
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text.startsWith("'") ? `"${text.replaceAll('"', '""')}"` : text;
}
