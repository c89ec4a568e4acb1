/**
 * The answer of a day, as the sentence reads it: sections by phase, their rows, and the claims beside them.
 *
 * Python has the same types (layers/comparison/answer.py).
 */

export type Standing = "stated" | "carried" | "stale" | "vague";
export type RowKind = "whole" | "part" | "movement" | "total";
/** The earliest and the latest day of a saying; null where nothing bounds it. */
export type Said = readonly [earliest: number | null, latest: number | null];

export const PHASE_ORDER: readonly string[] = [
  "present",
  "arriving",
  "ordered",
  "planned",
  "withdrawn",
  "",
];
/** How many days from a day that it names a claim with vague dates is still named in the sentence. */
export const NAMED_DAYS = 180;

/** What one claim says; NaN where nobody states a bound, or a value that is near. */
export interface Figure {
  readonly low: number;
  readonly lowIncluded: boolean;
  readonly high: number;
  readonly highIncluded: boolean;
  readonly best: number;
}

/** A claim that leads in its claimant's row. */
export interface RowClaim {
  readonly id: string;
  readonly figure: Figure;
  /** The wording of the figure where its bound was read from a word, such as "dozens": that is no stated number. */
  readonly wording: string;
  readonly said: Said;
  readonly standing: Standing;
  /** The days that its start and its end name, beside those of the saying. */
  readonly namedDays: readonly number[];
  /** Ids of the disputes of it that are known. */
  readonly disputedBy: readonly string[];
}

/** A claimant's row in a section; of several claims that lead, all. */
export interface AnswerRow {
  /** The name that the sentence has; blank where nobody is named. */
  readonly claimant: string;
  readonly claims: readonly RowClaim[];
  /**
   * The whole, a part, or a figure of the other measure: a movement among totals, a total among movements. Of a section
   * of movements, `movement` is a claimant's several movements.
   */
  readonly kind: RowKind;
  /** What a part is called: its component and unit. */
  readonly label: string;
  /** The name of a place inside the area; blank for all of the area. */
  readonly place: string;
  /** Who is counted; rows of one voice count once. Blank: the row counts by itself. */
  readonly voice: string;
  /** Ids of the claims that its claims have replaced, the newest first. */
  readonly earlier?: readonly string[];
  /** What the claimant said later of the same troops and place in a phase that comes after. */
  readonly since?: Beside | null;
}

/** A claim that is named beside the rows: without a number, denied, said for later, jointly, elsewhere, or earlier. */
export interface Beside {
  readonly id: string;
  readonly claimant: string;
  /** Null without a number. */
  readonly figure: Figure | null;
  /** The other forces of a joint claim. */
  readonly forces: readonly string[];
  /** In EDTF, the span of what was said for later. */
  readonly start: string;
  readonly end: string;
  readonly said: Said;
  /** The last day on which it held. */
  readonly untilDay: number | null;
  /** As of rows; the place is blank for all of the area. */
  readonly phase?: string;
  readonly label?: string;
  readonly place?: string;
  readonly quantity?: string;
  /** How it holds on the day; null if it does not. */
  readonly standing?: Standing | null;
  /** As of rows. */
  readonly disputedBy: readonly string[];
}

/** The claims of one phase, and of one stated measure where the measures of a phase differ. */
export interface AnswerSection {
  readonly phase: string;
  readonly measure: string;
  /** Rows with a figure, in the order in which they are shown. */
  readonly rows: readonly AnswerRow[];
  readonly noNumber: readonly Beside[];
  /** Figures that are denied. */
  readonly denied: readonly Beside[];
  readonly later: readonly Beside[];
}

/** All claims on a subject on a day. */
export interface DayAnswer {
  readonly day: number;
  /** The subject's force. */
  readonly force: string;
  readonly sections: readonly AnswerSection[];
  /** Claims of joint forces, without a place on the map, and on a larger area. */
  readonly jointly: readonly Beside[];
  readonly unplaced: readonly Beside[];
  readonly larger: readonly Beside[];
  /** Claims of the force on other quantities, and of other forces in the area. */
  readonly quantities?: readonly Beside[];
  readonly forces?: readonly Beside[];
  /** What held last before the day. */
  readonly last: readonly Beside[];
}

/** Whether a row is about the whole force in the whole area, in the measure of its section or in the other. */
export function isForAll(row: AnswerRow): boolean {
  return row.kind !== "part" && row.place === "";
}

/** Whether a figure of a row can be in the spread of its section. */
export function hasOwnMeasure(row: AnswerRow, section: AnswerSection): boolean {
  return row.kind === "movement"
    ? section.measure === "flow" && row.claims.length === 1
    : row.kind !== "total";
}
