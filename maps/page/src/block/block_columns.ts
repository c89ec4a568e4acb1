/**
 * Columns of the data block. A text is decoded when it is asked for: a million rows cost no million strings.
 *
 * Each different value is kept once, and codes say which row has which; `maps/block/block_columns.py` writes them.
 */
import { elementAt, numberAt } from "../checked_access.ts";
import type { Numbers } from "./container.ts";

export type Codes = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;

interface RawColumn {
  readonly values: Record<string, number | string>;
  readonly codes:
    | number
    | "row"
    | "one"
    | { readonly of: string }
    | { readonly plus: string; readonly steps: number; readonly base: number };
}

/** Texts one after the other in UTF-8, each decoded when it is asked for. */
class Texts {
  readonly #lengths: Numbers;
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #ends: Uint32Array | null = null;

  constructor(lengths: Numbers, bytes: Uint8Array) {
    this.#lengths = lengths;
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#lengths.length;
  }

  at(number: number): string {
    const ends = (this.#ends ??= sums(this.#lengths));
    return this.#decoder.decode(
      this.#bytes.subarray(number === 0 ? 0 : ends[number - 1], ends[number]),
    );
  }
}

/** Texts that are one prefix and a number each. */
class Counted {
  readonly #prefix: string;
  readonly #digits: number;
  readonly #numbers: Uint32Array;

  constructor(prefix: string, digits: number, steps: Numbers) {
    this.#prefix = prefix;
    this.#digits = digits;
    this.#numbers = sums(steps);
  }

  get length(): number {
    return this.#numbers.length;
  }

  at(number: number): string {
    return this.#prefix + String(this.#numbers[number]).padStart(this.#digits, "0");
  }
}

interface ManyTexts {
  readonly length: number;
  at(number: number): string | undefined;
}

/** Text of many rows. */
export class TextColumn {
  readonly #texts: ManyTexts;
  readonly #codesOf: () => Codes | null;
  #values: readonly string[] | null = null;
  #codes: Codes | null | undefined;

  constructor(texts: ManyTexts, codesOf: () => Codes | null) {
    this.#texts = texts;
    this.#codesOf = codesOf;
  }

  /** Make a column of given texts; without codes there is one text for each row. */
  static of(texts: readonly string[], codes: ArrayLike<number> | null = null): TextColumn {
    return new TextColumn(texts, () => codes && Uint32Array.from(codes));
  }

  /** Return for each row the position of its text in `values`; null where each row has a text of its own. */
  get codes(): Codes | null {
    if (this.#codes === undefined) this.#codes = this.#codesOf();
    return this.#codes;
  }

  /** Return the texts that the codes count, all of them decoded: of a column with codes these are few. */
  get values(): readonly string[] {
    return (this.#values ??= Array.from(
      { length: this.#texts.length },
      (_, k) => this.#texts.at(k) ?? "",
    ));
  }

  /** Return the text of a row. */
  at(row: number): string {
    const { codes } = this;
    return codes
      ? (this.values[codes[row] ?? -1] ?? "")
      : row < this.#texts.length
        ? (this.#texts.at(row) ?? "")
        : "";
  }
}

/** Reads the columns of one table of the block. */
export class Table {
  readonly count: number;
  readonly #columns: Record<string, unknown>;
  readonly #buffers: readonly Numbers[];
  readonly #codes = new Map<string, Codes | null>();
  #allOne: Uint8Array | null = null;

  constructor(columns: Record<string, unknown>, buffers: readonly Numbers[]) {
    this.count = columns["count"] as number;
    this.#columns = columns;
    this.#buffers = buffers;
  }

  texts(name: string): TextColumn {
    const { values } = this.#column(name);
    const texts =
      "prefix" in values
        ? new Counted(
            String(values["prefix"]),
            values["digits"] as number,
            this.#buffer(values["steps"]),
          )
        : new Texts(this.#buffer(values["lengths"]), this.#buffer(values["bytes"]) as Uint8Array);
    return new TextColumn(texts, () => this.codes(name));
  }

  /** Return the numbers of all rows, written into an array that is as long. */
  numbers<To extends Int32Array | Float64Array | Uint8Array>(name: string, to: To): To {
    const { values } = this.#column(name);
    const numbers = this.#buffer(values["numbers"]);
    const base = Number(values["base"] ?? 0);
    const codes = this.codes(name);
    for (let row = 0; row < to.length; row++)
      to[row] = (numbers[codes ? (codes[row] ?? -1) : row] ?? Number.NaN) + base;
    return to;
  }

  /** Return for each row the position of its value; null where each row has its own. */
  codes(name: string): Codes | null {
    let codes = this.#codes.get(name);
    if (codes === undefined) this.#codes.set(name, (codes = this.#readCodes(name)));
    return codes;
  }

  #readCodes(name: string): Codes | null {
    const { codes } = this.#column(name);
    if (codes === "row") return null;
    if (codes === "one") return (this.#allOne ??= new Uint8Array(this.count));
    if (typeof codes === "number") return this.#buffer(codes) as Codes;
    if ("of" in codes) return this.codes(codes.of);
    const [other, steps] = [this.codes(codes.plus)!, this.#buffer(codes.steps)];
    return Uint32Array.from(
      { length: this.count },
      (_, row) => (other[row] ?? 0) + (steps[row] ?? 0) + codes.base,
    );
  }

  #column(name: string): RawColumn {
    return this.#columns[name] as RawColumn;
  }

  #buffer(number: unknown): Numbers {
    return elementAt(this.#buffers, number as number);
  }
}

/** Return where each of some lengths ends when they are laid end to end. */
function sums(steps: Numbers): Uint32Array {
  const ends = new Uint32Array(steps.length);
  let end = 0;
  for (let k = 0; k < steps.length; k++) {
    end += numberAt(steps, k);
    ends[k] = end;
  }
  return ends;
}
