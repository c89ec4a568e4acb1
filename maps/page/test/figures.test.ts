import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reports } from "../src/block.ts";
import { figureOf, spanOf } from "../src/figures.ts";
import { radiiByArea } from "../src/glyph.ts";

type Figure = [low: number, high: number, best: number, lowIncluded?: number, highIncluded?: number];

function reports(...figures: Figure[]): Reports {
  return {
    figure_low: Float64Array.from(figures, ([low]) => low),
    figure_high: Float64Array.from(figures, ([, high]) => high),
    figure_best: Float64Array.from(figures, ([, , best]) => best),
    figure_low_included: Uint8Array.from(figures, (figure) => figure[3] ?? 1),
    figure_high_included: Uint8Array.from(figures, (figure) => figure[4] ?? 1),
  } as unknown as Reports;
}
const none = Number.NaN;
const moreThan1000: Figure = [1000, none, none, 0];

test("more than 1,000 has no upper bound, and does not hold 1,000", () => {
  assert.deepEqual(figureOf(reports(moreThan1000), 0), { low: 1000, lowIncluded: false, high: null, highIncluded: false });
});

test("about 9,000 is one figure, without bounds that nobody stated", () => {
  assert.deepEqual(figureOf(reports([none, none, 9000]), 0), { low: 9000, lowIncluded: true, high: 9000, highIncluded: true });
});

test("a claim without a number has no figure, and takes none from its neighbours", () => {
  assert.equal(figureOf(reports([none, none, none]), 0), null);
  assert.equal(spanOf(reports([none, none, none]), [0]), null);
  assert.equal(spanOf(reports([none, none, none], [5, 5, 5]), [0, 1])!.low, 5);
});

test("rival figures span from the lowest low to the highest high, and stay open where one is open", () => {
  const rivals = reports([0, 9000, none, 0, 1], [10_000, 15_000, none], moreThan1000);
  assert.deepEqual(spanOf(rivals, [0, 1]), { low: 0, lowIncluded: false, high: 15_000, highIncluded: true });
  assert.deepEqual(spanOf(rivals, [1, 2]), { low: 1000, lowIncluded: false, high: null, highIncluded: false });
});

test("the area of a mark is in proportion to its figure", () => {
  const one = (figure: number) => radiiByArea({ low: figure, lowIncluded: true, high: figure, highIncluded: true }, 40_000, 30);
  assert.equal(one(40_000).ring, 30);
  assert.equal(one(10_000).ring, 15);
});
