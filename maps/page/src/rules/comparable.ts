/**
 * Which claims share an axis, and which do not and why.
 *
 * Two figures are comparable only if force, quantity, measure and place agree. A blank quantity is personnel; a blank measure
 * is not known, and agrees with nothing but another blank one. Nothing here depends on the day shown, so that a step of the
 * slider compares nothing again.
 */
import { intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { countIndependent, nameKey } from "./claimants.ts";
import type { ClaimIndex } from "./subject_index.ts";
import { figureOf } from "./spans.ts";
import type { Stretches } from "./claims_in_effect.ts";

/** A force and a place: the row of the place, -1 for none. */
export interface Pair {
  readonly force: string;
  readonly place: number;
}

/** What the figures of one axis count. */
export interface Yardstick {
  readonly quantity: string;
  readonly measure: string;
}

/** Why claims are not comparable; the first that applies, in this order. */
const REASONS = [
  "force",
  "joint",
  "noForce",
  "quantity",
  "measure",
  "noNumber",
  "inside",
  "around",
  "notPlaced",
  "elsewhere",
] as const;
type Reason = (typeof REASONS)[number];

export interface Apart {
  readonly reason: Reason;
  readonly rows: readonly number[];
  /** Where they are too many to look through each day: how many there are on any day, and at how many places. */
  readonly crowd: Crowd | null;
}

export interface Crowd {
  readonly claims: number;
  readonly places: number;
  /** What they call their places, where these are not known. */
  readonly wordings: readonly Worded[];
}

/** Claims that are not placed and that name their place alike, with the country where they say it. */
export interface Worded {
  readonly wording: string;
  readonly rows: readonly number[];
}

/** More claims than this about other places are only counted. */
const CROWD = 1000;

/** How the reason of a place begins that is withheld; as in layers/publication/coarsening.py. */
const WITHHELD = "Its place is not published: ";

export interface Comparison {
  readonly pair: Pair;
  /** Null where nobody claims anything of the pair. */
  readonly yardstick: Yardstick | null;
  /** Whether the axis has a number; if not, it holds the claims without one. */
  readonly isNumbered: boolean;
  readonly rows: readonly number[];
  /** Whether one of them is about the whole: then those that name a component or a unit are parts. */
  readonly hasWhole: boolean;
  readonly apart: readonly Apart[];
}

/** Sort everything said of a pair, and of what is near to it; `shown` are the filters (null: all). A `quantity` is all that is compared. */
export function compare(
  block: Block,
  index: ClaimIndex,
  stretches: Stretches,
  shown: Uint8Array | null,
  pair: Pair,
  wanted: Yardstick | null = null,
  quantity: string | null = null,
): Comparison {
  const counts = (row: number) =>
    intAt(stretches.possibleFrom, row) <= intAt(stretches.possibleTo, row) &&
    (!shown || shown[row] === 1);
  const here = pair.place < 0 ? [] : rowsAt(index, pair.place).filter(counts);
  const ours = here.filter(
    (row) =>
      block.reports.force.at(row) === pair.force &&
      (quantity === null || yardstickOf(block, row).quantity === quantity),
  );
  const numbered = ours.filter((row) => figureOf(block.reports, row));
  const isNumbered = numbered.length > 0;
  const yardstick = chooseYardstick(block, isNumbered ? numbered : ours, wanted);
  const isOnAxis = (row: number) =>
    (!isNumbered || Boolean(figureOf(block.reports, row))) &&
    isSame(yardstickOf(block, row), yardstick!);
  const rows = yardstick ? ours.filter(isOnAxis) : [];
  const groups = new Map<Reason, number[]>(REASONS.map((reason) => [reason, []]));
  const onAxis = new Set(rows);
  for (const row of here)
    if (!onAxis.has(row)) groups.get(reasonHere(block, pair.force, yardstick, row))!.push(row);
  for (const [reason, row] of near(block, index, pair))
    if (counts(row)) groups.get(reason)!.push(row);
  return {
    pair,
    yardstick,
    isNumbered,
    rows,
    hasWhole: rows.some((row) => partOf(block, row) === ""),
    apart: [...groups]
      .filter(([, found]) => found.length > 0)
      .map(([reason, found]) => apart(block, reason, found)),
  };
}

function apart(block: Block, reason: Reason, rows: readonly number[]): Apart {
  if (rows.length <= CROWD || REASONS.indexOf(reason) < REASONS.indexOf("inside"))
    return { reason, rows, crowd: null };
  const wordings = byWording(
    block,
    rows.filter((row) => intAt(block.placeOf, row) < 0),
  );
  const places =
    new Set(rows.map((row) => intAt(block.placeOf, row)).filter((place) => place >= 0)).size +
    wordings.length;
  return { reason, rows: [], crowd: { claims: rows.length, places, wordings } };
}

/**
 * Group rows without a place by their wording of it: different wordings may be different places. Case and spaces do not count.
 *
 * The country that the report says counts: a Camp Victory in Iraq is not the one in Afghanistan. Places that are withheld
 * are all called alike, so each is by itself.
 */
export function byWording(block: Block, rows: readonly number[]): Worded[] {
  const found = new Map<string, { wording: string; rows: number[] }>();
  for (const row of rows) {
    const { place_wording: wording, place_country: country, place_reason: reason } = block.reports;
    const own = withCountry(nameKey(wording.at(row)), country.at(row));
    const key = reason.at(row).startsWith(WITHHELD) ? `${own} ${row}` : own;
    const known = found.get(key);
    if (known) known.rows.push(row);
    else found.set(key, { wording: unplacedName(block, row), rows: [row] });
  }
  return [...found.values()];
}

/** Return what a report without a place calls it, with the country that it says: "Camp Victory [IQ]". */
export function unplacedName(block: Block, row: number): string {
  return withCountry(block.reports.place_wording.at(row), block.reports.place_country.at(row));
}

function withCountry(wording: string, country: string): string {
  return country === "" ? wording : `${wording} [${country}]`.trimStart();
}

/** Return the quantity and the measure of a row. */
export function yardstickOf(block: Block, row: number): Yardstick {
  return {
    quantity: nameKey(block.reports.quantity.at(row)) || "personnel",
    measure: block.reports.measure.at(row),
  };
}

/** Return which part of the force a row names, as a key; blank for the whole. */
export function partOf(block: Block, row: number): string {
  const { component, unit } = block.reports;
  return [component.at(row), unit.at(row)].map(nameKey).filter(Boolean).join(", ");
}

/** Check whether a row of a comparison is about a part of the force that others are about. */
export function isPart(block: Block, comparison: Comparison, row: number): boolean {
  return comparison.hasWhole && partOf(block, row) !== "";
}

/** Return the quantity and measure of most independent claimants, whatever is shown; of even ones persons and stocks. */
function chooseYardstick(
  block: Block,
  rows: readonly number[],
  wanted: Yardstick | null,
): Yardstick | null {
  const sorted = new Map<string, { yardstick: Yardstick; rows: number[] }>();
  for (const row of rows) {
    const yardstick = yardstickOf(block, row);
    if (wanted && isSame(yardstick, wanted)) return wanted;
    const key = JSON.stringify([yardstick.quantity, yardstick.measure]);
    const known = sorted.get(key);
    if (known) known.rows.push(row);
    else sorted.set(key, { yardstick, rows: [row] });
  }
  const ranked = [...sorted.values()].map((one) => ({
    ...one,
    claimants: countIndependent(block.reports, one.rows),
  }));
  ranked.sort(
    (a, b) =>
      b.claimants - a.claimants ||
      b.rows.length - a.rows.length ||
      rankOf(a.yardstick) - rankOf(b.yardstick) ||
      (a.yardstick.quantity < b.yardstick.quantity ? -1 : 1),
  );
  return ranked[0]?.yardstick ?? null;
}

function rankOf({ quantity, measure }: Yardstick): number {
  return (quantity === "personnel" ? 0 : 3) + ["stock", "flow", ""].indexOf(measure);
}

function isSame(a: Yardstick, b: Yardstick): boolean {
  return a.quantity === b.quantity && a.measure === b.measure;
}

/** Return why a claim at the place itself is not on the axis. */
function reasonHere(block: Block, force: string, yardstick: Yardstick | null, row: number): Reason {
  const its = block.reports.force.at(row);
  if (its === "") return force === "" ? reasonOfFigure(block, yardstick, row) : "noForce";
  if (its !== force) return sharesForce(its, force) ? "joint" : "force";
  return reasonOfFigure(block, yardstick, row);
}

function reasonOfFigure(block: Block, yardstick: Yardstick | null, row: number): Reason {
  if (!figureOf(block.reports, row)) return "noNumber";
  return yardstickOf(block, row).quantity === yardstick?.quantity ? "measure" : "quantity";
}

/** Check whether one of two different forces is a joint one that the other has a part in. */
export function sharesForce(a: string, b: string): boolean {
  const [first, second] = [a.split(";"), b.split(";")];
  return (
    (first.length > 1 || second.length > 1) &&
    first.some((name) => name !== "" && second.includes(name))
  );
}

/** Return the rows about places around and inside, about no place, and about the same force elsewhere, each with the reason. */
function* near(
  block: Block,
  index: ClaimIndex,
  { force, place }: Pair,
): Generator<[Reason, number]> {
  const nestings = place < 0 ? [] : index.nestings(place);
  for (let other = 0; other < nestings.length; other++) {
    if (nestings[other] === "inside") for (const row of index.at(other)) yield ["inside", row];
  }
  for (const [its, rows] of index.byForce) {
    if (its !== force && !sharesForce(its, force)) continue;
    for (const row of rows) {
      const where = intAt(block.placeOf, row);
      const nesting = where < 0 ? "notPlaced" : (nestings[where] ?? "elsewhere");
      if (
        nesting === "notPlaced" ||
        nesting === "around" ||
        (nesting === "elsewhere" && its === force)
      )
        yield [nesting, row];
    }
  }
}

/** Return the rows at a place; a place may have several rows in the table of places. */
function rowsAt(index: ClaimIndex, place: number): number[] {
  const same = index
    .nestings(place)
    .flatMap((nesting, other) => (nesting === "same" ? [other] : []));
  return same.length === 1
    ? [...index.at(place)]
    : same.flatMap((other) => [...index.at(other)]).sort((a, b) => a - b);
}
