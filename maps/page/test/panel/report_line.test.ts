import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOfRow } from "../../src/panel/report_line.ts";
import { parseDay } from "../../src/rules/days.ts";
import { stretchesOf } from "../blocks.ts";

const year = ["2022-01-01", "2022-12-31"] as const;
const march = parseDay("2022-03-01")!;

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
