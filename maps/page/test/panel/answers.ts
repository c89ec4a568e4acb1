/** Sections made by hand for the tests of the panel. */
import type {
  AnswerRow,
  AnswerSection,
  Figure,
  RowClaim,
  Standing,
} from "../../src/rules/answer.ts";

const NOTHING: Figure = {
  low: Number.NaN,
  lowIncluded: true,
  high: Number.NaN,
  highIncluded: true,
  best: Number.NaN,
};

export const exactly = (value: number): Figure => ({ ...NOTHING, low: value, high: value });
export const about = (best: number): Figure => ({ ...NOTHING, best });
export const range = (low: number, high: number): Figure => ({ ...NOTHING, low, high });
export const upTo = (high: number): Figure => ({ ...NOTHING, low: 0, lowIncluded: false, high });
export const moreThan = (low: number): Figure => ({
  ...NOTHING,
  low,
  lowIncluded: false,
  high: Infinity,
});
export const nothing = NOTHING;

/** A claim that was said on a day. */
export function claimOf(id: string, figure: Figure, said: number, standing: Standing): RowClaim {
  return { id, figure, wording: "", said: [said, said], standing, namedDays: [], disputedBy: [] };
}

/** A row of a claimant with one claim. */
export function rowOf(
  claimant: string,
  figure: Figure,
  said: number,
  standing: Standing = "carried",
  more: Partial<AnswerRow> = {},
): AnswerRow {
  const claims = [claimOf(`r-${claimant}`, figure, said, standing)];
  return { claimant, claims, kind: "whole", label: "", place: "", voice: claimant, ...more };
}

export function sectionOf(
  rows: readonly AnswerRow[],
  more: Partial<AnswerSection> = {},
): AnswerSection {
  return { phase: "present", measure: "stock", rows, noNumber: [], denied: [], later: [], ...more };
}
