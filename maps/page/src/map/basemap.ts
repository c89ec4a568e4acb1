/** The embedded basemap: unpacked, and drawn as land and borders on canvas tiles. */
import { elementAt } from "../checked_access.ts";
import GeoJSONVT from "geojson-vt";
import type { Feature, GeometryObject, MultiLineString, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import { feature, mesh } from "topojson-client";
import { unzip } from "../block/container.ts";
import { outerRings, type Ring } from "../geometry/outline.ts";
import { sharpness } from "../signs/sharpness.ts";

/** A name, its position in degrees, and the zoom from which it is shown. */
interface Label {
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** A country's label with a coarse outline, to find other positions for its name. */
export interface Country extends Label {
  /** ISO 3166-1 alpha-2, as the gazetteer has it. */
  readonly code: string;
  readonly rings: readonly {
    readonly points: Ring;
    readonly west: number;
    readonly east: number;
  }[];
}

export interface Town extends Label {
  readonly population: number;
  readonly isCapital: boolean;
}

type Tiles = ReturnType<typeof indexTiles>;

export interface Basemap {
  readonly land: Tiles;
  readonly lines: Tiles;
  readonly countries: readonly Country[];
  readonly towns: readonly Town[];
}

interface CountryProperties {
  readonly code: string;
  readonly name: string;
  readonly rank: number;
  readonly label: readonly [number, number];
}

interface Packed {
  readonly topology: Topology<{ countries: GeometryCollection<CountryProperties> }>;
  readonly towns: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number)[])[];
  };
}

const TILE = 256;
/** The finest zoom that is cut into tiles: the outlines have no more detail. */
const FINEST_ZOOM = 12;

/** Unpack the base64 text of a gzipped file. */
export async function unpackBasemap(base64: string): Promise<Basemap> {
  return readBasemap(JSON.parse(new TextDecoder().decode(await unzip(base64))) as Packed);
}

/** Read the basemap's outlines and names. */
function readBasemap({ topology, towns }: Packed): Basemap {
  const countries = topology.objects.countries;
  const borders = mesh(topology, countries as never, (a, b) => a !== b);
  const coasts = mesh(topology, countries as never, (a, b) => a === b);
  const lines: Feature[] = [
    { type: "Feature", properties: { kind: "coast" }, geometry: withoutMapEdge(coasts) },
    { type: "Feature", properties: { kind: "border" }, geometry: borders },
  ];
  const column = (name: string) => {
    const index = towns.columns.indexOf(name);
    return (row: readonly unknown[]) => row[index];
  };
  const [name, lon, lat] = [column("name"), column("lon"), column("lat")];
  const [population, capital, zoom] = [column("population"), column("capital"), column("zoom")];
  return {
    land: indexTiles(feature(topology, countries)),
    lines: indexTiles({ type: "FeatureCollection", features: lines }),
    countries: countries.geometries.map((country) => {
      const { code, name: text, label, rank } = country.properties as CountryProperties;
      return {
        code,
        name: text,
        lon: label[0],
        lat: label[1],
        zoom: rank,
        rings: coarseRings((feature(topology, country) as Feature).geometry),
      };
    }),
    towns: towns.rows.map((row) => ({
      name: String(name(row)),
      lon: Number(lon(row)),
      lat: Number(lat(row)),
      population: Number(population(row)),
      isCapital: Boolean(capital(row)),
      zoom: Number(zoom(row)),
    })),
  };
}

/** Return an outline's larger rings with few points. */
function coarseRings(geometry: GeometryObject): Country["rings"] {
  const rings = outerRings(geometry);
  const most = Math.max(...rings.map((ring) => ring.length));
  return rings
    .filter((ring) => ring.length > 24 || ring.length === most)
    .map((ring) => {
      const every = Math.ceil(ring.length / 300);
      const points = ring.filter((_, k) => k % every === 0);
      const lons = points.map(([lon]) => lon);
      return { points, west: Math.min(...lons), east: Math.max(...lons) };
    });
}

