/**
 * The reports on a subject or near it: about its force, a joint one with it, or its area.
 *
 * Python has the same rule (layers/comparison/subject_claims.py); tests/cases/sections.json is run by both.
 */
import { elementAt, intAt, realAt } from "../checked_access.ts";
import type { Block, Reports } from "../block/block.ts";
import type { Figure, Said } from "./answer.ts";
import { nameKey } from "./claimants.ts";
import { namedDays, sayingDays } from "./saying_days.ts";
import type { ClaimIndex } from "./subject_index.ts";

/** What is asked for. */
export interface Subject {
  /** As in the reports. */
  readonly force: string;
  /** The row of its place; -1 for none. */
  readonly place: number;
  /** What is counted, in small letters; `personnel` unless chosen otherwise. */
  readonly quantity: string;
}

export const PERSONNEL = "personnel";

/** A report on the subject or near it. */
export interface SubjectClaim {
  readonly row: number;
  readonly id: string;
  readonly kind: string;
  readonly claimant: string;
  /** Nobody in particular says it: two such claims need not be of the same person. */
  readonly isNameless: boolean;
  readonly phase: string;
  readonly measure: string;
  /** It disputes a report that is there. */
  readonly hasTarget: boolean;
  readonly start: string;
  readonly end: string;
  /** The number of the claimant's row that it is in; 0 is none that it shares. */
  readonly claimantRow: number;
  /** Who is counted. */
  readonly voice: string;
  readonly force: string;
  /** Which part of the force: its component and its unit. */
  readonly label: string;
  /** Who says it, of which forces and which part of them, what is counted and where, as a key. */
  readonly troops: string;
  /** What is counted, in small letters. */
  readonly quantity: string;
  /** Its place; blank for the area itself. */
  readonly place: string;
  readonly nesting: Near;
  /** It is about the subject's force, or about a joint one that shares a part with it. */
  readonly isOwn: boolean;
  readonly isJoint: boolean;
  /** It is about the area or a place inside. */
  readonly isHere: boolean;
  /** It is about the subject, or a part of it. */
  readonly isOnSubject: boolean;
  /** Null without a number. */
  readonly figure: Figure | null;
  /** The wording of the figure where its bound was read from a word, such as "dozens". */
  readonly wording: string;
  /** The largest number that it states; 0 without one. */
  readonly top: number;
  readonly said: Said;
  /** From the first on it was possibly, from the second on certainly said. */
  readonly saidFromDay: number;
  readonly saidByDay: number;
  readonly namedDays: readonly number[];
}

type Near = "same" | "inside" | "around" | "notPlaced";

/** Return the reports about the force, a joint one with it, or the area; in the order of the table. */
export function claimsNear(block: Block, index: ClaimIndex, subject: Subject): SubjectClaim[] {
  const disputing = new Set(
    block.reports.edges.disputes.flatMap(([from, to]) => (from === to ? [] : [from])),
  );
  const found = [...rowsNear(block, index, subject)].sort(([a], [b]) => a - b);
  const keyOf = remembered(nameKey);
  return found.map(([row, nesting]) =>
    readClaim(block, subject, row, nesting, disputing.has(row), keyOf),
  );
}

function* rowsNear(
  block: Block,
  index: ClaimIndex,
  { force, place }: Subject,
): Generator<readonly [row: number, nesting: Near]> {
  const nestings = place < 0 ? [] : index.nestings(place);
  const isUnplaced = (at: number) => at < 0 || block.places.ref[at] === "";
  for (const [at, nesting] of nestings.entries())
    if ((nesting === "same" || nesting === "inside") && !isUnplaced(at))
      for (const row of index.at(at)) yield [row, nesting];
  for (const [its, rows] of index.byForce) {
    if (its !== force && !isJointWith(its, force)) continue;
    for (const row of rows) {
      const at = intAt(block.placeOf, row);
      if (isUnplaced(at)) yield [row, "notPlaced"];
      else if (nestings[at] === "around") yield [row, "around"];
    }
  }
}

function readClaim(
  block: Block,
  subject: Subject,
  row: number,
  nesting: Near,
  hasTarget: boolean,
  keyOf: (name: string) => string,
): SubjectClaim {
  const { reports } = block;
  const force = reports.force.at(row);
  const label = [reports.component, reports.unit]
    .map((column) => trimmed(column.at(row)))
    .filter(Boolean)
    .join(", ");
  const [place, ref] = placeOf(block, row);
  const claimant = intAt(reports.claimant_number, row);
  const quantity = keyOf(reports.quantity.at(row)) || PERSONNEL;
  const figure = figureOf(reports, row);
  const isOwn = force === subject.force;
  const isHere = nesting === "same" || nesting === "inside";
  return {
    row,
    id: reports.id.at(row),
    kind: reports.kind.at(row),
    claimant: reports.claimant_short.at(row),
    isNameless: claimant === 0,
    phase: reports.phase.at(row),
    measure: reports.measure.at(row),
    hasTarget,
    start: reports.start.at(row),
    end: reports.end.at(row),
    claimantRow: intAt(reports.claimant_row, row),
    voice: String(intAt(reports.voice_number, row)),
    force,
    label,
    troops: [claimant, keyOf(label), quantity, ref || keyOf(place), force].join("\n"),
    quantity,
    place: nesting === "same" ? "" : place,
    nesting,
    isOwn,
    isJoint: isJointWith(force, subject.force),
    isHere,
    isOnSubject: isOwn && isHere && quantity === subject.quantity,
    figure,
    wording: reports.figure_in_words[row] ? reports.figure.at(row) : "",
    top: figure ? topOf(figure) : 0,
    said: sayingDays(reports, row),
    saidFromDay: intAt(reports.said_possible_day, row),
    saidByDay: intAt(reports.said_certain_day, row),
    namedDays: namedDays(reports, row),
  };
}

/** Check whether a force is another one, a joint one, that shares a part with some force. */
function isJointWith(its: string, force: string): boolean {
  return its.includes(";") && its !== force && sharesForce(its, force);
}

/** Check whether one of two different forces is a joint one that the other has a part in. */
function sharesForce(a: string, b: string): boolean {
  const [first, second] = [a.split(";"), b.split(";")];
  return (
    (first.length > 1 || second.length > 1) &&
    first.some((name) => name !== "" && second.includes(name))
  );
}

/** Return the name of a report's place, and its ref; what is not placed has none. */
function placeOf({ reports, places, placeOf: at }: Block, row: number): [string, string] {
  const place = intAt(at, row);
  const ref = place < 0 ? "" : elementAt(places.ref, place);
  return [ref === "" ? reports.place_wording.at(row) : elementAt(places.name, place), ref];
}

function figureOf(reports: Reports, row: number): Figure | null {
  if (reports.figure_text.at(row) === "") return null;
  return {
    low: realAt(reports.figure_low, row),
    lowIncluded: reports.figure_low_included[row] === 1,
    high: realAt(reports.figure_high, row),
    highIncluded: reports.figure_high_included[row] === 1,
    best: realAt(reports.figure_best, row),
  };
}

/** Leave out white space at either end, and then also what is more than one space within. */
function trimmed(text: string): string {
  const inner = text.trim();
  return inner === text ? text : inner.replace(/\s+/gu, " ");
}

function topOf({ high, best, low }: Figure): number {
  return [high, best, low].find((number) => !Number.isNaN(number)) ?? 0;
}

/** Return a function that works a text out once. */
function remembered(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? change(text);
    known.set(text, found);
    return found;
  };
}
