/** When the browser's address is written, which is slow and which browsers refuse where it is done too often. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Address } from "../../src/state/address.ts";
import { openingState } from "../../src/state/state.ts";

test("an address that says already what is shown is not written again", () => {
  const written: string[] = [];
  const location = { hash: "#on=2022-12-01" };
  const history = {
    replaceState: (_state: null, _title: string, hash: string) => {
      location.hash = hash;
      written.push(hash);
    },
  };
  Object.assign(globalThis, { location, history, addEventListener: () => undefined });
  const state = openingState(19_327); // 1 December 2022
  const address = new Address(state, true);
  address.adopt(state);
  assert.deepEqual(written, []);
  location.hash = "#on=2022-12-1";
  address.adopt(state);
  assert.deepEqual(written, ["#on=2022-12-01"]);
});
