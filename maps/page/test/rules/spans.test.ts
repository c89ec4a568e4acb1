import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reports } from "../../src/block/block.ts";
import { exactly, figureOf, isNone, spanOf } from "../../src/rules/spans.ts";
import { radiiByArea } from "../../src/signs/signs.ts";

type Figure = [
  low: number,
  high: number,
  best: number,
  lowIncluded?: number,
  highIncluded?: number,
];

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
const exact = { lowIsAbout: false, highIsAbout: false };
const moreThan1000: Figure = [1000, none, none, 0];

test("more than 1,000 has no upper bound, and does not hold 1,000", () => {
  assert.deepEqual(figureOf(reports(moreThan1000), 0), {
    low: 1000,
    lowIncluded: false,
    high: 1000,
    highIncluded: false,
    isOpen: true,
    topIsOpen: true,
    ...exact,
    lowRow: 0,
    highRow: 0,
  });
});

test("about 9,000 is one figure, without bounds that nobody stated", () => {
  assert.deepEqual(figureOf(reports([none, none, 9000]), 0), {
    ...exactly(9000),
    lowIsAbout: true,
    highIsAbout: true,
    lowRow: 0,
    highRow: 0,
  });
});

test("a claim without a number has no figure, and takes none from its neighbours", () => {
  assert.equal(figureOf(reports([none, none, none]), 0), null);
  assert.equal(spanOf(reports([none, none, none]), [0]), null);
  assert.equal(spanOf(reports([none, none, none], [5, 5, 5]), [0, 1])!.low, 5);
});

test("rival figures span from the lowest to the highest that anybody states, and stay open where one is open", () => {
  const closed = { isOpen: false, topIsOpen: false };
  const rivals = reports(
    [0, 9000, none, 0, 1],
    [10_000, 15_000, none],
    moreThan1000,
    [0, 0, none],
    [12_000, none, none],
  );
  assert.deepEqual(spanOf(rivals, [0, 1]), {
    low: 0,
    lowIncluded: false,
    high: 15_000,
    highIncluded: true,
    ...closed,
    ...exact,
    lowRow: 0,
    highRow: 1,
  });
  assert.deepEqual(spanOf(rivals, [1, 2]), {
    low: 1000,
    lowIncluded: false,
    high: 15_000,
    highIncluded: true,
    isOpen: true,
    topIsOpen: false,
    ...exact,
    lowRow: 2,
    highRow: 1,
  });
  const noneAndMany = {
    low: 0,
    lowIncluded: true,
    high: 12_000,
    highIncluded: true,
    isOpen: true,
    topIsOpen: true,
    ...exact,
    lowRow: 3,
    highRow: 4,
  };
  assert.deepEqual(spanOf(rivals, [3, 4]), noneAndMany);
  assert.deepEqual(spanOf(rivals, [4, 3]), noneAndMany);
});

test("none is a figure, and not a figure's lack", () => {
  const rivals = reports([0, 0, none], [none, none, none], [0, 9000, none, 0, 1]);
  assert.deepEqual(
    [0, 1, 2].map((row) => isNone(figureOf(rivals, row))),
    [true, false, false],
  );
  const radiusOf = (figure: number) =>
    radiiByArea(exactly(figure), { most: 40_000, largest: 30 }).ring;
  assert.equal(radiusOf(0), radiusOf(1));
});

test("the area of a mark is in proportion to its figure", () => {
  const one = (figure: number) => radiiByArea(exactly(figure), { most: 40_000, largest: 30 });
  assert.equal(one(40_000).ring, 30);
  assert.equal(one(10_000).ring, 15);
});
