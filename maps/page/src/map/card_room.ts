/** Room for the card of an area: within it, else beside it, with as many lines as there is room for. */
import { bestBeside, bestInside, type Ring, type Surroundings } from "../geometry/outline.ts";
import { type Box, overlap, type Taken } from "../geometry/rectangles.ts";
import { type AreaCard, LINES } from "./area_card.ts";

/** What there is on the map already, of which `panels` are the page's own and other cards. */
export interface RoomForCards extends Surroundings {
  readonly panels: Taken;
  readonly capitals: Taken;
  /** Whether the card may cover marks and names, rather than be none. */
  readonly mayCover: boolean;
  /** As many lines has the card at most. */
  readonly most: number;
}

/** Return a box for a card, with as many lines as there is room for; null where there is none for a single line. */
export function findRoom(
  area: AreaCard,
  ring: Ring,
  near: L.Point,
  room: RoomForCards,
): { readonly box: Box; readonly isInside: boolean } | null {
  // Of an area whose middle is out of view, less is shown.
  const isHere = overlap({ ...near, width: 0, height: 0 }, room.view);
  const all = LINES.filter((lines) => lines <= room.most);
  for (const most of isHere ? all : LINES.slice(-1)) {
    area.limit(most);
    const size = sizeOf(area.card);
    const inside = bestInside(ring, size, near, room);
    // A capital stays uncovered where there is room beside the area.
    if (inside && room.capitals.isFree(inside)) return { box: inside, isInside: true };
    const beside = bestBeside(ring, size, near, room);
    if (inside && (!beside || !room.capitals.isFree(beside)))
      return { box: inside, isInside: true };
    if (beside) return { box: beside, isInside: false };
  }
  if (!room.mayCover) return null;
  const size = sizeOf(area.card);
  const over = bestBeside(ring, size, near, { ...room, taken: room.panels });
  return over && { box: over, isInside: false };
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: element.offsetWidth, height: element.offsetHeight };
}
