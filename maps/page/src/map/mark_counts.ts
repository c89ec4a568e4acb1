/** Counts in place of marks: where the map is crowded, and where marks find no room near their point. */
import { elementAt } from "../checked_access.ts";
import { nearestFree } from "../geometry/free_space.ts";
import { type Box, overlap, Taken } from "../geometry/rectangles.ts";
import { type Cluster, type ClusterContext, countOf, type Mark, pill } from "./place_marks.ts";

/** The assumed width of a count, so that it may grow by a digit from day to day. */
const WIDEST_COUNT = 28;
/** The steps of 16 pixels by which a count for marks without room may move from the middle of their neighbourhood. */
const FAR = 14;

/** A cluster, and the point to which it belongs. */
export interface At {
  readonly cluster: Cluster;
  readonly at: { readonly x: number; readonly y: number };
}

/** A cluster in its place. */
export interface Placed extends At {
  readonly box: Box;
}

/** Merge clusters that would cover each other into one count; all others keep their point. */
export function mergeCovering(clusters: readonly At[], context: ClusterContext): At[] {
  const taken = new Taken();
  const merged = new Map<Box, At[]>();
  for (const one of clusters) {
    const box = boxAround(one.at, {
      width: Math.max(one.cluster.width, WIDEST_COUNT),
      height: one.cluster.height,
    });
    const other = taken.first(box, 1);
    if (other) merged.get(other)!.push(one);
    else {
      taken.add(box);
      merged.set(box, [one]);
    }
  }
  return [...merged.values()].map((group) => {
    if (group.length === 1) return elementAt(group, 0);
    const rows = group.flatMap(({ cluster }) => cluster.marks.flatMap((mark) => mark.rows));
    return {
      at: elementAt(group, 0).at,
      cluster: countOf(
        group.map(({ cluster }) => cluster.place),
        rows,
        context,
      ),
    };
  });
}

/** Return one count for the marks of a neighbourhood without room: it opens their claims. */
export function countNear(
  context: ClusterContext,
  at: { readonly x: number; readonly y: number },
  clusters: readonly Cluster[],
  marks: Taken,
  view: Box,
): Placed[] {
  const { words, pictures } = context;
  if (!overlap({ x: at.x, y: at.y, width: 0, height: 0 }, view)) return [];
  const rows = clusters.flatMap((cluster) => cluster.marks.flatMap((mark) => mark.rows));
  const text = words.claims(rows.length);
  const picture = pill(text, [], pictures);
  const { width, height } = picture;
  const mark: Mark = {
    rows,
    name: () => words.claims(rows.length),
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
  const box = nearestFree(at, picture, marks, view, FAR) ?? {
    x: at.x - width / 2,
    y: at.y - height / 2,
    width,
    height,
  };
  marks.add(box);
  return [
    {
      cluster: {
        anchor: elementAt(clusters, 0).anchor,
        place: -1,
        width,
        height,
        slack: 0,
        marks: [mark],
        labels: [],
      },
      at,
      box,
    },
  ];
}

/** Return the box of a size around a point. */
export function boxAround(
  { x, y }: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
