/** What is written within the chart where there is room: the figures of older steps, and the days of sayings. */
import { svg } from "../frame/dom.ts";
import { lastStep } from "../rules/chart_lines.ts";
import type { ChartLine } from "../rules/chart_model.ts";
import { stepText } from "../words/chart_texts.ts";
import type { Words } from "../words/catalogue.ts";
import { wordSaidBriefly } from "../words/row_texts.ts";
import { type Box, isFree } from "./label_places.ts";
import { boxesOf, extentOf, heightOf, stepCount } from "./line_paths.ts";
import type { Plot } from "./plot_layout.ts";

/** Of a line with more steps the older figures are not written. */
const MOST_STEPS = 7;
/** Among more steps than these nothing is written. */
const MOST_BOXES = 2000;
const HALF = 8;
const BESIDE = 8;
const DOT = 9;
/** Where there is little room, numbers stand at the left end of the lines. */
const NUMBERS = 52;

/** Write what has room among lines and what is taken already. */
export function drawNotes(
  lines: readonly ChartLine[],
  taken: readonly Box[],
  { scales, scalesOf, isWide, place, axis }: Plot,
  textWidth: (text: string) => number,
  words: Words,
): SVGTextElement[] {
  const few = lines.filter(({ steps }) => steps.length <= MOST_STEPS);
  if (few.length === 0 || stepCount(lines) > MOST_BOXES) return [];
  const boxes = [...taken, ...lines.flatMap((line) => boxesOf(line, scalesOf(line)))];
  const left = isWide ? place.left : place.left + NUMBERS;
  const written: SVGTextElement[] = [];
  const write = (name: string, text: string, x: number, y: number, way: 1 | -1) => {
    const width = textWidth(text);
    const begin = way > 0 ? x : x - width;
    const box = { left: begin, right: begin + width, top: y - HALF, bottom: y + HALF };
    if (begin < left || box.right > place.right || !isFree(box, boxes)) return;
    boxes.push(box);
    const anchor = way > 0 ? "start" : "end";
    written.push(svg("text", { class: name, x, y: y + 4, "text-anchor": anchor }, text));
  };
  for (const line of few) {
    for (const step of line.steps) {
      if (step === lastStep(line)) continue;
      const [, end] = extentOf(step, scales);
      write(
        "chart-older",
        stepText(step.claim, words),
        end + BESIDE,
        heightOf(step, scalesOf(line)),
        1,
      );
    }
  }
  if (!isWide) return written;
  for (const line of few) {
    for (const { step, said } of line.dots) {
      const day = said[0] ?? said[1];
      if (day === null) continue;
      const text = wordSaidBriefly(said, Math.max(axis.last, said[1] ?? day), words);
      write("chart-day", text, scales.x(day) - DOT, heightOf(step, scalesOf(line)), -1);
    }
  }
  return written;
}
