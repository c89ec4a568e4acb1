/** Many texts folded into one, which a browser searches far faster than each by itself. */
import { intAt } from "../checked_access.ts";
import { fold } from "./folding.ts";

/** Stands between two texts; no word of a query holds it. */
const BETWEEN = "\n";
const PLAIN = /^[\x00-\x7f]*$/;

export class Haystack {
  readonly #text: string;
  /** Where each text ends. */
  readonly #ends: Int32Array;

  constructor(texts: readonly string[]) {
    const joined = texts.join(BETWEEN);
    // Folding changes the length of no ASCII text, so that all can be folded at once.
    const folded = PLAIN.test(joined) ? null : texts.map(fold);
    this.#text = folded ? folded.join(BETWEEN) : fold(joined);
    this.#ends = new Int32Array(texts.length);
    let end = -BETWEEN.length;
    for (const [k, text] of (folded ?? texts).entries()) {
      end += BETWEEN.length + text.length;
      this.#ends[k] = end;
    }
  }

  /** 1 for each text that holds a word; null where none does. */
  having(word: string): Uint8Array | null {
    let at = this.#text.indexOf(word);
    if (at < 0) return null;
    const holds = new Uint8Array(this.#ends.length);
    for (let text = 0; at >= 0; at = this.#text.indexOf(word, this.#ends[text])) {
      while (intAt(this.#ends, text) < at) text++;
      holds[text] = 1;
    }
    return holds;
  }
}
