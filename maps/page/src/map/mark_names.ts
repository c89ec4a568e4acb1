/** The names beside the marks, and numbers at the marks whose names find no room, which the key explains. */
import { elementAt } from "../checked_access.ts";
import { inset } from "../geometry/free_space.ts";
import { type Box, Taken } from "../geometry/rectangles.ts";
import type { Numbered } from "../signs/key.ts";

import type { Placed } from "./gathered_marks.ts";
import { type Labelled, placeLabel } from "./label_places.ts";
import { copy, drawLine } from "./mark_drawing.ts";
import { figuresInPhase } from "./mark_labels.ts";
import type { ClusterContext } from "./place_marks.ts";

/** As many of the names without room have a number. */
const MOST_NUMBERED = 24;
const NUMBER_SIZE = 11.5;

/** What was written. */
export interface Written {
  /** The boxes of all names and numbers: left, top, width and height. */
  readonly boxes: readonly number[][];
  readonly numbered: readonly Numbered[];
}

/** Write the names for which there is room, and numbers at the marks of the others, those with figures first. */
export function writeNames(
  context: CanvasRenderingContext2D,
  placed: readonly Placed[],
  { block, words, pictures }: ClusterContext,
  taken: Taken,
  lines: Taken,
  view: Box,
): Written {
  const boxes: number[][] = [];
  const write = (picture: ReturnType<typeof pictures.words>, x: number, y: number) => {
    copy(context, picture, x, y);
    boxes.push([x, y, picture.width, picture.height].map(Math.round));
  };
  const marks = new Taken();
  for (const { cluster, box } of placed) marks.add(inset(box, cluster.slack));
  const put = (cluster: Labelled, box: Box): boolean => {
    const label = placeLabel(cluster, box, taken, marks, lines, view);
    if (!label) return false;
    if (label.lead) drawLine(context, label.lead.from, label.lead.to, false);
    write(label.picture, label.x, label.y);
    return true;
  };
  const nameless = placed.filter(({ cluster, box }) => !put(cluster, box));
  const numbered: Numbered[] = [];
  for (const { cluster, box } of nameless) {
    if (numbered.length === MOST_NUMBERED) break;
    if (cluster.labels.length === 0) continue;
    const text = words.number(numbered.length + 1);
    const label = () => pictures.words([[{ text, isStrong: true }]], NUMBER_SIZE);
    // Without any room beside it, a number is on its mark.
    if (!put({ slack: cluster.slack, labels: [label], apart: 1 }, box)) {
      const { width, height } = label();
      write(label(), box.x + (box.width - width) / 2, box.y + (box.height - height) / 2);
    }
    const figures = figuresInPhase(block, elementAt(cluster.marks, 0).rows, words);
    numbered.push({ number: text, name: elementAt(block.places.name, cluster.place), figures });
  }
  return { boxes, numbered };
}
