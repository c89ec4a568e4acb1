/**
 * Leave out the small bends of a topology's arcs without making lines cross: where they would, the arcs
 * concerned keep more of their points. The arcs stay on the grid of the source.
 */
import { presimplify } from "topojson-simplify";
import { findConflicts } from "./conflicts.mjs";

/** Mercator stretches the map by this much at most, here: beyond 60 degrees nobody needs more than twice the detail. */
const STRETCHED_UP_TO = 60;
/** The fewest sides of a country's largest polygon, if the source has them. */
const FEWEST_SIDES = 8;
/** Antarctica's outline is closed along this parallel, south of the edge of a web map at 85.05 degrees. */
const SOUTH_EDGE = -85.3;

/**
 * @param topology TopoJSON with one collection, `countries`, and a transform
 * @param smallestBend the area of the smallest triangle of three neighbouring points that is kept, in square degrees
 * @param overviewBend the same for the arcs of an overview
 * @returns `topology`: a new one with the arcs that are used, and without the islands that have become too small to draw;
 *   each country keeps its largest, unless the source's grid is too coarse for it. `overview`: the same arcs with fewer of
 *   their points
 */
export function simplifyArcs(topology, smallestBend, overviewBend) {
  const weighed = presimplify(topology, mercatorTriangle);
  const toGrid = gridOf(topology.transform);
  const source = weighed.arcs.map((arc) =>
    mendAntimeridian(arc).map(([x, y, weight]) => [...toGrid(x, y), weight]),
  );
  const { geometries } = topology.objects.countries;
  const arcs = untangled(
    source.map((arc) => thin(arc, 0)),
    usedArcs(geometries),
  );

  const least = arcs.map(() => smallestBend);
  for (const i of smallCountries(geometries, arcs, smallestBend)) least[i] = 0;
  const thinned = arcs.map((arc, i) => thin(arc, least[i]));
  const visible = () => withoutSpecks(geometries, thinned);
  settle(
    thinned,
    () => usedArcs(visible()),
    (conflicts) => {
      for (const i of arcsOf(conflicts)) {
        least[i] = least[i] < smallestBend / 10 ? 0 : least[i] / 4;
        thinned[i] = thin(arcs[i], least[i]);
      }
    },
  );
  const used = usedArcs(visible());
  return {
    topology: renumbered(topology, visible(), thinned, used),
    overview: overviewOf(visible(), thinned, overviewBend, used),
  };
}

/** Leave out more points; where lines come to cross, it is by less than is seen of an overview. */
function overviewOf(geometries, arcs, smallestBend, used) {
  const whole = new Set(smallCountries(geometries, arcs, smallestBend));
  return used.map((i) => stepsOf(whole.has(i) ? arcs[i] : thin(arcs[i], smallestBend)));
}

/** Repair arcs until none is in conflict: first among those found, which are few, then once more among all. */
function settle(arcs, used, mend) {
  for (
    let found = findConflicts(arcs, used());
    found.length > 0;
    found = findConflicts(arcs, used())
  ) {
    const few = arcsOf(found);
    for (let conflicts = found; conflicts.length > 0; conflicts = findConflicts(arcs, few))
      mend(conflicts);
  }
}

function arcsOf(conflicts) {
  return [...new Set(conflicts.flat().map(([i]) => i))];
}

/** Return a triangle's area as a Mercator map shows it, in square degrees at the equator. */
function mercatorTriangle([[ax, ay], [bx, by], [cx, cy]]) {
  const lat = Math.min(Math.abs(by), STRETCHED_UP_TO);
  return (
    Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 / Math.cos((lat * Math.PI) / 180)
  );
}

function gridOf({ scale, translate }) {
  return (x, y) => [
    Math.round((x - translate[0]) / scale[0]),
    Math.round((y - translate[1]) / scale[1]),
  ];
}

/**
 * Undo the lines that run round the world. Points at 180 degrees go to the side of the map where the rest of their arc is
 * (Fiji); an arc that has gone round the pole is led along the map's southern edge (Antarctica).
 */
