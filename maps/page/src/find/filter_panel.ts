/** The filter: a box of fields to choose from, and a line that says which filters are on and clears them. */
import { elementAt } from "../checked_access.ts";
import { button, el, replace } from "../frame/dom.ts";
import { FilterList, wordValue } from "./filter_list.ts";
import { type FilterIndex, toggle } from "../state/filters.ts";
import { certaintyOn, isLastCited, NOT } from "../rules/claims_in_effect.ts";
import { Popover } from "../frame/popover.ts";
import { type Field, FIELDS, type Filters, type State } from "../state/state.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

/** Count the filters that are on: one for each field, and one for hiding last cited claims. */
function countFilters(state: State): number {
  return Object.keys(state.filters).length + Number(state.hidesCited);
}

export class FilterPanel {
  readonly popover: Popover;
  /** "3 filters on · clear"; hidden where no filter is on. */
  readonly line = el("p", {
    class: "filters-on",
    role: "status",
    "data-covers-map": "",
    hidden: true,
  });
  readonly #words: Words;
  readonly #index: FilterIndex;
  readonly #onChange: (change: Partial<State>) => void;
  readonly #cited: HTMLInputElement;
  readonly #citedCount = el("span", { class: "quiet count" });
  readonly #fields = el("div", { class: "filter-fields" });
  readonly #lists = new Map<Field, FilterList>();
  #view: View | null = null;
  #shownFilters: Filters | null = null;
  #lineText = "";

  constructor(words: Words, index: FilterIndex, onChange: (change: Partial<State>) => void) {
    this.#words = words;
    this.#index = index;
    this.#onChange = onChange;
    this.#cited = el("input", { type: "checkbox", name: "hide" });
    this.#cited.addEventListener("change", () => onChange({ hidesCited: this.#cited.checked }));
    const { find } = words;
    this.popover = new Popover(
      "filter",
      find.filter,
      words,
      [
        el(
          "label",
          { class: "hide-cited" },
          this.#cited,
          " ",
          find.hideCited,
          " ",
          this.#citedCount,
        ),
        el("p", { class: "quiet" }, words.staleLong),
        this.#fields,
      ],
      () => this.#showBox(),
    );
  }

  show(view: View): void {
    this.#view = view;
    this.#showLine(view.state);
    if (this.popover.isOpen) this.#showBox();
  }

  #showLine(state: State): void {
    const { find } = this.#words;
    const count = countFilters(state);
    const label = count > 0 ? find.filterWith(count) : find.filter;
    if (this.popover.opener.textContent !== label) this.popover.opener.textContent = label;
    this.popover.opener.classList.toggle("is-on", count > 0);
    const named = FIELDS.filter((field) => state.filters[field]).map((field) => {
      const values = state.filters[field]!;
      return values.length > 1
        ? `${find.fields[field]}: ${find.chosen(values.length)}`
        : `${find.fields[field]}: ${wordValue(field, elementAt(values, 0), this.#words)}`;
    });
    const text = [
      find.filtersOn(count),
      ...named,
      ...(state.hidesCited ? [find.citedHidden] : []),
    ].join(" · ");
    if (text === this.#lineText) return;
    this.#lineText = text;
    this.line.hidden = count === 0;
    const clear = button(
      { class: "as-link" },
      () => {
        this.#onChange({ filters: {}, hidesCited: false });
        this.popover.opener.focus();
      },
      find.clear,
    );
    replace(this.line, ...(count > 0 ? [el("bdi", {}, text), " · ", clear] : []));
  }

  #showBox(): void {
    const view = this.#view;
    if (!view || !this.popover.isOpen) return;
    const { filters, hidesCited } = view.state;
    this.#cited.checked = hidesCited;
    this.#citedCount.textContent = this.#words.number(countCited(view));
    if (filters === this.#shownFilters) return;
    this.#shownFilters = filters;
    const fields = this.#index.fields(filters);
    for (const found of fields) {
      let list = this.#lists.get(found.field);
      if (!list) {
        list = new FilterList(found, this.#words, (value) =>
          this.#onChange({ filters: toggle(this.#view!.state.filters, found.field, value) }),
        );
        list.element.open = Boolean(filters[found.field]) || found.options.length <= 3;
        this.#lists.set(found.field, list);
        this.#fields.append(list.element);
      }
      list.show(found.options, filters[found.field] ?? []);
    }
  }
}

/** Claims that hold on the day shown and are only last cited. */
function countCited({ stretches: shownStretches, shown, on }: View): number {
  const stretches = shownStretches.withCited ?? shownStretches;
  let count = 0;
  for (let row = 0; row < stretches.count; row++) {
    if (
      (!shown || shown[row]) &&
      certaintyOn(stretches, row, on) !== NOT &&
      isLastCited(stretches, row, on)
    )
      count++;
  }
  return count;
}