function indexTiles(features: ConstructorParameters<typeof GeoJSONVT>[0]) {
  return new GeoJSONVT(features, {
    maxZoom: FINEST_ZOOM,
    indexMaxZoom: 3,
    tolerance: 2,
    extent: 4096,
    buffer: 64,
  });
}

/** Drop the lines along which the map was cut open: they are no coast. */
function withoutMapEdge(lines: MultiLineString): MultiLineString {
  const isEdge = ([aLon = 0, aLat = 0]: Position, [bLon = 0, bLat = 0]: Position) =>
    (Math.abs(aLon) > 179.99 && Math.abs(bLon) > 179.99) || (aLat < -89 && bLat < -89);
  const kept: Position[][] = [];
  for (const line of lines.coordinates) {
    let run: Position[] = [elementAt(line, 0)];
    for (let k = 1; k < line.length; k++) {
      if (isEdge(elementAt(line, k - 1), elementAt(line, k))) {
        if (run.length > 1) kept.push(run);
        run = [elementAt(line, k)];
      } else run.push(elementAt(line, k));
    }
    if (run.length > 1) kept.push(run);
  }
  return { type: "MultiLineString", coordinates: kept };
}

/** Land and borders under the map. */
export interface Ground {
  /** Draw what is there in the colours that the page has now, as sharp as it is wanted. */
  redraw(): void;
}

/** Put land and borders under the map; their colours follow the stylesheet. */
export function addBasemap(map: L.Map, basemap: Basemap): Ground {
  const drawn = new Map<HTMLElement, L.Coords>();
  const draw = (canvas: HTMLCanvasElement, coords: L.Coords) => {
    const ratio = sharpness();
    canvas.width = canvas.height = Math.round(TILE * ratio);
    const context = canvas.getContext("2d")!;
    context.scale(ratio, ratio);
    // Between two whole zooms a tile is scaled, but its lines keep their width.
    drawTile(
      context,
      basemap,
      coords,
      getComputedStyle(map.getContainer()),
      map.getZoomScale(map.getZoom(), coords.z),
    );
  };
  const Tiles = L.GridLayer.extend({
    createTile(coords: L.Coords): HTMLCanvasElement {
      const canvas = document.createElement("canvas");
      drawn.set(canvas, coords);
      draw(canvas, coords);
      return canvas;
    },
  });
  const layer: L.GridLayer = new (
    Tiles as unknown as new (
      options: L.GridLayerOptions,
    ) => L.GridLayer
  )({
    tileSize: TILE,
    updateWhenZooming: false,
    keepBuffer: 3,
    className: "basemap",
  });
  layer.on("tileunload", ({ tile }) => drawn.delete(tile));
  layer.addTo(map);
  const redraw = () => {
    for (const [canvas, coords] of drawn) draw(canvas as HTMLCanvasElement, coords);
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  return { redraw };
}

function drawTile(
  context: CanvasRenderingContext2D,
  basemap: Basemap,
  coords: L.Coords,
  style: CSSStyleDeclaration,
  scale: number,
): void {
  const colour = (name: string) => style.getPropertyValue(name).trim();
  context.lineJoin = "round";
  trace(context, basemap.land, coords, () => {
    context.fillStyle = colour("--land");
    context.fill("evenodd");
  });
  trace(context, basemap.lines, coords, (kind) => {
    context.strokeStyle = colour(kind === "coast" ? "--coast" : "--border");
    context.lineWidth = (kind === "coast" ? 0.8 : coords.z >= 6 ? 1.1 : 0.9) / scale;
    context.stroke();
  });
}

function trace(
  context: CanvasRenderingContext2D,
  tiles: Tiles,
  coords: L.Coords,
  paint: (kind: unknown) => void,
): void {
  const tile = tiles.getTile(coords.z, coords.x, coords.y);
  for (const { geometry, tags, type } of tile?.features ?? []) {
    if (type === 1) continue;
    context.beginPath();
    for (const ring of geometry as unknown as [number, number][][]) {
      ring.forEach(([x, y], k) => {
        const [px, py] = [(x * TILE) / 4096, (y * TILE) / 4096];
        if (k === 0) context.moveTo(px, py);
        else context.lineTo(px, py);
      });
    }
    paint(tags?.["kind"]);
  }
}
