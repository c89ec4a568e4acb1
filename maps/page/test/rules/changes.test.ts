import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../../src/rules/days.ts";
import { changesBetween } from "../../src/rules/changes.ts";
import { dayOfRow } from "../../src/panel/report_line.ts";
import { blockOf, stretchesOf } from "../blocks.ts";

const [march, june, december] = [
  parseDay("2022-03-01")!,
  parseDay("2022-06-01")!,
  parseDay("2022-12-01")!,
];
const year = ["2022-01-01", "2022-12-31"] as const;

/** Claims said on a day, and when they hold. */
function changes(
  rows: readonly {
    said?: string;
    possible: readonly [string, string] | null;
    certain?: readonly [string, string];
  }[],
  updates: readonly (readonly [number, number])[] = [],
  shown: Uint8Array | null = null,
  from = march,
  to = december,
) {
  return changesBetween(
    blockOf(
      rows.map(({ said }) => ({ said })),
      { updates },
    ).reports,
    stretchesOf(rows),
    shown,
    from,
    to,
  );
}

test("new is what holds on the later day only: said since, or said before and begun since", () => {
  const { begun, ended, updated } = changes([
    { said: "2022-05-01", possible: ["2022-05-01", "2022-12-31"] },
    { said: "2022-02-01", possible: ["2022-05-01", "2022-12-31"] },
    { said: "2022-02-01", possible: year },
    { said: "2022-05-01", possible: ["2022-05-01", "2022-07-01"] },
  ]);
  assert.deepEqual(begun, [
    { row: 0, isSaidSince: true },
    { row: 1, isSaidSince: false },
  ]);
  assert.deepEqual([ended, updated], [[], []]);
});

test("said on the earlier day itself is not said since", () => {
  assert.deepEqual(
    changes([{ said: "2022-03-01", possible: ["2022-05-01", "2022-12-31"] }]).begun,
    [{ row: 0, isSaidSince: false }],
  );
});

test("ended is what held on the earlier day only; what was only possible is no longer possible", () => {
  const { ended } = changes([
    { possible: ["2022-01-01", "2022-04-01"], certain: ["2022-01-01", "2022-04-01"] },
    { possible: ["2022-01-01", "2022-04-01"] },
  ]);
  assert.deepEqual(ended, [
    { row: 0, wasCertain: true },
    { row: 1, wasCertain: false },
  ]);
});

test("an update that holds stands with the claim that it ended, and neither is new or ended", () => {
  const { begun, updated, ended } = changes(
    [
      { possible: ["2022-01-01", "2022-05-31"] },
      { said: "2022-06-01", possible: ["2022-06-01", "2022-12-31"] },
    ],
    [[1, 0]],
  );
  assert.deepEqual([begun, updated, ended], [[], [{ older: 0, update: 1 }], []]);
});

test("an update of an update stands for both", () => {
  const rows = [
    { possible: ["2022-01-01", "2022-04-30"] },
    { possible: ["2022-05-01", "2022-07-31"] },
    { possible: ["2022-08-01", "2022-12-31"] },
  ] as const;
  assert.deepEqual(
    changes(rows, [
      [1, 0],
      [2, 1],
    ]).updated,
    [{ older: 0, update: 2 }],
  );
  assert.deepEqual(
    changes(
      rows,
      [
        [1, 0],
        [2, 1],
      ],
      null,
      march,
      june,
    ).updated,
    [{ older: 0, update: 1 }],
  );
});

test("an update that has ended too leaves only the end", () => {
  const { updated, ended } = changes(
    [{ possible: ["2022-01-01", "2022-04-30"] }, { possible: ["2022-05-01", "2022-07-31"] }],
    [[1, 0]],
  );
  assert.deepEqual([updated, ended.map(({ row }) => row)], [[], [0]]);
});

test("updates in a circle end nothing for ever", () => {
  assert.deepEqual(
    changes(
      [{ possible: ["2022-01-01", "2022-04-30"] }, { possible: null }],
      [
        [1, 0],
        [0, 1],
      ],
    ).updated,
    [],
  );
});

test("a claim that holds on both days is told where it became certain or uncertain", () => {
  const { moreCertain, lessCertain, begun, ended } = changes([
    { possible: year, certain: ["2022-11-01", "2022-12-31"] },
    { possible: year, certain: ["2022-01-01", "2022-04-01"] },
    { possible: year, certain: year },
  ]);
  assert.deepEqual([moreCertain, lessCertain, begun, ended], [[0], [1], [], []]);
});

test("what the filters hide did not change, and a day since itself changes nothing", () => {
  const rows = [
    { possible: ["2022-05-01", "2022-12-31"] },
    { possible: ["2022-05-01", "2022-12-31"] },
  ] as const;
  assert.deepEqual(
    changes(rows, [], Uint8Array.of(0, 1)).begun.map(({ row }) => row),
    [1],
  );
  const none = changes(rows, [], null, june, june);
  assert.deepEqual(
    [none.begun, none.updated, none.ended, none.moreCertain, none.lessCertain].flat(),
    [],
  );
});

test("a report is shown on the nearest day on which it holds, a certain one if there is one", () => {
  const stretches = stretchesOf([
    { possible: year, certain: ["2022-08-01", "2022-09-01"] },
    { possible: ["2022-05-01", "2022-05-31"], certain: ["2022-05-10", "2022-05-20"] },
    { possible: ["2022-05-01", "2022-05-31"] },
    { possible: null },
    { possible: null, under: 2 },
    { possible: ["2030-01-01", "2031-01-01"] },
  ]);
  const found = (row: number) =>
    dayOfRow(stretches, row, march, parseDay(year[0])!, parseDay(year[1])!);
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(found), [
    march,
    parseDay("2022-05-10"),
    parseDay("2022-05-01"),
    null,
    parseDay("2022-05-01"),
    null,
  ]);
});
