/**
 * Draw Western Sahara as GeoNames codes it. Natural Earth ends Morocco at the berm that its army holds; GeoNames codes everything south
 * of the parallel of 27°40' EH, El Aaiún and Dakhla among it.
 */

const PARALLEL = 27 + 40 / 60;

/** Replace, in the atlas, the line along the berm by one along the parallel, from the coast to where Algeria begins. */
export function splitAtParallel(atlas) {
  const ground = (name) =>
    atlas.objects.countries.geometries.find(({ properties }) => properties.name === name);
  const [morocco, sahara] = [ground("Morocco"), ground("W. Sahara")];
  const [northern, southern] = [morocco.arcs[0], sahara.arcs[0]];
  const berm = northern.find((arc) => southern.includes(~arc));
  const coast = northern[(northern.indexOf(berm) + 1) % northern.length];
  if (berm === undefined || berm < 0 || coast < 0)
    throw new Error("world-atlas: Morocco's border is drawn otherwise; see sahara.mjs");

  const points = decoded(atlas.arcs[coast]);
  const aim = (PARALLEL - atlas.transform.translate[1]) / atlas.transform.scale[1];
  const landing = points.reduce(
    (best, [, y], i) => (Math.abs(y - aim) < Math.abs(points[best][1] - aim) ? i : best),
    0,
  );
  const [algeria] = decoded(atlas.arcs[berm]);
  const first = atlas.arcs.length;
  atlas.arcs.push(
    encoded([algeria, points[landing]]),
    encoded(points.slice(0, landing + 1)),
    encoded(points.slice(landing)),
  );
  const [line, southCoast, northCoast] = [first, first + 1, first + 2];
  morocco.arcs[0] = northern.flatMap((arc) =>
    arc === berm ? [line] : arc === coast ? [northCoast] : [arc],
  );
  sahara.arcs[0] = southern.flatMap((arc) => (arc === ~berm ? [southCoast, ~line] : [arc]));
}

function decoded(arc) {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx), (y += dy)]);
}

function encoded(points) {
  return points.map(([x, y], i) => (i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y]));
}
