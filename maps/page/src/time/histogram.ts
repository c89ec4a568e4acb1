/** How many claims are in effect when, behind the axis: above the others, and lighter, those not repeated for six months. */
import { intAt } from "../checked_access.ts";
import { type Axis, dayAt } from "./axis.ts";
import type { Steps } from "../rules/change_days.ts";

const BAR = 4;
const SPACE = 1;

/** Draw the histogram to the size that the canvas has on the page. */
export function drawHistogram(canvas: HTMLCanvasElement, axis: Axis, steps: Steps): void {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d")!;
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [current, stale] = [colour("--bar"), colour("--bar-stale")];
  const most = steps.from.reduce(
    (best, _, k) => Math.max(best, intAt(steps.current, k) + intAt(steps.stale, k)),
    1,
  );
  for (let x = 0; x < width; x += BAR + SPACE) {
    const [from, to] = [
      dayAt(axis, x / width),
      dayAt(axis, Math.min(1, (x + BAR + SPACE) / width)),
    ];
    const [usual, old] = highestBetween(steps, from, to);
    const bottom = (usual / most) * (height - 1);
    const all = ((usual + old) / most) * (height - 1);
    context.fillStyle = stale;
    // A line of the ground separates the two: their greys are too similar.
    context.fillRect(x, height - all, BAR, all - bottom - (usual > 0 ? 1 : 0));
    context.fillStyle = current;
    context.fillRect(x, height - bottom, BAR, bottom);
  }
}

/** Return the counts on the fullest day from one day to before another. */
function highestBetween(steps: Steps, from: number, to: number): [number, number] {
  let [low, high] = [0, steps.from.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (intAt(steps.from, middle) <= from) low = middle;
    else high = middle - 1;
  }
  let best = low;
  for (let k = low; k < steps.from.length && (k === low || intAt(steps.from, k) < to); k++) {
    if (
      intAt(steps.current, k) + intAt(steps.stale, k) >
      intAt(steps.current, best) + intAt(steps.stale, best)
    )
      best = k;
  }
  return [intAt(steps.current, best), intAt(steps.stale, best)];
}
