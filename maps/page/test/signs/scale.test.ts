import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { exactly, figureOf } from "../../src/rules/spans.ts";
import { scaleOf } from "../../src/signs/scale.ts";
import { fixedRadii, radiiByArea, shapesOf, smallestFigure } from "../../src/signs/signs.ts";
import type { Block } from "../../src/block/block.ts";
import { isPersonnel } from "../../src/words/report_texts.ts";
import { blockOf } from "../blocks.ts";
import { columnsOf } from "../words/answers.mjs";

interface Case {
  readonly name: string;
  readonly largest: { readonly points: number; readonly areas: number };
  readonly figure: string;
  readonly quantity: string;
  readonly disc: number;
  readonly ring: number;
}

/** The cases that stills and QGIS pass too. */
const cases: Case[] = JSON.parse(
  readFileSync(new URL("../../../../tests/cases/scale.json", import.meta.url), "utf8"),
);

const people = (figure: number) => ({
  figure_low: figure,
  figure_high: figure,
  figure_best: figure,
  figure_text: String(figure),
});

function block(areas = 100_000, points = 900): Block {
  const made = blockOf([
    { place: "Land", ...people(areas) },
    { place: "Town", ...people(points) },
    { place: "Site", quantity: "aircraft", ...people(5_000_000) },
  ]);
  const geometry = [{ type: "Polygon", coordinates: [] }, null, null];
  return { ...made, places: { ...made.places, geometry } } as unknown as Block;
}

test("areas, towns and sites share one scale, of people only", () => {
  const scale = scaleOf(block(), false);
  assert.equal(scale.most, 100_000);
  const ring = (figure: number) => radiiByArea(exactly(figure), scale).ring;
  assert.equal(ring(100_000), scale.largest);
  assert.equal(ring(25_000), scale.largest / 2);
});

test("below one figure, which the key names, all marks are of one smallest size", () => {
  const scale = scaleOf(block(), false);
  const least = smallestFigure(scale);
  const ring = (figure: number) => radiiByArea(exactly(figure), scale).ring;
  assert.ok(least > 900);
  assert.equal(ring(900), ring(least));
  assert.ok(ring(least * 1.1) > ring(least));
});

test("what is not people is square, and never looks like men", () => {
  const sign = { span: exactly(3), phase: "present", standing: 1, colour: "" };
  const outline = (isSquare: boolean) =>
    shapesOf({ ...sign, isSquare }, fixedRadii(sign.span)).find(({ as }) => as === "line")!.d;
  assert.match(outline(false), /A/);
  assert.doesNotMatch(outline(true), /A/);
});

for (const { name, largest, figure, quantity, disc, ring } of cases)
  test(`scale: ${name}`, () => {
    const span = figureOf(columnsOf([figure]), 0);
    const scale = scaleOf(block(largest.areas, largest.points), false);
    const radii = isPersonnel(quantity) ? radiiByArea(span, scale) : fixedRadii(span);
    assert.deepEqual(radii, { disc, ring });
  });
