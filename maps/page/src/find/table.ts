/** What is in effect as a table: its columns, their order when sorted, and the rows that are downloaded. */
import { byteAt, elementAt, intAt, realAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Cell } from "../share/csv.ts";
import { formatDay } from "../rules/days.ts";
import { gather } from "../block/dictionary.ts";
import { CITED } from "../rules/effect_by_day.ts";
import { CERTAIN, NOT } from "../rules/claims_in_effect.ts";
import { isolate } from "../words/isolate.ts";
import {
  wordClaimant,
  wordFigure,
  wordForce,
  wordPlace,
  wordSaid,
  wordSpan,
} from "../words/report_texts.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

export const COLUMNS = [
  "figure",
  "force",
  "part",
  "phase",
  "place",
  "claimant",
  "span",
  "said",
  "certainty",
  "source",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** The table of one block. */
export class ClaimsTable {
  readonly #block: Block;
  readonly #words: Words;
  /** For each row its place in the order of a column. */
  readonly #ranks = new Map<Column, Float64Array>();

  constructor(block: Block, words: Words) {
    this.#block = block;
    this.#words = words;
  }

  /** Return the text of a cell. */
  cell({ effect }: View, row: number, column: Column): string {
    const [block, words] = [this.#block, this.#words];
    const { reports } = block;
    switch (column) {
      case "figure":
        return wordFigure(block, row, words);
      case "force":
        return wordForce(reports.force.at(row), words) || words.noForce;
      case "part":
        return [reports.component.at(row), reports.unit.at(row)]
          .filter(Boolean)
          .map(isolate)
          .join(", ");
      case "phase":
        return words.phases[reports.phase.at(row)] ?? isolate(reports.phase.at(row));
      case "place":
        return wordPlace(block, row, words);
      case "claimant":
        return wordClaimant(block, row, words);
      case "span":
        return wordSpan(block, row, words);
      case "said":
        return wordSaid(block, row, words);
      case "certainty":
        return wordStatus(byteAt(effect.status, row), words);
      case "source":
        return isolate(
          block.sources.title.at(intAt(block.sourceOf, row)) ||
            block.sources.id.at(intAt(block.sourceOf, row)),
        );
    }
  }

  /** Return the rows in effect in an order; null: the certain ones first, as in the list. */
  rows({ effect }: View, order: Order | null): Int32Array {
    const { certain, possible } = effect.inEffect();
    const rows = Int32Array.from([...certain, ...possible]);
    if (!order) return rows;
    const ranks = order.column === "certainty" ? null : this.#rank(order.column);
    const rankOf = (row: number) => (ranks ? realAt(ranks, row) : -byteAt(effect.status, row));
    const sign = order.isDescending ? -1 : 1;
    return rows.sort((a, b) => {
      const [x, y] = [rankOf(a), rankOf(b)];
      // What is not known comes last in both directions.
      if (Number.isNaN(x) || Number.isNaN(y))
        return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
      return sign * (x - y) || a - b;
    });
  }

  #rank(column: Exclude<Column, "certainty">): Float64Array {
    let ranks = this.#ranks.get(column);
    if (!ranks) this.#ranks.set(column, (ranks = this.#makeRanks(column)));
    return ranks;
  }

  #makeRanks(column: Exclude<Column, "certainty">): Float64Array {
    const { reports, sources, sourceOf, places, placeOf } = this.#block;
    const by = (number: (row: number) => number) =>
      Float64Array.from({ length: reports.count }, (_, row) => number(row));
    switch (column) {
      case "figure":
        return by((row) =>
          figureRank(
            realAt(reports.figure_low, row),
            realAt(reports.figure_high, row),
            realAt(reports.figure_best, row),
          ),
        );
      case "said":
        return by((row) =>
          reports.said.at(row) ? intAt(reports.said_possible_day, row) : Number.NaN,
        );
      case "span":
        return by((row) =>
          reports.start.at(row) ? intAt(reports.start_earliest_day, row) : Number.NaN,
        );
      case "part":
        return this.#rankTexts((row) =>
          [reports.component.at(row), reports.unit.at(row)].filter(Boolean).join(", "),
        );
      case "place":
        return this.#rankTexts((row) =>
          intAt(placeOf, row) < 0 ? "" : elementAt(places.name, intAt(placeOf, row)),
        );
      case "source":
        return this.#rankTexts(
          (row) => sources.title.at(intAt(sourceOf, row)) || sources.id.at(intAt(sourceOf, row)),
        );
      default:
        return this.#rankTexts((row) => reports[column].at(row));
    }
  }

  #rankTexts(textOf: (row: number) => string): Float64Array {
    const { texts, codes } = gather(this.#block.reports.count, textOf);
    const { compare } = new Intl.Collator(this.#words.locale, { numeric: true });
    const rank = new Float64Array(texts.length);
    const sorted = texts
      .map((text, code) => ({ text, code }))
      .sort((a, b) => compare(a.text, b.text));
    for (const [place, { text, code }] of sorted.entries()) rank[code] = text ? place : Number.NaN;
    return Float64Array.from(codes, (code) => realAt(rank, code));
  }
}

