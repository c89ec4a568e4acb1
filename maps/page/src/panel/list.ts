/** The list beside the map: every report, placed or not, by its status on the day shown. */
import { addAt, byteAt, elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Standing } from "../rules/answer.ts";
import { NOT } from "../rules/claims_in_effect.ts";
import { NOT_HELD, STANDINGS } from "../rules/standing_numbers.ts";
import { wordDay } from "../words/date_texts.ts";
import { whyOn } from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";
import type { Calls, Part, View } from "../state/view.ts";
import { el } from "../frame/dom.ts";
import { keepInOrder, type RowMaker, Rows } from "../frame/virtual_rows.ts";
import type { Forces } from "../signs/force_colours.ts";
import { claimRow, otherRow, type RowContext } from "./list_rows.ts";

/** The sections of the list, from the top; by how a claim stands on the day; all after those are folded until they are opened. */
const FOLDED = ["rest", "echoes", "disputes", "context", "unsaid"] as const;
type Name = Standing | (typeof FOLDED)[number];

interface Section {
  readonly element: HTMLElement;
  readonly count: HTMLElement;
  readonly heading: HTMLElement;
  readonly rows: Rows;
}

/** The section of each report while it is not in effect: computed for each `knownBy` and filters. */
interface Kinds {
  readonly of: Uint8Array;
  readonly counts: Int32Array;
}
const CLAIMS = FOLDED.indexOf("rest");

/** The list: every report that the filters let through is in one section, and a row is made again only where it changed. */
export class List implements Part {
  readonly element = el("div", { class: "list" });
  readonly #context: RowContext;
  readonly #onHover: Calls["onHover"];
  readonly #nothing: HTMLElement;
  readonly #sections = new Map<Name, Section>();
  #kinds: Kinds | null = null;
  #view: View | null = null;

  constructor(
    block: Block,
    words: Words,
    forces: Forces,
    calls: Pick<Calls, "onOpen" | "onHover">,
    scroll: HTMLElement,
  ) {
    this.#context = { block, words, forces, onOpen: calls.onOpen };
    this.#onHover = calls.onHover;
    this.#nothing = el("p", { class: "nothing" }, words.nothing);
    for (const name of [...STANDINGS, ...FOLDED])
      this.#sections.set(name, this.#section(name, scroll));
    this.#listen();
  }

