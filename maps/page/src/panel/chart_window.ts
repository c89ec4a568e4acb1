/** The chart over time in the width of the window; Escape closes it, and the focus goes back to what opened it. */
import { Chart, type ChartCalls, type Drawn } from "../chart/chart.ts";
import { button, el, replace } from "../frame/dom.ts";
import type { Words } from "../words/catalogue.ts";

/** Height of the window that is not the chart's: heading, day, and key. */
const AROUND_PX = 136;

export class ChartWindow {
  readonly element: HTMLDialogElement;
  readonly #words: Words;
  readonly #calls: ChartCalls;
  readonly #name: string;
  readonly #title = el("h2", {});
  readonly #content = el("div", {});
  /** There while the window is open. */
  #chart: Chart | null = null;
  #drawn: Drawn | null = null;

  /** `name` is the id of the sentence, by which the chart is called. */
  constructor(words: Words, calls: ChartCalls, name: string) {
    this.#words = words;
    this.#name = name;
    this.#calls = {
      ...calls,
      // A report is opened in the panel, which the window covers.
      onOpen: (id) => {
        this.close();
        const opener = document.activeElement;
        calls.onOpen(id, opener instanceof HTMLElement ? opener : this.element);
      },
    };
    const close = button({ class: "close", "aria-label": words.close }, () => this.close(), "×");
    this.element = el(
      "dialog",
      { class: "chart-window" },
      el("header", {}, this.#title, close),
      this.#content,
    );
    this.element.addEventListener("close", () => {
      this.#chart = null;
      replace(this.#content);
    });
  }

  /** Show what is drawn; `title` is the subject as text. */
  show(drawn: Drawn, title: string): void {
    this.#drawn = drawn;
    const text = this.#words.overTime.enlarged(title);
    replace(this.#title, text);
    this.element.setAttribute("aria-label", text);
    this.#chart?.show(drawn);
  }

  move(on: number, knownBy: number | null): void {
    if (this.#drawn) this.#drawn = { ...this.#drawn, on, knownBy };
    this.#chart?.move(on, knownBy);
  }

  highlight(id: string | null): void {
    this.#chart?.highlight(id);
  }

  open(): void {
    if (!this.#drawn || this.element.open) return;
    const room = () => this.element.clientHeight - AROUND_PX;
    this.#chart = new Chart(this.#words, this.#calls, room);
    this.#chart.element.setAttribute("aria-labelledby", this.#name);
    replace(this.#content, this.#chart.element);
    this.element.showModal();
    this.#chart.show(this.#drawn);
  }

  close(): void {
    if (this.element.open) this.element.close();
  }
}
