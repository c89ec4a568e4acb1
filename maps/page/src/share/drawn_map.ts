/** The map, drawn otherwise than the screen shows it, for what is copied of it at once. */
import type { Overlay } from "../map/overlay.ts";
import type { MapPlace } from "../state/map_position.ts";

export interface DrawnMap {
  /** Draw it in the colours that the page has now. */
  readonly now: () => void;
  /** Draw it with this many pixels of a canvas for one of the page, run `act`, and draw it as before. */
  readonly sharp: <Result>(pixels: number, act: () => Result) => Result;
  /** Draw the same part of the world in another width, free of what covers it, run `act`, and put all back. */
  readonly forPaper: <Result>(width: number, pixels: number, act: () => Result) => Result;
}

/** Draw by an overlay; while it draws for paper the map is moved, which is no move of the reader. */
export function makeDrawnMap(overlay: () => Overlay, place: () => MapPlace | null): DrawnMap {
  return {
    now: () => overlay().drawNow(),
    sharp: (pixels, act) => overlay().drawSharp(pixels, act),
    forPaper: (width, pixels, act) => {
      const draw = () => overlay().drawForPaper(width, pixels, act);
      const moved = place();
      return moved ? moved.whileMoved(draw) : draw();
    },
  };
}
