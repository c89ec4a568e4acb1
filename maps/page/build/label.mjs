/** The position of a country's label, and the zoom from which there is room for it. */

/** Steps of the first grid across a polygon, and how often the best cell is searched again with a finer grid. */
const STEPS = 16;
const ROUNDS = 4;
/** The room that a label wants, in pixels: a letter's width, and the least. */
const LETTER_PX = 6;
const LEAST_PX = 36;
/** A web map's world is 256 pixels wide at zoom 0. */
const PIXELS_PER_DEGREE = 256 / 360;

/**
 * Find the point of the largest polygon that is farthest from its outline (to within a few kilometres), by a grid
 * that is repeated, finer, around the best point found.
 *
 * @param coordinates a MultiPolygon's, lon lat
 * @returns {{lon: number, lat: number, radius: number}} radius: degrees of latitude to the nearest outline
 */
export function labelPoint(coordinates) {
  const polygon = coordinates.reduce((best, rings) =>
    area(rings[0]) > area(best[0]) ? rings : best,
  );
  const [west, south, east, north] = box(polygon[0]);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const rings = polygon.map((ring) => ring.map(([lon, lat]) => [lon * squeeze, lat]));
  let centre = [((west + east) / 2) * squeeze, (south + north) / 2];
  let [width, height] = [(east - west) * squeeze, north - south];
  let best = { point: centre, depth: -Infinity };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let row = 0; row <= STEPS; row += 1) {
      for (let column = 0; column <= STEPS; column += 1) {
        const point = [
          centre[0] + (column / STEPS - 0.5) * width,
          centre[1] + (row / STEPS - 0.5) * height,
        ];
        const found = depth(rings, point, best.depth);
        if (found > best.depth) best = { point, depth: found };
      }
    }
    centre = best.point;
    width *= 4 / STEPS;
    height *= 4 / STEPS;
  }
  return { lon: best.point[0] / squeeze, lat: best.point[1], radius: best.depth };
}

/** Return the smallest zoom, 2 to 9, at which the circle inside the polygon has room for about half of the name. */
export function labelRank(name, lat, radius) {
  const pixels = (2 * radius * PIXELS_PER_DEGREE) / Math.cos((lat * Math.PI) / 180);
  const wanted = Math.max(LEAST_PX, (name.length * LETTER_PX) / 2);
  return Math.min(9, Math.max(2, Math.ceil(Math.log2(wanted / Math.max(pixels, 1e-9)))));
}

/** Return the distance to the nearest outline, negative outside; any value below `enough` if it is not better. */
function depth(rings, [x, y], enough) {
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 1) {
      const [ax, ay] = ring[i - 1];
      const [bx, by] = ring[i];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const along = length
        ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
        : 0;
      nearest = Math.min(
        nearest,
        (ax + along * (bx - ax) - x) ** 2 + (ay + along * (by - ay) - y) ** 2,
      );
      if (enough > 0 && nearest < enough ** 2) return -Infinity;
    }
  }
  return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
}

function area(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i += 1)
    twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(twice) * Math.cos((ring[0][1] * Math.PI) / 180);
}

function box(ring) {
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
