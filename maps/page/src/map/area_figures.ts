/** The figures of many areas: each is written on its area, and areas too close to each other are gathered. */
import { standingClass } from "../signs/signs.ts";
import { elementAt } from "../checked_access.ts";
import type { AreaLine } from "./area_lines.ts";
import { type Box, isInside, type Taken } from "../geometry/rectangles.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { isolate } from "../words/isolate.ts";
import { VAGUE } from "../rules/standing_numbers.ts";
import { reportData } from "./mark_buttons.ts";
import type { MarkContext } from "./marks.ts";
import { countCovered, gatherCrowded } from "../geometry/gathering.ts";
import { gatheredText, sumOf, sumOfAll } from "./gathered_text.ts";

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
}

/** A pill before it is placed. */
interface Wanted {
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
}

interface Made {
  readonly element: HTMLButtonElement;
  sign: string;
  rows: readonly number[];
}

/** The height of a pill in pixels; with a name, beside cards and marks, as much as a target needs (WCAG 2.2, 2.5.8). */
const HEIGHT = 20;
const NAMED_HEIGHT = 24;
/** Pixels of a pill beside its words. */
const RIM = 14;
const SWATCH = 8;
const MOST_COLOURS = 4;
/** How much of a pill's width and height its area must have, so that the pill is plainly on it. */
const SEATED = 0.6;
/** The steps of 16 pixels by which a pill may move from its area. */
const STEPS = 2;

/** The pills over one map: kept from day to day, so that the focus stays where it is. */
export class AreaPills {
  readonly #context: MarkContext;
  readonly #pane: HTMLElement;
  readonly #made = new Map<string, Made>();
  readonly #widths = new Map<string, number>();
  /** Whether some areas are only gathered. */
  areCounted = false;

  constructor(context: MarkContext) {
    this.#context = context;
    this.#pane = context.panes.get("cards");
  }

  /** Take all pills off the map. */
  clear(): void {
    for (const { element } of this.#made.values()) element.remove();
    this.#made.clear();
    this.areCounted = false;
  }

  /**
   * Put the areas' figures where there is room, the largest area first; those without room are gathered. `areNamed` is for areas
   * whose names nothing else on the map says.
   */
  place(
    areas: readonly AreaInView[],
    taken: Taken,
    panels: Taken,
    view: Box,
    areNamed = false,
  ): void {
    const used = new Set<string>();
    const put = (wanted: Wanted, box: Box) => {
      for (const boxes of [taken, panels]) boxes.add(box);
      used.add(wanted.key);
      this.#lay(wanted, box);
    };
    const homeless: AreaInView[] = [];
    const bySize = [...areas].sort(
      (a, b) =>
        b.around.width * b.around.height - a.around.width * a.around.height || a.place - b.place,
    );
    for (const area of bySize) {
      const wanted = areNamed ? this.#named(area, areNamed) : this.#wanted(area);
      const box = this.#boxAt(area.at, wanted);
      const isSeated =
        area.around.width >= SEATED * box.width && area.around.height >= SEATED * box.height;
      if (isSeated && isInside(box, view) && taken.isFree(box, 2)) put(wanted, box);
      else homeless.push(area);
    }
    const sizeOf = (kept: readonly AreaInView[]) => this.#sizeOf(this.#together(kept, areNamed));
    const gathered = gatherCrowded(
      homeless.map((area) => ({
        at: within(area.at, view, this.#sizeOf(this.#named(area, areNamed)).width),
        size: this.#sizeOf(this.#named(area, areNamed)),
        steps: STEPS,
        region: "",
        kept: area,
      })),
      sizeOf,
      taken,
      view,
      false,
    );
    const laid = countCovered(gathered, sizeOf, taken);
    this.areCounted = laid.some(({ kept }) => kept.length > 1);
    for (const { box, kept } of laid)
      put(
        kept.length === 1
          ? this.#named(elementAt(kept, 0), areNamed)
          : this.#together(kept, areNamed),
        box,
      );
    for (const [key, { element }] of this.#made) {
      if (used.has(key)) continue;
      element.remove();
      this.#made.delete(key);
    }
  }

  /** Mark the pill of a row. */
  highlight(row: number | null): void {
    for (const { element, rows } of this.#made.values())
      element.classList.toggle("is-pointed-at", row !== null && rows.includes(row));
  }

  /** Return the figures of an area: of its first line, and how many others it has. */
  #wanted({ place, rows, lines }: AreaInView): Wanted {
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
    };
  }

  /** Return what the number of a pill counts, for which it has no room, and how many claims there are. */
  #counts(rows: readonly number[], others: readonly AreaLine[]): string {
    const { words } = this.#context;
    const lines = others.length > 0 ? [words.moreLines(others.length)] : [];
    return [...lines, words.claims(rows.length)].join(", ");
  }

