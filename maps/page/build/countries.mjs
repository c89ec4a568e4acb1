/** Give every polygon of the world atlas to the country whose GeoNames code its ground has. */
import { feature } from "topojson-client";

/**
 * Polygons to which GeoNames gives another code than Natural Earth. Each: the atlas's name, a box
 * [west, south, east, north] that holds the polygon's middle, the code.
 * Natural Earth draws who holds a ground in fact; GeoNames codes Crimea UA and gives overseas parts codes of their own.
 */
const MOVED = [
  ["Russia", [32.3, 44.2, 36.7, 46.3], "UA"], // Crimea: the polygon of Simferopol, 34.10 44.95
  ["France", [-55, 2, -51, 6], "GF"],
  ["France", [-62, 15.8, -60.9, 16.6], "GP"],
  ["France", [-61.3, 14.3, -60.7, 15], "MQ"],
  ["France", [55, -22, 56, -20], "RE"],
  ["France", [44.8, -13.2, 45.4, -12.5], "YT"],
  ["Norway", [10, 74, 35, 81], "SJ"],
  ["Norway", [-10, 70, -7, 72], "SJ"],
  ["Norway", [3, -55, 4, -54], "BV"],
  ["Netherlands", [-69, 12, -62, 18], "BQ"],
  ["New Zealand", [-173, -10, -171, -8], "TK"],
  ["Indian Ocean Ter.", [105, -11, 106, -10], "CX"],
];

/** Areas that the atlas separates and GeoNames codes as a part of a country. */
const PARTS = {
  "N. Cyprus": "CY",
  "Cyprus U.N. Buffer Zone": "CY",
  Dhekelia: "CY",
  Akrotiri: "CY",
  Somaliland: "SO",
  Baikonur: "KZ",
  Kosovo: "XK",
  "USNB Guantanamo Bay": "CU",
  "Siachen Glacier": "IN",
  "Coral Sea Is.": "AU",
  "Ashmore and Cartier Is.": "AU",
  "Clipperton I.": "FR",
  "Indian Ocean Ter.": "CC", // but Christmas Island: see MOVED
};

/** Uninhabited reefs that several countries claim and that have no country in GeoNames: not drawn. */
const LEFT_OUT = new Set(["Spratly Is.", "Scarborough Reef", "Bajo Nuevo Bank", "Serranilla Bank"]);

/**
 * Sort the atlas's polygons by country code.
 *
 * @returns {Map<string, number[][][]>} code → polygons, each a list of rings of arc indices
 */
export function assignCountries(atlas, names) {
  const codeByNumber = new Map(Object.entries(names).map(([code, { numeric }]) => [numeric, code]));
  const polygonsByCode = new Map();
  const moved = new Set();
  for (const ground of atlas.objects.countries.geometries) {
    const { name } = ground.properties;
    if (LEFT_OUT.has(name)) continue;
    const own = PARTS[name] ?? codeByNumber.get(ground.id);
    if (!own || !names[own])
      throw new Error(
        `world-atlas: no GeoNames code for ${name} (${ground.id}); add it to PARTS in countries.mjs`,
      );
    for (const polygon of ground.type === "Polygon" ? [ground.arcs] : ground.arcs) {
      const arcs = polygon.map(withoutDetours);
      const rule = MOVED.find(([from, box]) => from === name && holds(box, middle(atlas, arcs)));
      if (rule) moved.add(rule);
      const code = rule ? rule[2] : own;
      if (!polygonsByCode.has(code)) polygonsByCode.set(code, []);
      polygonsByCode.get(code).push(arcs);
    }
  }
  const crimea = MOVED[0];
  if (!moved.has(crimea))
    throw new Error(
      "world-atlas: no polygon of Russia's in Crimea; see whether the atlas has moved it itself, then MOVED in countries.mjs",
    );
  return polygonsByCode;
}

/** Leave out an arc that a ring follows and directly comes back on: mergeArcs would break Jordan's ring there. */
function withoutDetours(ring) {
  const arcs = [];
  for (const arc of ring) {
    if (arcs.at(-1) === ~arc) arcs.pop();
    else arcs.push(arc);
  }
  return arcs;
}

function holds([west, south, east, north], [lon, lat]) {
  return west <= lon && lon <= east && south <= lat && lat <= north;
}

/** Return the middle of a polygon's box. */
function middle(atlas, arcs) {
  const [ring] = feature(atlas, { type: "Polygon", arcs }).geometry.coordinates;
  const box = ring.reduce(
    ([w, s, e, n], [lon, lat]) => [
      Math.min(w, lon),
      Math.min(s, lat),
      Math.max(e, lon),
      Math.max(n, lat),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}
