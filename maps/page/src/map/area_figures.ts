/** The figures of many areas: each is written on its area, and areas too close to each other are counted together. */
import { standingClass } from "../signs/signs.ts";
import { elementAt } from "../checked_access.ts";
import { coloursByWeight } from "./area_shapes.ts";
import { type Box, isInside, type Taken } from "../geometry/rectangles.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { type Group, standingOfAll } from "../rules/mark_groups.ts";
import { isolate } from "../words/isolate.ts";
import { reportData } from "./mark_buttons.ts";
import type { MarkContext } from "./marks.ts";
import { gather } from "../geometry/neighbourhoods.ts";
import { wordFigures } from "../words/report_texts.ts";
import { nearestFree } from "../geometry/free_space.ts";

/** An area on the screen. */
export interface AreaInView {
  readonly place: number;
  readonly groups: readonly Group[];
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
  readonly groups: readonly Group[];
}

interface Made {
  readonly element: HTMLButtonElement;
  sign: string;
  rows: readonly number[];
}

/** A longer text of figures is replaced by the number of claims. */
const LONGEST_FIGURE = 14;
const HEIGHT = 20;
/** Pixels of a pill beside its words. */
const RIM = 14;
const SWATCH = 8;
/** How much of a pill's width and height its area must have, so that the pill is plainly on it. */
const SEATED = 0.6;
/** The steps of 16 pixels by which a count may move from its neighbourhood. */
const FAR = 14;

/** The pills over one map: kept from day to day, so that the focus stays where it is. */
export class AreaPills {
  readonly #context: MarkContext;
  readonly #pane: HTMLElement;
  readonly #made = new Map<string, Made>();
  readonly #widths = new Map<string, number>();
  /** Whether some areas are only counted together. */
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

  /** Put the areas' figures where there is room, the largest area first; those without room are counted by neighbourhood. */
  place(areas: readonly AreaInView[], taken: Taken, panels: Taken, view: Box): void {
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
      const wanted = this.#wanted(area);
      const box = this.#boxAt(area.at, wanted);
      const isSeated =
        area.around.width >= SEATED * box.width && area.around.height >= SEATED * box.height;
      if (isSeated && isInside(box, view) && taken.isFree(box, 2)) put(wanted, box);
      else homeless.push(area);
    }
    const gathered = gather(homeless.map((area) => ({ at: area.at, kept: area })));
    this.areCounted = gathered.some(({ kept }) => kept.length > 1);
    for (const { at, kept } of gathered) {
      const wanted = kept.length === 1 ? this.#named(elementAt(kept, 0)) : this.#count(kept);
      const box = within(this.#boxAt(at, wanted), view);
      put(
        wanted,
        nearestFree(
          { x: box.x + box.width / 2, y: box.y + box.height / 2 },
          box,
          taken,
          view,
          FAR,
        ) ?? box,
      );
    }
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

  #wanted({ place, groups }: AreaInView): Wanted {
    const { block, words } = this.#context;
    const rows = groups.flatMap((group) => group.rows);
    const figures = groups.length === 1 ? wordFigures(block, rows, words) : "";
    const text = figures && figures.length <= LONGEST_FIGURE ? figures : words.claims(rows.length);
    return {
      key: String(place),
      text,
      name: [isolate(elementAt(block.places.name, place)), figures, words.claims(rows.length)]
        .filter(Boolean)
        .join(", "),
      rows,
      groups,
    };
  }

  /** Return the pill of an area, with its name if the pill is beside the area. */
  #named(area: AreaInView): Wanted {
    const wanted = this.#wanted(area);
    const { places } = this.#context.block;
    return { ...wanted, text: `${places.country_code[area.place]} ${wanted.text}`.trim() };
  }

  #count(areas: readonly AreaInView[]): Wanted {
    const { words, block } = this.#context;
    const groups = areas.flatMap((area) => area.groups);
    const rows = groups.flatMap((group) => group.rows);
    const names = areas.map(({ place }) => isolate(elementAt(block.places.name, place)));
    return {
      key: `near ${elementAt(areas, 0).place}`,
      text: words.claims(rows.length),
      name: `${words.claims(rows.length)}: ${names.join(", ")}`,
      rows,
      groups,
    };
  }

  #boxAt({ x, y }: { readonly x: number; readonly y: number }, { text, groups }: Wanted): Box {
    const width =
      RIM + SWATCH * coloursByWeight(groups, this.#context.forces).length + this.#width(text);
    return { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
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
    const standing = standingOfAll(wanted.groups.map((group) => group.standing));
    const colours = coloursByWeight(wanted.groups, this.#context.forces);
    const sign = JSON.stringify([wanted.text, wanted.name, wanted.rows, standing, colours]);
    if (sign !== made.sign) {
      made.sign = sign;
      element.className = `area-pill ${colours[0]} ${standingClass(standing)}`.trim();
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

const RULER: { context?: CanvasRenderingContext2D } = {};

/** Return a box moved into the view. */
function within(box: Box, view: Box): Box {
  const clamp = (at: number, from: number, to: number) => Math.max(from, Math.min(at, to));
  return {
    ...box,
    x: clamp(box.x, view.x, view.x + view.width - box.width),
    y: clamp(box.y, view.y, view.y + view.height - box.height),
  };
}
