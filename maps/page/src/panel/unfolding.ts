/** A line that opens to many rows, some of them at a time. */
import { bdi, button, el, replace } from "../frame/dom.ts";
import type { Words } from "../words/catalogue.ts";

/** Rows that are shown at first, and added when asked. */
const PAGE = 40;

export class Unfolding {
  readonly element: HTMLDetailsElement;
  readonly #summary = el("summary", {});
  readonly #content: HTMLElement;
  readonly #more: HTMLButtonElement;
  readonly #words: Words;
  #count = 0;
  #shown = PAGE;
  #fillRows: (count: number) => void = () => undefined;

  /** `content` holds the rows. */
  constructor(name: string, content: HTMLElement, words: Words) {
    this.#content = content;
    this.#words = words;
    this.#more = button({ class: "small" }, () => this.#add());
    this.element = el(
      "details",
      { class: `line-fold ${name}`, hidden: true },
      this.#summary,
      content,
      this.#more,
    );
    this.element.addEventListener("toggle", () => this.#fill());
  }

  /** Show how many there are, by a label (null: as it is); `fill` makes the first few rows of them, and is called only while the line is open. */
  show(count: number, label: string | null, fill: (count: number) => void): void {
    this.element.hidden = count === 0;
    [this.#count, this.#fillRows] = [count, fill];
    if (label !== null && this.#summary.textContent !== label) replace(this.#summary, bdi(label));
    this.#fill();
  }

  #fill(): void {
    if (!this.element.open || this.#count === 0) return;
    this.#fillRows(this.#shown);
    const left = this.#count - this.#shown;
    this.#more.hidden = left <= 0;
    if (left > 0) this.#more.textContent = this.#words.showMore(left);
  }

  #add(): void {
    const before = this.#shown;
    this.#shown += PAGE;
    this.#fill();
    this.#content.querySelectorAll<HTMLElement>(".claim-row")[before]?.focus();
  }
}
