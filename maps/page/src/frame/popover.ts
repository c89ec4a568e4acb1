/** A box that is opened over the map, one at a time; Escape closes it and returns the focus to what opened it. */
import { button, type Child, el, unique } from "./dom.ts";
import type { Words } from "../words/catalogue.ts";

let opened: Popover | null = null;

export class Popover {
  /** A button, or a field that opens the box by what is typed into it. */
  readonly opener: HTMLElement;
  readonly box: HTMLElement;
  readonly #onToggle: (isOpen: boolean) => void;

  /** `name` is the box's class and names it in the page; `label` is the text of the button and the heading of the box. */
  constructor(
    name: string,
    label: string,
    words: Words,
    content: readonly Child[],
    onToggle: (isOpen: boolean) => void = () => undefined,
    field: HTMLInputElement | null = null,
  ) {
    this.#onToggle = onToggle;
    const id = unique(`mustermap-${name}`);
    this.opener =
      field ??
      button(
        { class: `tool ${name}-tool`, "aria-expanded": "false", "aria-controls": id },
        () => this.toggle(),
        label,
      );
    const close = button({ class: "close", "aria-label": words.close }, () => this.close(), "×");
    this.box = el(
      "section",
      {
        class: `find-box ${name}-box`,
        id,
        "aria-label": label,
        "data-covers-map": "",
        hidden: true,
      },
      el("header", {}, el("h2", { tabindex: -1 }, label), close),
      el("div", { class: "find-scroll" }, ...content),
    );
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
    });
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  /** Escape closes the box from anywhere: the focus may be under it. */
  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.close(false);
  };

  toggle(): void {
    if (this.isOpen) this.close();
    else this.open();
  }

  /** Open the box, and close another that is open; the focus moves into the box unless `takesFocus` is false. */
  open(takesFocus = true): void {
    if (this.isOpen) return;
    if (opened && opened !== this) opened.close(false);
    opened = this;
    document.addEventListener("keydown", this.#escape);
    this.box.hidden = false;
    if (this.opener instanceof HTMLButtonElement) this.opener.setAttribute("aria-expanded", "true");
    this.#onToggle(true);
    if (takesFocus) this.box.querySelector<HTMLElement>("h2")!.focus({ preventScroll: true });
  }

  close(givesFocusBack = true): void {
    if (!this.isOpen) return;
    opened = null;
    document.removeEventListener("keydown", this.#escape);
    this.box.hidden = true;
    if (this.opener instanceof HTMLButtonElement)
      this.opener.setAttribute("aria-expanded", "false");
    this.#onToggle(false);
    if (givesFocusBack) this.opener.focus();
  }
}
