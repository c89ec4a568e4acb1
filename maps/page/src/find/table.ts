/** What is in effect as a table: its columns, their order when sorted, and the rows that are downloaded. */
import { byteAt, elementAt, intAt, realAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { Cell } from "../share/csv.ts";
import { DISTANT_PAST, formatDay } from "../rules/days.ts";
import { gather } from "../block/dictionary.ts";
import { CITED } from "../rules/effect_by_day.ts";
import { CERTAIN, type Stretches } from "../rules/claims_in_effect.ts";
import { sayingDays } from "../rules/saying_days.ts";
import { Standings } from "../rules/standing.ts";
import { STANDINGS } from "../rules/standing_numbers.ts";
import { wordSaidBriefly } from "../words/row_texts.ts";
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
  "said",
  "claimant",
  "force",
  "part",
  "phase",
  "place",
  "span",
  "standing",
  "source",
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** The order of a table that nobody has sorted: the newest first. */
export const USUAL_ORDER: Order = { column: "said", isDescending: true };

/** Return the order after a column's heading is pressed: figures and days begin with the largest and the newest. */
export function nextOrder({ column, isDescending }: Order, pressed: Column): Order {
  if (column === pressed) return { column, isDescending: !isDescending };
  return { column: pressed, isDescending: pressed === "figure" || pressed === "said" };
}

/** The table of one block. */
export class ClaimsTable {
  readonly #block: Block;
  readonly #words: Words;
  /** For each row its place in the order of a column. */
  readonly #ranks = new Map<Column, Float64Array>();
  #standings: { stretches: Stretches; of: Standings } | null = null;

  constructor(block: Block, words: Words) {
    this.#block = block;
    this.#words = words;
  }

  /** Return the text of a cell. */
  cell(view: View, row: number, column: Column): string {
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
        return this.#said(row);
      case "standing": {
        const standing = STANDINGS[this.#standing(view, row)];
        return standing ? words.lines.standing[standing] : "";
      }
      case "source":
        return isolate(
          block.sources.title.at(intAt(block.sourceOf, row)) ||
            block.sources.id.at(intAt(block.sourceOf, row)),
        );
    }
  }

  /** Return the rows in effect in an order. */
  rows(view: View, { column, isDescending }: Order): Int32Array {
    const { certain, possible } = view.effect.inEffect();
    const rows = Int32Array.from([...certain, ...possible]);
    const ranks = column === "standing" ? null : this.#rank(column);
    const rankOf = (row: number) => (ranks ? realAt(ranks, row) : this.#standing(view, row));
    const sign = isDescending ? -1 : 1;
    return rows.sort((a, b) => {
      const [x, y] = [rankOf(a), rankOf(b)];
      // What is not known comes last in both directions.
      if (Number.isNaN(x) || Number.isNaN(y))
        return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
      return sign * (x - y) || a - b;
    });
  }

  /** Return the days of a saying with their year, else the wording that was not read. */
  #said(row: number): string {
    const [earliest, latest] = sayingDays(this.#block.reports, row);
    return earliest === null && latest === null
      ? wordSaid(this.#block, row, this.#words)
      : wordSaidBriefly([earliest, latest], DISTANT_PAST, this.#words);
  }

  /** Return how a claim stands on the day, as a position in `STANDINGS`. */
  #standing({ stretches, on }: View, row: number): number {
    if (this.#standings?.stretches !== stretches) {
      const { reports } = this.#block;
      const rows = Int32Array.from({ length: reports.count }, (_, one) => one);
      this.#standings = { stretches, of: new Standings(reports, stretches, rows) };
    }
    return this.#standings.of.of(row, on);
  }

  #rank(column: Exclude<Column, "standing">): Float64Array {
    let ranks = this.#ranks.get(column);
    if (!ranks) this.#ranks.set(column, (ranks = this.#makeRanks(column)));
    return ranks;
  }

  #makeRanks(column: Exclude<Column, "standing">): Float64Array {
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
        return by((row) => {
          const [earliest, latest] = sayingDays(reports, row);
          return latest ?? earliest ?? Number.NaN;
        });
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
    const { compare } = new Intl.Collator(this.#words.grammar.collation, { numeric: true });
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
  "standing",
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
      STANDINGS[byteAt(effect.standing, row)] ?? null,
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
      ofPlace(places.gazetteer),
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
