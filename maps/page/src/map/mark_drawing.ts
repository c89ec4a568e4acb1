/** Draw what was placed: marks with their small marks, lines to their points, and the radius of a place. */
import type { Box } from "../geometry/rectangles.ts";
import type { ClusterContext, Mark } from "./place_marks.ts";
import type { Picture } from "../signs/canvas_pictures.ts";
import { drawBeside } from "../signs/small_marks.ts";

/** Return how many pixels a length in metres is at a latitude in degrees. */
export function radiusOnScreen(map: L.Map, metres: number, lat: number): number {
  return (metres * 256 * 2 ** map.getZoom()) / (40_075_016.686 * Math.cos((lat * Math.PI) / 180));
}

/** Draw the circle within which a place lies. */
export function drawRadius(
  context: CanvasRenderingContext2D,
  { x, y }: { readonly x: number; readonly y: number },
  radius: number,
  colour: string,
): void {
  if (!(radius > 0)) return;
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = context.strokeStyle = colour;
  context.globalAlpha = 0.05;
  context.fill();
  context.globalAlpha = 0.8;
  context.setLineDash([4, 4]);
  context.stroke();
  context.restore();
}

export function drawMark(
  context: CanvasRenderingContext2D,
  mark: Mark,
  box: Box,
  { pictures, words }: ClusterContext,
): void {
  const [x, y] = [box.x + mark.x, box.y + mark.y];
  const { picture } = mark;
  copy(
    context,
    picture,
    x + (mark.width - picture.width) / 2,
    y + (mark.height - picture.height) / 2,
  );
  if (mark.isDisputed || mark.echoes > 0) {
    drawBeside(context, { x: x + mark.width / 2, y: y + mark.height / 2 }, mark, pictures, words);
  }
}

export function copy(
  context: CanvasRenderingContext2D,
  { canvas, width, height }: Picture,
  x: number,
  y: number,
): void {
  context.drawImage(canvas, Math.round(x), Math.round(y), width, height);
}

export function drawLine(
  context: CanvasRenderingContext2D,
  from: { x: number; y: number },
  to: { x: number; y: number } | null,
  hasDot = true,
): void {
  if (!to) return;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  if (!hasDot) return;
  context.beginPath();
  context.arc(from.x, from.y, 2.5, 0, 2 * Math.PI);
  context.fill();
}
