/** The cases of signs that stills and QGIS pass too: what a claim's sign is made of. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { figureOf } from "../../src/rules/spans.ts";
import { fixedRadii, type Shape, shapesOf } from "../../src/signs/signs.ts";
import { isPersonnel } from "../../src/words/report_texts.ts";
import { columnsOf } from "../words/answers.mjs";

interface Case {
  readonly name: string;
  readonly claim: {
    readonly figure: string;
    readonly phase: string;
    readonly certainty: string;
    readonly last_cited: boolean;
    readonly quantity: string;
  };
  readonly parts: string[];
  readonly gaps: Record<string, number>;
  readonly by_area: boolean;
}

const cases: Case[] = JSON.parse(
  readFileSync(new URL("../../../../tests/cases/signs.json", import.meta.url), "utf8"),
);

/** By how many degrees an outline is open. */
function gapOf({ d }: Shape): number {
  const numbers = d.match(/-?[\d.]+/g)!.map(Number);
  const [start, end] = [numbers.slice(0, 2), numbers.slice(-2)].map(
    ([x, y]) => (Math.atan2(y!, x!) * 180) / Math.PI,
  );
  return d.endsWith("Z") ? 0 : Math.round(Math.abs(start! - end!));
}

for (const { name, claim, parts, gaps, by_area: byArea } of cases) {
  test(`sign: ${name}`, () => {
    const span = figureOf(columnsOf([claim.figure]), 0);
    const sign = {
      span,
      phase: claim.phase,
      isPossible: claim.certainty !== "certain",
      isLastCited: claim.last_cited,
      colour: "",
    };
    const shapes = shapesOf(sign, fixedRadii(span));
    assert.deepEqual(
      shapes.map(({ as, isFaint }) => (isFaint ? `${as} faint` : as)),
      parts,
    );
    const outlines = shapes.filter(({ as }) => as === "line" || as === "thin");
    assert.deepEqual(Object.fromEntries(outlines.map((shape) => [shape.as, gapOf(shape)])), gaps);
    assert.equal(isPersonnel(claim.quantity), byArea);
  });
}
