/** The small marks beside a sign on the map: disputed, and the count of echoes. In the list svg_signs.ts draws the same as SVG. */
import type { Box } from "../geometry/rectangles.ts";
import type { Pictures } from "./canvas_pictures.ts";
import type { Words } from "../words/catalogue.ts";

interface Beside {
  readonly reach: number;
  readonly isDisputed: boolean;
  readonly echoes: number;
}

const SIDE = 13;

/** Return where they are, at the upper and the lower right corner of a sign; null for none. */
export function boxesBeside(
  middle: { readonly x: number; readonly y: number },
  { reach, isDisputed, echoes }: Beside,
  words: Words,
): { readonly disputed: Box | null; readonly echo: Box | null } {
  const at = (x: number, y: number, width: number): Box => ({
    x: Math.round(middle.x + reach + x),
    y: Math.round(middle.y + y),
    width,
    height: SIDE,
  });
  const ofCount = SIDE + Math.ceil(6.5 * countOf(echoes, words).length);
  return {
    disputed: isDisputed ? at(-6, -reach - 7, SIDE) : null,
    echo: echoes > 0 ? at(-4, reach - 6, ofCount) : null,
  };
}

/** Return how often it is repeated, as a multiplier: a bare number would be read as that of a place in the key. */
function countOf(echoes: number, words: Words): string {
  return echoes > 1 ? `×${words.number(echoes)}` : "";
}

/** Draw them at their corners of the sign. */
export function drawBeside(
  context: CanvasRenderingContext2D,
  middle: { x: number; y: number },
  beside: Beside,
  pictures: Pictures,
  words: Words,
): void {
  const { disputed, echo } = boxesBeside(middle, beside, words);
  if (disputed) {
    const picture = pictures.keep("disputed", SIDE, SIDE, (small) => {
      small.translate(6.5, 6.5);
      small.fillStyle = pictures.colour("--paper");
      small.strokeStyle = pictures.colour("--warn");
      small.lineWidth = 1.2;
      const ring = new Path2D();
      ring.arc(0, 0, 5.25, 0, 2 * Math.PI);
      small.fill(ring);
      small.stroke(ring);
      small.stroke(new Path2D("M-2.6 -1.3H2.6M-2.6 1.3H2.6M-1.3 3L1.3 -3"));
    });
    context.drawImage(picture.canvas, disputed.x, disputed.y, SIDE, SIDE);
  }
  if (!echo) return;
  const text = countOf(beside.echoes, words);
  const { width } = echo;
  const picture = pictures.keep(`echo ${text}`, width, SIDE, (small) => {
    small.fillStyle = pictures.colour("--halo");
    small.beginPath();
    small.roundRect(0, 0, width, 13, 6.5);
    small.fill();
    small.strokeStyle = small.fillStyle = pictures.colour("--ink");
    small.lineWidth = 1.2;
    small.font = pictures.font(10.5);
    small.textBaseline = "middle";
    small.fillText(text, 13, 7);
    small.translate(6.5, 6.5);
    small.stroke(new Path2D("M-1 -2.6A3.6 3.6 0 0 1 -1 2.6M1.6 -4.6A6 6 0 0 1 1.6 4.6"));
    small.beginPath();
    small.arc(-3.4, 0, 1.4, 0, 2 * Math.PI);
    small.fill();
  });
  context.drawImage(picture.canvas, echo.x, echo.y, width, SIDE);
}
