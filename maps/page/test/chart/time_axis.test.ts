/** The chart's axis of time: its span, breaks and ticks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { layOutAxis, position } from "../../src/time/axis.ts";
import { addMonths, DISTANT_FUTURE, DISTANT_PAST, parseDay } from "../../src/rules/days.ts";
import { type Stretches } from "../../src/rules/claims_in_effect.ts";
import { breaksOf, layOutSpan, timeTicks, turnsOf } from "../../src/chart/time_axis.ts";

const day = (text: string): number => parseDay(text)!;

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

test("a claim turns where it begins, becomes certain, ends, and is only last cited; nothing infinite is a day", () => {
  const known = stretches(
    [10, 20, 12, 15],
    [DISTANT_PAST, DISTANT_FUTURE, 5, DISTANT_FUTURE, 40],
    [10, 20, 1, 0, 30],
  );
  assert.deepEqual(
    turnsOf(known, 0).sort((a, b) => a - b),
    [10, 12, 16, 21],
  );
  assert.deepEqual(
    turnsOf(known, 1).sort((a, b) => a - b),
    [5, 40],
  );
  assert.deepEqual(turnsOf(known, 2), [10, 21], "it has ended before it would be last cited");
});

test("time spans what the claims do, with a little room at both ends", () => {
  const axis = layOutSpan(
    stretches([day("2022-11-01"), day("2023-02-28")], [day("2022-10-10"), DISTANT_FUTURE]),
    [0, 1],
    { first: 0, last: 30_000 },
  );
  assert.ok(axis.first < day("2022-10-10") && axis.first > day("2022-09-20"));
  assert.ok(axis.last > day("2023-03-01") && axis.last < day("2023-03-20"));
  assert.deepEqual(
    layOutSpan(stretches([DISTANT_PAST, DISTANT_FUTURE]), [0], { first: 3, last: 9 }),
    layOutAxis(3, 9, new Int32Array(0)),
  );
});

test("years in which nothing changes are broken, so that five months beside them have room", () => {
  const months = [0, 1, 2, 3, 4].map((month): [number, number] => [
    addMonths(day("2022-07-01"), month),
    addMonths(day("2022-08-01"), month),
  ]);
  const known = stretches([day("1999-01-01"), day("2023-12-31")], ...months);
  const axis = layOutSpan(known, [0, 1, 2, 3, 4, 5], { first: 0, last: 30_000 });
  assert.equal(breaksOf(axis).length, 1);
  const share = position(axis, day("2022-12-01")) - position(axis, day("2022-07-01"));
  assert.ok(share > 0.15, `of 25 years in proportion they would have 0.017; they have ${share}`);
  const half = layOutSpan(stretches([day("2022-09-29"), day("2023-03-29")]), [0], {
    first: 0,
    last: 30_000,
  });
  assert.deepEqual(
    breaksOf(half),
    [],
    "half a year keeps its proportions, even where nothing changes in it",
  );
});

test("ticks stand on first days of months, never nearer than asked, and the year stands where it begins", () => {
  const axis = layOutAxis(
    day("2022-09-20"),
    day("2023-03-15"),
    Int32Array.of(day("2022-10-10"), day("2022-11-20"), day("2023-01-20")),
  );
  const ticks = timeTicks(axis, "en-GB", 0.1);
  assert.deepEqual(
    ticks.map(({ text, year }) => `${text} ${year}`.trim()),
    ["Oct 2022", "Nov", "Dec", "Jan 2023", "Feb", "Mar"],
  );
  const few = timeTicks(axis, "en-GB", 0.3);
  assert.ok(few.length >= 2 && few.every(({ at }, k) => k === 0 || at - few[k - 1]!.at >= 0.28));
  assert.deepEqual(
    timeTicks(
      layOutAxis(day("2022-11-01"), day("2022-11-10"), new Int32Array(0)),
      "en-GB",
      0.2,
    ).map(({ text }) => text).length > 1,
    true,
  );
  assert.deepEqual(
    timeTicks(
      layOutAxis(day("1999-01-01"), day("2023-01-01"), new Int32Array(0)),
      "en-GB",
      0.25,
    ).map(({ text }) => text),
    ["2000", "2010", "2020"],
  );
});
