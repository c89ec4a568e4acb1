/** The cluster at one place of the map: its groups' signs in rows, or one count where the map is crowded. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Group } from "../rules/mark_groups.ts";
import { STANDINGS } from "../rules/standing_numbers.ts";
import { isolate } from "../words/isolate.ts";
import type { Picture, Pictures } from "../signs/canvas_pictures.ts";
import { isPersonnel, wordFigures, wordSubject } from "../words/report_texts.ts";
import { type Label, type LabelContext, labelsOf } from "./mark_labels.ts";
import {
  extent,
  fixedRadii,
  type Radii,
  radiiByArea,
  type Scale,
  smallestFigure,
} from "../signs/signs.ts";
import type { Words } from "../words/catalogue.ts";

/** Each mark is at least this wide, for fingers, however small its figure. */
const SMALLEST_TARGET = 26;
const IN_A_ROW = 4;
/** More groups at one place than this have a count at their end. */
const MOST_MARKS = 8;
const GAP = 2;
/** Side in pixels of the count at the end of a place's marks. */
const REST_SIDE = 32;
/** Radii are rounded to this part of a pixel, so that few pictures serve many figures. */
const RADIUS_STEP = 0.5;

export interface ClusterContext extends LabelContext {
  readonly scale: Scale;
}

/** One mark of a cluster: its position in the cluster, its picture, and its claims. */
export interface Mark {
  readonly rows: readonly number[];
  readonly name: () => string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly picture: Picture;
  /** The distance of its small marks from the mark's middle. */
  readonly reach: number;
  readonly isDisputed: boolean;
  readonly echoes: number;
  readonly isCount: boolean;
  /** It stands for all claims at a place, or at several. */
  readonly isGathered: boolean;
  /** What is written into the picture; blank for a sign. */
  readonly text: string;
}

export interface Cluster {
  /** The place at whose point the cluster is. */
  readonly anchor: number;
  /** The place of all its claims; -1 for several. */
  readonly place: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the box, on each side, in which nothing is drawn. */
  readonly slack: number;
  readonly marks: readonly Mark[];
  /** From the longest to the shortest; each to the right of its marks or to their left. */
  readonly labels: readonly Label[];
  /** The largest figure of its claims; -1 where none has a number. */
  readonly top: number;
}

/** Return the signs of a place's groups, side by side. */
export function clusterOf(
  place: number,
  groups: readonly Group[],
  context: ClusterContext,
  isBrief: boolean,
): Cluster {
  const top = Math.max(...groups.map(({ span }) => span?.high ?? -1));
  const areSmallest = groups.every(
    ({ span, quantity }) =>
      !span || !isPersonnel(quantity) || span.high <= smallestFigure(context.scale),
  );
  const shown = groups.length > MOST_MARKS ? groups.slice(0, MOST_MARKS - 1) : groups;
  const parts = shown.map((group) => signOf(group, place, context));
  if (shown.length < groups.length) parts.push(restOf(groups.slice(shown.length), place, context));
  const rows: { width: number; height: number }[] = [];
  parts.forEach(({ side }, k) => {
    const row = (rows[Math.floor(k / IN_A_ROW)] ??= { width: -GAP, height: 0 });
    row.width += side + GAP;
    row.height = Math.max(row.height, side);
  });
  const width = Math.max(...rows.map((row) => row.width));
  let y = 0;
  const marks: Mark[] = [];
  rows.forEach((row, k) => {
    let x = (width - row.width) / 2;
    for (const { side, mark } of parts.slice(k * IN_A_ROW, (k + 1) * IN_A_ROW)) {
      marks.push({ ...mark, x, y: y + (row.height - side) / 2, width: side, height: side });
      x += side + GAP;
    }
    y += row.height;
  });
  return {
    anchor: place,
    place,
    width,
    height: y,
    slack: Math.min(...parts.map(({ slack }) => slack)),
    marks,
    labels: labelsOf(place, groups, context, isBrief, areSmallest),
    top,
  };
}

/** The height of such a box, and of the edge of another one behind it. */
const PILL_HEIGHT = 17;
const BEHIND = 2;

/** Return the size of such a box for a text. */
export function sizeOfPill(text: string, isGathered: boolean): { width: number; height: number } {
  const behind = isGathered ? BEHIND : 0;
  return {
    width: Math.max(18, 10 + 6.2 * text.length) + behind,
    height: PILL_HEIGHT + behind,
  };
}

