/** The one scale of a map's marks: discs and rings of areas, towns and sites. */
import { intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { figureOf } from "../rules/spans.ts";
import { isPersonnel } from "../words/report_texts.ts";
import type { Scale } from "./signs.ts";

/** Radii in pixels of the mark of the largest figure: at a point, and where it stands in the line of a card. */
const LARGEST = { wide: { point: 30, line: 19 }, small: { point: 20, line: 16 } } as const;

/** Return the scale of all people that any claim on the map counts: it is the same on all days. */
export function scaleOf(block: Block, isSmall: boolean): Scale {
  let [atPoints, inAreas] = [0, 0];
  for (let row = 0; row < block.reports.count; row++) {
    const place = intAt(block.drawnAt, row);
    if (place < 0 || !isPersonnel(block.reports.quantity.at(row))) continue;
    const span = figureOf(block.reports, row);
    if (!span) continue;
    if (block.places.geometry[place]) inAreas = Math.max(inAreas, span.high);
    else atPoints = Math.max(atPoints, span.high);
  }
  const radii = isSmall ? LARGEST.small : LARGEST.wide;
  return {
    most: Math.max(atPoints, inAreas),
    largest: inAreas > atPoints ? radii.line : radii.point,
  };
}
