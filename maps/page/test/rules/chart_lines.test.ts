/** The cases of charts over time, named by MUSTERMAP_CHARTS, which Python passes too; and the days on which claims lead. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readBlock } from "../../src/block/block.ts";
import {
  type ChartLine,
  type ChartLines,
  type ChartStep,
  chartLines,
} from "../../src/rules/chart_lines.ts";
import { stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { formatDay } from "../../src/rules/days.ts";
import { SubjectClaims } from "../../src/rules/day_sections.ts";
import { STANDINGS } from "../../src/rules/standing_numbers.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { groupText, labelText, lineLabel } from "../../src/words/chart_texts.ts";
import { wordsFor } from "../../src/words/catalogue.ts";

interface Situation {
  readonly name: string;
  readonly block: string;
  readonly force: string;
  /** The ref of the place. */
  readonly place: string;
  readonly quantity: string;
  readonly from: number;
  readonly to: number;
  readonly known_by: number | null;
  readonly expected?: unknown;
}

const file = process.env["MUSTERMAP_CHARTS"];
const situations: Situation[] = file ? JSON.parse(readFileSync(file, "utf8")) : [];
const words = wordsFor(["en"]);
const LIMITS: Readonly<Record<string, string>> = {
  more: "more than",
  atLeast: "at least",
  fewer: "fewer than",
  atMost: "at most",
};

async function claimsOf({ block: text, force, place, quantity, known_by }: Situation) {
  const block = await readBlock(text);
  const subject = { force, place: block.places.ref.indexOf(place), quantity };
  const stretches = stretchesAt(block.reports, known_by);
  return new SubjectClaims(block, new ClaimIndex(block), stretches, null, subject);
}

/** A chart as a case writes it. */
function cellsOf({ lines, groups, notDrawn }: ChartLines): unknown {
  const first = lines[0]?.section ?? "";
  return {
    lines: lines.map((line) => lineCells(line, first)),
    groups: groups.map((group) => ({
      section: group.section,
      count: group.lines.length,
      low: group.low,
      high: group.high,
      label: groupText(group, first, words),
      ids: group.lines.map(({ steps }) => steps.at(-1)!.claim.id),
    })),
    not_drawn: notDrawn.map(({ why, claims }) => ({ why, ids: claims.map(({ id }) => id) })),
  };
}

function lineCells(line: ChartLine, first: string): unknown {
  const { section, claimant, named, disputed, steps, dots } = line;
  return {
    section,
    claimant,
    named,
    disputed,
    label: labelText(lineLabel(line, first, words)),
    steps: steps.map(stepCells),
    dots: dots.map(({ claim, said }) => ({ id: claim.id, said: said.map(written) })),
  };
}

function stepCells(step: ChartStep): unknown {
  return {
    id: step.claim.id,
    low: step.low,
    high: step.high,
    low_limit: LIMITS[step.lowLimit] ?? "",
    high_limit: LIMITS[step.highLimit] ?? "",
    from: formatDay(step.from),
    to: formatDay(step.to),
    standing: step.runs.map(({ from, to, standing }) => [formatDay(from), formatDay(to), standing]),
    ends_open: step.endsOpen,
  };
}

function written(day: number | null): string | null {
  return day === null ? null : formatDay(day);
}

for (const situation of situations) {
  if (situation.expected !== undefined)
    test(`case: ${situation.name}`, async () => {
      const found = chartLines(await claimsOf(situation), situation.from, situation.to);
      assert.deepEqual(cellsOf(found), situation.expected);
    });

  test(`on each day the leading claims are those of the sections: ${situation.name}`, async () => {
    const claims = await claimsOf(situation);
    const runs = claims.leadingRuns();
    const { from, to } = situation;
    const step = Math.max(1, Math.floor((to - from) / 60));
    for (let day = from; day <= to; day += step) {
      const led = claims.claims.flatMap(({ id, isOnSubject, figure }, at) => {
        const run = runs[at]?.find((one) => one.from <= day && day <= one.to);
        return run && isOnSubject && figure ? [`${id} ${STANDINGS[run.standing]}`] : [];
      });
      const rows = claims.on(day).sections.flatMap((section) => section.rows);
      const shown = rows.flatMap((row) =>
        row.claims.map(({ id, standing }) => `${id} ${standing}`),
      );
      assert.deepEqual(led.sort(), shown.sort(), formatDay(day));
    }
  });
}
