/**
 * Rows of a list: all of them where they are few; of many only the visible ones are in the page, between two empty
 * spaces as high as the others.
 */
import { elementAt } from "../checked_access.ts";
import { el } from "./dom.ts";

/** Up to this many rows, all are in the page. */
const FEW = 100;
/** Rows are made this many pixels before they can be seen. */
const BEFORE = 320;
const USUAL_HEIGHT = 104;

export interface RowMaker {
  /** What decides how a row looks: as long as it is the same, the row is kept. */
  readonly sign: (row: number) => string;
  readonly make: (row: number) => HTMLElement;
}

interface MadeRow {
  readonly sign: string;
  readonly element: HTMLElement;
}

/** The rows of one section of a scrolling list. */
export class Rows {
  readonly element = el("ul", { class: "rows" });
  readonly #scroll: HTMLElement;
  readonly #made = new Map<number, MadeRow>();
  readonly #heights = new Map<number, number>();
  readonly #above = el("li", { class: "rows-space", "aria-hidden": "true" });
  readonly #below = el("li", { class: "rows-space", "aria-hidden": "true" });
  #rows: readonly number[] = [];
  #maker: RowMaker | null = null;
  /** Pixels from the rows' upper edge to that of the visible part, and its height; measured only after scrolling. */
  #seen = { top: 0, height: 0 };

  constructor(scroll: HTMLElement) {
    this.#scroll = scroll;
    let waiting = 0;
    const soon = () => {
      if (waiting) return;
      waiting = requestAnimationFrame(() => {
        waiting = 0;
        if (this.#rows.length <= FEW || !this.element.isConnected) return;
        this.#look();
        this.#fill();
      });
    };
    scroll.addEventListener("scroll", soon, { passive: true });
    new ResizeObserver(soon).observe(scroll);
  }

  /** Show some rows. */
  show(rows: readonly number[], maker: RowMaker): void {
    this.#rows = rows;
    this.#maker = maker;
    if (rows.length > FEW && this.#seen.height === 0) this.#look();
    this.#fill();
  }

  #look(): void {
    const [own, around] = [
      this.element.getBoundingClientRect(),
      this.#scroll.getBoundingClientRect(),
    ];
    this.#seen = { top: around.top - own.top, height: around.height };
    for (const [row, { element }] of this.#made)
      if (element.isConnected) this.#heights.set(row, element.offsetHeight + 7);
  }

  #fill(): void {
    const [from, to, above, below] =
      this.#rows.length <= FEW ? [0, this.#rows.length, 0, 0] : this.#window();
    const shown = this.#rows.slice(from, to);
    const wanted = new Set(shown);
    for (const row of this.#made.keys()) if (!wanted.has(row)) this.#made.delete(row);
    const isPart = shown.length < this.#rows.length;
    const elements = shown.map((row, k) => {
      const element = this.#row(row);
      if (isPart) {
        element.setAttribute("aria-setsize", String(this.#rows.length));
        element.setAttribute("aria-posinset", String(from + k + 1));
      }
      return element;
    });
    this.#above.style.setProperty("height", `${above}px`);
    this.#below.style.setProperty("height", `${below}px`);
    keepInOrder(this.element, isPart ? [this.#above, ...elements, this.#below] : elements);
  }

  /** Return which rows are visible, and the height of those before and after them. */
  #window(): [from: number, to: number, above: number, below: number] {
    const { top, height } = this.#seen;
    let [from, above, at] = [0, 0, 0];
    while (from < this.#rows.length && at + this.#height(from) < top - BEFORE)
      at += this.#height(from++);
    above = at;
    let to = from;
    while (to < this.#rows.length && (at < top + height + BEFORE || to < from + 6))
      at += this.#height(to++);
    let below = 0;
    for (let k = to; k < this.#rows.length; k++) below += this.#height(k);
    return [from, to, above, below];
  }

  #height(at: number): number {
    return this.#heights.get(elementAt(this.#rows, at)) ?? USUAL_HEIGHT;
  }

  #row(row: number): HTMLElement {
    const sign = this.#maker!.sign(row);
    const made = this.#made.get(row);
    if (made?.sign === sign) return made.element;
    const element = this.#maker!.make(row);
    this.#made.set(row, { sign, element });
    return element;
  }
}

/** Put children into an element in this order; those in the right place are not moved, since moving takes the focus. */
export function keepInOrder(element: Element, children: readonly Element[]): void {
  const wanted = new Set(children);
  for (const child of [...element.children]) if (!wanted.has(child)) child.remove();
  let at = element.firstElementChild;
  for (const child of children) {
    if (child === at) at = at.nextElementSibling;
    else element.insertBefore(child, at);
  }
}
