/**
 * Room for marks at their places: each at its own point or as near as there is room; those that find none are gathered with
 * what lies beside them, so that nothing is far from where it belongs.
 */
import { nearestFree, nearestInView, type Size } from "./free_space.ts";
import { type Box, overlap, type Taken } from "./rectangles.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something to be placed. */
export interface Wanted<Kept> {
  readonly at: Point;
  readonly size: Size;
  /** The rings of `RING_STEP` pixels by which it may move. */
  readonly steps: number;
  /** What is of one region is rather gathered than what is of several. */
  readonly region: string;
  readonly kept: Kept;
}

/** What was placed: one, or several that are gathered at the point of the first. */
export interface Gathered<Kept> {
  readonly at: Point;
  readonly box: Box;
  readonly kept: readonly Kept[];
}

interface Entry<Kept> {
  readonly members: Wanted<Kept>[];
  box: Box | null;
}

/** No box of several is smaller. */
const SMALLEST_OF_SEVERAL: Size = { width: 64, height: 17 };
/** No point of what is gathered is farther from its box than this many pixels. */
const FARTHEST = 56;
/** The steps by which a box of several may move, and one that finds no other room. */
const STEPS = 4;
const LAST_STEPS = 14;
/** Of so few boxes each is looked for all over the view, rather than to lie on another. */
const FEW = 24;
const ROUNDS = 6;
const CELL = 64;

/**
 * Return a box for each, the first ones first; `sizeOf` is the size of several together. Where `isByRegion`, all of a region
 * near what is gathered of it are gathered with it.
 */
export function gatherCrowded<Kept>(
  wanted: readonly Wanted<Kept>[],
  sizeOf: (kept: readonly Kept[]) => Size,
  taken: Taken,
  view: Box,
  isByRegion: boolean,
): Gathered<Kept>[] {
  let entries: Entry<Kept>[] = wanted.map((one) => ({ members: [one], box: null }));
  for (let round = 0; round < ROUNDS; round++) {
    const { placed, homeless } = placeAll(entries, sizeOf, taken, view, false);
    const near = new Near(placed);
    // Where nothing has room, as under a card, what has none is gathered with each other.
    const nearHomeless = new Near(homeless);
    const joinNearest = (one: Entry<Kept>) => join(one, near.find(one) ?? nearHomeless.find(one));
    let joined = homeless.filter((one) => one.members.length > 0 && joinNearest(one)).length;
    if (isByRegion) joined += gatherRegions(placed, near);
    if (joined === 0 && homeless.length === 0) return placed.map(finished);
    if (joined === 0) break;
    entries = [...placed, ...homeless].filter(({ members }) => members.length > 0);
  }
  return placeAll(entries, sizeOf, taken, view, true).placed.map(finished);
}

/**
 * Count what found no free place in what has the nearest: under a panel or another box nobody could press it. What becomes
 * larger by that moves to where it has room, or else takes in what it would lie on.
 */
export function countCovered<Kept>(
  gathered: readonly Gathered<Kept>[],
  sizeOf: (kept: readonly Kept[]) => Size,
  taken: Taken,
  view: Box,
): Pick<Gathered<Kept>, "box" | "kept">[] {
  const room = taken.copy();
  let free: Pick<Gathered<Kept>, "box" | "kept">[] = [];
  const covered: Gathered<Kept>[] = [];
  for (const { at, box, kept } of gathered) {
    if (!room.isFree(box)) covered.push({ at, box, kept });
    else {
      free.push({ box, kept });
      room.add(box);
    }
  }
  for (const { at, box, kept } of covered) {
    const [nearest, ...others] = free.toSorted((a, b) => distance(at, a.box) - distance(at, b.box));
    free = nearest ? takenIn(nearest, kept, others, sizeOf, taken, view) : [{ box, kept }];
  }
  return free;
}

/** Put something into a box, and into that what has no room beside it; return all boxes then. */
function takenIn<Kept>(
  one: Pick<Gathered<Kept>, "box" | "kept">,
  more: readonly Kept[],
  others: readonly Pick<Gathered<Kept>, "box" | "kept">[],
  sizeOf: (kept: readonly Kept[]) => Size,
  taken: Taken,
  view: Box,
): Pick<Gathered<Kept>, "box" | "kept">[] {
  const kept = [...one.kept, ...more];
  const size = sizeOf(kept);
  const room = taken.copy();
  for (const { box } of others) room.add(box);
  const around = resized(one.box, size);
  const middle = { x: around.x + size.width / 2, y: around.y + size.height / 2 };
  const box = nearestFree(middle, size, room, view, STEPS);
  if (box) return [{ box, kept }, ...others];
  const hit = others.find((other) => overlap(other.box, around, 1));
  if (!hit) return [{ box: around, kept }, ...others];
  const rest = others.filter((other) => other !== hit);
  return takenIn({ box: one.box, kept }, hit.kept, rest, sizeOf, taken, view);
}

/** Return a box of another size around the same middle. */
function resized({ x, y, width, height }: Box, size: Size): Box {
  return { x: x + (width - size.width) / 2, y: y + (height - size.height) / 2, ...size };
}

