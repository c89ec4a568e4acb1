/** Small blocks for tests: a few reports with the fields that a test is about, everything else blank. */
import { type Block, type Reports, TextColumn } from "../src/block/block.ts";
import { parseDay } from "../src/rules/days.ts";
import type { Stretches } from "../src/rules/claims_in_effect.ts";

type Fields = Readonly<Record<string, string | number | undefined>>;

const TEXTS = [
  "id",
  "kind",
  "claimant",
  "claimant_short",
  "attributed_to",
  "summary",
  "quote",
  "quote_lang",
  "force",
  "component",
  "unit",
  "quantity",
  "measure",
  "phase",
  "role",
  "figure",
  "figure_text",
  "said",
  "start",
  "end",
  "credibility",
  "origin",
  "place_wording",
  "place_country",
  "place_reason",
];
const FAR = 2147483647;

/** A column of text as the block holds it: each different text once. */
export function column(texts: readonly string[]): TextColumn {
  const values = [...new Set(texts)];
  return TextColumn.of(
    values,
    texts.map((text) => values.indexOf(text)),
  );
}

/** A block of reports; `place` and `source` name their place and their source. */
export function blockOf(rows: readonly Fields[], edges: Partial<Reports["edges"]> = {}): Block {
  const text = (name: string) =>
    rows.map((row) => String(row[name] ?? (name === "kind" ? "claim" : "")));
  const number = (name: string) =>
    Float64Array.from(rows, (row) => Number(row[name] ?? Number.NaN));
  const flag = (name: string) => Uint8Array.from(rows, (row) => Number(row[name] ?? 1));
  const days = (name: string, otherwise: number) =>
    Int32Array.from(rows, (row) => (row[name] ? parseDay(String(row[name]))! : otherwise));
  const names = (field: string) => [...new Set(text(field).filter(Boolean))];
  const [places, sources] = [names("place"), names("source")];
  const reports = {
    count: rows.length,
    ...Object.fromEntries(TEXTS.map((name) => [name, column(text(name))])),
    ...Object.fromEntries(
      ["figure_low", "figure_high", "figure_best"].map((name) => [name, number(name)]),
    ),
    ...Object.fromEntries(
      ["figure_low_included", "figure_high_included"].map((name) => [name, flag(name)]),
    ),
    said_possible_day: days("said", -FAR),
    said_certain_day: days("said", FAR),
    said_named_to_day: days("said", FAR),
    start_earliest_day: days("start", -FAR),
    source: new Int32Array(rows.length),
    claimant_row: new Int32Array(rows.length),
    claimant_number: new Int32Array(rows.length),
    voice_number: new Int32Array(rows.length),
    edges: { updates: [], repeats: [], beside: [], disputes: [], ...edges },
  };
  const blank = sources.map(() => "");
  return {
    title: "",
    days: { first: parseDay("2022-01-01")!, last: parseDay("2022-12-31")!, open: 0 },
    credits: [],
    care: null,
    forceWordings: {},
    reports,
    placeOf: Int32Array.from(text("place"), (name) => places.indexOf(name)),
    drawnAt: Int32Array.from(text("place"), (name) => places.indexOf(name)),
    sourceOf: Int32Array.from(text("source"), (name) => sources.indexOf(name)),
    places: {
      count: places.length,
      name: places,
      gazetteer: places,
      ref: places,
      precision: places.map(() => "settlement"),
      lon: Float64Array.from(places, () => 27.5),
      lat: Float64Array.from(places, () => -53.9),
    },
    sources: {
      count: sources.length,
      id: column(sources),
      title: column(sources),
      url: column(blank),
      publisher: column(sources.map((name) => `${name} Ltd`)),
      reliability: column(sources.map((_, k) => "AB"[k] ?? "")),
      published: column(blank),
    },
  } as unknown as Block;
}

type Days = readonly [from: string, to: string] | null;

/** When each report possibly and certainly holds; null: never. */
export function stretchesOf(
  rows: readonly {
    readonly possible: Days;
    readonly certain?: Days;
    readonly cited?: string;
    readonly under?: number;
  }[],
): Stretches {
  const days = (pick: (row: (typeof rows)[number]) => Days | undefined, end: 0 | 1) =>
    Int32Array.from(rows, (row) => {
      const found = pick(row);
      return found ? parseDay(found[end])! : 1 - end;
    });
  return {
    knownBy: null,
    count: rows.length,
    said: new Uint8Array(rows.length).fill(2),
    possibleFrom: days(({ possible }) => possible, 0),
    possibleTo: days(({ possible }) => possible, 1),
    certainFrom: days(({ certain }) => certain, 0),
    certainTo: days(({ certain }) => certain, 1),
    lastCitedFrom: Int32Array.from(rows, ({ cited }) => (cited ? parseDay(cited)! : FAR)),
    endedBy: new Int32Array(rows.length).fill(-1),
    endedFrom: new Int32Array(rows.length).fill(FAR),
    foldedUnder: Int32Array.from(rows, ({ under }) => under ?? -1),
    disputes: new Map(),
    echoes: new Map(),
  };
}
