/** Which rows of a section are shown where there are many: the ends of the spread and the newest; and which of all are the newest. */
import type { AnswerRow, AnswerSection, RowClaim } from "../rules/answer.ts";
import { newestOf } from "../rules/newest_saying.ts";
import { rowsByGroup, stated } from "../rules/section_rows.ts";
import { isSaidAfter, type StatedSpread, statedSpread } from "../rules/stated_numbers.ts";

/** Rows of a section that are all shown. */
export const MOST_ROWS = 8;

/** The rows of a section as the panel shows them. */
export interface ShownRows {
  /** Stated, carried and vague ones, then those not repeated for six months. */
  readonly current: readonly AnswerRow[];
  readonly stale: readonly AnswerRow[];
  /** All others, in the order of the section. */
  readonly rest: readonly AnswerRow[];
  /** The spread of the rows that are counted, and that of those not repeated; null without a number. */
  readonly spread: StatedSpread | null;
  readonly staleSpread: StatedSpread | null;
  /** The claims that are, or may be, the newest. */
  readonly newest: ReadonlySet<RowClaim>;
  /** Whether it is known which is the newest. */
  readonly isNewestKnown: boolean;
}

/** Choose the rows of a section that are shown on a day. */
export function shownRows(section: AnswerSection, day: number): ShownRows {
  const { main, stale } = rowsByGroup(section, day);
  const [spread, staleSpread] = [statedSpread(main.numbers), statedSpread(stale.numbers)];
  const others = main.otherMeasure.map(([row, claims]) => [row, stated(claims)] as const);
  const newest = newestOf([...main.numbers, ...others].filter(([, claims]) => claims.length > 0));
  const ends = endsOf(spread ?? staleSpread);
  const chosen = chooseRows(section.rows, ends);
  const isShown = (row: AnswerRow) => chosen === null || chosen.has(row);
  const shown = section.rows.filter(isShown);
  return {
    current: shown.filter((row) => !isStale(row)),
    stale: shown.filter(isStale),
    rest: section.rows.filter((row) => !isShown(row)),
    spread,
    staleSpread,
    newest: new Set(newest?.rows.flatMap(({ claims }) => claims) ?? []),
    isNewestKnown: newest?.isKnown ?? false,
  };
}

/** Check whether a row has nothing but what was not repeated for six months, or whose dates are vague beside that. */
export function isStale({ claims }: AnswerRow): boolean {
  return (
    claims.some(({ standing }) => standing === "stale") &&
    claims.every(({ standing }) => standing === "stale" || standing === "vague")
  );
}

function endsOf(spread: StatedSpread | null): AnswerRow[] {
  const ends = spread ? [spread.low, spread.high] : [];
  return ends.map(({ row }) => spread?.rows[row]).filter((row) => row !== undefined);
}

/** Return the ends and then the newest, as many as are shown; null: all. */
function chooseRows(
  rows: readonly AnswerRow[],
  ends: readonly AnswerRow[],
): ReadonlySet<AnswerRow> | null {
  if (rows.length <= MOST_ROWS) return null;
  const chosen = new Set(ends);
  for (const row of newestRows(rows, MOST_ROWS)) {
    if (chosen.size >= MOST_ROWS) break;
    chosen.add(row);
  }
  return chosen;
}

/** Return the rows that were said last, as many as are wanted, the newest first. */
function newestRows(rows: readonly AnswerRow[], wanted: number): AnswerRow[] {
  const found: { row: AnswerRow; claim: RowClaim }[] = [];
  for (const row of rows) {
    const claim = newestClaim(row);
    if (found.length === wanted && !isSaidAfter(claim, found[wanted - 1]!.claim)) continue;
    const at = found.findIndex((other) => isSaidAfter(claim, other.claim));
    found.splice(at < 0 ? found.length : at, 0, { row, claim });
    if (found.length > wanted) found.pop();
  }
  return found.map(({ row }) => row);
}

function newestClaim({ claims }: AnswerRow) {
  return claims.reduce((newest, claim) => (isSaidAfter(claim, newest) ? claim : newest));
}
