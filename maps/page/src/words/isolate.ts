/** Text of a report inside a sentence of the page: marks of direction in it must not reorder what is beside it. */

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** Letters that run from right to left, and the marks of the Unicode Bidirectional Algorithm (UAX #9). */
const DIRECTED =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/;

/**
 * Isolate a text; one without any direction of its own comes back as it is.
 *
 * Isolates that the text itself leaves open are closed, and those that it closes without having opened them are opened.
 */
export function isolate(text: string): string {
  if (!DIRECTED.test(text)) return text;
  let [open, missing] = [0, 0];
  for (const letter of text) {
    if (letter >= "\u2066" && letter <= FIRST_STRONG_ISOLATE) open++;
    else if (letter === POP_ISOLATE && open > 0) open--;
    else if (letter === POP_ISOLATE) missing++;
  }
  return FIRST_STRONG_ISOLATE.repeat(missing + 1) + text + POP_ISOLATE.repeat(open + 1);
}
