/**
 * Make the embedded basemap from Natural Earth (world-atlas, 1:10m).
 *
 * Reads   build/country_names.json  {code: {name, numeric}}: GeoNames's countries
 *         build/towns.json          [[name, lon, lat, population, capital 0|1, zoom], …]: GeoNames's larger towns
 *         (`python -m geo.build labels build` writes both; folders are seen from the repository's root)
 * Writes  maps/static/basemap.json.gz
 *           {"topology": TopoJSON, objects.countries with properties {code, name, rank, label: [lon, lat]},
 *            "towns": {"columns": ["name", "lon", "lat", "population", "capital", "zoom"], "rows": the rows above}}
 *           `rank` and `zoom` are the smallest zooms of a web map at which a country's and a town's label have room.
 *         maps/static/basemap_overview.json.gz
 *           {"boxes": for each arc of the topology [west, south, east, north] in degrees, "arcs": the same arcs for an
 *            overview}: `maps/document/fitted_basemap.py` puts these where a map shows nothing near
 *         build/countries.geojson   the same outlines for the gazetteer, properties {code, name, label}
 *
 * Every polygon goes to the country to which GeoNames's codes assign its ground: the gazetteer decides whose a disputed place is,
 * not the outline. The same input makes the same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { feature, mergeArcs } from "topojson-client";
import { assignCountries } from "./countries.mjs";
import { labelPoint, labelRank } from "./label.mjs";
import { splitAtParallel } from "./sahara.mjs";
import { simplifyArcs } from "./simplify.mjs";

const ROOT = new URL("../../../", import.meta.url);
/**
 * Square degrees, as a Mercator map stretches them. A pixel at zoom 7 is 1.2e-4 of these: what is lost is narrower there than
 * the border's line is wide. A quarter of it costs 120 kB more, and the map at zoom 7 looks the same.
 */
const SMALLEST_BEND = 2e-4;
/** As much of a pixel at zoom 4: of an overview nobody looks nearer. */
const OVERVIEW_BEND = SMALLEST_BEND * 64;

/** Read one of the two files that the gazetteer's part of the build writes. */
function readInput(name) {
  const file = new URL(`build/${name}`, ROOT);
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(
      `${file.pathname} cannot be read (${error.message}); \`python -m geo.build labels build\` writes it`,
    );
  }
}

/** Give each country one geometry, without the lines between the parts that make it up. */
function mergeCountries(topology, polygonsByCode, names) {
  const codes = [...polygonsByCode.keys()].sort();
  return codes.map((code) => {
    const polygons = polygonsByCode.get(code);
    const parts = polygons.map((arcs) => ({ type: "Polygon", arcs }));
    return { ...mergeArcs(topology, parts), properties: { code, name: names[code].name } };
  });
}

/** Add the position of a country's label and the zoom from which it is shown. */
function addLabels(topology) {
  for (const country of topology.objects.countries.geometries) {
    const { coordinates } = feature(topology, country).geometry;
    const { lon, lat, radius } = labelPoint(coordinates);
    country.properties.rank = labelRank(country.properties.name, lat, radius);
    country.properties.label = [Math.round(lon * 1e3) / 1e3, Math.round(lat * 1e3) / 1e3];
  }
}

/** Return the text of an object's members. */
function inside(members) {
  return JSON.stringify(members).slice(1, -1);
}

/** Return the text of a list, an element a line. */
function byLine(list) {
  return `[\n${list.map((one) => JSON.stringify(one)).join(",\n")}\n]`;
}

/** Return the box around each arc in degrees, rounded outwards. */
function boxesOf({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    const [xs, ys] = [[], []];
    for (const [dx, dy] of arc) {
      xs.push((x += dx));
      ys.push((y += dy));
    }
    const degrees = (axis, value) => value * scale[axis] + translate[axis];
    return [
      Math.floor(degrees(0, Math.min(...xs)) * 10) / 10,
      Math.floor(degrees(1, Math.min(...ys)) * 10) / 10,
      Math.ceil(degrees(0, Math.max(...xs)) * 10) / 10,
      Math.ceil(degrees(1, Math.max(...ys)) * 10) / 10,
    ];
  });
}

/** Write the outlines as GeoJSON, a country a line. */
function writeGeoJson(topology, file) {
  const features = topology.objects.countries.geometries.map((country) => {
    const { geometry } = feature(topology, country);
    const { code, name, label } = country.properties;
    return JSON.stringify({
      type: "Feature",
      properties: { code, name, label },
      geometry: rounded(geometry),
    });
  });
  writeFileSync(file, `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`);
}

/** Round coordinates to a tenth of a metre or so: the grid's own steps are hundreds of metres. */
function rounded({ type, coordinates }) {
  const round = (value) =>
    Array.isArray(value) ? value.map(round) : Math.round(value * 1e6) / 1e6;
  return { type, coordinates: round(coordinates) };
}

const names = readInput("country_names.json");
const towns = readInput("towns.json");
const atlas = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve("world-atlas/countries-10m.json"), "utf8"),
);

splitAtParallel(atlas);
const countries = mergeCountries(atlas, assignCountries(atlas, names), names);
const { topology, overview } = simplifyArcs(
  { ...atlas, objects: { countries: { type: "GeometryCollection", geometries: countries } } },
  SMALLEST_BEND,
  OVERVIEW_BEND,
);
addLabels(topology);

mkdirSync(new URL("maps/static/", ROOT), { recursive: true });
writeGeoJson(topology, new URL("build/countries.geojson", ROOT));
const columns = ["name", "lon", "lat", "population", "capital", "zoom"];
const write = (name, text) => {
  const packed = gzipSync(text, { level: 9 });
  writeFileSync(new URL(`maps/static/${name}`, ROOT), packed);
  return packed;
};
const { arcs, ...head } = topology;
// Arcs and towns are lines of the text, so that Python puts a basemap together without reading every point.
const packed = write(
  "basemap.json.gz",
  `{"topology":{${inside(head)},"arcs":${byLine(arcs)}},"towns":{"columns":${JSON.stringify(columns)},"rows":${byLine(towns)}}}`,
);
write(
  "basemap_overview.json.gz",
  `{"boxes":${JSON.stringify(boxesOf(topology))},"arcs":${byLine(overview)}}`,
);
const points = topology.arcs.reduce((sum, arc) => sum + arc.length, 0);
console.error(
  `basemap: ${countries.length} countries, ${points} points, ${towns.length} towns, ${Math.round(packed.length / 1000)} kB`,
);