function finished<Kept>({ members, box }: Entry<Kept>): Gathered<Kept> {
  return { at: members[0]!.at, box: box!, kept: members.map(({ kept }) => kept) };
}

/** Put something into what it is gathered with; return whether there is that. */
function join<Kept>(one: Entry<Kept>, target: Entry<Kept> | null): boolean {
  if (!target) return false;
  target.members.push(...one.members);
  one.members.length = 0;
  return true;
}

/** Place what is gathered first: it is where room is scarce. */
function placeAll<Kept>(
  entries: readonly Entry<Kept>[],
  sizeOf: (kept: readonly Kept[]) => Size,
  obstacles: Taken,
  view: Box,
  isLast: boolean,
): { placed: Entry<Kept>[]; homeless: Entry<Kept>[] } {
  const taken = obstacles.copy();
  const placed: Entry<Kept>[] = [];
  const homeless: Entry<Kept>[] = [];
  const sorted = entries.toSorted(
    (a, b) => Number(b.members.length > 1) - Number(a.members.length > 1),
  );
  for (const entry of sorted) {
    const first = entry.members[0]!;
    const isOne = entry.members.length === 1;
    const size = isOne ? first.size : sizeOf(entry.members.map(({ kept }) => kept));
    const steps = isLast ? LAST_STEPS : isOne ? first.steps : STEPS;
    const at = isOne ? first.at : middleInView(first.at, size, view);
    const isNear = (box: Box) =>
      isOne || isLast || entry.members.every((member) => distance(member.at, box) <= FARTHEST);
    const canBeAnywhere = isLast && isInView(first.at, view) && entries.length <= FEW;
    const free =
      nearestFree(at, size, taken, view, steps, isNear) ??
      (canBeAnywhere ? nearestInView(at, size, taken, view) : null);
    if (!free && !isLast) {
      homeless.push(entry);
      continue;
    }
    entry.box = free ?? around(at, size);
    taken.add(entry.box);
    placed.push(entry);
  }
  return { placed, homeless };
}

/** Gather what is of one region with what is gathered of it nearby; return how many. */
function gatherRegions<Kept>(placed: readonly Entry<Kept>[], near: Near<Kept>): number {
  let joined = 0;
  for (const one of placed) {
    const region = one.members[0]?.region ?? "";
    if (region === "" || !isOfRegion(one, region)) continue;
    const isGathered = (other: Entry<Kept>) =>
      other.members.length > 1 && isOfRegion(other, region);
    if (join(one, near.find(one, isGathered))) joined++;
  }
  return joined;
}

function isOfRegion<Kept>({ members }: Entry<Kept>, region: string): boolean {
  return members.every((one) => one.region === region);
}

/** What is placed, by where it is. */
class Near<Kept> {
  readonly #cells = new Map<string, Entry<Kept>[]>();

  constructor(entries: readonly Entry<Kept>[]) {
    for (const entry of entries) {
      const { x, y } = entry.members[0]!.at;
      const key = keyOf(x, y);
      const cell = this.#cells.get(key);
      if (cell) cell.push(entry);
      else this.#cells.set(key, [entry]);
    }
  }

  /** Return what something can be gathered with: all of its points near it, of its region first, then the nearest; null for none. */
  find(
    one: Entry<Kept>,
    isWanted: (other: Entry<Kept>) => boolean = () => true,
  ): Entry<Kept> | null {
    const { at, region } = one.members[0]!;
    let best: Entry<Kept> | null = null;
    let least = Infinity;
    for (const dx of [-2, -1, 0, 1, 2])
      for (const dy of [-1, 0, 1])
        for (const other of this.#cells.get(keyOf(at.x + dx * CELL, at.y + dy * CELL)) ?? []) {
          if (other === one || other.members.length === 0 || !isWanted(other)) continue;
          const first = other.members[0]!;
          const box = around(first.at, SMALLEST_OF_SEVERAL);
          if (!one.members.every((member) => distance(member.at, box) <= FARTHEST)) continue;
          const away = Math.hypot(first.at.x - at.x, first.at.y - at.y);
          const cost = away + (isOfRegion(other, region) ? 0 : 1000);
          if (cost < least) [best, least] = [other, cost];
        }
    return best;
  }
}

function isInView({ x, y }: Point, view: Box): boolean {
  return x >= view.x && x <= view.x + view.width && y >= view.y && y <= view.y + view.height;
}

/** Return the middle of a box of a size for a point: so that the box is in view, if the point is. */
function middleInView(at: Point, { width, height }: Size, view: Box): Point {
  if (!isInView(at, view)) return at;
  const clamp = (middle: number, from: number, room: number, size: number) =>
    Math.max(from + size / 2, Math.min(middle, from + room - size / 2));
  return {
    x: clamp(at.x, view.x, view.width, width),
    y: clamp(at.y, view.y, view.height, height),
  };
}

function keyOf(x: number, y: number): string {
  return `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
}

function around({ x, y }: Point, { width, height }: Size): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Return how far a point is from a box; 0 within. */
export function distance({ x, y }: Point, box: Box): number {
  const dx = Math.max(box.x - x, 0, x - box.x - box.width);
  const dy = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(dx, dy);
}
