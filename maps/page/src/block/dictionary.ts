/** Columns as dictionaries: each different text once, and for each row the position of its own. */

import { numberAt } from "../checked_access.ts";
/** Texts, and for each row the position of its own. */
export interface Dictionary {
  readonly texts: readonly string[];
  readonly codes: ArrayLike<number>;
}

/** A column of text, as the block holds it. */
interface Column {
  readonly values: readonly string[];
  readonly codes: ArrayLike<number> | null;
  at(row: number): string;
}

/** Return a column's dictionary; the block's own one where it holds each text once. */
export function dictionaryOf(column: Column, count: number): Dictionary {
  if (column.codes && new Set(column.values).size === column.values.length)
    return { texts: column.values, codes: column.codes };
  return gather(count, (row) => column.at(row));
}

/** Return a column's texts as the block holds them: where each row has its own, the same text may occur twice. */
export function textsOf(column: Column, count: number): Dictionary {
  return {
    texts: column.values,
    codes: column.codes ?? Int32Array.from({ length: count }, (_, row) => row),
  };
}

/** Return the dictionary of a text that is computed for each row. */
export function gather(count: number, textOf: (row: number) => string): Dictionary {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const codes = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const text = textOf(row);
    let code = known.get(text);
    if (code === undefined) {
      code = texts.length;
      known.set(text, code);
      texts.push(text);
    }
    codes[row] = code;
  }
  return { texts, codes };
}

/** Return the dictionary of texts of what a row refers to, such as its source or its place; -1 refers to none. */
export function dictionaryBy(
  count: number,
  textOf: (one: number) => string,
  nameOf: Int32Array,
): Dictionary {
  const { texts: different, codes } = gather(count, textOf);
  const none = different.indexOf("");
  const values = none < 0 && nameOf.includes(-1) ? [...different, ""] : different;
  const blank = none < 0 ? different.length : none;
  return { texts: values, codes: nameOf.map((one) => (one < 0 ? blank : numberAt(codes, one))) };
}
