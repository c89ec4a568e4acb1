/** Reading the block of data that Python hands over: columns in, columns out. */
import { DISTANT_FUTURE, DISTANT_PAST } from "./days.ts";
import type { GeometryObject } from "geojson";

/** Text of many rows: each different value once, and which row has which. */
export class TextColumn {
  readonly values: readonly string[];
  readonly #codes: Int32Array | null;

  constructor(raw: unknown, count: number) {
    if (Array.isArray(raw)) {
      this.values = raw.map(String);
      this.#codes = null;
    } else {
      const { values, codes } = raw as { values: unknown[]; codes?: number[] };
      this.values = values.map(String);
      this.#codes = codes ? Int32Array.from(codes) : new Int32Array(count);
    }
  }

  /** The text of a row. */
  at(row: number): string {
    return this.values[this.#codes ? this.#codes[row] : row] ?? "";
  }
}

const TEXTS = [
  "kind", "claimant", "attributed_to", "summary", "quote", "quote_lang", "force", "component", "unit", "quantity", "measure",
  "phase", "role", "figure", "figure_text", "said", "start", "end", "said_wording", "start_wording", "end_wording",
  "credibility", "origin", "place_wording", "place_how", "place_reason",
] as const;
const NUMBERS = ["figure_low", "figure_high", "figure_best"] as const;
const FLAGS = ["figure_low_included", "figure_high_included", "end_known"] as const;
const DAYS = {
  said_possible_day: DISTANT_PAST,
  said_certain_day: DISTANT_FUTURE,
  start_earliest_day: DISTANT_PAST,
  start_latest_day: DISTANT_FUTURE,
  possible_from_day: DISTANT_PAST,
  possible_to_day: DISTANT_FUTURE,
  certain_from_day: DISTANT_PAST,
  certain_to_day: DISTANT_FUTURE,
} as const;
const EDGES = ["updates", "repeats", "disputes"] as const;
const PLACE_TEXTS = ["ref", "name", "precision", "country_code"] as const;
const SOURCE_TEXTS = [
  "id", "title", "publisher", "url", "language", "published", "accessed", "archive_url", "reliability", "note",
] as const;

type Edge = readonly [from: number, to: number];

/** All accepted reports, a column a field; a row is a number. */
export type Reports = { readonly count: number } & {
  readonly [name in "id" | (typeof TEXTS)[number]]: TextColumn;
} & { readonly [name in (typeof NUMBERS)[number]]: Float64Array } & {
  readonly [name in (typeof FLAGS)[number]]: Uint8Array;
} & { readonly [name in keyof typeof DAYS]: Int32Array } & {
  readonly edges: { readonly [name in (typeof EDGES)[number]]: readonly Edge[] };
};

/** Where reports lie. Longitude and latitude in degrees, radius in metres. */
export type Places = { readonly count: number } & { readonly [name in (typeof PLACE_TEXTS)[number]]: readonly string[] } & {
  readonly radius_m: Float64Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly geometry: readonly (GeometryObject | null)[];
};

export type Sources = { readonly count: number } & { readonly [name in (typeof SOURCE_TEXTS)[number]]: readonly string[] };

export interface Credit {
  readonly text: string;
  readonly url: string;
}

export interface Block {
  readonly title: string;
  readonly days: { readonly first: number; readonly last: number; readonly open: number };
  readonly credits: readonly Credit[];
  readonly reports: Reports;
  /** For each report the row of its place, -1 for none. */
  readonly placeOf: Int32Array;
  readonly sourceOf: Int32Array;
  readonly places: Places;
  readonly sources: Sources;
}

/** Read the whole block. */
export async function readBlock(text: string): Promise<Block> {
  const raw = JSON.parse(text);
  if (raw.format !== 1) throw new Error(`the data block has format ${raw.format}; this page reads format 1`);
  return {
    title: String(raw.title),
    days: raw.days,
    credits: raw.credits,
    reports: readReports(raw.reports),
    placeOf: Int32Array.from(raw.reports.place),
    sourceOf: Int32Array.from(raw.reports.source),
    places: readPlaces(raw.places),
    sources: readSources(raw.sources),
  };
}

/** Read the columns of the reports. */
export function readReports(raw: Record<string, unknown>): Reports {
  const count = (raw["id"] as unknown[]).length;
  const columns: Record<string, unknown> = { count, id: new TextColumn(raw["id"], count), edges: raw["edges"] };
  for (const name of TEXTS) columns[name] = new TextColumn(raw[name], count);
  for (const name of NUMBERS) columns[name] = numbers(raw[name]);
  for (const name of FLAGS) columns[name] = Uint8Array.from(raw[name] as number[]);
  for (const [name, infinity] of Object.entries(DAYS)) {
    columns[name] = Int32Array.from(raw[name] as (number | null)[], (day) => day ?? infinity);
  }
  return columns as unknown as Reports;
}

function readPlaces(raw: Record<string, unknown[]>): Places {
  const columns: Record<string, unknown> = { count: raw["ref"].length, geometry: raw["geometry"] };
  for (const name of PLACE_TEXTS) columns[name] = raw[name].map(String);
  for (const name of ["radius_m", "lon", "lat"]) columns[name] = numbers(raw[name]);
  return columns as unknown as Places;
}

function readSources(raw: Record<string, unknown[]>): Sources {
  const columns: Record<string, unknown> = { count: raw["id"].length };
  for (const name of SOURCE_TEXTS) columns[name] = raw[name].map(String);
  return columns as unknown as Sources;
}

function numbers(raw: unknown): Float64Array {
  return Float64Array.from(raw as (number | null)[], (value) => value ?? Number.NaN);
}
