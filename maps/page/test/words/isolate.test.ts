import assert from "node:assert/strict";
import { test } from "node:test";
import { isolate } from "../../src/words/isolate.ts";

/** How many isolates are open after a text; below zero is never reached where they are balanced. */
function balance(text: string): { end: number; lowest: number } {
  let [end, lowest] = [0, 0];
  for (const letter of text) {
    if (letter >= "\u2066" && letter <= "\u2068") end++;
    else if (letter === "\u2069") end--;
    lowest = Math.min(lowest, end);
  }
  return { end, lowest };
}

test("text without a direction of its own is left as it is", () => {
  for (const text of ["", "Belarus", "Белоруссия", "more than 1,000", "‘quoted’ – 10 000"])
    assert.equal(isolate(text), text);
});

test("whatever isolates a text opens or closes, its neighbours stand outside of them", () => {
  for (const text of [
    "שלום",
    "\u202eabc",
    "\u2069\u202eabc",
    "\u2067\u2067abc",
    "\u2069\u2069\u2066a",
    "\u200fx",
  ]) {
    const isolated = isolate(text);
    assert.ok(isolated.startsWith("\u2068") && isolated.endsWith("\u2069"));
    assert.deepEqual(balance(isolated), { end: 0, lowest: 0 }, JSON.stringify(text));
  }
});
