/**
 * Which rows of a section the sentence names: by how they hold on the day, and by what they are about.
 *
 * Python has the same rule (layers/comparison/section_rows.py); tests/cases/sentences.json is run by both.
 */
import {
  type AnswerRow,
  type AnswerSection,
  type Beside,
  hasOwnMeasure,
  isForAll,
  NAMED_DAYS,
  type RowClaim,
} from "./answer.ts";
import { type Counted, statesNumber } from "./stated_numbers.ts";

/** Stated or carried, not repeated, without a day, with vague dates, not named. */
export type Group = "main" | "stale" | "undated" | "vague" | "unnamed";

/** A claim without a number. */
export type SilentClaim = Pick<Beside, "id" | "claimant">;

/** The rows of a section that are in one group. */
export interface SectionRows {
  /** Rows for all of it, in the section's measure, with stated numbers. */
  readonly numbers: readonly Counted[];
  /** Rows for all of it, with the claims whose bound was read from a word. */
  readonly inWords: readonly Counted[];
  /** Rows for all of it in the other measure, and a claimant's several movements. */
  readonly otherMeasure: readonly Counted[];
  /** Rows of parts and of places inside. */
  readonly parts: readonly Counted[];
}

/** What was sorted last of a section: the sentence and the rows below it ask for the same. */
const sorted = new WeakMap<AnswerSection, { day: number; groups: Record<Group, SectionRows> }>();

/** The rows of each group. */
export function rowsByGroup(section: AnswerSection, day: number): Record<Group, SectionRows> {
  const known = sorted.get(section);
  if (known?.day === day) return known.groups;
  const groups = sortedByGroup(section, day);
  sorted.set(section, { day, groups });
  return groups;
}

function sortedByGroup(section: AnswerSection, day: number): Record<Group, SectionRows> {
  const grouped: Record<Group, Counted[]> = {
    main: [],
    stale: [],
    undated: [],
    vague: [],
    unnamed: [],
  };
  const better = new Map<string, number>();
  for (const { claimant } of section.rows.filter(isBetter))
    better.set(claimant, (better.get(claimant) ?? 0) + 1);
  for (const row of section.rows) {
    const others = (better.get(row.claimant) ?? 0) - Number(isBetter(row));
    const [group, claims] = groupOf(row, others, day);
    if (claims.length > 0) grouped[group].push([row, claims]);
  }
  return {
    main: sortedOut(section, grouped.main),
    stale: sortedOut(section, grouped.stale),
    undated: sortedOut(section, grouped.undated),
    vague: sortedOut(section, grouped.vague),
    unnamed: sortedOut(section, grouped.unnamed),
  };
}

/** The claims without a number, as id and claimant; "more than 0" states none. */
export function silentOf(section: AnswerSection): SilentClaim[] {
  const statingNone = section.rows
    .filter(({ claims }) => !claims.some((claim) => claim.wording || statesNumber(claim)))
    .flatMap(({ claimant, claims }) =>
      claims
        .filter(({ standing }) => standing !== "vague")
        .map(({ id }): SilentClaim => ({ id, claimant })),
    );
  return [...section.noNumber, ...statingNone];
}

/** The claims that state a number. */
export function stated(claims: readonly RowClaim[]): RowClaim[] {
  return claims.filter(statesNumber);
}

/** The claims whose bound was read from a word. */
function worded(claims: readonly RowClaim[]): RowClaim[] {
  return claims.filter(({ wording }) => wording !== "");
}

function groupOf(
  row: AnswerRow,
  others: number,
  day: number,
): readonly [Group, readonly RowClaim[]] {
  const claims = row.claims.filter((claim) => claim.wording !== "" || statesNumber(claim));
  const main = claims.filter(({ standing }) => standing === "stated" || standing === "carried");
  if (main.length > 0) return ["main", main];
  const stale = claims.filter(({ standing }) => standing === "stale");
  if (stale.length > 0) return ["stale", stale];
  // Claimants without a name are never the same.
  if (isForAll(row) && others > 0 && row.claimant !== "") return ["unnamed", claims];
  if (claims.every(namesNoDay)) return ["undated", claims];
  const near = claims.filter((claim) => isNear(claim, day));
  return near.length > 0 ? ["vague", near] : ["unnamed", claims];
}

/** Whether a row is for all of it, and has a claim that is not vague. */
function isBetter(row: AnswerRow): boolean {
  return isForAll(row) && row.claims.some(({ standing }) => standing !== "vague");
}

function namesNoDay({ said, namedDays }: RowClaim): boolean {
  return said[0] === null && said[1] === null && namedDays.length === 0;
}

/** Whether a claim names a day within six months, or none. */
function isNear({ said, namedDays }: RowClaim, day: number): boolean {
  const [earliest, latest] = said;
  if (earliest !== null && latest !== null && earliest <= day && day <= latest) return true;
  const named = [earliest, latest, ...namedDays].filter((one) => one !== null);
  return named.length === 0 || named.some((one) => Math.abs(one - day) <= NAMED_DAYS);
}

function sortedOut(section: AnswerSection, rows: readonly Counted[]): SectionRows {
  const whole = rows.filter(([row]) => isForAll(row));
  const own = whole.filter(([row]) => hasOwnMeasure(row, section));
  const counted = (pick: (claims: readonly RowClaim[]) => readonly RowClaim[]) =>
    own
      .map(([row, claims]): Counted => [row, pick(claims)])
      .filter(([, claims]) => claims.length > 0);
  return {
    numbers: counted(stated),
    inWords: counted(worded),
    otherMeasure: whole.filter(([row]) => !hasOwnMeasure(row, section)),
    parts: rows.filter(([row]) => !isForAll(row)),
  };
}
