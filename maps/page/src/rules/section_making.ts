/** The sections of an answer: the claims on a subject by phase, in each a row for each claimant. */
import { elementAt, required } from "../checked_access.ts";
import {
  type AnswerRow,
  type AnswerSection,
  type Beside,
  PHASE_ORDER,
  type RowClaim,
  type RowKind,
  type Standing,
} from "./answer.ts";
import { DISTANT_PAST } from "./days.ts";
import type { SubjectClaim } from "./subject_claims.ts";

/** What the figures of a section count, where its phase says so. */
export const MEASURES: Readonly<Record<string, string>> = {
  present: "stock",
  arriving: "flow",
  withdrawn: "flow",
};
const MEASURE_ORDER: readonly string[] = ["stock", "flow", ""];
/** The phases in the order in which troops go through them. */
const COURSE: readonly string[] = ["planned", "ordered", "arriving", "present", "withdrawn"];

/** A claim that leads on the day. */
export interface Leading {
  readonly claim: SubjectClaim;
  readonly standing: Standing;
  /** Ids of what it has replaced. */
  readonly earlier: readonly string[];
}

/** What a day's sections are made of. */
export interface SectionClaims {
  readonly held: readonly Leading[];
  readonly later: readonly SubjectClaim[];
  readonly denied: readonly SubjectClaim[];
  /** By the last day by which claims count as said: what somebody had said of some troops, by the key of both. */
  readonly spokenOf: (troops: string) => readonly SubjectClaim[];
  readonly saidBy: number;
  /** Ids of the disputes of a claim. */
  readonly disputesOf: (claim: SubjectClaim) => readonly string[];
}

const NONE: readonly string[] = [];

/** Return the sections of a day, in the order in which they are shown. */
export function makeSections(claims: SectionClaims): AnswerSection[] {
  const unsaid = claims.held.filter(({ claim }) => claim.phase === "");
  const isSplit = measuresOf(unsaid).size > 1;
  const keyOf = ({ phase, measure }: SubjectClaim) =>
    isSplit && phase === "" ? `, ${measure}` : phase;
  const held = groupedBy(claims.held, ({ claim }) => keyOf(claim));
  const [later, denied] = [groupedBy(claims.later, keyOf), groupedBy(claims.denied, keyOf)];
  const sections = Array.from(
    new Set([...held.keys(), ...later.keys(), ...denied.keys()]),
    (key) => {
      const isMeasure = key.startsWith(",");
      const [phase, own] = [isMeasure ? "" : key, held.get(key) ?? []];
      const measure = (isMeasure ? key.slice(2) : MEASURES[phase]) || measureOf(phase, own);
      return {
        phase,
        measure,
        rows: makeRows(claims, own, measure),
        noNumber: own
          .filter(({ claim }) => !claim.figure)
          .map(({ claim, standing }) => asideOf(claim, claims.disputesOf, { standing })),
        denied: (denied.get(key) ?? []).map((claim) => asideOf(claim, claims.disputesOf)),
        later: (later.get(key) ?? []).map((claim) => asideOf(claim, claims.disputesOf)),
      };
    },
  );
  return sections.sort(
    (a, b) =>
      rankOf(PHASE_ORDER, a.phase) - rankOf(PHASE_ORDER, b.phase) ||
      rankOf(MEASURE_ORDER, a.measure) - rankOf(MEASURE_ORDER, b.measure),
  );
}

/** Return a claim as it is named beside the rows. */
export function asideOf(
  claim: SubjectClaim,
  disputesOf: SectionClaims["disputesOf"],
  more: Partial<Beside> = {},
): Beside {
  return {
    id: claim.id,
    claimant: claim.claimant,
    figure: claim.figure,
    forces: [],
    start: claim.start,
    end: claim.end,
    said: claim.said,
    untilDay: null,
    phase: claim.phase,
    label: claim.label,
    place: claim.place,
    quantity: claim.quantity,
    standing: null,
    disputedBy: disputesOf(claim),
    ...more,
  };
}

/** Return values by a key, in the order in which the keys come. */
export function groupedBy<Key, Value>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, Value[]> {
  const found = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const same = found.get(key);
    if (same) same.push(value);
    else found.set(key, [value]);
  }
  return found;
}

function measuresOf(held: readonly Leading[]): ReadonlySet<string> {
  return new Set(held.map(({ claim }) => claim.measure).filter(Boolean));
}

/** Return what the figures of a section of no phase count, where all that say it agree. */
function measureOf(phase: string, held: readonly Leading[]): string {
  const [measure = "", ...others] = phase === "" ? measuresOf(held) : [];
  return others.length > 0 ? "" : measure;
}

