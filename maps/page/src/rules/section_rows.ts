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
import { type Newest, newestOf } from "./newest_saying.ts";
import { type Counted, type StatedSpread, statedSpread, statesNumber } from "./stated_numbers.ts";

/** Stated or carried, not repeated, without a day, with vague dates, not named. */
export type Group = "main" | "stale" | "undated" | "vague" | "unnamed";

/** A claim without a number. */
export type SilentClaim = Pick<Beside, "id" | "claimant">;

/** The rows of a section that are in one group; what is read in them is worked out once. */
export class SectionRows {
  /** Rows for all of it, in the section's measure, with stated numbers. */
  readonly numbers: Counted[] = [];
  /** Rows for all of it, with the claims whose bound was read from a word. */
  readonly inWords: Counted[] = [];
  /** Rows for all of it in the other measure, and a claimant's several movements. */
  readonly otherMeasure: Counted[] = [];
  /** Rows of parts and of places inside. */
  readonly parts: Counted[] = [];
  #spread: StatedSpread | null | undefined;
  #newest: Newest | null | undefined;

  /** Add a row with those of its claims that are in the group. */
  add(section: AnswerSection, row: AnswerRow, claims: readonly RowClaim[]): void {
    if (!isForAll(row)) this.parts.push([row, claims]);
    else if (!hasOwnMeasure(row, section)) this.otherMeasure.push([row, claims]);
    else {
      const [numbers, inWords] = [stated(claims), worded(claims)];
      if (numbers.length > 0) this.numbers.push([row, numbers]);
      if (inWords.length > 0) this.inWords.push([row, inWords]);
    }
  }

  /** The spread of the stated numbers; null without one. */
  get spread(): StatedSpread | null {
    if (this.#spread === undefined) this.#spread = statedSpread(this.numbers);
    return this.#spread;
  }

  /** The newest of the rows with a number, parts apart; null where none is. */
  get newest(): Newest | null {
    if (this.#newest === undefined) {
      const others = this.otherMeasure.map(([row, claims]): Counted => [row, stated(claims)]);
      const counting = others.filter(([, claims]) => claims.length > 0);
      this.#newest = newestOf([...this.numbers, ...counting]);
    }
    return this.#newest;
  }
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
  const groups = {
    main: new SectionRows(),
    stale: new SectionRows(),
    undated: new SectionRows(),
    vague: new SectionRows(),
    unnamed: new SectionRows(),
  };
  const better = new Map<string, number>();
  for (const row of section.rows)
    if (isBetter(row)) better.set(row.claimant, (better.get(row.claimant) ?? 0) + 1);
  for (const row of section.rows) {
    const others = () => (better.get(row.claimant) ?? 0) - Number(isBetter(row));
    const [group, claims] = groupOf(row, others, day);
    if (claims.length > 0) groups[group].add(section, row, claims);
  }
  return groups;
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
export function stated(claims: readonly RowClaim[]): readonly RowClaim[] {
  return those(claims, statesNumber);
}

/** The claims whose bound was read from a word. */
function worded(claims: readonly RowClaim[]): readonly RowClaim[] {
  return those(claims, ({ wording }) => wording !== "");
}

const NONE: readonly RowClaim[] = [];

/** The claims of which something is true; nearly all rows have one claim, and need no other list. */
function those(
  claims: readonly RowClaim[],
  applies: (claim: RowClaim) => boolean,
): readonly RowClaim[] {
  const [first, ...more] = claims;
  if (first && more.length === 0) return applies(first) ? claims : NONE;
  return claims.filter(applies);
}

function groupOf(
  row: AnswerRow,
  others: () => number,
  day: number,
): readonly [Group, readonly RowClaim[]] {
  const claims = those(row.claims, (claim) => claim.wording !== "" || statesNumber(claim));
  const main = those(claims, ({ standing }) => standing === "stated" || standing === "carried");
  if (main.length > 0) return ["main", main];
  const stale = those(claims, ({ standing }) => standing === "stale");
  if (stale.length > 0) return ["stale", stale];
  // Claimants without a name are never the same.
  if (isForAll(row) && others() > 0 && row.claimant !== "") return ["unnamed", claims];
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
