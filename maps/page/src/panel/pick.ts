/** A choice among a few in a line of text. */
import { el, replace } from "../frame/dom.ts";

/** A choice that looks like the word that is chosen. */
export class Pick {
  readonly element: HTMLElement;
  readonly select: HTMLSelectElement;
  readonly #text = el("span", { class: "pick-text", "aria-hidden": "true" });

  constructor(name: string, label: string, onChange: () => void) {
    this.select = el("select", { name, "aria-label": label });
    this.select.addEventListener("change", onChange);
    this.element = el("span", { class: "pick" }, this.#text, this.select);
  }

  show(value: string): void {
    this.select.value = value;
    replace(this.#text, el("bdi", {}, this.select.selectedOptions[0]?.textContent ?? ""));
  }
}
