/** The texts of a column as they travel: each is made when it is asked for. `maps/block/block_columns.py` writes them. */
import { numberAt } from "../checked_access.ts";
import type { Numbers } from "./container.ts";

export interface ManyTexts {
  readonly length: number;
  at(number: number): string | undefined;
  /** Return which of the texts may be this one. */
  guess?(text: string): number;
}

/** Texts one after the other in UTF-8. */
export class Texts implements ManyTexts {
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
export class Counted implements ManyTexts {
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

  /** Return which of the texts is this one if they count up by one. */
  guess(text: string): number {
    return Number(text.slice(this.#prefix.length)) - (this.#numbers[0] ?? 0);
  }

  at(number: number): string {
    return this.#prefix + String(this.#numbers[number]).padStart(this.#digits, "0");
  }
}

/** As in `maps/block/text_forms.py`: a name's mark; other marks are how many digits a number has at least. */
const NAME = 1;
const MARK = /[\0-\b]/;

/** A form in pieces: what is fixed, and after all pieces but the last one mark. */
interface Form {
  readonly pieces: readonly string[];
  readonly marks: readonly number[];
}

/** What fills the forms: for each number of a text, from the first on, that number of all texts. */
export type Filling = { readonly plain: Numbers } | { readonly steps: Numbers };

/** Texts that differ only in numbers and in a name. */
export class Formed implements ManyTexts {
  readonly #forms: Texts;
  readonly #codes: Numbers;
  readonly #fillings: readonly Filling[];
  readonly #nameAt: (row: number) => string;
  readonly #known = new Map<number, Form>();
  #numbers: readonly Numbers[] | null = null;

  constructor(
    forms: Texts,
    codes: Numbers,
    fillings: readonly Filling[],
    nameAt: (row: number) => string,
  ) {
    this.#forms = forms;
    this.#codes = codes;
    this.#fillings = fillings;
    this.#nameAt = nameAt;
  }

  get length(): number {
    return this.#codes.length;
  }

  at(row: number): string {
    const { pieces, marks } = this.#form(numberAt(this.#codes, row));
    const numbers = (this.#numbers ??= this.#fillings.map((filling) =>
      "plain" in filling ? filling.plain : sums(filling.steps),
    ));
    let text = pieces[0] ?? "";
    let nth = 0;
    marks.forEach((mark, k) => {
      text +=
        mark === NAME ? this.#nameAt(row) : String(numbers[nth++]?.[row] ?? "").padStart(mark, "0");
      text += pieces[k + 1] ?? "";
    });
    return text;
  }

  #form(code: number): Form {
    let form = this.#known.get(code);
    if (!form) {
      const text = this.#forms.at(code);
      const marks = Array.from(text.matchAll(new RegExp(MARK, "g")), ([mark]) =>
        mark.charCodeAt(0),
      );
      this.#known.set(code, (form = { pieces: text.split(MARK), marks }));
    }
    return form;
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
