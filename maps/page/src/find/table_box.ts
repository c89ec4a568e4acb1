/** The table over the map: only visible rows are made; headings sort it, keys move through it. */
import { writeCsv } from "../share/csv.ts";
import { formatDay } from "../rules/days.ts";
import { wordDay } from "../words/date_texts.ts";
import { bdi, button, el, replace, unique } from "../frame/dom.ts";
import { saveText } from "../share/file_saving.ts";
import {
  ClaimsTable,
  type Column,
  COLUMNS,
  CSV_COLUMNS,
  csvRows,
  nextOrder,
  USUAL_ORDER,
} from "./table.ts";
import type { State } from "../state/state.ts";
import type { Calls, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

const ROW_PX = 34;
/** What is beside a figure in its column. */
const FIGURE_ROOM_PX = 20;
/** Rows made above and below what can be seen. */
const SPARE = 8;

export class TableBox {
  readonly element: HTMLElement;
  readonly opener: HTMLButtonElement;
  readonly #words: Words;
  readonly #calls: Calls;
  readonly #onChange: (change: Partial<State>) => void;
  readonly #table: ClaimsTable;
  readonly #heading = el("h2", { id: unique("mustermap-table-heading"), tabindex: -1 });
  readonly #scroll: HTMLElement;
  readonly #body = el("tbody", {});
  readonly #grid: HTMLTableElement;
  readonly #headings = new Map<Column, HTMLElement>();
  #view: View | null = null;
  #rows: Int32Array = new Int32Array();
  #order = USUAL_ORDER;
  /** Pixels of the widest figure that was shown. */
  #figureWidth = 0;
  #drawn = "";
  #made: readonly unknown[] = [];

  constructor(
    view: Pick<View, "block" | "words">,
    calls: Calls,
    onChange: (change: Partial<State>) => void,
  ) {
    this.#words = view.words;
    this.#calls = calls;
    this.#onChange = onChange;
    this.#table = new ClaimsTable(view.block, view.words);
    const { table, close } = view.words;
    const id = unique("mustermap-table");
    this.opener = button(
      { class: "tool table-tool", "aria-expanded": "false", "aria-controls": id },
      () => onChange({ table: Boolean(this.element.hidden) }),
      table.open,
    );
    const head = el("tr", {}, ...COLUMNS.map((column) => this.#headingOf(column)));
    this.#showOrder();
    this.#grid = el("table", {}, el("thead", {}, head), this.#body);
    this.#scroll = el(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-labelledby": this.#heading.id },
      this.#grid,
    );
    this.element = el(
      "section",
      { class: "table-box", id, "aria-label": table.open, hidden: true },
      el(
        "header",
        {},
        this.#heading,
        button({ class: "small", name: "csv" }, () => this.#save(), table.download),
        button({ class: "close", "aria-label": close }, () => this.#close(), "×"),
      ),
      this.#scroll,
    );
    this.#scroll.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.element.addEventListener("keydown", (event) => this.#obey(event));
    new ResizeObserver(() => this.#draw()).observe(this.#scroll);
  }

  show(view: View): void {
    this.#view = view;
    const isOpen = view.state.table;
    const wasOpen = !this.element.hidden;
    this.element.hidden = !isOpen;
    this.opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen !== wasOpen) this.#cover(isOpen);
    if (!isOpen) return;
    // A button that opened a card must still exist when the card returns the focus.
    const made = [view.on, view.effect, view.effect.version, this.#order];
    const isSame = made.every((one, k) => one === this.#made[k]);
    this.#made = made;
    if (isSame && wasOpen) return;
    this.#rows = this.#table.rows(view, this.#order);
    this.#heading.textContent = `${this.#words.subject.on(wordDay(view.on, this.#words))} · ${this.#words.claims(this.#rows.length)}`;
    this.#drawn = "";
    this.#draw();
    if (!wasOpen && document.activeElement === this.opener)
      this.#heading.focus({ preventScroll: true });
  }

  /** Make what the table covers inert meanwhile; boxes open above the table. */
  #cover(isOpen: boolean): void {
    for (const part of this.element.parentElement!.children) {
      if (
        part instanceof HTMLElement &&
        part !== this.element &&
        !part.classList.contains("find-box")
      )
        part.inert = isOpen;
    }
  }

  #headingOf(column: Column): HTMLElement {
    const heading = el(
      "th",
      { scope: "col" },
      button({}, () => this.#sort(column), this.#words.table.columns[column]),
    );
    this.#headings.set(column, heading);
    return heading;
  }

  #sort(column: Column): void {
    this.#order = nextOrder(this.#order, column);
    this.#showOrder();
    this.#scroll.scrollTop = 0;
    if (this.#view) this.show(this.#view);
  }

  #showOrder(): void {
    const { column, isDescending } = this.#order;
    const sort = isDescending ? "descending" : "ascending";
    for (const [one, heading] of this.#headings)
      heading.setAttribute("aria-sort", one === column ? sort : "none");
  }

  /** Make the visible rows. */
  #draw(): void {
    const view = this.#view;
    if (!view || this.element.hidden) return;
    const first = Math.max(0, Math.floor(this.#scroll.scrollTop / ROW_PX) - SPARE);
    const last = Math.min(
      this.#rows.length,
      Math.ceil((this.#scroll.scrollTop + this.#scroll.clientHeight) / ROW_PX) + SPARE,
    );
    const drawn = `${first} ${last}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focused =
      document.activeElement instanceof HTMLElement
        ? document.activeElement.dataset["row"]
        : undefined;
    const rows = Array.from(this.#rows.subarray(first, last), (row, k) =>
      this.#row(view, row, first + k),
    );
    replace(this.#body, room(first), ...rows, room(this.#rows.length - last));
    this.#widen();
    this.#grid.setAttribute("aria-rowcount", String(this.#rows.length + 1));
    if (focused !== undefined) this.#buttonAt(Number(focused))?.focus({ preventScroll: true });
  }

  /** Make the first column as wide as the widest figure that was shown: a figure is never cut. */
  #widen(): void {
    const figures = [...this.#body.querySelectorAll<HTMLElement>("[data-row]")];
    const widest = figures.reduce((most, one) => Math.max(most, one.scrollWidth), 0);
    if (widest <= this.#figureWidth) return;
    this.#figureWidth = widest;
    this.#grid.style.setProperty("--figures", `${widest + FIGURE_ROOM_PX}px`);
  }

  #row(view: View, row: number, at: number): HTMLElement {
    const cells = COLUMNS.map((column, k) => {
      const text = this.#table.cell(view, row, column);
      if (k > 0) return el("td", {}, el("div", { title: text }, bdi(text)));
      const pressed = button(
        { class: "as-link", "data-row": at },
        () => this.#calls.onOpen([row], pressed),
        bdi(text),
      );
      return el("th", { scope: "row" }, pressed);
    });
    return el(
      "tr",
      { "aria-rowindex": at + 2, "data-table-report": view.block.reports.id.at(row) },
      ...cells,
    );
  }

  /** Handle the keys that move from row to row, and Escape. */
  #obey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
      return;
    }
    const target = event.target instanceof HTMLElement ? event.target : null;
    // These keys move the table, not the day, while the table has the focus.
    if (
      !["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"].includes(event.key) ||
      !target?.closest(".table-scroll")
    )
      return;
    event.stopPropagation();
    if (target.dataset["row"] === undefined) return;
    event.preventDefault();
    const at = Number(target.dataset["row"]);
    const page = Math.max(1, Math.floor(this.#scroll.clientHeight / ROW_PX) - 2);
    const by = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -at,
      End: this.#rows.length,
    }[event.key]!;
    this.#focusRow(Math.min(Math.max(at + by, 0), this.#rows.length - 1));
  }

  #focusRow(at: number): void {
    const head = this.#grid.tHead!.offsetHeight;
    const top = at * ROW_PX;
    const seen = this.#scroll.clientHeight - head - ROW_PX;
    if (top < this.#scroll.scrollTop) this.#scroll.scrollTop = top;
    else if (top > this.#scroll.scrollTop + seen) this.#scroll.scrollTop = top - seen;
    this.#draw();
    this.#buttonAt(at)?.focus({ preventScroll: true });
  }

  #buttonAt(at: number): HTMLElement | null {
    return this.#body.querySelector<HTMLElement>(`[data-row="${at}"]`);
  }

  #close(): void {
    this.#onChange({ table: false });
    this.opener.focus();
  }

  #save(): void {
    const view = this.#view;
    if (!view) return;
    saveText(
      writeCsv(CSV_COLUMNS, csvRows(view, this.#rows)),
      "text/csv",
      `claims-${formatDay(view.on)}.csv`,
    );
  }
}

/** Make an empty row as high as the rows that are not made. */
function room(rows: number): HTMLElement {
  const made = el(
    "tr",
    { class: "room", "aria-hidden": "true" },
    el("td", { colspan: COLUMNS.length }),
  );
  made.style.height = `${rows * ROW_PX}px`;
  return made;
}
