/** The one scale of a map's marks: discs and rings of areas, towns and sites. */
import { intAt, realAt } from "../checked_access.ts";
import type { Block, Reports } from "../block/block.ts";
import { figureOf } from "../rules/spans.ts";
import { isPersonnel } from "../words/report_texts.ts";
import type { Scale } from "./signs.ts";

/** Radii in pixels of the mark of the largest figure: at a point, and where it stands in the line of a card. */
const LARGEST = { wide: { point: 30, line: 19 }, small: { point: 20, line: 16 } } as const;

/** Return the scale of all people that any claim on the map counts: it is the same on all days. */
export function scaleOf(block: Block, isSmall: boolean): Scale {
  let [atPoints, inAreas] = [0, 0];
  const isPeople = block.reports.quantity.asking(isPersonnel);
  for (let row = 0; row < block.reports.count; row++) {
    const place = intAt(block.drawnAt, row);
    if (place < 0 || !isPeople(row)) continue;
    const isArea = block.places.geometry[place];
    // Most figures are smaller than one before, and need not be read as a span.
    if (!someAbove(block.reports, row, isArea ? inAreas : atPoints)) continue;
    const high = figureOf(block.reports, row)?.high ?? 0;
    if (isArea) inAreas = Math.max(inAreas, high);
    else atPoints = Math.max(atPoints, high);
  }
  const radii = isSmall ? LARGEST.small : LARGEST.wide;
  return {
    most: Math.max(atPoints, inAreas),
    largest: inAreas > atPoints ? radii.line : radii.point,
  };
}

function someAbove(reports: Reports, row: number, most: number): boolean {
  const { figure_low: low, figure_best: best, figure_high: high } = reports;
  return realAt(low, row) > most || realAt(best, row) > most || realAt(high, row) > most;
}