/** Return the picture of a rounded box for a text, with a stripe for each colour; of what is gathered with another behind it. */
export function pill(
  text: string,
  colours: readonly string[],
  pictures: Pictures,
  isGathered = false,
): Picture {
  const { width, height } = sizeOfPill(text, isGathered);
  return pictures.keep(
    `pill|${text.length}|${colours.join()}|${isGathered}`,
    width,
    height,
    (context) => {
      const behind = isGathered ? BEHIND : 0;
      context.fillStyle = pictures.colour("--paper");
      context.strokeStyle = pictures.colour("--outline");
      context.lineWidth = 1;
      for (const by of isGathered ? [behind, 0] : [0]) {
        context.beginPath();
        context.roundRect(0.5 + by, 0.5 + by, width - behind - 1, height - behind - 1, 5);
        context.fill();
        context.stroke();
      }
      const stripe = (width - behind - 8) / colours.length;
      colours.forEach((colour, k) => {
        context.fillStyle = pictures.colour(colour);
        context.fillRect(4 + k * stripe, height - behind - 4, stripe, 2);
      });
    },
  );
}

/** Set a context to write into such boxes. */
export function prepareText(context: CanvasRenderingContext2D, pictures: Pictures): void {
  context.fillStyle = pictures.colour("--ink");
  context.font = pictures.font(11, 500);
  context.textAlign = "center";
  context.textBaseline = "middle";
}

interface Placeless {
  readonly side: number;
  readonly slack: number;
  readonly mark: Omit<Mark, "x" | "y" | "width" | "height">;
}

function signOf(group: Group, place: number, context: ClusterContext): Placeless {
  const { block, words, forces, pictures, scale } = context;
  // Only people share the scale: forty aircraft are more than forty people.
  const radii = rounded(
    isPersonnel(group.quantity) ? radiiByArea(group.span, scale) : fixedRadii(group.span),
  );
  const half = extent(group.span, radii);
  const sign = {
    span: group.span,
    phase: group.phase,
    standing: group.standing,
    colour: forces.className(group.force),
    isSquare: !isPersonnel(group.quantity),
  };
  const side = Math.max(SMALLEST_TARGET, 2 * half);
  return {
    side,
    // Only the tips of a diamond reach the edge of its square.
    slack: (side - 2 * half) / 2 + (group.span ? 1 : 2.5),
    mark: {
      rows: group.rows,
      name: () => describe(group, place, block, words),
      picture: pictures.sign(sign, radii),
      reach: Math.round((radii.ring + 1) * (group.span ? Math.SQRT1_2 : 0.5)),
      isDisputed: group.disputes > 0,
      echoes: group.echoes,
      isCount: false,
      isGathered: false,
      text: "",
    },
  };
}

/** Return the count of a place's groups beyond the first ones. */
function restOf(
  groups: readonly Group[],
  place: number,
  { block, words, pictures }: ClusterContext,
): Placeless {
  const rows = groups.flatMap((group) => group.rows);
  const name = () => words.moreLabel(rows.length, isolate(elementAt(block.places.name, place)));
  const text = words.more(rows.length);
  return {
    side: REST_SIDE,
    slack: 0,
    mark: {
      rows,
      name,
      picture: pill(text, [], pictures),
      reach: 0,
      isDisputed: false,
      echoes: 0,
      isCount: true,
      isGathered: false,
      text,
    },
  };
}

function rounded({ disc, ring }: Radii): Radii {
  const round = (radius: number) => Math.round(radius / RADIUS_STEP) * RADIUS_STEP;
  return { disc: round(disc), ring: round(ring) };
}

function describe(group: Group, place: number, block: Block, words: Words): string {
  const parts = [
    isolate(elementAt(block.places.name, place)),
    wordFigures(block, group.rows, words),
    wordSubject(block, elementAt(group.rows, 0), words),
    words.phases[group.phase] ?? isolate(group.phase),
    words.lines.standing[elementAt(STANDINGS, group.standing)],
    group.disputes > 0 ? words.disputesCount(group.disputes) : "",
    group.echoes > 0 ? words.echoesCount(group.echoes) : "",
    group.rows.length > 1 ? words.claims(group.rows.length) : "",
  ];
  return parts.filter(Boolean).join(", ");
}
