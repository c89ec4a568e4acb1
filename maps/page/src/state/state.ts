/**
 * What the page shows, and how it is written in the address: `#on=2022-12-01&known_by=2022-11-30&f.force=Russia&q=Brest`.
 *
 * `on`, `known_by` and `since` are days; `tied=1` ties `known_by` to `on`; `f.NAME` is a value that the filter NAME lets
 * through, once for each; `hide=cited`; `q` is searched for; `force`, `place` and `quantity` are the subject; `tab` is what the
 * panel shows of it, `rows` the order of its rows, `scale=linear` the scale of its figures over time; `map` is
 * zoom/latitude/longitude; `claim` is the id of a report whose card is open, once for each; `embed=1` shows the page as it is
 * in a small frame of another page, `embed=0` whole.
 */
import { formatDay, parseDay, SHOWN_DAYS } from "../rules/days.ts";

/** Fields that can be filtered by. */
export const FIELDS = [
  "force",
  "component",
  "phase",
  "claimant",
  "source",
  "quantity",
  "reliability",
  "credibility",
  "number",
] as const;
export type Field = (typeof FIELDS)[number];

/** For each field the values let through; a field that is not named lets all through. */
export type Filters = { readonly [name in Field]?: readonly string[] };

export const STEPS = ["day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];

/** What the panel shows of the subject: its claims on the day, over time, and what changed since a day. */
export const TABS = ["day", "time", "changes"] as const;
export type Tab = (typeof TABS)[number];

/** In which order the rows of a section are shown: the largest figure first, or the newest. */
export const ROW_ORDERS = ["figure", "newest"] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];

/** How the figures lie over time. */
export const SCALES = ["logarithmic", "linear"] as const;
export type ChartScale = (typeof SCALES)[number];

