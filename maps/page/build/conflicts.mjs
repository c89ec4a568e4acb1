/**
 * Find where the arcs of a topology cross or touch each other, or themselves, elsewhere than at their ends, which would
 * make a polygon invalid.
 */

/** Width of a search cell in steps of the grid. */
const CELL = 64;

/**
 * @param arcs lists of points [x, y, …] in whole numbers
 * @param used indices of the arcs to look at
 * @returns {[number, number][][]} a list for each conflict: the points concerned, as [index of the arc, index in the arc]
 */
export function findConflicts(arcs, used) {
  const conflicts = findRepeats(arcs, used);
  const segments = used.flatMap((i) => arcs[i].slice(1).map((end, k) => [arcs[i][k], end, i, k]));
  for (const cell of sortIntoCells(segments)) {
    for (let s = 1; s < cell.length; s += 1) {
      const [a, b, i, k] = segments[cell[s]];
      for (let t = 0; t < s; t += 1) {
        const [c, d, j, l] = segments[cell[t]];
        if (conflict(a, b, c, d))
          conflicts.push([
            [i, k],
            [i, k + 1],
            [j, l],
            [j, l + 1],
          ]);
      }
    }
  }
  return conflicts;
}

/** Find points within arcs through which another arc passes. */
function findRepeats(arcs, used) {
  const seen = new Map();
  const repeats = [];
  for (const i of used) {
    for (let k = 1; k < arcs[i].length - 1; k += 1) {
      const key = arcs[i][k][0] * 2 ** 20 + arcs[i][k][1];
      if (seen.has(key)) repeats.push([[i, k], seen.get(key)]);
      seen.set(key, [i, k]);
    }
  }
  return repeats;
}

/** Sort segments by the cells of a coarse grid under them. */
function sortIntoCells(segments) {
  const cells = new Map();
  segments.forEach(([a, b], s) => {
    const [west, east] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])].map((x) =>
      Math.floor(x / CELL),
    );
    const [south, north] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])].map((y) =>
      Math.floor(y / CELL),
    );
    for (let x = west; x <= east; x += 1) {
      for (let y = south; y <= north; y += 1) {
        const cell = cells.get(x * 4096 + y);
        if (cell) cell.push(s);
        else cells.set(x * 4096 + y, [s]);
      }
    }
  });
  return cells.values();
}

/** Check whether two segments conflict: without a common end they must not meet, with one they must not overlap. */
function conflict(a, b, c, d) {
  const shared = same(a, c) || same(a, d) ? a : same(b, c) || same(b, d) ? b : null;
  if (shared) {
    const [p, q] = [shared === a ? b : a, same(c, shared) ? d : c];
    return (
      turn(shared, p, q) === 0 &&
      (p[0] - shared[0]) * (q[0] - shared[0]) + (p[1] - shared[1]) * (q[1] - shared[1]) > 0
    );
  }
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return (
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
}

function same(p, q) {
  return p[0] === q[0] && p[1] === q[1];
}

function turn([ax, ay], [bx, by], [cx, cy]) {
  return Math.sign((bx - ax) * (cy - ay) - (cx - ax) * (by - ay));
}

function between([ax, ay], [bx, by], [x, y]) {
  return (
    Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by)
  );
}
