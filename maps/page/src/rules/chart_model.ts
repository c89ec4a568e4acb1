/** What a chart over time is made of: lines with steps and dots, groups of lines, and claims that are not drawn. */
import type { AnswerRow, Said } from "./answer.ts";
import type { StandingRun } from "./standing.ts";
import type { EndWord, StatedSpread } from "./stated_numbers.ts";
import type { SubjectClaim } from "./subject_claims.ts";

/** A claim while it leads. */
export interface ChartStep {
  readonly claim: SubjectClaim;
  /** The numbers that it states; null for an end that it does not state. */
  readonly low: number | null;
  readonly high: number | null;
  /** What each is of a limit; blank if it is the figure, or near it. */
  readonly lowLimit: EndWord;
  readonly highLimit: EndWord;
  readonly from: number;
  readonly to: number;
  readonly runs: readonly StandingRun[];
  /** It goes on past the period. */
  readonly endsOpen: boolean;
}

/** On which days a claim can have been said. */
export interface ChartDot {
  readonly claim: SubjectClaim;
  /** Its first step. */
  readonly step: ChartStep;
  readonly said: Said;
}

/** The claims of one claimant's row, or his movements to one place. */
export interface ChartLine {
  /** Its phase. */
  readonly section: string;
  /** The row on the last day on which any of its claims leads, the newest first. */
  readonly row: AnswerRow;
  /** Whether it has a label of its own, or is in a group. */
  readonly named: boolean;
  /** Whether a figure of its row is disputed. */
  readonly disputed: boolean;
  /** In the order of their days; at least one. */
  readonly steps: readonly ChartStep[];
  readonly dots: readonly ChartDot[];
  /** The number by which lines are put in order. */
  readonly top: number;
}

/** The lines of a section that have no label of their own. */
export interface ChartGroup {
  readonly section: string;
  readonly lines: readonly ChartLine[];
  /** Of their rows. */
  readonly spread: StatedSpread;
}

/** Why a claim is not drawn, the first that applies. */
export const NOT_DRAWN = [
  "part",
  "place",
  "word",
  "no_number",
  "denied",
  "jointly",
  "unplaced",
  "larger",
  "other_quantity",
  "later",
] as const;
export type NotDrawnWhy = (typeof NOT_DRAWN)[number];

export interface NotDrawn {
  readonly why: NotDrawnWhy;
  readonly claims: readonly SubjectClaim[];
}

/** What is drawn of a subject over a period. */
export interface ChartLines {
  readonly from: number;
  readonly to: number;
  /** By section and by the last figure, the largest first. */
  readonly lines: readonly ChartLine[];
  readonly groups: readonly ChartGroup[];
  readonly notDrawn: readonly NotDrawn[];
}
