/**
 * How what is printed lies on a sheet, upright and across: the map as large, and then the texts as large, as there is room for.
 *
 * A page does not learn the size of the paper, nor how it lies: both are measured on a sheet that A4 and Letter have room for
 * within margins of 10 mm, and the stylesheet takes the one that the browser prints on.
 */
import { elementAt } from "../checked_access.ts";

/** Where the parts of a sheet are. */
interface Layout {
  readonly areas: string;
  /** The columns; `--map-width` is that of the map. */
  readonly columns: string;
  /** Columns of the lists of claims and sources, and of the key. */
  readonly lists: number;
  readonly keys: number;
  /** Columns of the rows. */
  readonly rows: number;
  /** Widths of the map that are tried, in pixels. */
  readonly maps: readonly number[];
  /** Whether the layout is also for a map that is narrower, as a phone's is. */
  readonly mayBeNarrow: boolean;
}

export type Side = "portrait" | "landscape";
export const SIDES: readonly Side[] = ["portrait", "landscape"];

const MAP = "calc(var(--map-width) * 1px)";

/** The key beside the map; below them rows and lists. */
const OVER: Layout = {
  areas: '"head head head" "map map key" "rows foot foot"',
  columns: "388px minmax(0, 1fr) calc((704 - var(--map-width)) * 1px)",
  lists: 1,
  keys: 1,
  rows: 1,
  maps: [548, 520, 490, 460, 430],
  mayBeNarrow: false,
};
/** The same with more room for rows: a chart has long labels. */
const OVER_WIDE_ROWS: Layout = {
  ...OVER,
  columns: "444px minmax(0, 1fr) calc((704 - var(--map-width)) * 1px)",
  maps: [548, 520, 490, 460],
};
/** Rows beside the map; below it key and lists beside each other. */
const CORNER: Layout = {
  areas: '"head head head" "map map rows" "key foot rows"',
  columns: "156px minmax(0, 1fr) calc((962 - var(--map-width)) * 1px)",
  lists: 1,
  keys: 1,
  rows: 1,
  maps: [548, 520, 490],
  mayBeNarrow: false,
};
/** Rows beside the map, the key below it; the lists below both or in a third column. */
const BELOW: Layout = {
  areas: '"head head" "map rows" "key rows" "foot foot"',
  columns: `${MAP} minmax(0, 1fr)`,
  lists: 2,
  keys: 2,
  rows: 1,
  maps: [430, 390, 340],
  mayBeNarrow: true,
};
const BELOW_LARGE: Layout = {
  ...BELOW,
  lists: 3,
  keys: 3,
  maps: [548, 520, 490],
  mayBeNarrow: false,
};
const BESIDE: Layout = {
  areas: '"head head head" "map rows foot" "key rows foot"',
  columns: `${MAP} minmax(0, 1fr) minmax(0, 0.85fr)`,
  lists: 1,
  keys: 2,
  rows: 1,
  maps: [460, 430, 390],
  mayBeNarrow: true,
};

/** The lists on a sheet of their own: the key beside the map, or below it. */
const FIRST_OF_TWO: Layout = {
  areas: '"head head" "map key" "rows rows" "foot foot"',
  columns: `${MAP} minmax(0, 1fr)`,
  lists: 2,
  keys: 1,
  rows: 1,
  maps: [548, 520, 490, 460, 430],
  mayBeNarrow: false,
};
/** The same with the rows in two columns: so many rows leave the map as large. */
const IN_COLUMNS: Layout = { ...FIRST_OF_TWO, rows: 2 };

interface Sheet {
  readonly width: number;
  readonly height: number;
  /** The map is at most so high. */
  readonly map: number;
  /** From the one that is liked best. */
  readonly layouts: readonly Layout[];
  /** Where the lists have no room: without them. */
  readonly ofTwo: readonly Layout[];
}

const SHEETS: Readonly<Record<Side, Sheet>> = {
  portrait: {
    width: 718,
    height: 972,
    map: 480,
    layouts: [OVER, OVER_WIDE_ROWS, IN_COLUMNS, BELOW],
    ofTwo: [FIRST_OF_TWO, IN_COLUMNS, BELOW],
  },
  landscape: {
    width: 976,
    height: 712,
    map: 420,
    layouts: [CORNER, BELOW_LARGE, BESIDE, { ...BELOW, lists: 3 }],
    ofTwo: [
      BELOW_LARGE,
      { ...BELOW_LARGE, rows: 2 },
      { ...BELOW, lists: 3, rows: 2, maps: [460, 430, 400] },
      { ...BELOW, lists: 3, maps: [460, 430, 400, 370, 340] },
    ],
  },
};
/** How much smaller the texts become, step by step until all fits. */
const STEPS = [1, 0.94, 0.88, 0.82, 0.77] as const;
/** The last of these: the smallest letters are then 6 points high. Below it the map goes before: letters of 5 points, for one sheet. */
const READABLE = 0.77;
const SMALL_STEPS = [0.7, 0.65] as const;

