import assert from "node:assert/strict";
import { test } from "node:test";
import type { Group } from "../../src/rules/mark_groups.ts";
import { exactly } from "../../src/rules/spans.ts";
import type { Words as Line } from "../../src/signs/canvas_pictures.ts";
import { type LabelContext, labelsOf } from "../../src/map/mark_labels.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { blockOf } from "../blocks.ts";

test("what a label leaves out says what it counts", () => {
  const rows = Array.from({ length: 7 }, () => ({ place: "Brest", figure_low: 3, figure_high: 3 }));
  const group = (...of: number[]) =>
    ({ rows: of, span: exactly(3), phase: "", standing: 1 }) as unknown as Group;
  const lines = (all: readonly (readonly Line[])[]) => all.flat().map(({ text }) => text);
  const context = {
    block: blockOf(rows),
    words: wordsFor(["en"]),
    forces: { areSeveral: false },
    pictures: { words: lines },
  } as unknown as LabelContext;
  const groups = [group(0), group(1), group(2), group(3, 4), group(5, 6)];
  const [full] = labelsOf(0, groups, context, false, false);
  assert.equal((full!(false) as unknown as string[]).at(-1), "4 more claims");
});

/** The lines of each label of three aircraft in a phase, as text. */
function labels(isBrief: boolean, phase = "present"): string[] {
  const block = blockOf([
    {
      place: "Machulishchi airfield",
      quantity: "aircraft",
      figure: "3",
      figure_text: "3",
      figure_low: 3,
      figure_high: 3,
      phase,
    },
  ]);
  const group = { rows: [0], span: exactly(3), phase, standing: 1 } as unknown as Group;
  const words = (lines: readonly (readonly Line[])[]) =>
    lines.map((line) => line.map(({ text }) => text).join(" ")).join(" / ");
  const context = {
    block,
    words: wordsFor(["en"]),
    forces: { areSeveral: false },
    pictures: { words },
  } as unknown as LabelContext;
  return labelsOf(0, [group], context, isBrief, true).map((label) => label(false) as never);
}

test("where marks are too small to be compared each label has the name and the figure", () => {
  for (const isBrief of [false, true]) {
    const found = labels(isBrief);
    assert.equal(found.at(-1), "Machulishchi / airfield / 3 aircraft");
    for (const one of found) assert.match(one, /Machulishchi.*airfield.*3 aircraft/);
  }
});

test("a figure of those who have left is never without that word, and others in a phase have it where there is room", () => {
  const gone = labels(true, "withdrawn");
  assert.ok(gone.length > 1);
  for (const one of gone) assert.match(one, /3 aircraft · withdrawn/);
  const coming = labels(true, "arriving");
  assert.match(coming[0]!, /3 aircraft · arriving/);
  assert.equal(coming.at(-1), "Machulishchi / airfield / 3 aircraft");
  assert.doesNotMatch(labels(true).join(), /present/);
});