/** The columns of the download: the data's own field names, and the status on the day. */
export const CSV_COLUMNS = [
  "id",
  "on",
  "known_by",
  "certainty",
  "last_cited",
  "claimant",
  "attributed_to",
  "force",
  "component",
  "unit",
  "phase",
  "quantity",
  "measure",
  "figure",
  "figure_low",
  "figure_low_included",
  "figure_high",
  "figure_high_included",
  "figure_best",
  "place",
  "place_name",
  "place_precision",
  "place_lon",
  "place_lat",
  "start",
  "end",
  "said",
  "summary",
  "credibility",
  "source",
  "source_title",
  "source_publisher",
  "source_url",
  "source_published",
  "source_reliability",
] as const;

/** Return the claims in effect as rows of the download. */
export function* csvRows(
  { block, effect, on, knownBy }: View,
  rows: Iterable<number>,
): Generator<Cell[]> {
  const { reports, places, placeOf, sources, sourceOf } = block;
  for (const row of rows) {
    const [place, source, status] = [
      intAt(placeOf, row),
      intAt(sourceOf, row),
      byteAt(effect.status, row),
    ];
    const isBound = (figure: number) => Number.isFinite(figure);
    const ofPlace = <Value extends Cell>(values: ArrayLike<Value>): Value | null =>
      values[place] ?? null;
    yield [
      reports.id.at(row),
      formatDay(on),
      knownBy === null ? null : formatDay(knownBy),
      isCertain(status) ? "certain" : "possible",
      status & CITED ? "yes" : "no",
      reports.claimant.at(row),
      reports.attributed_to.at(row),
      reports.force.at(row),
      reports.component.at(row),
      reports.unit.at(row),
      reports.phase.at(row),
      reports.quantity.at(row),
      reports.measure.at(row),
      reports.figure.at(row) || reports.figure_text.at(row),
      realAt(reports.figure_low, row),
      isBound(realAt(reports.figure_low, row))
        ? yesNo(byteAt(reports.figure_low_included, row))
        : null,
      realAt(reports.figure_high, row),
      isBound(realAt(reports.figure_high, row))
        ? yesNo(byteAt(reports.figure_high_included, row))
        : null,
      realAt(reports.figure_best, row),
      reports.place_wording.at(row),
      ofPlace(places.name),
      ofPlace(places.precision),
      ofPlace(places.lon),
      ofPlace(places.lat),
      reports.start.at(row),
      reports.end.at(row),
      reports.said.at(row),
      reports.summary.at(row),
      reports.credibility.at(row),
      sources.id.at(source),
      sources.title.at(source),
      sources.publisher.at(source),
      sources.url.at(source),
      sources.published.at(source),
      sources.reliability.at(source),
    ];
  }
}

function wordStatus(status: number, words: Words): string {
  if (status === NOT) return "";
  const certainty = isCertain(status) ? words.table.certain : words.table.possible;
  return status & CITED ? `${certainty} · ${words.lastCited}` : certainty;
}

function isCertain(status: number): boolean {
  return (status & ~CITED) === CERTAIN;
}

/** Return the stated figure to sort by: the best value, else the upper bound, else the lower one. */
function figureRank(low: number, high: number, best: number): number {
  return [best, high, low].find(Number.isFinite) ?? Number.NaN;
}

function yesNo(flag: number): string {
  return flag ? "yes" : "no";
}