/** Return the rows of a section: of all of it first, then of the other measure, then of places and parts; each by figure. */
function makeRows(
  claims: SectionClaims,
  held: readonly Leading[],
  measure: string,
): readonly AnswerRow[] {
  const counted = held.filter(({ claim }) => claim.figure);
  const rows = Array.from(
    groupedBy(counted, ({ claim }) => rowKey(claim, measure)).values(),
    (own) => {
      const row = makeRow(claims, own, measure);
      const top = own.reduce(
        (most, { claim }) => Math.max(most, claim.top),
        Number.NEGATIVE_INFINITY,
      );
      return { row, top, group: groupOf(row) };
    },
  );
  rows.sort(
    (a, b) => a.group - b.group || b.top - a.top || compareTexts(a.row.claimant, b.row.claimant),
  );
  return rows.map(({ row }) => row);
}

/** Return what the claims of a row share: a claimant on the same troops and place, in the section's measure or not. */
export function rowKey(claim: SubjectClaim, measure: string): string | number {
  if (claim.claimantRow > 0) return claim.claimantRow;
  const isMovement = claim.phase === "arriving" || claim.phase === "withdrawn";
  if (!isMovement || claim.isNameless) return -1 - claim.row;
  return `${isOfOther(claim, measure)} ${claim.troops}`;
}

/** Check whether a claim states another measure than its section has. */
function isOfOther({ measure: stated }: SubjectClaim, measure: string): boolean {
  return measure !== "" && stated !== "" && stated !== measure;
}

function makeRow(claims: SectionClaims, own: readonly Leading[], measure: string): AnswerRow {
  const first = elementAt(own, 0).claim;
  const isAlone = own.length === 1;
  const newestFirst = isAlone ? own : own.toSorted(bySaying);
  const newest = elementAt(newestFirst, 0);
  return {
    claimant: first.claimant,
    claims: newestFirst.map((one) => rowClaim(one, claims.disputesOf(one.claim))),
    kind: kindOf(first, own.length, measure),
    label: first.label,
    place: first.place,
    voice: first.voice,
    earlier: isAlone ? newest.earlier : unique(newestFirst.flatMap(({ earlier }) => earlier)),
    since: laterPhase(claims, newest.claim),
  };
}

/** Return what one claim of a row says; it has a figure. */
export function rowClaim({ claim, standing }: Leading, disputedBy = NONE): RowClaim {
  const { id, wording, said, namedDays } = claim;
  const figure = required(claim.figure, "the figure");
  return { id, figure, wording, said, standing, namedDays, disputedBy };
}

/** Return what a row of some claims is, of which one is given: of all of the force or of a part of it, a movement, or a total. */
export function kindOf(claim: SubjectClaim, count: number, measure: string): RowKind {
  if (claim.label !== "") return "part";
  if (isOfOther(claim, measure)) return measure === "stock" ? "movement" : "total";
  return measure === "flow" && count > 1 ? "movement" : "whole";
}

/** What claims' claimants said later of the same troops in a phase that comes after: on whatever day, worked out once. */
const laterWords = new WeakMap<SubjectClaim, readonly SubjectClaim[]>();

/** Return what the claimant said later of the same troops and place in a phase that comes after. */
function laterPhase(
  { spokenOf, saidBy, disputesOf }: SectionClaims,
  claim: SubjectClaim,
): Beside | null {
  let later = laterWords.get(claim);
  if (!later) {
    const course = COURSE.indexOf(claim.phase);
    const others = course < 0 ? [] : spokenOf(claim.troops);
    later = others.filter(
      ({ saidFromDay, phase }) => saidFromDay > claim.saidByDay && COURSE.indexOf(phase) > course,
    );
    laterWords.set(claim, later);
  }
  let newest: SubjectClaim | null = null;
  for (const other of later)
    if (other.saidByDay <= saidBy && (!newest || compareSayings(other, newest) > 0)) newest = other;
  return newest && asideOf(newest, disputesOf);
}

function bySaying({ claim: a }: Leading, { claim: b }: Leading): number {
  return compareSayings(b, a) || b.saidByDay - a.saidByDay;
}

/** Compare when claims were said, by the earliest day, then by the latest; what nothing bounds is first. */
export function compareSayings({ said: a }: SubjectClaim, { said: b }: SubjectClaim): number {
  const from = (a[0] ?? DISTANT_PAST) - (b[0] ?? DISTANT_PAST);
  return from || (a[1] ?? DISTANT_PAST) - (b[1] ?? DISTANT_PAST);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function groupOf({ kind, place }: AnswerRow): number {
  if (place !== "" || kind === "part") return 2;
  return kind === "whole" ? 0 : 1;
}

/** Compare texts letter by letter. */
export function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function rankOf(order: readonly string[], one: string): number {
  const rank = order.indexOf(one);
  return rank < 0 ? order.length : rank;
}
