/**
 * Columns of the data block. A text is decoded when it is asked for: a million rows cost no million strings.
 *
 * Each different value is kept once, and codes say which row has which; `maps/block/block_columns.py` writes them.
 */
import { elementAt } from "../checked_access.ts";
import type { Numbers } from "./container.ts";
import { Counted, Formed, type ManyTexts, Texts } from "./many_texts.ts";

export type Codes = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;

interface RawTexts {
  readonly lengths: number;
  readonly bytes: number;
}

/** What a column's values are written as: numbers, texts one by one, texts that count up, or texts with forms. */
type RawValues =
  | { readonly numbers: number; readonly base?: number }
  | RawTexts
  | { readonly prefix: string; readonly digits: number; readonly steps: number }
  | {
      readonly forms: RawTexts;
      readonly form: number;
      readonly numbers: readonly ({ readonly plain: number } | { readonly steps: number })[];
      readonly name: string;
    };

interface RawColumn {
  readonly values: RawValues;
  readonly codes:
    | number
    | "row"
    | "one"
    | { readonly of: string }
    | { readonly plus: string; readonly steps: number; readonly base: number };
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

  /** Return the row of a text of which the position follows from the text, as that of ids that count up; -1 where it does not. */
  guess(text: string): number {
    const row = this.#texts.guess?.(text) ?? -1;
    return row >= 0 && row < this.#texts.length && this.at(row) === text ? row : -1;
  }

  /** Return a function of rows that asks of each different text once. */
  asking<Answer>(ask: (text: string) => Answer): (row: number) => Answer {
    const { codes } = this;
    if (!codes) return (row) => ask(this.at(row));
    const blank = ask("");
    const answers = this.values.map(ask);
    return (row) => answers[codes[row] ?? -1] ?? blank;
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
    return new TextColumn(this.#manyTexts(name), () => this.codes(name));
  }

  /** Return the numbers of all rows, written into an array that is as long. */
  numbers<To extends Int32Array | Float64Array | Uint8Array>(name: string, to: To): To {
    const { numbers: buffer, base = 0 } = this.#column(name).values as {
      readonly numbers: number;
      readonly base?: number;
    };
    const numbers = Float64Array.from(this.#buffer(buffer), (number) => number + base);
    const codes = this.codes(name);
    if (codes) pick(numbers, codes, to);
    else to.set(numbers);
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

  #manyTexts(name: string): ManyTexts {
    const { values } = this.#column(name);
    if ("prefix" in values)
      return new Counted(values.prefix, values.digits, this.#buffer(values.steps));
    if (!("forms" in values)) return this.#texts(values as RawTexts);
    let names: TextColumn | null = null;
    return new Formed(
      this.#texts(values.forms),
      this.#buffer(values.form),
      values.numbers.map((one) =>
        "plain" in one ? { plain: this.#buffer(one.plain) } : { steps: this.#buffer(one.steps) },
      ),
      (row) => (names ??= this.texts(values.name)).at(row),
    );
  }

  #texts({ lengths, bytes }: RawTexts): Texts {
    return new Texts(this.#buffer(lengths), this.#buffer(bytes) as Uint8Array);
  }

  #column(name: string): RawColumn {
    return this.#columns[name] as RawColumn;
  }

  #buffer(number: number): Numbers {
    return elementAt(this.#buffers, number);
  }
}

/** Codes are copied in parts of this many: the loop over them then meets one type of array only, and is several times as fast. */
const PART = 4096;

/** Write for each row the number that its code picks. */
function pick(
  numbers: Float64Array,
  codes: Codes,
  to: Int32Array | Float64Array | Uint8Array,
): void {
  const part = new Uint32Array(PART);
  for (let begin = 0; begin < to.length; begin += PART) {
    const size = Math.min(PART, to.length - begin);
    part.set(codes.subarray(begin, begin + size));
    for (let k = 0; k < size; k++) to[begin + k] = numbers[part[k] ?? -1] ?? Number.NaN;
  }
}