  /** Return the pill of an area with its name, in short its country's code, for where it may lie beside the area. */
  #named(area: AreaInView, isWhole: boolean): Wanted {
    const wanted = this.#wanted(area);
    const { block } = this.#context;
    const place = elementAt(block.places.name, area.place);
    const text = `${isWhole ? place : block.places.country_code[area.place]} ${wanted.text}`.trim();
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

  #together(areas: readonly AreaInView[], isTall: boolean): Wanted {
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
    };
  }

  #sizeOf({ text, colours, height }: Wanted): { width: number; height: number } {
    const swatches = Math.min(colours.length, MOST_COLOURS);
    return { width: RIM + SWATCH * swatches + this.#width(text), height };
  }

  #boxAt({ x, y }: { readonly x: number; readonly y: number }, wanted: Wanted): Box {
    const { width, height } = this.#sizeOf(wanted);
    return { x: x - width / 2, y: y - height / 2, width, height };
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

  #lay(wanted: Wanted, box: Box): void {
    const { map } = this.#context;
    const made = this.#made.get(wanted.key) ?? this.#make(wanted.key);
    made.rows = wanted.rows;
    const { element } = made;
    const { standing, isGathered } = wanted;
    const colours = wanted.colours.slice(0, MOST_COLOURS);
    const sign = JSON.stringify([wanted.text, wanted.name, wanted.rows, standing, colours]);
    if (sign !== made.sign) {
      made.sign = sign;
      const kind = isGathered ? "gathered" : standingClass(standing);
      element.className = `area-pill ${kind}`.trim();
      element.setAttribute("aria-label", wanted.name);
      element.title = wanted.name;
      delete element.dataset["report"];
      for (const [name, value] of Object.entries(reportData(this.#context.block, wanted.rows)))
        element.setAttribute(name, value);
      replace(
        element,
        ...colours.map((colour) => el("span", { class: `stripe ${colour}` })),
        bdi(wanted.text),
      );
    }
    L.DomUtil.setPosition(
      element,
      map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]),
    );
    element.style.setProperty("width", `${Math.round(box.width)}px`);
    element.style.setProperty("height", `${box.height}px`);
  }

  #make(key: string): Made {
    const { open, onHover } = this.#context;
    const element = button({}, () => open(made.rows, element));
    const made: Made = { element, sign: "", rows: [] };
    L.DomEvent.disableClickPropagation(element);
    for (const event of ["mouseenter", "focus"])
      element.addEventListener(event, () => onHover(elementAt(made.rows, 0)));
    for (const event of ["mouseleave", "blur"])
      element.addEventListener(event, () => onHover(null));
    this.#pane.append(element);
    this.#made.set(key, made);
    return made;
  }
}

/** Pixels from the view's edge to the middle of a pill. */
const EDGE = 50;

const RULER: { context?: CanvasRenderingContext2D } = {};

/** Return a point moved into the view, so that what is as wide there is in it. */
function within(
  { x, y }: { readonly x: number; readonly y: number },
  view: Box,
  width: number,
): { readonly x: number; readonly y: number } {
  const clamp = (at: number, from: number, size: number, rim: number) =>
    Math.max(from + rim, Math.min(at, from + size - rim));
  return {
    x: clamp(x, view.x, view.width, Math.max(EDGE, width / 2 + 4)),
    y: clamp(y, view.y, view.height, EDGE),
  };
}
