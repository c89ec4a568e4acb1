/** The figures of an area in a pill: which words, of which forces, and how much room they take. */
import { elementAt } from "../checked_access.ts";
import type { Box } from "../geometry/rectangles.ts";
import { VAGUE } from "../rules/standing_numbers.ts";
import { isolate } from "../words/isolate.ts";
import type { AreaLine } from "./area_lines.ts";
import { gatheredText, sumOf, sumOfAll } from "./gathered_text.ts";
import type { MarkContext } from "./marks.ts";

/** An area on the screen. */
export interface AreaInView {
  readonly place: number;
  /** All of its claims on the day. */
  readonly rows: readonly number[];
  readonly lines: readonly AreaLine[];
  /** The area's own point. */
  readonly at: { readonly x: number; readonly y: number };
  /** The box of its largest part. */
  readonly around: Box;
  /** Whether claims there are of the force that the page is about: it finds room before others. */
  readonly isOfSubject: boolean;
}

/** A pill before it is placed. */
export interface Pill {
  readonly key: string;
  readonly text: string;
  readonly name: string;
  readonly rows: readonly number[];
  readonly colours: readonly string[];
  /** A position in `STANDINGS`. */
  readonly standing: number;
  /** It stands for several areas. */
  readonly isGathered: boolean;
  readonly height: number;
  /** The area's own point, to which a line leads from a pill beside it. */
  readonly at: { readonly x: number; readonly y: number };
}

/** The height of a pill in pixels; with a name, beside cards and marks, as much as a target needs (WCAG 2.2, 2.5.8). */
const HEIGHT = 20;
const NAMED_HEIGHT = 24;
/** Pixels of a pill beside its words. */
const RIM = 14;
const SWATCH = 8;
/** As many colours has a pill at most. */
export const MOST_COLOURS = 4;

/** Makes pills of areas. */
export class PillMaker {
  readonly #context: MarkContext;
  readonly #widths = new Map<string, number>();

  constructor(context: MarkContext) {
    this.#context = context;
  }

  /** Return the figures of an area: of its first line, and how many others it has. */
  figures({ place, rows, lines, at }: AreaInView): Pill {
    const { block, words, forces } = this.#context;
    const [line, ...others] = lines;
    const figures = line ? line.figures : words.claims(rows.length);
    const more = others.length > 0 ? words.more(others.length) : "";
    const colours = lines.map(({ force }) => forces.className(force));
    const text = [figures, more].filter(Boolean).join(" ");
    return {
      key: String(place),
      text,
      name: [isolate(elementAt(block.places.name, place)), text, this.#counts(rows, others)].join(
        ", ",
      ),
      rows,
      colours: [...new Set(colours)],
      standing: line?.standing ?? VAGUE,
      isGathered: false,
      height: HEIGHT,
      at,
    };
  }

  /** Return what the number of a pill counts, for which it has no room, and how many claims there are. */
  #counts(rows: readonly number[], others: readonly AreaLine[]): string {
    const { words } = this.#context;
    const lines = others.length > 0 ? [words.moreLines(others.length)] : [];
    return [...lines, words.claims(rows.length)].join(", ");
  }

  /** Return the pill of an area with its name, in short its country's code, for where it may lie beside the area; too wide for the map, it counts the claims. */
  named(area: AreaInView, isWhole: boolean, widest = Infinity): Pill {
    const wanted = this.figures(area);
    const { block, words } = this.#context;
    const place = elementAt(block.places.name, area.place);
    const called = isWhole ? place : block.places.country_code[area.place];
    const withFigures = { ...wanted, text: `${called} ${wanted.text}`.trim() };
    const isTooWide = this.sizeOf(withFigures).width > widest;
    const text = isTooWide ? `${called} ${words.claims(area.rows.length)}` : withFigures.text;
    // What is read aloud begins with what is seen.
    const name = isWhole ? text : `${text}: ${isolate(place)}`;
    const height = isWhole ? NAMED_HEIGHT : HEIGHT;
    return {
      ...wanted,
      text,
      name: `${name}, ${this.#counts(area.rows, area.lines.slice(1))}`,
      height,
    };
  }

  /** Return one pill for several areas. */
  together(areas: readonly AreaInView[], isTall: boolean): Pill {
    const { words, block, forces } = this.#context;
    const rows = areas.flatMap((area) => area.rows);
    const names = areas.map(({ place }) => isolate(elementAt(block.places.name, place)));
    const sums = areas.map((area) => sumOf(block, area.place, area.rows));
    const text = gatheredText(sumOfAll(sums), words);
    return {
      key: `near ${elementAt(areas, 0).place}`,
      text,
      name: `${text}, ${words.claims(rows.length)}: ${names.join(", ")}`,
      rows,
      colours: [...new Set(rows.map((row) => forces.classOf(row)))].sort(),
      standing: Math.min(...areas.map(({ lines }) => lines[0]?.standing ?? VAGUE)),
      isGathered: true,
      height: isTall ? NAMED_HEIGHT : HEIGHT,
      at: elementAt(areas, 0).at,
    };
  }

  sizeOf({ text, colours, height }: Pill): { width: number; height: number } {
    const swatches = Math.min(colours.length, MOST_COLOURS);
    return { width: RIM + SWATCH * swatches + this.#width(text), height };
  }

  /** Return the width of a text, measured once: measuring an element would make the browser lay out the page at each step. */
  #width(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      RULER.context ??= document.createElement("canvas").getContext("2d")!;
      RULER.context.font = this.#context.pictures.font(11.5, 600);
      width = Math.ceil(RULER.context.measureText(text).width);
      this.#widths.set(text, width);
    }
    return width;
  }
}

const RULER: { context?: CanvasRenderingContext2D } = {};