  /** Show the reports on a day. */
  show(view: View): void {
    const before = this.#view;
    this.#view = view;
    if (before?.stretches !== view.stretches || before.shown !== view.shown)
      this.#kinds = sortKinds(this.#context.block, view);
    const { effect } = view;
    const shown: Element[] = effect.certain + effect.possible === 0 ? [this.#nothing] : [];
    const byStanding = STANDINGS.map((): number[] => []);
    for (let row = 0; row < effect.standing.length; row++) {
      const standing = byteAt(effect.standing, row);
      if (standing !== NOT_HELD) byStanding[standing]?.push(row);
    }
    STANDINGS.forEach((name, standing) => {
      const section = this.#sections.get(name)!;
      const rows = elementAt(byStanding, standing);
      if (rows.length === 0) return;
      shown.push(section.element);
      section.count.textContent = this.#context.words.number(rows.length);
      section.rows.show(rows, this.#claims);
    });
    FOLDED.forEach((name, kind) => {
      const count =
        intAt(this.#kinds!.counts, kind) - (kind === CLAIMS ? effect.certain + effect.possible : 0);
      if (count === 0) return;
      const section = this.#sections.get(name)!;
      shown.push(section.element);
      section.count.textContent = this.#context.words.number(count);
      if (name === "unsaid")
        section.heading.textContent = this.#context.words.sections.unsaid(
          wordDay(view.knownBy!, this.#context.words),
        );
      if ((section.element as HTMLDetailsElement).open) this.#unfold(name);
    });
    keepInOrder(this.element, shown);
  }

  /** Mark the entry of a row that is pointed at elsewhere. */
  highlight(row: number | null): void {
    for (const pointed of this.element.querySelectorAll(".is-pointed-at"))
      pointed.classList.remove("is-pointed-at");
    if (row === null) return;
    const id = CSS.escape(this.#context.block.reports.id.at(row));
    this.element.querySelector(`li[data-report="${id}"]`)?.classList.add("is-pointed-at");
  }

  readonly #claims: RowMaker = {
    sign: (row) => this.#sign(row),
    make: (row) => claimRow(this.#context, this.#view!, row),
  };
  readonly #others: RowMaker = {
    sign: (row) => this.#sign(row),
    make: (row) =>
      this.#context.block.reports.kind.at(row) === "claim"
        ? claimRow(this.#context, this.#view!, row)
        : otherRow(this.#context, this.#view!, row),
  };

  /** Return what decides how a row looks on a day, for one `knownBy`. */
  #sign(row: number): string {
    const { stretches, effect, on } = this.#view!;
    return `${stretches.knownBy} ${effect.status[row]} ${effect.standing[row]} ${whyOn(this.#context.block, stretches, row, on).join()}`;
  }

  #section(name: Name, scroll: HTMLElement): Section {
    const { words } = this.#context;
    const rows = new Rows(scroll);
    const count = el("span", { class: "quiet" });
    const text = isStanding(name)
      ? words.lines.standing[name]
      : name === "unsaid"
        ? ""
        : words.sections[name];
    const heading = el("span", {}, text);
    const attributes = { class: `section ${name}`, "data-section": name };
    if (isStanding(name)) {
      return {
        element: el("section", attributes, el("h3", {}, heading, " ", count), rows.element),
        count,
        heading,
        rows,
      };
    }
    const element = el("details", attributes, el("summary", {}, heading, " ", count), rows.element);
    element.addEventListener("toggle", () => element.open && this.#unfold(name));
    return { element, count, heading, rows };
  }

  /** Show the rows of a folded section, which are looked for only while it is open. */
  #unfold(name: (typeof FOLDED)[number]): void {
    const { effect } = this.#view!;
    const kind = FOLDED.indexOf(name);
    const rows: number[] = [];
    this.#kinds!.of.forEach((its, row) => {
      if (its === kind && effect.status[row] === NOT) rows.push(row);
    });
    this.#sections.get(name)!.rows.show(rows, this.#others);
  }

  /** Report to the rest of the page which row is pointed at, by mouse or keyboard. */
  #listen(): void {
    const rowOf = (event: Event) => {
      const id =
        event.target instanceof Element
          ? event.target.closest<HTMLElement>("li[data-row]")?.dataset["row"]
          : undefined;
      this.#onHover(id === undefined ? null : Number(id));
    };
    for (const name of ["mouseover", "focusin"]) this.element.addEventListener(name, rowOf);
    for (const name of ["mouseleave", "focusout"])
      this.element.addEventListener(name, () => this.#onHover(null));
  }

  get words(): Words {
    return this.#context.words;
  }
}

/** Return for every report its section while it is not in effect; those that a filter hides are in none. */
function sortKinds(block: Block, { stretches, shown }: View): Kinds {
  const { kind, count } = block.reports;
  const of = new Uint8Array(count).fill(FOLDED.length);
  const counts = new Int32Array(FOLDED.length + 1);
  for (let row = 0; row < count; row++) {
    if (shown && !shown[row]) continue;
    const is = kind.at(row);
    const name =
      stretches.said[row] === NOT
        ? "unsaid"
        : is === "dispute"
          ? "disputes"
          : is === "context"
            ? "context"
            : intAt(stretches.foldedUnder, row) >= 0
              ? "echoes"
              : "rest";
    of[row] = FOLDED.indexOf(name);
    addAt(counts, byteAt(of, row), 1);
  }
  return { of, counts };
}

function isStanding(name: Name): name is Standing {
  return STANDINGS.includes(name as Standing);
}
