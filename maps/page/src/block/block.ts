/** Read the block of data that Python writes, as columns. */
import { elementAt, numberAt, required } from "../checked_access.ts";
import { Table, TextColumn } from "./block_columns.ts";
import { type Numbers, readContainer, unzip } from "./container.ts";
import { drawnAt } from "./drawable.ts";
import type { GeometryObject } from "geojson";

export { TextColumn };

const FORMAT = 4;

const TEXTS = [
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
  "said_wording",
  "start_wording",
  "end_wording",
  "computed",
  "credibility",
  "origin",
  "place_wording",
  "place_country",
  "place_how",
  "place_reason",
] as const;
const NUMBERS = ["figure_low", "figure_high", "figure_best"] as const;
/** `figure_in_words`: the bound was read from a word such as "dozens", so nobody stated that number. */
const FLAGS = [
  "figure_low_included",
  "figure_high_included",
  "figure_in_words",
  "end_known",
] as const;
const DAYS = [
  "said_possible_day",
  "said_certain_day",
  "start_earliest_day",
  "start_latest_day",
  "possible_from_day",
  "possible_to_day",
  "certain_from_day",
  "certain_to_day",
  "stated_from_day",
  "stated_to_day",
  "spoken_day",
  "said_named_to_day",
  "start_named_to_day",
  "end_named_from_day",
] as const;
/** Numbers by which rows share something. */
const CODES = ["source", "claimant_row", "claimant_number", "voice_number"] as const;
const EDGES = ["updates", "repeats", "beside", "disputes"] as const;
const PLACE_TEXTS = ["ref", "name", "precision", "country_code"] as const;
const SOURCE_TEXTS = [
  "id",
  "title",
  "publisher",
  "url",
  "language",
  "published",
  "accessed",
  "archive_url",
  "reliability",
  "note",
] as const;

type Edge = readonly [from: number, to: number];

/** What was left out, made less precise or withheld before the page was published; null where nothing was. */
export interface Care {
  readonly from_day: number | null;
  readonly left_out: number;
  readonly coarsen: string;
  readonly redact: readonly string[];
}

/** All accepted reports, a column a field; a row is a number. */
export type Reports = { readonly count: number } & {
  readonly [name in "id" | (typeof TEXTS)[number]]: TextColumn;
} & { readonly [name in (typeof NUMBERS)[number]]: Float64Array } & {
  readonly [name in (typeof FLAGS)[number]]: Uint8Array;
} & { readonly [name in (typeof DAYS)[number]]: Int32Array } & {
  /** For each report the row of its source. */
  readonly source: Int32Array;
  /** Claims with one number are one claimant's on one thing; 0 is none. */
  readonly claimant_row: Int32Array;
  /** Who speaks; 0 is nobody named. */
  readonly claimant_number: Int32Array;
  /** Who is counted. */
  readonly voice_number: Int32Array;
  readonly edges: { readonly [name in (typeof EDGES)[number]]: readonly Edge[] };
};

/** Where reports lie. Longitude and latitude in degrees, radius in metres. */
export type Places = { readonly count: number } & {
  readonly [name in (typeof PLACE_TEXTS)[number]]: readonly string[];
} & {
  /** What the gazetteer calls them; `name` may be another, once the page has chosen one name for each. */
  readonly gazetteer: readonly string[];
  readonly radius_m: Float64Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly geometry: readonly (GeometryObject | null)[];
};

type Sources = { readonly count: number } & {
  readonly [name in (typeof SOURCE_TEXTS)[number]]: TextColumn;
};

export interface Credit {
  readonly text: string;
  readonly url: string;
}

export interface Block {
  readonly title: string;
  readonly days: { readonly first: number; readonly last: number; readonly open: number };
  readonly credits: readonly Credit[];
  readonly care: Care | null;
  /** For each wording of a force that is not its name the name. */
  readonly forceWordings: Readonly<Record<string, string>>;
  readonly reports: Reports;
  /** For each report the row of its place, -1 for none. */
  readonly placeOf: Int32Array;
  /** The same, but -1 also where the map cannot draw it, beyond its edge. */
  readonly drawnAt: Int32Array;
  readonly sourceOf: Int32Array;
  readonly places: Places;
  readonly sources: Sources;
}

/** Read the whole block. */
export async function readBlock(base64: string): Promise<Block> {
  const { header, buffers } = readContainer(await unzip(base64));
  if (header["format"] !== FORMAT)
    throw new Error(
      `the data block has format ${header["format"]}; this page reads format ${FORMAT}`,
    );
  const raw = header["reports"] as Record<string, unknown>;
  const table = new Table(raw, buffers);
  const placeOf = table.numbers("place", new Int32Array(table.count)).map((place) => place - 1);
  const places = readPlaces(new Table(header["places"] as Record<string, unknown>, buffers));
  const reports = readReports(table, raw["edges"] as Record<string, number>, buffers);
  return {
    title: String(header["title"]),
    days: header["days"] as Block["days"],
    credits: header["credits"] as Block["credits"],
    care: header["care"] as Block["care"],
    forceWordings: header["force_wordings"] as Block["forceWordings"],
    reports,
    placeOf,
    drawnAt: drawnAt(placeOf, places),
    sourceOf: reports.source,
    places,
    sources: readSources(new Table(header["sources"] as Record<string, unknown>, buffers)),
  };
}

function readReports(
  table: Table,
  edges: Record<string, number>,
  buffers: readonly Numbers[],
): Reports {
  const { count } = table;
  const columns: Record<string, unknown> = { count };
  for (const name of ["id", ...TEXTS]) columns[name] = table.texts(name);
  for (const name of NUMBERS) columns[name] = table.numbers(name, new Float64Array(count));
  for (const name of FLAGS) columns[name] = table.numbers(name, new Uint8Array(count));
  for (const name of DAYS) columns[name] = table.numbers(name, new Int32Array(count));
  for (const name of CODES) columns[name] = table.numbers(name, new Int32Array(count));
  columns["edges"] = Object.fromEntries(
    EDGES.map((name) => [
      name,
      readEdges(elementAt(buffers, required(edges[name], `the edges ${name}`))),
    ]),
  );
  return columns as unknown as Reports;
}

function readEdges(rows: Numbers): Edge[] {
  return Array.from(
    { length: rows.length / 2 },
    (_, k) => [numberAt(rows, 2 * k), numberAt(rows, 2 * k + 1)] as const,
  );
}

function readPlaces(table: Table): Places {
  const { count } = table;
  const columns: Record<string, unknown> = { count };
  const textsOf = (name: string) => {
    const column = table.texts(name);
    return Array.from({ length: count }, (_, place) => column.at(place));
  };
  for (const name of PLACE_TEXTS) columns[name] = textsOf(name);
  columns["gazetteer"] = columns["name"];
  for (const name of ["radius_m", "lon", "lat"])
    columns[name] = table.numbers(name, new Float64Array(count));
  columns["geometry"] = textsOf("geometry").map((outline) =>
    outline ? JSON.parse(outline) : null,
  );
  return columns as unknown as Places;
}

function readSources(table: Table): Sources {
  const columns: Record<string, unknown> = { count: table.count };
  for (const name of SOURCE_TEXTS) columns[name] = table.texts(name);
  return columns as unknown as Sources;
}
