/** Marks that find no room at their place, gathered: how many places or claims, and from what to what figure. */
import { elementAt } from "../checked_access.ts";
import { gatherCrowded } from "../geometry/gathering.ts";
import { type Box, Taken } from "../geometry/rectangles.ts";
import { isolate } from "../words/isolate.ts";

import { gatheredText, type Sum, sumOf, sumOfAll } from "./gathered_text.ts";
import { type Cluster, type ClusterContext, type Mark, pill, sizeOfPill } from "./place_marks.ts";

/** The steps of 16 pixels by which marks may move from their point. */
const NEAR = 3;
const STEP = 16;
/** No mark is farther from its point than this many pixels. */
const FARTHEST = 56;
/** The side of a usual mark. */
const MARK = 26;
/** The cells in which places are gathered where the map is crowded. */
const BIN = { width: 96, height: 40 };
const MOST_COLOURS = 4;
/** As many of the places that are gathered are named to screen readers. */
const MOST_NAMED = 12;

/** A cluster, and the point to which it belongs. */
export interface At {
  readonly cluster: Cluster;
  /** The claims of which the cluster is made only when it is asked for: most of them are gathered with others. */
  readonly claims?: AtPlace;
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

/** The claims of a place that are gathered. */
export interface AtPlace {
  readonly place: number;
  readonly rows: readonly number[];
}

/** What a mark of gathered claims says of those of one place. */
interface Facts {
  readonly sum: Sum;
  readonly colours: ReadonlySet<string>;
}

/** Return one mark for all that is in effect at a place, or at several near each other: how many, and from what to what. */
export function gatheredOf(several: readonly AtPlace[], context: ClusterContext): Cluster {
  const { block, words } = context;
  const { place } = elementAt(several, 0);
  const rows = several.flatMap((one) => one.rows);
  const facts = several.map((one) => factsOf(one, context));
  const text = gatheredText(sumOfAll(facts.map(({ sum }) => sum)), words);
  const areSeveral = several.length > 1;
  const names = () =>
    several.slice(0, MOST_NAMED).map((one) => isolate(elementAt(block.places.name, one.place)));
  const picture = pill(text, coloursOf(facts), context.pictures, true);
  const { width, height } = picture;
  const mark: Mark = {
    rows,
    name: () =>
      [text, words.joined(names()), areSeveral && words.claims(rows.length)]
        .filter(Boolean)
        .join(", "),
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

/** Return a place whose claims are gathered, its cluster made when it is asked for. */
export function gatheredLater(claims: AtPlace, context: ClusterContext): Omit<At, "at"> {
  let cluster: Cluster | null = null;
  return {
    claims,
    get cluster() {
      return (cluster ??= gatheredOf([claims], context));
    },
  };
}

function coloursOf(facts: readonly Facts[]): string[] {
  const colours = new Set(facts.flatMap((one) => [...one.colours]));
  return [...colours].sort().slice(0, MOST_COLOURS);
}

/** Gather what lies in the same cell of a coarse grid: where the map is crowded, before anything is placed. */
function binned(
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

/** Clusters that are gathered before anything is placed, and their sum. */
interface Bin {
  readonly some: readonly At[];
  readonly sum: Sum;
}

/** By the rows of a place, which are others when its claims change. */
const known = new WeakMap<readonly number[], Facts>();

function factsOf({ place, rows }: AtPlace, { block, forces }: ClusterContext): Facts {
  let facts = known.get(rows);
  if (!facts) {
    const colours = new Set<string>();
    for (const row of rows) colours.add(forces.classOf(row));
    facts = { sum: sumOf(block, place, rows), colours };
    known.set(rows, facts);
  }
  return facts;
}

/** Place clusters at their points; those without room are gathered. `corner` is the map's in pixels of the world. */
export function placeClusters(
  clusters: readonly At[],
  context: ClusterContext,
  view: Box,
  { isCrowded, isOverview, corner }: Crowding,
): Placed[] {
  const { words } = context;
  const bins = isCrowded ? binned(clusters, corner) : clusters.map((one) => [one]);
  const sizeOf = (kept: readonly Bin[]) =>
    sizeOfPill(gatheredText(sumOfAll(kept.map(({ sum }) => sum)), words), true);
  const wanted = bins.map((some) => {
    const bin = { some, sum: sumOfAll(some.map((one) => factsOf(claimsOf(one), context).sum)) };
    const first = elementAt(some, 0);
    const isOne = some.length === 1;
    return {
      at: first.at,
      size: isOne ? first.cluster : sizeOf([bin]),
      steps: isOne ? stepsOf(first.cluster) : 1,
      region: isOverview ? bin.sum.country : "",
      kept: bin,
    };
  });
  return gatherCrowded(wanted, sizeOf, new Taken(), view, isOverview).map(({ at, box, kept }) => {
    const all = kept.flatMap(({ some }) => some);
    const cluster =
      all.length === 1 ? elementAt(all, 0).cluster : gatheredOf(all.map(claimsOf), context);
    return { at, box, cluster };
  });
}

/** The rows of clusters, kept so that what is known of them is. */
const rowsOf = new WeakMap<Cluster, AtPlace>();

function claimsOf(one: At): AtPlace {
  if (one.claims) return one.claims;
  const { cluster } = one;
  let claims = rowsOf.get(cluster);
  if (!claims) {
    claims = { place: cluster.anchor, rows: cluster.marks.flatMap((mark) => mark.rows) };
    rowsOf.set(cluster, claims);
  }
  return claims;
}

/** Return the steps by which marks may move, so that each of them is near its point. */
function stepsOf({ width, height }: Cluster): number {
  const farthest = Math.hypot(Math.max(0, width - MARK), Math.max(0, height - MARK)) / 2;
  return Math.max(0, Math.min(NEAR, Math.floor((FARTHEST - farthest) / STEP)));
}
