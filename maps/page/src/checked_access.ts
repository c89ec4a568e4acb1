/**
 * Access to what must be there: an index that is out of range, or a value that is missing, is an error of ours and raises.
 *
 * One function for each type of array: an engine reads an element fastest where it has met one type only.
 */

/** Return the element of an array at an index. */
export function elementAt<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined && !(index in values)) outOfRange(index, values.length);
  return value as Value;
}

/** Return the integer of a column at a row. */
export function intAt(column: Int32Array, row: number): number {
  const value = column[row];
  if (value === undefined) outOfRange(row, column.length);
  return value;
}

/** Return the number of a column at a row; NaN where the column has none. */
export function realAt(column: Float64Array, row: number): number {
  const value = column[row];
  if (value === undefined) outOfRange(row, column.length);
  return value;
}

/** Return the flag or the small integer of a column at a row. */
export function byteAt(column: Uint8Array, row: number): number {
  const value = column[row];
  if (value === undefined) outOfRange(row, column.length);
  return value;
}

/** Return a value that must be there; `what` names it in the error. */
export function required<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}

/** Return the number at an index of an array of any type. */
export function numberAt(numbers: ArrayLike<number>, index: number): number {
  const value = numbers[index];
  if (value === undefined) outOfRange(index, numbers.length);
  return value;
}

/** Add to the integer of a column at a row. */
export function addAt(column: Int32Array, row: number, by: number): void {
  column[row] = intAt(column, row) + by;
}

/** Raise; apart from the functions above, which so stay small enough to be compiled into their callers. */
function outOfRange(index: number, length: number): never {
  throw new RangeError(`no element at ${index} of ${length}`);
}
