/** Rectangles on the screen, and whether there is room for one more. */

/** Pixels from the map's upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Side in pixels of a cell of the grid in which places are looked up. */
const CELL = 48;
/** Cells from one row of the grid to the next: wider than any screen. */
const ROW = 4096;

/** Boxes that are taken, in a grid: a query costs as much as there is nearby, not as much as there is in all. */
export class Taken {
  readonly #cells = new Map<number, Box[]>();

  add(box: Box): void {
    eachCell(box, 0, (cell) => {
      const boxes = this.#cells.get(cell);
      if (boxes) boxes.push(box);
      else this.#cells.set(cell, [box]);
      return true;
    });
  }

  /** Return the same boxes, to which others can be added. */
  copy(): Taken {
    const copy = new Taken();
    for (const [cell, boxes] of this.#cells) copy.#cells.set(cell, [...boxes]);
    return copy;
  }

  /** Check whether nothing lies within `gap` pixels of a box. */
  isFree(box: Box, gap = 0): boolean {
    return this.first(box, gap) === null;
  }

  /** Count the boxes that a box overlaps; a box in several cells of the grid counts once for each. */
  count(box: Box): number {
    let count = 0;
    eachCell(box, 0, (cell) => {
      for (const other of this.#cells.get(cell) ?? []) if (overlap(box, other)) count++;
      return true;
    });
    return count;
  }

  /** Return a box that lies within `gap` pixels of a box and is meant, or null. */
  first(box: Box, gap = 0, isMeant: (other: Box) => boolean = () => true): Box | null {
    let found: Box | null = null;
    eachCell(box, gap, (cell) => {
      found =
        this.#cells.get(cell)?.find((other) => overlap(box, other, gap) && isMeant(other)) ?? null;
      return found === null;
    });
    return found;
  }
}

/** Boxes that are taken, and a list of them. */
export class Listed extends Taken {
  readonly boxes: Box[] = [];

  static of(boxes: readonly Box[]): Listed {
    const listed = new Listed();
    for (const box of boxes) listed.add(box);
    return listed;
  }

  override add(box: Box): void {
    this.boxes.push(box);
    super.add(box);
  }
}

/** Visit the cells that a box touches while `visit` returns true; return whether it always did. */
function eachCell(
  { x, y, width, height }: Box,
  gap: number,
  visit: (cell: number) => boolean,
): boolean {
  const [left, right] = [Math.floor((x - gap) / CELL), Math.floor((x + width + gap) / CELL)];
  const [top, bottom] = [Math.floor((y - gap) / CELL), Math.floor((y + height + gap) / CELL)];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) if (!visit(row * ROW + column)) return false;
  }
  return true;
}

/** Return small boxes along a line, which labels must not cross. */
export function boxesAlong(line: readonly (readonly [x: number, y: number])[], within: Box): Box[] {
  const boxes: Box[] = [];
  let [ax, ay] = line[0] ?? [0, 0];
  for (const [bx, by] of line.slice(1)) {
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / 6));
    for (let step = 0; step < steps; step++) {
      const box = {
        x: ax + ((bx - ax) * step) / steps - 1.5,
        y: ay + ((by - ay) * step) / steps - 1.5,
        width: 3,
        height: 3,
      };
      if (overlap(box, within)) boxes.push(box);
    }
    ax = bx;
    ay = by;
  }
  return boxes;
}

/** Check whether two boxes come nearer to each other than `gap` pixels. */
export function overlap(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  );
}

/** Check whether beside some covering boxes as much of a box is free as a finger needs. */
export function canBeHit(
  { x, y, width, height }: Box,
  covering: readonly Box[],
  least: number,
): boolean {
  return covering.every((other) => {
    if (!overlap({ x, y, width, height }, other)) return true;
    const [beside, above] = [
      Math.max(other.x - x, x + width - other.x - other.width),
      Math.max(other.y - y, y + height - other.y - other.height),
    ];
    return (beside >= least && height >= least) || (above >= least && width >= least);
  });
}

/** Check whether one box lies wholly in another. */
export function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Return the places for a box of a size beside a point, best first: right, left, below, above, then the corners. */
export function besides(x: number, y: number, gap: number, width: number, height: number): Box[] {
  const at = (left: number, top: number): Box => ({ x: left, y: top, width, height });
  const near = gap * 0.7;
  return [
    at(x + gap, y - height / 2),
    at(x - gap - width, y - height / 2),
    at(x - width / 2, y + gap),
    at(x - width / 2, y - gap - height),
    at(x + near, y + near),
    at(x + near, y - near - height),
    at(x - near - width, y + near),
    at(x - near - width, y - near - height),
  ];
}