/** Classes of a sheet that is measured without the lists, and with nothing else. */
const [FIRST, SECOND] = ["is-first-of-two", "is-second-of-two"] as const;

/** Parts of its width that a narrow map may have. */
const NARROWER = [1, 0.85, 0.7] as const;

/** Finds where all is on one side of a sheet. */
export class SheetFitting {
  readonly #element: HTMLElement;
  readonly #side: Side;
  readonly #proportion: number;
  readonly #widest: number;

  /** `map` is the size of the map on the screen, than which it is never larger. */
  constructor(
    element: HTMLElement,
    side: Side,
    map: { readonly width: number; readonly height: number },
  ) {
    this.#element = element;
    this.#side = side;
    this.#proportion = map.width / map.height;
    this.#widest = map.width;
  }

  /** Choose the layout, the width of the map and the size of texts; return the width. */
  choose(): number {
    const { layouts, ofTwo } = SHEETS[this.#side];
    this.#set("lists-on", "auto");
    return this.#measured((fits) => {
      const tried = this.#candidates(layouts);
      const readable = tried.find((one) => fits(...one, READABLE));
      if (readable) {
        STEPS.some((zoom) => fits(...readable, zoom));
        return readable[1];
      }
      for (const zoom of SMALL_STEPS)
        for (const one of tried) if (fits(...one, zoom)) return one[1];
      this.#set("lists-on", "page");
      const fitsOn = (sheet: string, ...one: Parameters<typeof fits>) => {
        this.#element.classList.add(sheet);
        const does = fits(...one);
        this.#element.classList.remove(sheet);
        return does;
      };
      const first = this.#candidates(ofTwo);
      const fitting = (zoom: number) => first.find((one) => fitsOn(FIRST, ...one, zoom));
      const found =
        fitting(READABLE) ??
        SMALL_STEPS.map(fitting).find((one) => one !== undefined) ??
        elementAt(first, first.length - 1);
      STEPS.some((zoom) => fitsOn(FIRST, ...found, zoom) && fitsOn(SECOND, ...found, zoom));
      return found[1];
    });
  }

  /** Make the texts smaller where the parts have become larger since. */
  shrink(): void {
    const { height } = SHEETS[this.#side];
    const value = (name: string) => this.#element.style.getPropertyValue(`--${this.#side}-${name}`);
    this.#element.classList.toggle(FIRST, value("lists-on") === "page");
    this.#measured(() => {
      const now = Number(value("zoom"));
      for (const step of [now, ...STEPS, ...SMALL_STEPS].filter((one) => one <= now)) {
        this.#set("zoom", step);
        if (this.#element.offsetHeight <= height) break;
      }
    });
    this.#element.classList.remove(FIRST);
  }

  /** Return layouts with widths of the map: never wider than on the screen, nor higher than the sheet has room for. */
  #candidates(layouts: readonly Layout[]): (readonly [Layout, number])[] {
    const { map } = SHEETS[this.#side];
    const most = Math.floor(Math.min(map * this.#proportion, this.#widest));
    return layouts.flatMap((layout) => {
      const least = elementAt(layout.maps, layout.maps.length - 1);
      if (most < least)
        return layout.mayBeNarrow
          ? NARROWER.map((part) => [layout, Math.floor(most * part)] as const)
          : [];
      const widths = new Set(layout.maps.map((width) => Math.min(width, most)));
      return [...widths].map((width) => [layout, width] as const);
    });
  }

  #measured<Result>(
    act: (fits: (layout: Layout, width: number, zoom: number) => boolean) => Result,
  ): Result {
    const [element, side] = [this.#element, this.#side];
    const { width, height } = SHEETS[side];
    element.classList.add("is-measured", `is-${side}`);
    element.style.setProperty("width", `${width}px`);
    const result = act((layout, wide, zoom) => {
      this.#set("zoom", zoom);
      this.#set("map-width", wide);
      this.#set("map-height", Math.round(wide / this.#proportion));
      for (const name of ["areas", "columns", "lists", "keys", "rows"] as const)
        this.#set(name, layout[name]);
      // A chart is as wide as on the screen, and its labels with the numbers of sources are wider.
      const rows = element.querySelector(".print-rows")!;
      return element.offsetHeight <= height && rows.scrollWidth <= rows.clientWidth + 1;
    });
    element.style.removeProperty("width");
    element.classList.remove("is-measured", `is-${side}`);
    return result;
  }

  #set(name: string, value: number | string): void {
    this.#element.style.setProperty(`--${this.#side}-${name}`, String(value));
  }
}
