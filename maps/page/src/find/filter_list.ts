/** The values of one field to choose from: checkboxes with counts, and a search where there are many. */
import { bdi, el, replace } from "../frame/dom.ts";
import type { FilterField, Option } from "../state/filters.ts";
import { WITH_NUMBER, WITHOUT_NUMBER } from "../state/filters.ts";
import { fold, wordsOfQuery } from "../words/folding.ts";
import { isolate } from "../words/isolate.ts";
import { wordForce } from "../words/report_texts.ts";
import type { Field } from "../state/state.ts";
import type { Words } from "../words/catalogue.ts";

/** Fields of more values than this can be searched. */
const FEW = 10;
/** More values than these are only counted until the search leaves fewer. */
const MOST_SHOWN = 60;

interface Line {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly count: HTMLElement;
}

/** Return a value of a field as text. */
export function wordValue(field: Field, value: string, words: Words): string {
  if (field === "number")
    return value === WITH_NUMBER
      ? words.find.withNumber
      : value === WITHOUT_NUMBER
        ? words.find.withoutNumber
        : isolate(value);
  if (value === "")
    return field === "force"
      ? words.noForce
      : field === "claimant"
        ? words.noClaimant
        : words.find.notGiven;
  if (field === "force") return wordForce(value, words);
  if (field === "phase") return words.phases[value] ?? isolate(value);
  return field === "credibility" ? words.credibility(isolate(value)) : isolate(value);
}

/** One field of the filter. */
export class FilterList {
  readonly element: HTMLDetailsElement;
  readonly #field: Field;
  readonly #words: Words;
  readonly #onToggle: (value: string) => void;
  readonly #lines = new Map<string, Line>();
  readonly #list = el("ul", {});
  readonly #rest = el("p", { class: "quiet", role: "status" });
  readonly #chosenCount = el("span", { class: "quiet" });
  #options: readonly Option[] = [];
  #chosen: readonly string[] = [];
  #query = "";
  #listed = "";

  constructor({ field, options }: FilterField, words: Words, onToggle: (value: string) => void) {
    this.#field = field;
    this.#words = words;
    this.#onToggle = onToggle;
    const label = words.find.fields[field];
    const search =
      options.length > FEW &&
      el("input", {
        type: "search",
        "aria-label": words.find.searchIn(label),
        placeholder: words.find.searchIn(label),
      });
    this.element = el(
      "details",
      { class: "filter-field", "data-field": field },
      el("summary", {}, label, " ", this.#chosenCount),
      el("div", { role: "group", "aria-label": label }, search, this.#list, this.#rest),
    );
    if (search) {
      search.addEventListener("input", () => {
        this.#query = search.value;
        this.#showLines();
      });
    }
  }

  /** Show the counts, and what is chosen. */
  show(options: readonly Option[], chosen: readonly string[]): void {
    this.#options = options;
    this.#chosen = chosen;
    this.#chosenCount.textContent = chosen.length > 0 ? this.#words.find.chosen(chosen.length) : "";
    this.#showLines();
  }

  #showLines(): void {
    const wanted = wordsOfQuery(this.#query);
    const found = this.#options.filter(({ value }) => {
      const text = fold(wordValue(this.#field, value, this.#words));
      return wanted.every((word) => text.includes(word));
    });
    const shown = found.slice(0, MOST_SHOWN);
    const chosen = new Set(this.#chosen);
    // What is chosen can always be taken back.
    if (wanted.length === 0)
      shown.push(...found.slice(MOST_SHOWN).filter(({ value }) => chosen.has(value)));
    for (const { value, count } of shown) {
      const line = this.#line(value);
      line.input.checked = chosen.has(value);
      line.count.textContent = this.#words.number(count);
      line.element.classList.toggle("is-empty", count === 0);
    }
    // A line that is not moved keeps the focus.
    const listed = JSON.stringify(shown.map(({ value }) => value));
    if (listed !== this.#listed)
      replace(this.#list, ...shown.map(({ value }) => this.#line(value).element));
    this.#listed = listed;
    const more = found.length - shown.length;
    this.#rest.textContent =
      found.length === 0
        ? this.#words.find.noneFound
        : more > 0
          ? this.#words.find.moreValues(more)
          : "";
  }

  #line(value: string): Line {
    let line = this.#lines.get(value);
    if (line) return line;
    const input = el("input", { type: "checkbox", name: `f.${this.#field}`, value });
    const count = el("span", { class: "quiet count" });
    input.addEventListener("change", () => this.#onToggle(value));
    line = {
      element: el(
        "li",
        {},
        el("label", {}, input, " ", bdi(wordValue(this.#field, value, this.#words)), " ", count),
      ),
      input,
      count,
    };
    this.#lines.set(value, line);
    return line;
  }
}
