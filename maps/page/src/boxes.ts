/** Rectangles on the screen, and whether there is room for one more. */

/** Pixels from the map's upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Places already taken. */
export class Taken {
  readonly #boxes: Box[] = [];

  add(box: Box): void {
    this.#boxes.push(box);
  }

  /** Whether nothing stands within `gap` pixels of a box. */
  isFree(box: Box, gap = 0): boolean {
    return this.#boxes.every((other) => !overlap(box, other, gap));
  }
}

/** Small boxes along a line, for what may not be crossed. */
export function boxesAlong(line: readonly (readonly [x: number, y: number])[], within: Box): Box[] {
  const boxes: Box[] = [];
  for (let k = 1; k < line.length; k++) {
    const [[ax, ay], [bx, by]] = [line[k - 1], line[k]];
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / 6));
    for (let step = 0; step < steps; step++) {
      const box = { x: ax + ((bx - ax) * step) / steps - 1.5, y: ay + ((by - ay) * step) / steps - 1.5, width: 3, height: 3 };
      if (overlap(box, within)) boxes.push(box);
    }
  }
  return boxes;
}

/** Whether two boxes come nearer to each other than `gap` pixels. */
export function overlap(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

/** Whether one box lies wholly in another. */
export function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Where a box of a size stands beside a point: to the right, left, below, above, then at the corners. */
export function besides(x: number, y: number, gap: number, width: number, height: number): Box[] {
  const at = (left: number, top: number): Box => ({ x: left, y: top, width, height });
  const near = gap * 0.7;
  return [
    at(x + gap, y - height / 2), at(x - gap - width, y - height / 2), at(x - width / 2, y + gap),
    at(x - width / 2, y - gap - height), at(x + near, y + near), at(x + near, y - near - height),
    at(x - near - width, y + near), at(x - near - width, y - near - height),
  ];
}
