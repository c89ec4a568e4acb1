/** Places whose marks have no room, gathered by neighbourhood: each neighbourhood is drawn as one count. */

export interface Homeless<Kept> {
  readonly at: { readonly x: number; readonly y: number };
  readonly kept: Kept;
}

/** Side in pixels of a neighbourhood. */
const SIDE = 110;

/** Gather what lies in the same square of the map; a neighbourhood's point is the mean of its points. */
export function gather<Kept>(homeless: readonly Homeless<Kept>[]): Homeless<Kept[]>[] {
  const squares = new Map<string, Homeless<Kept>[]>();
  for (const one of homeless) {
    const key = `${Math.floor(one.at.x / SIDE)} ${Math.floor(one.at.y / SIDE)}`;
    const square = squares.get(key);
    if (square) square.push(one);
    else squares.set(key, [one]);
  }
  return [...squares.values()].map((square) => ({
    at: { x: mean(square.map(({ at }) => at.x)), y: mean(square.map(({ at }) => at.y)) },
    kept: square.map(({ kept }) => kept),
  }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
