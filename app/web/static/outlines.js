// The outlines of countries under the small maps: those of the map itself.
let loading = null;

/** Return the outlines of countries and the names of towns, loaded once for all maps of a page. */
export function loadOutlines() {
  loading ??= fetch("/assets/basemap.json.gz")
    .then((answer) => answer.json())
    .then(unpack);
  return loading;
}

/** Turn a topology's shared arcs into outlines; see https://github.com/topojson/topojson-specification. */
function unpack({ topology, towns }) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([east, north]) => [
      (x += east) * scale[0] + translate[0],
      (y += north) * scale[1] + translate[1],
    ]);
  });
  const along = (number) => (number < 0 ? [...arcs[~number]].reverse() : arcs[number]);
  const ring = (numbers) =>
    numbers.flatMap((number, at) => (at ? along(number).slice(1) : along(number)));
  const outline = (shape) =>
    (shape.type === "Polygon" ? [shape.arcs] : (shape.arcs ?? [])).map((rings) => rings.map(ring));
  const column = Object.fromEntries(towns.columns.map((name, at) => [name, at]));
  return {
    land: topology.objects.countries.geometries.map((shape) => ({
      type: "Feature",
      properties: { code: shape.properties.code },
      geometry: { type: "MultiPolygon", coordinates: outline(shape) },
    })),
    towns: towns.rows.map((row) => ({
      name: row[column.name],
      lon: row[column.lon],
      lat: row[column.lat],
      zoom: row[column.zoom],
    })),
  };
}
