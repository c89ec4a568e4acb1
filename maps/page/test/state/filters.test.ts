import assert from "node:assert/strict";
import { test } from "node:test";
import { FilterIndex, toggle } from "../../src/state/filters.ts";
import { parseDay } from "../../src/rules/days.ts";
import { endWhenCited, certaintyOn } from "../../src/rules/claims_in_effect.ts";
import { blockOf, stretchesOf } from "../blocks.ts";

const block = blockOf([
  {
    force: "Russia",
    phase: "planned",
    claimant: "A",
    source: "one",
    figure_low: 5,
    quantity: "personnel",
  },
  { force: "Russia", phase: "present", claimant: "B", source: "two", quantity: "personnel" },
  {
    force: "Belarus",
    phase: "planned",
    claimant: "B",
    source: "one",
    figure_best: 7,
    quantity: "personnel",
  },
  { force: "Belarus;Russia", claimant: "B", source: "two", quantity: "personnel" },
  { force: "Ukraine", claimant: "C", kind: "dispute", source: "two" },
]);
const index = new FilterIndex(block);
const rows = (filters: Parameters<FilterIndex["mask"]>[0]) => {
  const mask = index.mask(filters);
  return mask && [...mask].flatMap((let_, row) => (let_ ? [row] : []));
};

test("without filters there is no mask", () => assert.equal(index.mask({}), null));

test("any value of a field is enough, and each field has to let a report through", () => {
  assert.deepEqual(rows({ force: ["Russia"] }), [0, 1]);
  assert.deepEqual(rows({ force: ["Russia", "Belarus"] }), [0, 1, 2]);
  assert.deepEqual(rows({ force: ["Russia", "Belarus"], phase: ["planned"] }), [0, 2]);
  assert.deepEqual(rows({ force: ["Russia"], claimant: ["B"], number: ["none"] }), [1]);
  assert.deepEqual(rows({ number: ["given"] }), [0, 2]);
  assert.deepEqual(rows({ reliability: ["A"] }), [0, 2]);
  assert.deepEqual(rows({ source: ["two"], phase: [""] }), [3, 4]);
});

test("a joint force is a force of its own", () =>
  assert.deepEqual(rows({ force: ["Belarus;Russia"] }), [3]));

test("a value that no report has lets none through", () =>
  assert.deepEqual(rows({ force: ["Atlantis"] }), []));

test("only fields that tell claims apart are offered, with what each value would show beside the other filters", () => {
  const fields = (filters: Parameters<FilterIndex["mask"]>[0]) =>
    Object.fromEntries(
      index
        .fields(filters)
        .map(({ field, options }) => [
          field,
          Object.fromEntries(options.map(({ value, count }) => [value, count])),
        ]),
    );
  assert.deepEqual(fields({}), {
    force: { Russia: 2, Belarus: 1, "Belarus;Russia": 1 },
    phase: { planned: 2, present: 1, "": 1 },
    claimant: { B: 3, A: 1 },
    source: { one: 2, two: 2 },
    reliability: { A: 2, B: 2 },
    number: { given: 2, none: 2 },
  });
  const chosen = fields({ force: ["Russia"] });
  assert.deepEqual(chosen["force"], { Russia: 2, Belarus: 1, "Belarus;Russia": 1 });
  assert.deepEqual(chosen["claimant"], { B: 1, A: 1 });
});

test("a value is chosen and taken back, and the last one takes its field with it", () => {
  const one = toggle({}, "force", "Russia");
  assert.deepEqual(one, { force: ["Russia"] });
  const two = toggle(one, "force", "");
  assert.deepEqual(two, { force: ["Russia", ""] });
  assert.deepEqual(toggle(toggle(two, "force", "Russia"), "force", ""), {});
});

test("hidden when only last cited, a claim ends on the day before", () => {
  const whole = stretchesOf([
    {
      possible: ["2022-01-01", "2022-12-31"],
      certain: ["2022-02-01", "2022-10-01"],
      cited: "2022-08-01",
    },
    { possible: ["2022-03-01", "2022-04-01"] },
  ]);
  const hidden = endWhenCited(whole);
  const on = (day: string) => [0, 1].map((row) => certaintyOn(hidden, row, parseDay(day)!));
  assert.deepEqual(on("2022-07-31"), [2, 0]);
  assert.deepEqual(on("2022-08-01"), [0, 0]);
  assert.deepEqual(on("2022-03-15"), [2, 1]);
  assert.equal(hidden.withCited, whole);
});
