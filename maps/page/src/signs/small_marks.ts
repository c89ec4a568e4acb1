/** The small marks beside a sign on the map: disputed, and the count of echoes. In the list svg_signs.ts draws the same as SVG. */
import type { Pictures } from "./canvas_pictures.ts";
import type { Words } from "../words/catalogue.ts";

interface Beside {
  readonly reach: number;
  readonly isDisputed: boolean;
  readonly echoes: number;
}

const DISPUTED = new Path2D("M-2.6 -1.3H2.6M-2.6 1.3H2.6M-1.3 3L1.3 -3");
const ECHO = new Path2D("M-1 -2.6A3.6 3.6 0 0 1 -1 2.6M1.6 -4.6A6 6 0 0 1 1.6 4.6");

/** Draw them at the upper corners of the sign. */
export function drawBeside(
  context: CanvasRenderingContext2D,
  middle: { x: number; y: number },
  { reach, isDisputed, echoes }: Beside,
  pictures: Pictures,
  words: Words,
): void {
  if (isDisputed) {
    const picture = pictures.keep("disputed", 13, 13, (small) => {
      small.translate(6.5, 6.5);
      small.fillStyle = pictures.colour("--paper");
      small.strokeStyle = pictures.colour("--warn");
      small.lineWidth = 1.2;
      const ring = new Path2D();
      ring.arc(0, 0, 5.25, 0, 2 * Math.PI);
      small.fill(ring);
      small.stroke(ring);
      small.stroke(DISPUTED);
    });
    context.drawImage(
      picture.canvas,
      Math.round(middle.x + reach - 6),
      Math.round(middle.y - reach - 7),
      13,
      13,
    );
  }
  if (echoes === 0) return;
  const text = words.number(echoes);
  const width = 15 + 6 * text.length;
  const picture = pictures.keep(`echo ${text}`, width, 13, (small) => {
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
    small.stroke(ECHO);
    small.beginPath();
    small.arc(-3.4, 0, 1.4, 0, 2 * Math.PI);
    small.fill();
  });
  context.drawImage(
    picture.canvas,
    Math.round(middle.x + reach - 4),
    Math.round(middle.y + reach - 6),
    width,
    13,
  );
}
