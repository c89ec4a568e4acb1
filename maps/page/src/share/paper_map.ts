/** A copy of the map for paper, as it is drawn now: its ground on one canvas, its cards as wide as they are. */
import { elementAt } from "../checked_access.ts";
import { el } from "../frame/dom.ts";
import { copyForPaper } from "./paper_copy.ts";

/** Copy the map; `pixels` of a canvas are one pixel of the page. */
export function mapForPaper(container: HTMLElement, pixels: number): Element {
  const copy = copyForPaper(container)!;
  copy.querySelector(".leaflet-tile-pane")?.replaceChildren(groundOf(container, pixels));
  // On paper a card is laid out elsewhere: its lines must break where they did when it was placed.
  const cards = container.querySelectorAll<HTMLElement>(".area-card:not([hidden])");
  for (const [k, card] of copy.querySelectorAll<HTMLElement>(".area-card").entries())
    card.style.setProperty("width", `${elementAt([...cards], k).getBoundingClientRect().width}px`);
  return copy;
}

/** Put the tiles of the basemap together: on paper there would be lines between them. */
function groundOf(container: HTMLElement, pixels: number): HTMLCanvasElement {
  const { left, top, width, height } = container.getBoundingClientRect();
  const [wide, high] = [Math.round(width * pixels), Math.round(height * pixels)];
  const canvas = el("canvas", { width: wide, height: high });
  // Where the reader has dragged the map, its panes are shifted within it.
  const pane = container.querySelector(".leaflet-tile-pane")!.getBoundingClientRect();
  const at = `left: ${left - pane.left}px; top: ${top - pane.top}px`;
  canvas.style.cssText = `position: absolute; ${at}; width: ${width}px; height: ${height}px`;
  const context = canvas.getContext("2d")!;
  for (const tile of container.querySelectorAll<HTMLCanvasElement>(".basemap canvas")) {
    const box = tile.getBoundingClientRect();
    const [x, right] = [box.left - left, box.right - left].map((at) => Math.round(at * pixels));
    const [y, bottom] = [box.top - top, box.bottom - top].map((at) => Math.round(at * pixels));
    context.drawImage(tile, x!, y!, right! - x!, bottom! - y!);
  }
  return canvas;
}
