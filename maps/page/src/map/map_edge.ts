/** The 180th meridian, at which maps of the world are cut: what crosses it is drawn on both sides, without an edge along it. */
import type { GeometryObject, MultiPolygon, Polygon, Position } from "geojson";
import { elementAt } from "../checked_access.ts";

const EDGE = 179.99;
const AROUND = 360;
/** What lies farther from Greenwich than this many degrees is drawn beyond the edge as well. */
const FAR = 90;

/** Cut lines where they run along the edge: there is no coast and no border. */
export function withoutMapEdge(lines: readonly Position[][]): Position[][] {
  const isEdge = ([aLon = 0, aLat = 0]: Position, [bLon = 0, bLat = 0]: Position) =>
    (Math.abs(aLon) > EDGE && Math.abs(bLon) > EDGE) || (aLat < -89 && bLat < -89);
  const kept: Position[][] = [];
  for (const line of lines) {
    let run: Position[] = [elementAt(line, 0)];
    for (let k = 1; k < line.length; k++) {
      if (isEdge(elementAt(line, k - 1), elementAt(line, k))) {
        if (run.length > 1) kept.push(run);
        run = [elementAt(line, k)];
      } else run.push(elementAt(line, k));
    }
    if (run.length > 1) kept.push(run);
  }
  return kept;
}

/** How an area is drawn: what is tinted, and what is outlined. */
export interface DrawnArea {
  readonly inside: GeometryObject;
  readonly outline: GeometryObject;
}

/** Return an area as it is drawn: one that crosses the edge goes on beyond it on both sides, and has no line along it. */
export function acrossMapEdge(geometry: GeometryObject): DrawnArea {
  const polygons = polygonsOf(geometry);
  const touches = (side: number) =>
    polygons.some((rings) => rings.some((ring) => ring.some(([lon = 0]) => lon * side > EDGE)));
  if (!touches(1) || !touches(-1)) return { inside: geometry, outline: geometry };
  const lines = withoutMapEdge(polygons.flat());
  return {
    inside: {
      type: "MultiPolygon",
      coordinates: [...polygons, ...polygons.flatMap((rings) => beyond(rings))],
    } as MultiPolygon,
    outline: {
      type: "MultiLineString",
      coordinates: [...lines, ...lines.flatMap((line) => beyond([line]).flat())],
    } as GeometryObject,
  };
}

/** Return rings or lines moved once around the world, beyond the edge to which they are near; nothing, if to neither. */
function beyond(lines: readonly Position[][]): Position[][][] {
  const lons = elementAt(lines, 0).map(([lon = 0]) => lon);
  const by = Math.max(...lons) > FAR ? -AROUND : Math.min(...lons) < -FAR ? AROUND : 0;
  const move = ([lon = 0, ...others]: Position): Position => [lon + by, ...others];
  return by === 0 ? [] : [lines.map((line) => line.map(move))];
}

function polygonsOf(geometry: GeometryObject): Position[][][] {
  if (geometry.type === "Polygon") return [(geometry as Polygon).coordinates];
  return geometry.type === "MultiPolygon" ? (geometry as MultiPolygon).coordinates : [];
}
