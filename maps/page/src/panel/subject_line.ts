/** The subject as a line in which quantity, force and place can be chosen. */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { type Child, el, replace } from "../frame/dom.ts";
import type { Subject } from "../rules/subject_claims.ts";
import type { ClaimIndex } from "../rules/subject_index.ts";
import { quantitiesOf } from "../state/subject_choice.ts";
import { isolate } from "../words/isolate.ts";
import { isPersonnel, wordForce } from "../words/report_texts.ts";
import { filled, partOf } from "../words/sentence_parts.ts";
import type { Words } from "../words/catalogue.ts";
import { Pick } from "./pick.ts";

export class SubjectLine {
  readonly element: HTMLElement;
  readonly #block: Block;
  readonly #words: Words;
  readonly #index: ClaimIndex;
  readonly #quantity: Pick;
  readonly #force: Pick;
  readonly #place: Pick;
  #listed: Subject | null = null;

  constructor(
    block: Block,
    words: Words,
    index: ClaimIndex,
    onChoose: (changed: Partial<Subject>) => void,
  ) {
    this.#block = block;
    this.#words = words;
    this.#index = index;
    const own = words.comparison;
    this.#quantity = new Pick("quantity", words.subject.chooseQuantity, () =>
      onChoose({ quantity: this.#quantity.select.value }),
    );
    this.#force = new Pick("force", own.chooseForce, () =>
      onChoose({ force: this.#force.select.value }),
    );
    this.#place = new Pick("place", own.choosePlace, () =>
      onChoose({ place: Number(this.#place.select.value) }),
    );
    const picks: Readonly<Record<string, Pick>> = {
      quantity: this.#quantity,
      force: this.#force,
      place: this.#place,
    };
    const parts = filled((mark) => {
      const hole = (name: string) => mark(partOf(name, "text", [name]));
      return words.subject.title(hole("quantity"), hole("force"), hole("place"));
    });
    this.element = el(
      "p",
      { class: "subject-line" },
      ...parts.flatMap(({ text, ids }, at): Child[] => {
        const pick = picks[ids[0] ?? ""];
        // A word before a choice stays in its line.
        const before = parts[at - 1]?.ids.length === 0 ? endOf(parts[at - 1]?.text ?? "") : "";
        if (pick) return [el("span", { class: "pick-group" }, before, pick.element)];
        return at + 1 < parts.length ? [text.slice(0, text.length - endOf(text).length)] : [text];
      }),
    );
  }

  /** Show a subject. */
  show(subject: Subject): void {
    const { force, place, quantity } = subject;
    const before = this.#listed;
    if (before === null)
      replace(
        this.#force.select,
        ...this.#forces(force).map((one) => option(one, this.#forceName(one))),
      );
    if (before?.force !== force || place < 0 !== before.place < 0)
      replace(this.#place.select, ...this.#places(subject));
    if (before?.force !== force || before.place !== place || before.quantity !== quantity)
      replace(
        this.#quantity.select,
        ...this.#quantities(subject).map((one) => option(one, this.quantityName(one))),
      );
    this.#listed = subject;
    this.#force.show(force);
    this.#place.show(String(place));
    this.#quantity.show(quantity);
  }

  /** Return the subject as text. */
  titleOf({ force, place, quantity }: Subject): string {
    const { title } = this.#words.subject;
    return title(this.quantityName(quantity), this.#forceName(force), this.#placeName(place));
  }

  /** Return what is counted, as a word. */
  quantityName(quantity: string): string {
    return isPersonnel(quantity) ? this.#words.comparison.troops : capital(isolate(quantity));
  }

  #forces(chosen: string): string[] {
    return [...new Set([...this.#index.byForce.keys(), chosen])].sort(
      (a, b) =>
        Number(a === "") - Number(b === "") ||
        this.#forceName(a).localeCompare(this.#forceName(b), this.#words.grammar.collation),
    );
  }

  #quantities(subject: Subject): string[] {
    return [...new Set([...quantitiesOf(this.#block, this.#index, subject), subject.quantity])];
  }

  /** Make the options of the places, those with claims about the force first. */
  #places({ force, place: chosen }: Subject): HTMLElement[] {
    const { places, placeOf } = this.#block;
    const own = this.#words.comparison;
    const known = new Set(
      (this.#index.byForce.get(force) ?? [])
        .map((row) => intAt(placeOf, row))
        .filter((place) => place >= 0),
    );
    const names = Array.from({ length: places.count }, (_, place) => ({
      place,
      name: this.#placeName(place),
    }));
    const { compare } = new Intl.Collator(this.#words.grammar.collation);
    names.sort((a, b) => compare(a.name, b.name));
    const group = (label: string, isKnown: boolean) => {
      const options = names
        .filter(({ place }) => known.has(place) === isKnown)
        .map(({ place, name }) => option(String(place), name));
      return options.length > 0 ? [el("optgroup", { label }, ...options)] : [];
    };
    const nowhere = chosen < 0 ? [option("-1", own.noPlace)] : [];
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

/** Return the last word of a text with what follows it. */
function endOf(text: string): string {
  return /\S+\s*$/u.exec(text)?.[0] ?? "";
}

function option(value: string, text: string): HTMLElement {
  return el("option", { value }, text);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