export interface MapView {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

export interface State {
  readonly on: number;
  /** Null: all that is known. */
  readonly knownBy: number | null;
  /** Whether `knownBy` follows `on`. */
  readonly tied: boolean;
  readonly filters: Filters;
  /** Whether last cited claims are hidden. */
  readonly hidesCited: boolean;
  readonly search: string;
  /** The day since which changes are listed; null: none was chosen. */
  readonly since: number | null;
  /** The subject; null: what the page finds itself. The place by its reference. */
  readonly force: string | null;
  readonly place: string | null;
  readonly quantity: string | null;
  readonly tab: Tab;
  readonly rows: RowOrder;
  readonly scale: ChartScale;
  /** Null: all places. */
  readonly map: MapView | null;
  readonly table: boolean;
  readonly step: Step;
  /** The language that the page's words are asked for in; null: as the browser prefers. */
  readonly lang: string | null;
  /** Ids of the reports whose card is open. */
  readonly claims: readonly string[];
  /** Whether the page is shown as in a small frame; null: as its frame is. */
  readonly embed: boolean | null;
}

/** Something in the address that could not be used as it is. */
export interface Unread {
  readonly name: "on" | "known_by" | "since" | "claim";
  readonly got: string;
  /** No day; a day out of bounds; no report of this map. */
  readonly why: "unreadable" | "outside" | "missing";
}

/** A filter of more text than an address should hold is left out of the address. */
const LONGEST_FIELD = 1500;
const LONGEST_TEXT = 300;

/** Return the state of a page that is opened without a state in its address. */
export function openingState(on: number): State {
  return {
    on,
    knownBy: null,
    tied: false,
    filters: {},
    hidesCited: false,
    search: "",
    since: null,
    force: null,
    place: null,
    quantity: null,
    tab: "day",
    rows: "figure",
    scale: "logarithmic",
    map: null,
    table: false,
    step: "day",
    lang: null,
    claims: [],
    embed: null,
  };
}

/**
 * Read the address's hash; what cannot be read keeps the given state, and is returned as unread if it is a day.
 *
 * A day beyond the slider can be asked for: it ends soon after the last day of the data.
 */
export function readHash(hash: string, given: State): { state: State; unread: Unread[] } {
  const { first, last } = SHOWN_DAYS;
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const unread: Unread[] = [];
  const day = (name: Unread["name"]): number | null => {
    const text = asked.get(name);
    if (text === null || text === "") return null;
    const read = parseDay(text);
    if (read === null) unread.push({ name, got: text, why: "unreadable" });
    return read;
  };
  const onDay = day("on") ?? given.on;
  const on = Math.min(Math.max(onDay, first), last);
  if (on !== onDay) unread.push({ name: "on", got: asked.get("on")!, why: "outside" });
  const knownBy = day("known_by");
  const since = day("since");
  const tied = asked.get("tied") === "1";
  const claims = [...new Set(asked.getAll("claim"))];
  const text = (name: string) => asked.get(name)?.slice(0, LONGEST_TEXT) || null;
  const state: State = {
    on,
    knownBy: tied ? on : knownBy,
    tied,
    filters: readFilters(asked),
    hidesCited: asked.get("hide") === "cited",
    search: text("q") ?? "",
    since: since === null ? null : Math.min(Math.max(since, first), last),
    // "Nobody named" is a force that can be compared, too.
    force: asked.get("force"),
    place: text("place"),
    quantity: text("quantity"),
    tab: TABS.find((tab) => tab === asked.get("tab")) ?? usualTab(since),
    rows: ROW_ORDERS.find((order) => order === asked.get("rows")) ?? "figure",
    scale: SCALES.find((scale) => scale === asked.get("scale")) ?? "logarithmic",
    map: readMap(asked.get("map")),
    table: asked.get("table") === "1",
    step: STEPS.find((step) => step === asked.get("step")) ?? "day",
    lang: text("lang"),
    claims: fits(claims) ? claims : [],
    embed: readEmbed(asked),
  };
  return { state, unread };
}

/**
 * Return a state with the names of forces for what reports call them: until forces were folded, an address had the wordings.
 *
 * `wordings`: for each wording that is not the name the name.
 */
export function foldForces(state: State, wordings: Readonly<Record<string, string>>): State {
  const named = (force: string) => (Object.hasOwn(wordings, force) ? wordings[force]! : force);
  const force = state.force === null ? null : named(state.force);
  const { force: chosen, ...others } = state.filters;
  const filters = chosen ? { ...others, force: [...new Set(chosen.map(named))] } : state.filters;
  return { ...state, force, filters };
}

/** Write the state as a hash. */
export function writeHash(state: State): string {
  const parts: [name: string, value: string][] = [["on", formatDay(state.on)]];
  if (state.tied) parts.push(["tied", "1"]);
  else if (state.knownBy !== null) parts.push(["known_by", formatDay(state.knownBy)]);
  for (const field of FIELDS)
    if (fits(state.filters[field]))
      parts.push(...state.filters[field]!.map((value): [string, string] => [`f.${field}`, value]));
  if (state.hidesCited) parts.push(["hide", "cited"]);
  if (state.search) parts.push(["q", state.search.slice(0, LONGEST_TEXT)]);
  if (state.since !== null) parts.push(["since", formatDay(state.since)]);
  if (state.force !== null) parts.push(["force", state.force]);
  if (state.place !== null) parts.push(["place", state.place]);
  if (state.quantity !== null) parts.push(["quantity", state.quantity.slice(0, LONGEST_TEXT)]);
  if (state.tab !== usualTab(state.since)) parts.push(["tab", state.tab]);
  if (state.rows !== "figure") parts.push(["rows", state.rows]);
  if (state.scale !== "logarithmic") parts.push(["scale", state.scale]);
  if (state.map)
    parts.push([
      "map",
      `${round(state.map.zoom, 2)}/${round(state.map.lat, 4)}/${round(state.map.lon, 4)}`,
    ]);
  if (state.table) parts.push(["table", "1"]);
  if (state.step !== "day") parts.push(["step", state.step]);
  if (state.lang !== null) parts.push(["lang", state.lang]);
  if (fits(state.claims)) parts.push(...state.claims.map((id): [string, string] => ["claim", id]));
  if (state.embed !== null) parts.push(["embed", state.embed ? "1" : "0"]);
  return `#${parts.map(([name, value]) => `${name}=${encode(value)}`).join("&")}`;
}

/** Return the fields whose filter is too long for an address. */
export function leftOut(state: State): Field[] {
  return FIELDS.filter((field) => state.filters[field] && !fits(state.filters[field]));
}

/** Check whether two states belong to one entry of the browser's history: all but the day, the map's place and the open card are the same. */
export function isSameEntry(a: State, b: State): boolean {
  const without = (state: State) =>
    writeHash({ ...state, on: 0, knownBy: null, map: null, search: "", claims: [] });
  return without(a) === without(b);
}

/** Return the tab of an address that names none: one with a day since which changes are listed shows them. */
function usualTab(since: number | null): Tab {
  return since === null ? "day" : "changes";
}

function fits(values: readonly string[] | undefined): boolean {
  return (
    values !== undefined &&
    values.reduce((sum, value) => sum + encode(value).length + 8, 0) <= LONGEST_FIELD
  );
}

/** Percent-encode a value, and keep readable what need not be encoded. */
function encode(value: string): string {
  // Half a surrogate pair, where a text was cut, cannot be encoded.
  const whole = value.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "\ufffd",
  );
  return encodeURIComponent(whole)
    .replaceAll("%20", "+")
    .replaceAll("%3A", ":")
    .replaceAll("%2F", "/")
    .replaceAll("%3B", ";");
}

function readFilters(asked: URLSearchParams): Filters {
  const found = FIELDS.map((field) => [field, [...new Set(asked.getAll(`f.${field}`))]] as const);
  return Object.fromEntries(found.filter(([, values]) => values.length > 0 && fits(values)));
}

/** Read whether the page is embedded: a document's own affair, which no layer of a map has. */
function readEmbed(asked: URLSearchParams): boolean | null {
  const text = asked.get("embed");
  return text === "1" ? true : text === "0" ? false : null;
}

function readMap(text: string | null): MapView | null {
  const found = /^(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(
    text ?? "",
  );
  if (!found) return null;
  const [zoom = Number.NaN, lat = Number.NaN, lon = Number.NaN] = found.slice(1).map(Number);
  return zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, lat, lon } : null;
}

function round(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}
