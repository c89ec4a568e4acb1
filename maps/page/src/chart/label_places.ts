/** Where labels have room: one below the other, each as near as can be to what it belongs to. */
import { elementAt } from "../checked_access.ts";

/** A label that wants its middle at a height. */
export interface WantedPlace {
  readonly middle: number;
  readonly height: number;
}

/** Labels that touch one another: where the first begins, and how high all are. */
interface Block {
  readonly first: number;
  readonly count: number;
  readonly height: number;
  /** Of the tops that its labels want for the first of them. */
  readonly sum: number;
}

/**
 * Return the top of each label, so that none overlaps another or lies outside.
 *
 * Labels that would overlap are pushed apart from their common middle. Where all of them together are higher than the room,
 * the last ones lie below it.
 */
export function pushApart(
  labels: readonly WantedPlace[],
  from: number,
  to: number,
): readonly number[] {
  const order = labels
    .map((_, at) => at)
    .sort((a, b) => elementAt(labels, a).middle - elementAt(labels, b).middle || a - b);
  const total = labels.reduce((sum, { height }) => sum + height, 0);
  const topOf = ({ sum, count, height }: Block) =>
    Math.max(Math.min(sum / count, Math.max(to, from + total) - height), from);
  const blocks: Block[] = [];
  order.forEach((label, at) => {
    const { middle, height } = elementAt(labels, label);
    let block: Block = { first: at, count: 1, height, sum: middle - height / 2 };
    for (
      let above = blocks.at(-1);
      above && topOf(above) + above.height > topOf(block);
      above = blocks.at(-1)
    ) {
      blocks.pop();
      block = {
        first: above.first,
        count: above.count + block.count,
        height: above.height + block.height,
        sum: above.sum + block.sum - above.height * block.count,
      };
    }
    blocks.push(block);
  });
  const tops = new Array<number>(labels.length).fill(0);
  for (const block of blocks) {
    let top = topOf(block);
    for (const label of order.slice(block.first, block.first + block.count)) {
      tops[label] = top;
      top += elementAt(labels, label).height;
    }
  }
  return tops;
}

/** A rectangle, by its edges. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Check whether a rectangle touches none of some others. */
export function isFree(box: Box, taken: readonly Box[]): boolean {
  return taken.every(
    ({ left, right, top, bottom }) =>
      right <= box.left || box.right <= left || bottom <= box.top || box.bottom <= top,
  );
}
