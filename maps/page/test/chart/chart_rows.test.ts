/** The rows of the chart: lanes of one claimant, and which of many claimants come first. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { intoLanes, splitRows } from "../../src/chart/chart_rows.ts";
import { DISTANT_FUTURE } from "../../src/rules/days.ts";
import { type Stretches } from "../../src/rules/claims_in_effect.ts";

function stretches(
  ...claims: [from: number, to: number, certainFrom?: number, certainTo?: number, cited?: number][]
): Stretches {
  const column = (pick: (claim: (typeof claims)[number]) => number) =>
    Int32Array.from(claims, pick);
  return {
    count: claims.length,
    possibleFrom: column(([from]) => from),
    possibleTo: column(([, to]) => to),
    certainFrom: column((claim) => claim[2] ?? 1),
    certainTo: column((claim) => claim[3] ?? 0),
    lastCitedFrom: column((claim) => claim[4] ?? DISTANT_FUTURE),
  } as unknown as Stretches;
}

test("claims of one claimant share a lane as long as they do not overlap", () => {
  const extent = (row: number, from: number, to: number) => ({ row, from, to });
  const lanes = intoLanes(
    [extent(0, 0, 50), extent(1, 60, 90), extent(2, 40, 70), extent(3, 95, 120)],
    5,
  );
  assert.deepEqual(
    lanes.map((lane) => lane.map(({ row }) => row)),
    [[0, 1, 3], [2]],
  );
  assert.deepEqual(
    intoLanes([extent(0, 0, 50), extent(1, 52, 90)], 5).length,
    2,
    "a gap that is too narrow is none",
  );
});

test("of sixty claimants the thirty that claim something for the day stand first, in the order that all have", () => {
  const rows = Array.from({ length: 60 }, (_, row) => ({ claimant: String(row), rows: [row] }));
  const known = stretches(
    ...rows.map(({ rows: [row] }): [number, number] => (row! % 2 ? [0, 10] : [20, 30])),
  );
  const [first, rest] = splitRows(rows, 30, known, 5);
  assert.deepEqual(
    first.map(({ claimant }) => Number(claimant)),
    Array.from({ length: 30 }, (_, k) => 2 * k + 1),
  );
  assert.equal(rest.length, 30);
  assert.deepEqual(splitRows(rows.slice(0, 30), 30, known, 5)[1], []);
});
