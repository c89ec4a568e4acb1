/** The map as a picture to share: its title, day, counts, hidden claims, legend and credits. */
import type { DrawnMap } from "./drawn_map.ts";
import { paint } from "./snapshot.ts";

/** The texts and elements of the picture. */
export interface Poster {
  readonly map: HTMLElement;
  /** Draws the map as sharp as the picture, for what is copied of it at once. */
  readonly drawSharp: DrawnMap["sharp"];
  readonly legend: HTMLDetailsElement;
  readonly title: string;
  readonly lines: readonly string[];
  readonly credits: string;
}

const MARGIN = 16;
const TITLE_PX = 22;
const LINE_PX = 15;
const LEADING = 1.45;
/** Pixels of the picture for one of the page, or as many as the screen has. */
const LEAST_SHARPNESS = 2;
const PASSED_OVER =
  ".leaflet-control:not(.leaflet-control-scale), .skip, .tools, .find-box, .table-box, .legend, .title-box, .notes, .coarse, .filters-on, input, select";

/** Draw the picture. */
export async function drawPoster({
  map,
  drawSharp,
  legend,
  title,
  lines,
  credits,
}: Poster): Promise<HTMLCanvasElement> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d")!;
  const style = getComputedStyle(map);
  const colour = (name: string) => style.getPropertyValue(name);
  const sharpness = Math.max(LEAST_SHARPNESS, window.devicePixelRatio || 1);
  const [width, height] = [map.clientWidth, map.clientHeight];
  const font = (px: number, weight = 400) => `${weight} ${px}px ${style.fontFamily}`;
  const room = width - 2 * MARGIN;
  context.font = font(LINE_PX);
  const head = lines.flatMap((line) => wrap(context, line, room));
  context.font = font(LINE_PX - 3);
  const foot = wrap(context, credits, room);
  const legendHeight = await opened(legend, () => legend.offsetHeight);
  const top = Math.ceil(MARGIN + TITLE_PX * LEADING + head.length * LINE_PX * LEADING + MARGIN / 2);
  const bottom = Math.ceil(legendHeight + MARGIN + foot.length * (LINE_PX - 3) * LEADING + MARGIN);
  canvas.width = Math.round(width * sharpness);
  canvas.height = Math.round((top + height + bottom) * sharpness);
  context.scale(sharpness, sharpness);
  context.fillStyle = colour("--panel");
  context.fillRect(0, 0, width, top + height + bottom);
  context.textBaseline = "top";
  context.fillStyle = colour("--ink");
  write(
    context,
    wrap(with_(context, font(TITLE_PX, 700)), title, room).slice(0, 1),
    MARGIN,
    TITLE_PX,
  );
  write(with_(context, font(LINE_PX)), head, MARGIN + TITLE_PX * LEADING, LINE_PX);
  context.textBaseline = "alphabetic";
  await at(context, 0, top, () =>
    drawSharp(sharpness, () => paint(context, map, (part) => part.matches(PASSED_OVER))),
  );
  await opened(legend, () =>
    at(context, MARGIN, top + height + MARGIN / 2, () => paint(context, legend, () => false)),
  );
  context.textBaseline = "top";
  context.fillStyle = colour("--quiet");
  write(with_(context, font(LINE_PX - 3)), foot, top + height + legendHeight + MARGIN, LINE_PX - 3);
  return canvas;
}

/** Break a text into lines no wider than the room. */
function wrap(context: CanvasRenderingContext2D, text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && context.measureText(longer).width <= room)
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function write(
  context: CanvasRenderingContext2D,
  lines: readonly string[],
  top: number,
  px: number,
): void {
  for (const [k, line] of lines.entries()) context.fillText(line, MARGIN, top + k * px * LEADING);
}

function with_(context: CanvasRenderingContext2D, font: string): CanvasRenderingContext2D {
  context.font = font;
  return context;
}

async function at(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  draw: () => Promise<void>,
): Promise<void> {
  context.save();
  context.translate(x, y);
  await draw();
  context.restore();
}

/** Run a function while the legend is open and as wide as the map. */
async function opened<Result>(
  legend: HTMLDetailsElement,
  act: () => Result | Promise<Result>,
): Promise<Result> {
  const wasOpen = legend.open;
  legend.open = true;
  legend.classList.add("is-wide");
  try {
    return await act();
  } finally {
    legend.open = wasOpen;
    legend.classList.remove("is-wide");
  }
}
