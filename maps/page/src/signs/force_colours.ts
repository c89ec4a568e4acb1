/** Which colour each force has: the same on the map, in the list and in the legend. */
import { elementAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";

/** Classes of page.css: orange, blue, violet, then the others in turn; one for a force that nobody names. */
const RUSSIA = 0;
const BELARUS = 1;
const BELARUS_AND_RUSSIA = 2;
const OTHERS = [3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14];
const UNNAMED = 8;

/** Colours by the force's text in the table ("Belarus;Russia" is a joint one, and has a colour of its own). */
export class Forces {
  readonly #colours = new Map<string, number>();
  readonly #reports: Reports;
  #ofRow: ((row: number) => string) | null = null;

  constructor(reports: Reports) {
    this.#reports = reports;
    let next = 0;
    for (const force of [...reports.force.values].sort()) {
      if (force === "") this.#colours.set(force, UNNAMED);
      else if (force === "Russia") this.#colours.set(force, RUSSIA);
      else if (force === "Belarus") this.#colours.set(force, BELARUS);
      else if (force === "Belarus;Russia") this.#colours.set(force, BELARUS_AND_RUSSIA);
      else this.#colours.set(force, elementAt(OTHERS, next++ % OTHERS.length));
    }
  }

  /** Return the class that colours a force. */
  className(force: string): string {
    return `force-${this.#colours.get(force) ?? UNNAMED}`;
  }

  /** Return the class that colours a row's force. */
  classOf(row: number): string {
    this.#ofRow ??= this.#reports.force.asking((force) => this.className(force));
    return this.#ofRow(row);
  }

  /** Check whether more than one force is named, so that a mark has to name its force. */
  get areSeveral(): boolean {
    return [...this.#colours.keys()].filter((force) => force !== "").length > 1;
  }

  /** Return how many forces have how many colours, where some share one; null where each has its own. */
  get sharing(): { readonly forces: number; readonly colours: number } | null {
    const named = [...this.#colours].filter(([force]) => force !== "");
    const colours = new Set(named.map(([, colour]) => colour)).size;
    return colours < named.length ? { forces: named.length, colours } : null;
  }

  /** Return all forces, in the order of their colours. */
  all(): string[] {
    return [...this.#colours.keys()].sort(
      (a, b) => this.#colours.get(a)! - this.#colours.get(b)! || a.localeCompare(b),
    );
  }
}
