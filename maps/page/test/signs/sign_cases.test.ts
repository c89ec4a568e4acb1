/** The cases of signs that stills and QGIS pass too: what a claim's sign is made of. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { figureOf } from "../../src/rules/spans.ts";
import { STANDINGS } from "../../src/rules/standing_numbers.ts";
import { fixedRadii, type Shape, shapesOf, standingClass } from "../../src/signs/signs.ts";
import { isPersonnel } from "../../src/words/report_texts.ts";
import { columnsOf } from "../words/answers.mjs";

interface Case {
  readonly name: string;
  readonly claim: {
    readonly figure: string;
    readonly phase: string;
    readonly standing: (typeof STANDINGS)[number];
    readonly quantity: string;
  };
  readonly parts: string[];
  readonly gaps: Record<string, number>;
  readonly dotted: boolean;
  readonly faint: boolean;
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

for (const { name, claim, parts, gaps, dotted, faint, by_area: byArea } of cases) {
  test(`sign: ${name}`, () => {
    const span = figureOf(columnsOf([claim.figure]), 0);
    const sign = {
      span,
      phase: claim.phase,
      standing: STANDINGS.indexOf(claim.standing),
      colour: "",
      isSquare: !byArea,
    };
    const shapes = shapesOf(sign, fixedRadii(span));
    assert.deepEqual(
      shapes.map(({ as, isFaint }) => (isFaint ? `${as} faint` : as)),
      parts,
    );
    const outlines = shapes.filter(({ as }) => as === "line" || as === "thin");
    assert.deepEqual(Object.fromEntries(outlines.map((shape) => [shape.as, gapOf(shape)])), gaps);
    assert.equal(standingClass(sign.standing), dotted ? "vague" : faint ? "stale" : "");
    assert.equal(isPersonnel(claim.quantity), byArea);
  });
}
