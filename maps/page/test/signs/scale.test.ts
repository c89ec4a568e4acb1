import assert from "node:assert/strict";
import { test } from "node:test";
import { exactly } from "../../src/rules/spans.ts";
import { scaleOf } from "../../src/signs/scale.ts";
import { fixedRadii, radiiByArea, shapesOf, smallestFigure } from "../../src/signs/signs.ts";
import type { Block } from "../../src/block/block.ts";
import { blockOf } from "../blocks.ts";

const people = (figure: number) => ({
  figure_low: figure,
  figure_high: figure,
  figure_best: figure,
  figure_text: String(figure),
});

function block(): Block {
  const made = blockOf([
    { place: "Land", ...people(100_000) },
    { place: "Town", ...people(900) },
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
