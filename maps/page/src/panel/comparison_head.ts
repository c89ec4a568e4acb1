/** The head of the comparison: its title, and two lists to choose another force or place. */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { ClaimIndex } from "../rules/subject_index.ts";
import type { Comparison, Pair } from "../rules/comparable.ts";
import { bdi, el, replace } from "../frame/dom.ts";
import { isolate } from "../words/isolate.ts";
import { wordForce } from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";

/** Title and choice. */
export class PairHead {
  readonly element: HTMLElement;
  readonly #block: Block;
  readonly #words: Words;
  readonly #index: ClaimIndex;
  readonly #title = el("h2", { class: "comparison-title" });
  readonly #claimants = el("p", { class: "comparison-claimants" });
  readonly #force: HTMLSelectElement;
  readonly #place: HTMLSelectElement;
  #listed: string | null = null;

  constructor(
    block: Block,
    words: Words,
    index: ClaimIndex,
    onChoose: (force: string, place: number) => void,
  ) {
    this.#block = block;
    this.#words = words;
    this.#index = index;
    const own = words.comparison;
    this.#force = el("select", { name: "force", "aria-label": own.chooseForce });
    this.#place = el("select", { name: "place", "aria-label": own.choosePlace });
    const choose = () => onChoose(this.#force.value, Number(this.#place.value));
    for (const select of [this.#force, this.#place]) select.addEventListener("change", choose);
    const labelled = (text: string, select: HTMLSelectElement) =>
      el("label", {}, el("span", { "aria-hidden": "true" }, text), select);
    this.element = el(
      "header",
      { class: "comparison-head" },
      this.#title,
      this.#claimants,
      el(
        "div",
        { class: "comparison-choice" },
        labelled(own.chooseForce, this.#force),
        labelled(own.choosePlace, this.#place),
      ),
    );
  }

  /** Return the title of what is compared. */
  get title(): string {
    return this.#title.textContent ?? "";
  }

  /** Show what is compared. */
  show({ pair, yardstick }: Comparison): void {
    const { comparison: own } = this.#words;
    const quantity = yardstick?.quantity ?? "";
    const what =
      quantity === "" || quantity === "personnel" ? own.troops : capital(isolate(quantity));
    replace(
      this.#title,
      bdi(own.title(what, this.#forceName(pair.force), this.#placeName(pair.place))),
    );
    if (this.#listed === null)
      replace(this.#force, ...this.#forces().map((force) => option(force, this.#forceName(force))));
    if (this.#listed !== pair.force) replace(this.#place, ...this.#places(pair));
    this.#listed = pair.force;
    this.#force.value = pair.force;
    this.#place.value = String(pair.place);
  }

  /** Show how many claimants there are, and the measure. */
  showClaimants(independent: number, measure: string | null): void {
    const { comparison: own } = this.#words;
    const text = measure === null ? "" : `${own.claimants(independent)} · ${own.measured(measure)}`;
    if (this.#claimants.textContent !== text) this.#claimants.textContent = text;
  }

  #forces(): string[] {
    return [...this.#index.byForce.keys()].sort(
      (a, b) =>
        Number(a === "") - Number(b === "") ||
        this.#forceName(a).localeCompare(this.#forceName(b), this.#words.locale),
    );
  }

  /** Make the options of the places, those with claims about the force first. */
  #places(pair: Pair): HTMLElement[] {
    const { places, placeOf } = this.#block;
    const own = this.#words.comparison;
    const known = new Set(
      (this.#index.byForce.get(pair.force) ?? [])
        .map((row) => intAt(placeOf, row))
        .filter((place) => place >= 0),
    );
    const names = Array.from({ length: places.count }, (_, place) => ({
      place,
      name: this.#placeName(place),
    }));
    const { compare } = new Intl.Collator(this.#words.locale);
    names.sort((a, b) => compare(a.name, b.name));
    const group = (label: string, isKnown: boolean) => {
      const options = names
        .filter(({ place }) => known.has(place) === isKnown)
        .map(({ place, name }) => option(String(place), name));
      return options.length > 0 ? [el("optgroup", { label }, ...options)] : [];
    };
    const nowhere = pair.place < 0 ? [option("-1", own.noPlace)] : [];
    return [...nowhere, ...group(own.withClaims, true), ...group(own.others, false)];
  }

  #forceName(force: string): string {
    return wordForce(force, this.#words) || this.#words.comparison.noForce;
  }

  #placeName(place: number): string {
    return place < 0
      ? this.#words.comparison.noPlace
      : isolate(elementAt(this.#block.places.name, place));
  }
}

function option(value: string, text: string): HTMLElement {
  return el("option", { value }, text);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
