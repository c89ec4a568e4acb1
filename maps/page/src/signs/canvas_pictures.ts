/**
 * Pictures of signs and of words, drawn once and then only copied: what the map's canvas is put together from.
 *
 * How each shape is drawn is the same as under "Signs" in signs.css, which draws them beside words.
 */
import { elementAt } from "../checked_access.ts";
import { STALE, VAGUE } from "../rules/standing_numbers.ts";
import type { Radii, Shape, Sign } from "./signs.ts";
import { extent, shapesOf } from "./signs.ts";
import { sharpness } from "./sharpness.ts";

/** A picture, and its size in pixels of the page. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
}

/** Part of a line: the name is strong, the rest quiet. */
export interface Words {
  readonly text: string;
  readonly isStrong: boolean;
}

/** More pictures than this are not kept. */
const MOST_KEPT = 3000;
const HALO = 3.5;
const LONGEST_LINE_PX = 340;

/** Makes and keeps pictures in the page's colours and at the screen's sharpness. */
export class Pictures {
  readonly #root: HTMLElement;
  readonly #kept = new Map<string, Picture>();
  readonly #colours = new Map<string, string>();
  #ratio = 0;
  #family = "";

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** Forget all pictures when the colours or the screen have changed. */
  refresh(isOtherColours = false): void {
    const ratio = sharpness();
    if (ratio === this.#ratio && !isOtherColours) return;
    this.#ratio = ratio;
    this.#kept.clear();
    this.#colours.clear();
    this.#family = getComputedStyle(this.#root).fontFamily;
  }

  /** Return the picture of a sign. */
  sign(sign: Sign, radii: Radii): Picture {
    const half = extent(sign.span, radii);
    const key = `${sign.isSquare ? "square" : ""}|${sign.colour}|${sign.phase}|${sign.standing}|${spanKey(sign)}|${radii.disc}|${radii.ring}`;
    return this.#keep(key, 2 * half, 2 * half, (context) => {
      context.translate(half, half);
      if (sign.standing === STALE) context.globalAlpha = 0.5;
      for (const shape of shapesOf(sign, radii)) this.#paint(context, shape, sign);
    });
  }

  /** Return the picture of some lines of words, with a halo. */
  words(lines: readonly (readonly Words[])[], size: number, isToLeft = false): Picture {
    const key = JSON.stringify([lines, size, isToLeft]);
    const found = this.#kept.get(key);
    if (found) return found;
    const font = (isStrong: boolean) => `${isStrong ? 700 : 400} ${size}px ${this.#family}`;
    const ruler = this.#ruler();
    const measured = lines.map((line) =>
      line.map(({ text, isStrong }) => {
        ruler.font = font(isStrong);
        const fitted = fit(ruler, text, LONGEST_LINE_PX);
        return { text: fitted, isStrong, width: ruler.measureText(fitted).width };
      }),
    );
    const widths = measured.map(
      (line) => line.reduce((sum, part) => sum + part.width, 0) + (line.length - 1) * 4,
    );
    const lineHeight = size + 3;
    const width = Math.ceil(Math.max(...widths)) + HALO;
    return this.#keep(key, width, lines.length * lineHeight + 2, (context) => {
      context.textBaseline = "middle";
      context.lineJoin = "round";
      for (const isHalo of [true, false]) {
        measured.forEach((line, k) => {
          let x = HALO / 2 + (isToLeft ? width - HALO - elementAt(widths, k) : 0);
          const y = 1 + (k + 0.5) * lineHeight;
          for (const { text, isStrong, width: its } of line) {
            context.font = font(isStrong);
            if (isHalo) this.#halo(context, text, x, y);
            else {
              context.fillStyle = this.colour(isStrong ? "--ink" : "--quiet");
              context.fillText(text, x, y);
            }
            x += its + 4;
          }
        });
      }
    });
  }

  /** Return the picture of one name with a halo; `spacing` is between its letters, in pixels. */
  name(text: string, size: number, colour: string, spacing: number): Picture {
    const key = `name|${size}|${text}`;
    const found = this.#kept.get(key);
    if (found) return found;
    const ruler = this.#ruler();
    ruler.font = this.font(size);
    ruler.letterSpacing = `${spacing}px`;
    const width = Math.ceil(ruler.measureText(text).width) + 2;
    ruler.letterSpacing = "0px";
    return this.#keep(key, width, Math.ceil(size + 4), (context) => {
      context.font = this.font(size);
      context.letterSpacing = `${spacing}px`;
      context.textBaseline = "middle";
      context.lineJoin = "round";
      this.#halo(context, text, 1, (size + 4) / 2);
      context.fillStyle = this.colour(colour);
      context.fillText(text, 1, (size + 4) / 2);
    });
  }

  /** Return the picture of a key; `draw` makes it once. */
  keep(
    key: string,
    width: number,
    height: number,
    draw: (context: CanvasRenderingContext2D) => void,
  ): Picture {
    return this.#keep(key, width, height, draw);
  }

  /** Return a colour of the stylesheet by its name, or the colour of a force by its class. */
  colour(name: string): string {
    let colour = this.#colours.get(name);
    if (colour === undefined) {
      colour = getComputedStyle(this.#root)
        .getPropertyValue(COLOUR_OF_CLASS[name] ?? (name.startsWith("--") ? name : `--${name}`))
        .trim();
      this.#colours.set(name, colour);
    }
    return colour;
  }

  font(size: number, weight = 400): string {
    return `${weight} ${size}px ${this.#family}`;
  }

  #halo(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
    context.strokeStyle = this.colour("--label-halo");
    context.lineWidth = HALO;
    context.strokeText(text, x, y);
  }

  #ruler(): CanvasRenderingContext2D {
    return (RULER.context ??= document.createElement("canvas").getContext("2d")!);
  }

  #keep(
    key: string,
    width: number,
    height: number,
    draw: (context: CanvasRenderingContext2D) => void,
  ): Picture {
    const found = this.#kept.get(key);
    if (found) return found;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * this.#ratio);
    canvas.height = Math.ceil(height * this.#ratio);
    const context = canvas.getContext("2d")!;
    context.scale(this.#ratio, this.#ratio);
    draw(context);
    const picture = { canvas, width, height };
    this.#kept.set(key, picture);
    return picture;
  }

  #paint(
    context: CanvasRenderingContext2D,
    { d, as, isFaint }: Shape,
    { standing, colour }: Sign,
  ): void {
    const path = new Path2D(d);
    const alpha = context.globalAlpha;
    const style = STYLES[as];
    context.globalAlpha = alpha * (isFaint ? 0.28 : 1) * style.alpha;
    if (style.width === 0) {
      context.fillStyle = as === "ground" ? this.colour("--paper") : this.colour(colour);
      context.fill(path);
    } else {
      const isDotted = standing === VAGUE && (as === "line" || as === "thin" || as === "none");
      context.strokeStyle = this.colour(colour);
      context.lineWidth = isDotted ? (as === "line" ? 2.3 : 1.6) : style.width;
      context.lineCap = isDotted ? "round" : "butt";
      context.setLineDash(isDotted ? [0.1, as === "line" ? 3.6 : 2.8] : []);
      context.stroke(path);
    }
    context.globalAlpha = alpha;
  }
}

