/** The cluster at one place of the map: its groups' signs in rows, or one count where the map is crowded. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Group } from "../rules/mark_groups.ts";
import { STANDINGS } from "../rules/standing_numbers.ts";
import { isolate } from "../words/isolate.ts";
import type { Picture, Pictures } from "../signs/canvas_pictures.ts";
import { isPersonnel, wordFigures, wordPlaceName, wordSubject } from "../words/report_texts.ts";
import { type Label, type LabelContext, labelsOf } from "./mark_labels.ts";
import { extent, fixedRadii, type Radii, radiiByArea } from "../signs/signs.ts";
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
  /** The largest figure of any claim at a point: its mark has the largest radius. */
  readonly most: number;
  /** The radius of that mark in pixels. */
  readonly largest: number;
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
  /** The label in full, then the name alone, then the name on two lines if it is long; each to the right of its marks or to their left. */
  readonly labels: readonly Label[];
}

/** Return the signs of a place's groups, side by side. */
export function clusterOf(
  place: number,
  groups: readonly Group[],
  context: ClusterContext,
  isNameOnly: boolean,
): Cluster {
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
    labels: labelsOf(place, groups, context, isNameOnly),
  };
}

/** Return one count for all that is in effect at a place, or at several near each other, with the colours of its forces. */
export function countOf(
  places: readonly number[],
  rows: readonly number[],
  context: ClusterContext,
): Cluster {
  const { block, words, forces } = context;
  const place = elementAt(places, 0);
  const areSeveral = places.length > 1;
  const colours = [...new Set(rows.map((row) => forces.classOf(row)))].sort().slice(0, 4);
  const text = words.number(rows.length);
  const picture = pill(text, colours, context.pictures, areSeveral);
  const { width, height } = picture;
  const where = () =>
    areSeveral ? words.places(places.length) : isolate(wordPlaceName(block, place, rows));
  const name = () => `${where()}, ${words.claims(rows.length)}`;
  const mark = {
    rows,
    name,
    x: 0,
    y: 0,
    width,
    height,
    picture,
    reach: 0,
    isDisputed: false,
    echoes: 0,
    isCount: true,
    text,
  };
  return {
    anchor: place,
    place: areSeveral ? -1 : place,
    width,
    height,
    slack: 0,
    marks: [mark],
    labels: [],
  };
}

/** Return the picture of a rounded box for a text, with a stripe for each colour, and a strong line for several places. */
export function pill(
  text: string,
  colours: readonly string[],
  pictures: Pictures,
  areSeveral = false,
): Picture {
  const width = Math.max(18, 8 + 6.6 * text.length);
  const height = 17;
  return pictures.keep(
    `pill|${text.length}|${colours.join()}|${areSeveral}`,
    width,
    height,
    (context) => {
      context.fillStyle = pictures.colour("--paper");
      context.strokeStyle = pictures.colour("--quiet");
      context.lineWidth = areSeveral ? 2 : 1;
      context.beginPath();
      context.roundRect(1, 1, width - 2, height - 2, 5);
      context.fill();
      context.stroke();
      const stripe = (width - 8) / colours.length;
      colours.forEach((colour, k) => {
        context.fillStyle = pictures.colour(colour);
        context.fillRect(4 + k * stripe, height - 4, stripe, 2);
      });
    },
  );
}

/** Set a context to write into such boxes. */
export function prepareText(context: CanvasRenderingContext2D, pictures: Pictures): void {
  context.fillStyle = pictures.colour("--ink");
  context.font = pictures.font(11, 600);
  context.textAlign = "center";
  context.textBaseline = "middle";
}

interface Placeless {
  readonly side: number;
  readonly slack: number;
  readonly mark: Omit<Mark, "x" | "y" | "width" | "height">;
}

function signOf(group: Group, place: number, context: ClusterContext): Placeless {
  const { block, words, forces, pictures, most, largest } = context;
  // Only people share the scale: forty aircraft are more than forty people.
  const radii = rounded(
    isPersonnel(group.quantity) ? radiiByArea(group.span, most, largest) : fixedRadii(group.span),
  );
  const half = extent(group.span, radii);
  const sign = {
    span: group.span,
    phase: group.phase,
    standing: group.standing,
    colour: forces.className(group.force),
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
  const name = () => words.moreLabel(rows.length, isolate(wordPlaceName(block, place, rows)));
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
    isolate(wordPlaceName(block, place, group.rows)),
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
