/**
 * Filters: which reports are shown. Of one field any of the chosen values is enough; of several fields each has to let
 * a report through. A field in which all reports agree is no filter.
 */
import { addAt, byteAt, intAt, numberAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { type Dictionary, dictionaryBy, dictionaryOf, gather } from "../block/dictionary.ts";
import { hasNumber } from "../rules/spans.ts";
import { type Field, FIELDS, type Filters } from "./state.ts";

/** A value that a field can be filtered by. */
export interface Option {
  readonly value: string;
  /** Claims that the other fields' filters let through and that have this value. */
  readonly count: number;
}

/** A field in which reports differ. */
export interface FilterField {
  readonly field: Field;
  readonly options: readonly Option[];
}

export const WITH_NUMBER = "given";
export const WITHOUT_NUMBER = "none";

/** The reports of a block by the fields that can be filtered by. */
export class FilterIndex {
  readonly #block: Block;
  readonly #columns = new Map<Field, Dictionary>();

  constructor(block: Block) {
    this.#block = block;
  }

  /** Return 1 for each row that all filters let through; null where no filter is on. */
  mask(filters: Filters): Uint8Array | null {
    const fields = FIELDS.filter((field) => filters[field]);
    return fields.length > 0 ? this.#mask(filters, fields) : null;
  }

  /** Return every field in which claims differ, with its values and how many claims each would show beside the other filters. */
  fields(filters: Filters): FilterField[] {
    return FIELDS.map((field) => ({ field, options: this.#options(field, filters) })).filter(
      ({ options }) => options.length > 1,
    );
  }

  #options(field: Field, filters: Filters): Option[] {
    const others = FIELDS.filter((one) => one !== field && filters[one]);
    const shown = others.length > 0 ? this.#mask(filters, others) : null;
    const { texts, codes } = this.#column(field);
    const kind = dictionaryOf(this.#block.reports.kind, this.#block.reports.count);
    const claim = kind.texts.indexOf("claim");
    const [counts, all] = [new Int32Array(texts.length), new Int32Array(texts.length)];
    for (let row = 0; row < this.#block.reports.count; row++) {
      if (kind.codes[row] !== claim) continue;
      const code = numberAt(codes, row);
      addAt(all, code, 1);
      if (!shown || byteAt(shown, row)) addAt(counts, code, 1);
    }
    const chosen = new Set(filters[field]);
    const options = texts.map((value, code) => ({
      value,
      count: intAt(counts, code),
      all: intAt(all, code),
    }));
    return options
      .filter(({ value, all: any }) => any > 0 || chosen.has(value))
      .sort((a, b) => b.all - a.all || (a.value < b.value ? -1 : 1))
      .map(({ value, count }) => ({ value, count }));
  }

  #mask(filters: Filters, fields: readonly Field[]): Uint8Array {
    const mask = new Uint8Array(this.#block.reports.count).fill(1);
    for (const field of fields) {
      const { texts, codes } = this.#column(field);
      const chosen = new Set(filters[field]);
      const lets = Uint8Array.from(texts, (text) => Number(chosen.has(text)));
      for (let row = 0; row < mask.length; row++)
        mask[row] = byteAt(mask, row) & byteAt(lets, codes[row] ?? -1);
    }
    return mask;
  }

  #column(field: Field): Dictionary {
    let column = this.#columns.get(field);
    if (!column) this.#columns.set(field, (column = this.#gather(field)));
    return column;
  }

  #gather(field: Field): Dictionary {
    const { reports, sources, sourceOf } = this.#block;
    switch (field) {
      case "source":
        return dictionaryBy(
          sources.count,
          (source) => sources.title.at(source) || sources.id.at(source),
          sourceOf,
        );
      case "reliability":
        return dictionaryBy(sources.count, (source) => sources.reliability.at(source), sourceOf);
      case "number":
        return gather(reports.count, (row) =>
          hasNumber(reports, row) ? WITH_NUMBER : WITHOUT_NUMBER,
        );
      default:
        return dictionaryOf(reports[field], reports.count);
    }
  }
}

/** Choose a value of a field, or take it back. */
export function toggle(filters: Filters, field: Field, value: string): Filters {
  const had = filters[field] ?? [];
  const values = had.includes(value) ? had.filter((one) => one !== value) : [...had, value];
  const { [field]: _, ...others } = filters;
  return values.length > 0 ? { ...others, [field]: values } : others;
}