const RULER: { context?: CanvasRenderingContext2D } = {};
const COLOUR_OF_CLASS: Readonly<Record<string, string>> = {
  "force-any": "--ink",
  "force-off": "--off",
};
/** A width of 0 is a filled shape. */
const STYLES: Readonly<Record<Shape["as"], { width: number; alpha: number }>> = {
  ground: { width: 0, alpha: 0.82 },
  solid: { width: 0, alpha: 0.9 },
  tint: { width: 0, alpha: 0.16 },
  hatch: { width: 1.5, alpha: 1 },
  bar: { width: 2.6, alpha: 1 },
  line: { width: 2, alpha: 1 },
  thin: { width: 1.3, alpha: 1 },
  arrow: { width: 1.8, alpha: 1 },
  none: { width: 1.5, alpha: 1 },
};

/** Return the part of a span that decides how its sign looks, beside the radii. */
function spanKey({ span }: Sign): string {
  if (!span) return "-";
  const { low, lowIncluded, high, highIncluded, isOpen } = span;
  return [low === 0, low === high, lowIncluded, highIncluded, isOpen].map(Number).join("");
}

/** Return as much of a text as fits into a width, with an ellipsis where it is cut. */
function fit(ruler: CanvasRenderingContext2D, text: string, width: number): string {
  if (ruler.measureText(text).width <= width) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ruler.measureText(`${letters.slice(0, middle).join("")}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join("")}…`;
}
