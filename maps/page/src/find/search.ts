/** Search of all texts of all reports: each word of the query has to occur somewhere in a report, in any order. */
import { elementAt, byteAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { type Dictionary, dictionaryBy, textsOf } from "../block/dictionary.ts";
import { fold, wordsOfQuery } from "../words/folding.ts";
import { Haystack } from "../words/search_text.ts";

/** The columns that are searched, those first whose match is shown first. */
const SEARCHED = [
  "claimant",
  "place_wording",
  "place",
  "force",
  "component",
  "unit",
  "figure",
  "summary",
  "quote",
  "attributed_to",
  "origin",
  "role",
  "source",
  "publisher",
  "id",
] as const;
export type Searched = (typeof SEARCHED)[number];

export interface Found {
  readonly words: readonly string[];
  /** Rows that contain every word, in the order of the table. */
  readonly rows: Int32Array;
  /** Places whose name, or the gazetteer's for it, contains every word. */
  readonly places: readonly number[];
}

interface Column {
  readonly texts: Haystack;
  readonly codes: ArrayLike<number>;
}

/** The texts of a block, folded when they are first asked for. */
export class SearchIndex {
  readonly #block: Block;
  readonly #nameForce: (force: string) => string;
  readonly #columns = new Map<Searched, Column>();
  #placeNames: readonly string[] | null = null;

  /** `nameForce` says what a force is called on the page: it is found by that name and by the reports'. */
  constructor(block: Block, nameForce: (force: string) => string = (force) => force) {
    this.#block = block;
    this.#nameForce = nameForce;
  }

  /** Fold one more column; return whether one is left. Called when the browser is idle, before the first search. */
  warm(): boolean {
    const next = SEARCHED.find((name) => !this.#columns.has(name));
    if (next) this.#column(next);
    return next !== undefined;
  }

  /** Find the reports and the places that contain every word of a query. */
  find(query: string): Found {
    const words = wordsOfQuery(query);
    if (words.length === 0) return { words, rows: new Int32Array(), places: [] };
    const { count } = this.#block.reports;
    let left: Uint8Array | null = null;
    // Longer words first: they leave fewer rows.
    for (const word of words.toSorted((a, b) => b.length - a.length))
      left = this.#having(word, left, count);
    const rows: number[] = [];
    for (let row = 0; row < count; row++) if (left![row]) rows.push(row);
    const { name: names, gazetteer } = this.#block.places;
    this.#placeNames ??= names.map((name, place) => fold(`${name}\n${gazetteer[place]}`));
    const places = this.#placeNames.flatMap((name, place) =>
      words.every((word) => name.includes(word)) ? [place] : [],
    );
    return { words, rows: Int32Array.from(rows), places };
  }

  /** Return the first column of a row that contains one of the words. */
  columnOf(row: number, words: readonly string[]): Searched {
    const holds = (name: Searched, test: (text: string) => boolean) =>
      test(fold(this.textOf(row, name)));
    const all = SEARCHED.find((name) =>
      holds(name, (text) => words.every((word) => text.includes(word))),
    );
    return (
      all ??
      SEARCHED.find((name) => holds(name, (text) => words.some((word) => text.includes(word)))) ??
      "summary"
    );
  }

  /** Return the text of a row as it was written. */
  textOf(row: number, name: Searched): string {
    const { reports, places, placeOf, sources, sourceOf } = this.#block;
    switch (name) {
      case "place":
        return intAt(placeOf, row) < 0 ? "" : elementAt(places.gazetteer, intAt(placeOf, row));
      case "source":
        return sources.title.at(intAt(sourceOf, row));
      case "publisher":
        return sources.publisher.at(intAt(sourceOf, row));
      case "force":
        return this.#nameForce(reports.force.at(row));
      default:
        return reports[name].at(row);
    }
  }

  #having(word: string, left: Uint8Array | null, count: number): Uint8Array {
    const found = new Uint8Array(count);
    for (const name of SEARCHED) {
      const { texts, codes } = this.#column(name);
      const holds = texts.having(word);
      if (holds)
        for (let row = 0; row < count; row++)
          found[row] = byteAt(found, row) | byteAt(holds, codes[row] ?? -1);
    }
    if (left)
      for (let row = 0; row < count; row++) found[row] = byteAt(found, row) & byteAt(left, row);
    return found;
  }

  #column(name: Searched): Column {
    let column = this.#columns.get(name);
    if (column) return column;
    const { texts, codes } = this.#gather(name);
    column = { texts: new Haystack(texts), codes };
    this.#columns.set(name, column);
    return column;
  }

  #gather(name: Searched): Dictionary {
    const { reports, places, placeOf, sources, sourceOf } = this.#block;
    switch (name) {
      case "place":
        return dictionaryBy(places.count, (place) => elementAt(places.gazetteer, place), placeOf);
      case "source":
        return dictionaryBy(sources.count, (source) => sources.title.at(source), sourceOf);
      case "publisher":
        return dictionaryBy(sources.count, (source) => sources.publisher.at(source), sourceOf);
      case "force": {
        const { texts, codes } = textsOf(reports.force, reports.count);
        return { texts: texts.map((text) => `${this.#nameForce(text)}\n${text}`), codes };
      }
      default:
        return textsOf(reports[name], reports.count);
    }
  }
}
