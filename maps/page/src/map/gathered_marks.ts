/** Marks that find no room at their place, gathered: how many places or claims, and from what to what figure. */
import { elementAt, realAt } from "../checked_access.ts";
import { gatherCrowded } from "../geometry/gathering.ts";
import { type Box, Taken } from "../geometry/rectangles.ts";
import type { Words } from "../words/catalogue.ts";
import { regionName } from "../words/cldr_names.ts";
import { isolate } from "../words/isolate.ts";
import { isPersonnel, wordPlaceName } from "../words/report_texts.ts";
import { type Cluster, type ClusterContext, pill, sizeOfPill } from "./place_marks.ts";

/** The steps of 16 pixels by which marks may move from their point. */
const NEAR = 3;
const STEP = 16;
/** No mark is farther from its point than this many pixels. */
const FARTHEST = 56;
/** The side of a usual mark. */
const MARK = 26;
/** The cells in which places are gathered where the map is crowded. */
const BIN = { width: 96, height: 40 };
/** A country with a longer name is called by its code. */
const LONGEST_COUNTRY = 12;
/** As many of the places that are gathered are named to screen readers. */
const MOST_NAMED = 12;

/** A cluster, and the point to which it belongs. */
export interface At {
  readonly cluster: Cluster;
  readonly at: { readonly x: number; readonly y: number };
}

/** A cluster in its place. */
export interface Placed extends At {
  readonly box: Box;
}

/** How full the map is: of an overview, what is gathered is gathered by country. */
interface Crowding {
  readonly isCrowded: boolean;
  readonly isOverview: boolean;
  readonly corner: { readonly x: number; readonly y: number };
}

/** Return one mark for all that is in effect at a place, or at several near each other: how many, and from what to what. */
export function gatheredOf(
  clusters: readonly Pick<Cluster, "place" | "marks">[],
  context: ClusterContext,
): Cluster {
  const { block, words } = context;
  const places = clusters.map(({ place }) => place);
  const place = elementAt(places, 0);
  const rows = clusters.flatMap(({ marks }) => marks.flatMap((mark) => mark.rows));
  const areSeveral = places.length > 1;
  const text = gatheredText(places, rows, context);
  const where = () =>
    areSeveral
      ? words.joined(places.slice(0, MOST_NAMED).map((one) => isolate(wordPlaceName(block, one))))
      : isolate(wordPlaceName(block, place));
  const picture = pill(text, coloursOf(rows, context), context.pictures, true);
  const { width, height } = picture;
  const mark = {
    rows,
    name: () => [text, where(), areSeveral && words.claims(rows.length)].filter(Boolean).join(", "),
    x: 0,
    y: 0,
    width,
    height,
    picture,
    reach: 0,
    isDisputed: false,
    echoes: 0,
    isCount: true,
    isGathered: true,
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
    top: 0,
  };
}

/** Return the size of what `gatheredOf` returns. */
export function sizeOfGathered(
  clusters: readonly Pick<Cluster, "place" | "marks">[],
  context: ClusterContext,
): { readonly width: number; readonly height: number } {
  const rows = clusters.flatMap(({ marks }) => marks.flatMap((mark) => mark.rows));
  const places = clusters.map(({ place }) => place);
  return sizeOfPill(gatheredText(places, rows, context), true);
}

/** Return what a gathered mark says: "12 places, 50 to 7,500", or how many claims where nobody states a number of people. */
export function gatheredText(
  places: readonly number[],
  rows: readonly number[],
  { block, words }: Pick<ClusterContext, "block" | "words">,
): string {
  const { claims, figures, grammar, number } = words;
  if (places.length === 1) return claims(rows.length);
  const codes = new Set(places.map((place) => block.places.country_code[place] ?? ""));
  const [code = "", ...others] = codes;
  const country = others.length > 0 || code === "" ? "" : shortName(code, words);
  let [least, most] = [Infinity, -Infinity];
  const { reports } = block;
  for (const row of rows) {
    if (!isPersonnel(reports.quantity.at(row))) continue;
    for (const column of [reports.figure_low, reports.figure_best, reports.figure_high]) {
      const number = realAt(column, row);
      if (!(number > 0 && number < Infinity)) continue;
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
  }
  const range = least < most ? figures.to(number(least), number(most)) : number(least);
  const what = most > 0 ? range : claims(rows.length);
  const text = [words.places(places.length), what].join(grammar.lists.between);
  return country === "" ? text : `${country}: ${text}`;
}

/** Return the name of a country, or its code where that is long. */
function shortName(code: string, words: Words): string {
  const name = regionName(code, words.lang);
  return name.length > 0 && name.length <= LONGEST_COUNTRY ? name : code;
}

function coloursOf(rows: readonly number[], { forces }: ClusterContext): string[] {
  return [...new Set(rows.map((row) => forces.classOf(row)))].sort().slice(0, 4);
}

/** Gather what lies in the same cell of a coarse grid: where the map is crowded, before anything is placed. */
export function binned(
  clusters: readonly At[],
  corner: { readonly x: number; readonly y: number },
): At[][] {
  const cells = new Map<string, At[]>();
  for (const one of clusters) {
    const key = `${Math.floor((one.at.x + corner.x) / BIN.width)} ${Math.floor((one.at.y + corner.y) / BIN.height)}`;
    const cell = cells.get(key);
    if (cell) cell.push(one);
    else cells.set(key, [one]);
  }
  return [...cells.values()];
}

/** Place clusters at their points; those without room are gathered. `corner` is the map's in pixels of the world. */
export function placeClusters(
  clusters: readonly At[],
  context: ClusterContext,
  view: Box,
  { isCrowded, isOverview, corner }: Crowding,
): Placed[] {
  const groups = isCrowded ? binned(clusters, corner) : clusters.map((one) => [one]);
  const clustersOf = (kept: readonly (readonly At[])[]) =>
    kept.flatMap((some) => some.map(({ cluster }) => cluster));
  const wanted = groups.map((kept) => {
    const { cluster, at } = elementAt(kept, 0);
    const size = kept.length === 1 ? cluster : sizeOfGathered(clustersOf([kept]), context);
    const region = isOverview ? elementAt(context.block.places.country_code, cluster.anchor) : "";
    return { at, size, steps: kept.length === 1 ? stepsOf(cluster) : 1, region, kept };
  });
  const sizeOf = (kept: readonly (readonly At[])[]) => sizeOfGathered(clustersOf(kept), context);
  return gatherCrowded(wanted, sizeOf, new Taken(), view, isOverview).map(({ at, box, kept }) => {
    const all = clustersOf(kept);
    const cluster = all.length === 1 ? elementAt(all, 0) : gatheredOf(all, context);
    return { at, box, cluster };
  });
}

/** Return the steps by which marks may move, so that each of them is near its point. */
function stepsOf({ width, height }: Cluster): number {
  const farthest = Math.hypot(Math.max(0, width - MARK), Math.max(0, height - MARK)) / 2;
  return Math.max(0, Math.min(NEAR, Math.floor((FARTHEST - farthest) / STEP)));
}