function mendAntimeridian(arc) {
  const jump = arc.findIndex(([x], i) => i > 0 && Math.abs(x - arc[i - 1][0]) > 180);
  if (jump < 0) return arc;
  const [x, y] = arc[jump];
  if (y < -80) {
    const corners = [
      [-x, y],
      [-x, SOUTH_EDGE],
      [x, SOUTH_EDGE],
    ].map((corner) => [...corner, Infinity]);
    return [...arc.slice(0, jump), ...corners, ...arc.slice(jump)];
  }
  const side =
    arc.reduce((sum, [lon]) => sum + (Math.abs(lon) < 180 ? lon : 0), 0) < 0 ? -180 : 180;
  return arc.map(([lon, lat, weight]) => [Math.abs(lon) < 180 ? lon : side, lat, weight]);
}

/**
 * Drop the points at which lines of the source cross or touch, as some do on its own grid, so that a
 * crossing that comes of simplifying is always undone by keeping more points.
 */
function untangled(source, used) {
  const arcs = [...source];
  settle(
    arcs,
    () => used,
    (conflicts) => {
      const dropped = new Set();
      for (const points of conflicts) {
        const inner = points
          .filter(([i, k]) => k > 0 && k < arcs[i].length - 1)
          .map(([i, k]) => arcs[i][k]);
        if (inner.length === 0)
          throw new Error(`the atlas's lines cross at their ends: ${JSON.stringify(points)}`);
        dropped.add(inner.reduce((best, point) => (point[2] < best[2] ? point : best)));
      }
      for (const i of arcsOf(conflicts)) arcs[i] = arcs[i].filter((point) => !dropped.has(point));
    },
  );
  return arcs;
}

/** Leave out points of less weight, and points that repeat the one before. */
function thin(arc, least) {
  return arc.filter(([x, y, weight], i) => {
    const last = i === arc.length - 1;
    return i === 0 || last || (weight >= least && (x !== arc[i - 1][0] || y !== arc[i - 1][1]));
  });
}

/** Return the arcs of countries whose largest ring would vanish or become a mere triangle. */
function smallCountries(geometries, arcs, smallestBend) {
  return geometries.flatMap(({ arcs: polygons }) => {
    const [largest] = polygons.reduce((best, polygon) =>
      ringArea(polygon[0], arcs) > ringArea(best[0], arcs) ? polygon : best,
    );
    const sides = largest.reduce(
      (sum, i) => sum + thin(arcs[index(i)], smallestBend).length - 1,
      0,
    );
    return sides < FEWEST_SIDES ? largest.map(index) : [];
  });
}

/** Drop the polygons and holes that have become lines, and a country of which nothing is left: the Vatican. */
function withoutSpecks(geometries, arcs) {
  const stays = (ring) => ringArea(ring, arcs) > 0;
  return geometries
    .map((country) => ({
      ...country,
      arcs: country.arcs.filter(([outer]) => stays(outer)).map((rings) => rings.filter(stays)),
    }))
    .filter((country) => country.arcs.length > 0);
}

/** Return the area of a ring in steps of the grid. */
function ringArea(ring, arcs) {
  let twice = 0;
  for (const i of ring) {
    const arc = arcs[index(i)];
    let sum = 0;
    for (let k = 1; k < arc.length; k += 1)
      sum += arc[k - 1][0] * arc[k][1] - arc[k][0] * arc[k - 1][1];
    twice += i < 0 ? -sum : sum;
  }
  return Math.abs(twice / 2);
}

function index(arc) {
  return arc < 0 ? ~arc : arc;
}

function usedArcs(geometries) {
  return [...new Set(geometries.flatMap(({ arcs }) => arcs.flat(2).map(index)))].sort(
    (a, b) => a - b,
  );
}

/** Write the arcs in use as steps from point to point, and renumber them. */
function renumbered(topology, geometries, arcs, used) {
  const number = new Map(used.map((old, i) => [old, i]));
  const renumber = (i) => (i < 0 ? ~number.get(~i) : number.get(i));
  return {
    type: "Topology",
    transform: topology.transform,
    objects: {
      countries: {
        type: "GeometryCollection",
        geometries: geometries.map((country) => ({
          ...country,
          arcs: country.arcs.map((polygon) => polygon.map((ring) => ring.map(renumber))),
        })),
      },
    },
    arcs: used.map((i) => stepsOf(arcs[i])),
  };
}

function stepsOf(arc) {
  return arc.map(([x, y], k) => (k ? [x - arc[k - 1][0], y - arc[k - 1][1]] : [x, y]));
}
