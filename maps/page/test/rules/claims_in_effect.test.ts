import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reports } from "../../src/block/block.ts";
import { parseDay } from "../../src/rules/days.ts";
import { changeDays, countSteps, lastBefore, nextAfter } from "../../src/rules/change_days.ts";
import { isLastCited, stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { Standings } from "../../src/rules/standing.ts";
import { inEffect } from "../in_effect.ts";
import { dayAfter } from "../../src/time/player.ts";
import { tableOf } from "../tables.ts";

const FUTURE = 2147483647;
const TEXTS = [
  "claimant",
  "attributed_to",
  "summary",
  "quote",
  "quote_lang",
  "force",
  "component",
  "unit",
  "quantity",
  "measure",
  "phase",
  "role",
  "figure",
  "figure_text",
  "said",
  "start",
  "end",
  "said_wording",
  "start_wording",
  "end_wording",
  "computed",
  "credibility",
  "origin",
  "place_wording",
  "place_country",
  "place_how",
  "place_reason",
];

interface Row {
  id: string;
  kind?: string;
  said: number;
  possible: [number, number | null];
  certain?: [number, number | null];
  start?: number;
  endKnown?: boolean;
  claimantRow?: number;
  end?: string;
  stated?: [number, number];
  spoken?: number;
}

function table(rows: Row[], edges: Partial<Reports["edges"]> = {}): Reports {
  const raw: Record<string, unknown> = Object.fromEntries(
    TEXTS.map((name) => [name, { values: [""] }]),
  );
  const certain = (row: Row) => row.certain ?? [FUTURE, -FUTURE];
  return tableOf({
    ...raw,
    id: rows.map((row) => row.id),
    kind: rows.map((row) => row.kind ?? "claim"),
    figure_low: rows.map(() => null),
    figure_high: rows.map(() => null),
    figure_best: rows.map(() => null),
    figure_low_included: rows.map(() => 1),
    figure_high_included: rows.map(() => 1),
    claimant_row: rows.map((row) => row.claimantRow ?? 0),
    end_known: rows.map((row) => Number(row.endKnown ?? false)),
    said_possible_day: rows.map((row) => row.said),
    said_certain_day: rows.map((row) => row.said),
    start_earliest_day: rows.map((row) => row.start ?? row.said),
    start_latest_day: rows.map((row) => row.start ?? row.said),
    possible_from_day: rows.map((row) => row.possible[0]),
    possible_to_day: rows.map((row) => row.possible[1]),
    end: rows.map((row) => row.end ?? ""),
    stated_from_day: rows.map((row) => row.stated?.[0] ?? FUTURE),
    stated_to_day: rows.map((row) => row.stated?.[1] ?? -FUTURE),
    spoken_day: rows.map((row) => row.spoken ?? FUTURE),
    certain_from_day: rows.map((row) => certain(row)[0]),
    certain_to_day: rows.map((row) => certain(row)[1]),
    edges: { updates: [], repeats: [], beside: [], disputes: [], ...edges },
  });
}

const ids = (reports: Reports, rows: readonly number[]) => rows.map((row) => reports.id.at(row));

test("an update ends the older report from its own start, and earlier days keep the older one", () => {
  const reports = table(
    [
      { id: "old", said: 0, possible: [0, null], certain: [0, null] },
      { id: "new", said: 50, possible: [50, null] },
    ],
    { updates: [[1, 0]] },
  );
  const stretches = stretchesAt(reports, null);
  assert.deepEqual(ids(reports, inEffect(stretches, 49).certain), ["old"]);
  assert.deepEqual(ids(reports, inEffect(stretches, 50).possible), ["new"]);
  assert.deepEqual(ids(reports, inEffect(stretchesAt(reports, 49), 60).certain), ["old"]);
});

test("an echo of an echo is folded under the first saying, and a ring of echoes under its earliest", () => {
  const chain = table(
    [10, 20, 30].map((said, k) => ({ id: "abc"[k]!, said, possible: [said, null] })),
    {
      repeats: [
        [1, 0],
        [2, 1],
      ],
    },
  );
  assert.deepEqual([...stretchesAt(chain, null).foldedUnder], [-1, 0, 0]);
  const ring = table(
    [10, 20, 30].map((said, k) => ({ id: "abc"[k]!, said, possible: [said, null] })),
    {
      repeats: [
        [0, 2],
        [1, 0],
        [2, 1],
      ],
    },
  );
  assert.deepEqual([...stretchesAt(ring, null).foldedUnder], [-1, 0, 0]);
});

test("an echo stands alone as long as its origin has not been said", () => {
  const reports = table(
    [
      { id: "origin", said: 30, possible: [0, null] },
      { id: "echo", said: 10, possible: [0, null] },
    ],
    { repeats: [[1, 0]] },
  );
  assert.deepEqual(ids(reports, inEffect(stretchesAt(reports, 20), 20).possible), ["echo"]);
  assert.deepEqual(ids(reports, inEffect(stretchesAt(reports, 30), 30).possible), ["origin"]);
});

test("an echo keeps its origin from being only last cited", () => {
  const reports = table(
    [
      { id: "origin", said: 0, possible: [0, null] },
      { id: "echo", said: 100, possible: [0, null] },
    ],
    { repeats: [[1, 0]] },
  );
  assert.ok(!isLastCited(stretchesAt(reports, null), 0, 280));
  assert.ok(isLastCited(stretchesAt(reports, null), 0, 281));
  assert.ok(isLastCited(stretchesAt(reports, 50), 0, 181));
  assert.ok(!isLastCited(stretchesAt(reports, 50), 0, 180));
});

/** What is in effect on a day, of a claimant's three words on days 0, 50 and 100. */
function wordsOn(on: number, knownBy: number | null, edges: Partial<Reports["edges"]> = {}) {
  const rows = ["first", "second", "third"].map((id, k) => ({
    id,
    said: 50 * k,
    possible: [50 * k, k === 1 ? 60 : null] as [number, number | null],
    endKnown: k === 1,
    claimantRow: 7,
  }));
  const stretches = stretchesAt(table(rows, edges), knownBy);
  return inEffect(stretches, on).possible.map((row) => rows[row]!.id);
}

test("a claim without an end is not carried on past its claimant's next word, and does not come back", () => {
  assert.deepEqual(wordsOn(49, null), ["first"]);
  assert.deepEqual(wordsOn(50, null), ["second"]);
  assert.deepEqual(wordsOn(70, null), []);
  assert.deepEqual(wordsOn(100, null), ["third"]);
  assert.deepEqual(wordsOn(70, 49), ["first"]);
  assert.deepEqual(wordsOn(70, null, { repeats: [[1, 2]] }), ["first"]);
});

test("what a claim stands beside ends nothing, whichever of the two says it", () => {
  assert.deepEqual(wordsOn(70, null, { beside: [[1, 0]] }), ["first"]);
  assert.deepEqual(wordsOn(70, null, { beside: [[0, 1]] }), ["first"]);
  assert.deepEqual(wordsOn(100, null, { beside: [[1, 0]] }), ["third"]);
});

test("of a yearbook each figure without an end ends where the next begins", () => {
  const rows = [10, 20, 30].map((day, k) => ({
    id: "abc"[k]!,
    said: 100,
    start: day,
    possible: [day, null] as [number, null],
    claimantRow: 7,
  }));
  const stretches = stretchesAt(table(rows), null);
  assert.deepEqual([...stretches.possibleTo], [19, 29, FUTURE]);
  const alone = stretchesAt(table(rows.map((row) => ({ ...row, claimantRow: 0 }))), null);
  assert.deepEqual([...alone.possibleTo], [FUTURE, FUTURE, FUTURE]);
});

test("a claim whose end is known is never last cited", () => {
  const reports = table([{ id: "a", said: 0, possible: [0, 9000], endKnown: true }]);
  assert.ok(!isLastCited(stretchesAt(reports, null), 0, 9000));
});

test("a dispute annotates what it disputes, once said, and is never in effect", () => {
  const reports = table(
    [
      { id: "a", said: 0, possible: [0, null] },
      { id: "d", kind: "dispute", said: 40, possible: [0, null] },
    ],
    { disputes: [[1, 0]] },
  );
  assert.equal(stretchesAt(reports, 39).disputes.size, 0);
  const stretches = stretchesAt(reports, 40);
  assert.deepEqual(stretches.disputes.get(0), [1]);
  assert.deepEqual(ids(reports, inEffect(stretches, 50).possible), ["a"]);
});

test("the days of change are those on which a claim begins, ends or stands in another way", () => {
  const reports = table([
    // Perhaps from 3 to 40, and stated from 10 to 20.
    { id: "a", said: 3, possible: [3, 40], endKnown: true, end: "40", stated: [10, 20] },
    // Stated for the day of its saying, then carried forward, and not repeated from 186 on.
    { id: "b", said: 5, possible: [5, null], spoken: 5 },
    // Begins after its end: never in effect.
    { id: "c", said: 5, possible: [7, 3] },
    // May have begun before it was said: of vague dates until then.
    { id: "d", said: 60, possible: [50, null] },
  ]);
  const stretches = stretchesAt(reports, null);
  const standings = new Standings(reports, stretches, Int32Array.of(0, 1, 2, 3));
  const changes = (shown: Uint8Array | null = null) => [
    ...changeDays(stretches, standings, 0, 300, shown),
  ];
  assert.deepEqual(changes(), [3, 5, 6, 10, 21, 41, 50, 60, 186, 241]);
  assert.deepEqual(changes(Uint8Array.of(0, 0, 1, 1)), [50, 60, 241]);
  const steps = countSteps(stretches, 0, 300);
  const counts = new Map(
    Array.from(steps.from, (from, at) => [from, [steps.current[at], steps.stale[at]]]),
  );
  assert.deepEqual(
    [...counts],
    [
      [0, [0, 0]],
      [3, [1, 0]],
      [5, [2, 0]],
      [41, [1, 0]],
      [50, [2, 0]],
      [186, [1, 1]],
      [241, [0, 2]],
    ],
  );
});

test("next and previous changes are found from any day", () => {
  const days = Int32Array.from([10, 20, 30]);
  assert.deepEqual([nextAfter(days, 9), nextAfter(days, 10), nextAfter(days, 30)], [10, 20, null]);
  assert.deepEqual(
    [lastBefore(days, 31), lastBefore(days, 30), lastBefore(days, 10)],
    [30, 20, null],
  );
});

test("playing goes day by day, and straight over more than a month in which nothing changes", () => {
  const days = Int32Array.from([100, 131, 200]);
  assert.equal(dayAfter(100, days, 300), 101);
  assert.equal(dayAfter(131, days, 300), 200);
  assert.equal(dayAfter(200, days, 300), 300);
  assert.equal(dayAfter(300, days, 300), null);
});

test("playing by weeks and months goes by them, never beyond the last day, and straight over what is empty", () => {
  const [first, last] = [parseDay("2022-01-31")!, parseDay("2023-01-31")!];
  const changes = Int32Array.from([
    parseDay("2022-02-03")!,
    parseDay("2022-02-10")!,
    parseDay("2022-09-01")!,
  ]);
  assert.equal(dayAfter(first, changes, last, "week"), first + 7);
  assert.equal(dayAfter(first, changes, last, "month"), parseDay("2022-02-28"));
  assert.equal(dayAfter(parseDay("2022-02-10")!, changes, last, "month"), parseDay("2022-09-01"));
  assert.equal(dayAfter(last - 3, changes, last, "week"), last);
});

test("no day is counted from a bound: what was said on no known day is never last cited, and begins for certain on no day", () => {
  const reports = table([
    { id: "a", said: -FUTURE, possible: [-FUTURE, FUTURE], certain: [FUTURE, FUTURE] },
  ]);
  const stretches = stretchesAt(reports, null);
  assert.equal(stretches.lastCitedFrom[0], FUTURE);
  assert.ok(stretches.certainFrom[0]! > stretches.certainTo[0]!);
});
