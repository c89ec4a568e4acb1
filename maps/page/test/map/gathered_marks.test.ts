import assert from "node:assert/strict";
import { test } from "node:test";
import { type At, gatheredLater, placeClusters } from "../../src/map/gathered_marks.ts";
import { reportData } from "../../src/map/mark_buttons.ts";
import type { ClusterContext } from "../../src/map/place_marks.ts";
import { Forces } from "../../src/signs/force_colours.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { blockOf } from "../blocks.ts";

const rows = (["Brest", "Brest", "Kobryn", "Luninets"] as const).map((place, k) => ({
  id: `r${k}`,
  place,
  force: k === 3 ? "Russia" : "Belarus",
  quantity: k === 2 ? "aircraft" : "",
  figure_low: [50, 70, 9000, 400][k],
  figure_best: [50, 70, 9000, 400][k],
  figure_high: [50, 70, 9000, 400][k],
}));
const read = blockOf(rows);
const block = {
  ...read,
  reports: { ...read.reports, figure_in_words: new Uint8Array(4) },
  places: { ...read.places, country_code: ["BY", "BY", "BY"] },
};
const context = {
  block,
  words: wordsFor(["en"]),
  forces: new Forces(block.reports),
  pictures: {
    keep: (key: string, width: number, height: number) => ({ key, width, height }),
  },
} as unknown as ClusterContext;
const view = { x: 0, y: 0, width: 800, height: 600 };
const crowded = { isCrowded: true, isOverview: false, corner: { x: 0, y: 0 } };

function gathered(place: number, claims: readonly number[], x: number): At & { made: number } {
  const part = gatheredLater({ place, rows: claims }, context);
  const at = { x, y: 100 };
  const one = {
    at,
    claims: part.claims!,
    made: 0,
    get cluster() {
      one.made++;
      return part.cluster;
    },
  };
  return one;
}

test("places near each other are summed up, and none of them is made a mark that is not shown", () => {
  const places = [gathered(0, [0, 1], 110), gathered(1, [2], 120), gathered(2, [3], 130)];
  const [together, ...others] = placeClusters(places, context, view, crowded);
  assert.equal(others.length, 0);
  const { marks } = together!.cluster;
  const plain = marks[0]!.text.replace(/[\u2066-\u2069]/g, "").replace(/\u00a0/g, " ");
  // Aircraft are no people: 9,000 of them are not the largest figure.
  assert.match(plain, /3 places.*50.*400/);
  assert.deepEqual([plain.includes("9,000"), marks[0]!.rows], [false, [0, 1, 2, 3]]);
  assert.deepEqual(
    places.map(({ made }) => made),
    [0, 0, 0],
  );
});

test("a place alone is made a mark that counts its claims", () => {
  const far = [gathered(0, [0, 1], 110), gathered(2, [3], 600)];
  const placed = placeClusters(far, context, view, crowded);
  assert.deepEqual(
    placed.map(({ cluster }) => [cluster.place, cluster.marks[0]!.rows]),
    [
      [0, [0, 1]],
      [2, [3]],
    ],
  );
});

test("of a mark that gathers many reports the first hundred ids are written", () => {
  const many = blockOf(Array.from({ length: 130 }, (_, k) => ({ id: `r${k}` })));
  const all = Array.from({ length: 130 }, (_, k) => k);
  assert.equal(reportData(many, all)["data-reports"]!.split(" ").length, 100);
  assert.deepEqual(reportData(many, [7]), { "data-report": "r7", "data-reports": "r7" });
});
