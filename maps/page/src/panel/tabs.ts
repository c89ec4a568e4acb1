/** Tabs over panels of which one is shown (ARIA authoring practices: tabs with automatic activation). */
import { elementAt } from "../checked_access.ts";
import { button, el, unique } from "../frame/dom.ts";

/** A tab and what it shows. */
export interface TabContent<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly content: HTMLElement;
}

export class Tabs<Name extends string> {
  readonly list: HTMLElement;
  readonly panels: readonly HTMLElement[];
  readonly #names: readonly Name[];
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #onChoose: (name: Name) => void;

  constructor(label: string, tabs: readonly TabContent<Name>[], onChoose: (name: Name) => void) {
    this.#onChoose = onChoose;
    this.#names = tabs.map(({ name }) => name);
    const ids = this.#names.map((name) => unique(`mustermap-tab-${name}`));
    this.#buttons = tabs.map((tab, at) =>
      button(
        {
          role: "tab",
          id: elementAt(ids, at),
          "aria-controls": `${elementAt(ids, at)}-panel`,
          "data-tab": tab.name,
        },
        () => onChoose(tab.name),
        tab.label,
      ),
    );
    this.list = el(
      "div",
      { class: "tabs", role: "tablist", "aria-label": label },
      ...this.#buttons,
    );
    this.panels = tabs.map(({ name, content }, at) =>
      el(
        "div",
        {
          class: `tab-panel tab-${name}`,
          role: "tabpanel",
          id: `${elementAt(ids, at)}-panel`,
          "aria-labelledby": elementAt(ids, at),
        },
        content,
      ),
    );
    this.list.addEventListener("keydown", (event) => this.#press(event));
  }

  /** Show a tab. */
  show(name: Name): void {
    this.#names.forEach((its, at) => {
      const isShown = its === name;
      const tab = elementAt(this.#buttons, at);
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      elementAt(this.panels, at).hidden = !isShown;
    });
  }

  /** Move the focus to a tab. */
  focus(name: Name): void {
    this.#buttons[this.#names.indexOf(name)]?.focus();
  }

  #press(event: KeyboardEvent): void {
    const at = this.#buttons.indexOf(event.target as HTMLButtonElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const count = this.#buttons.length;
    const to = {
      ArrowRight: (at + 1) % count,
      ArrowLeft: (at + count - 1) % count,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = elementAt(this.#names, to);
    this.#onChoose(name);
    this.focus(name);
  }
}
