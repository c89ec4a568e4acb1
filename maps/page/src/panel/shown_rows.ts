/** Which rows of a section are shown where there are many, in which order, and which of them are counted, newest and at an end. */
import type { AnswerRow, AnswerSection, RowClaim } from "../rules/answer.ts";
import { rowsByGroup } from "../rules/section_rows.ts";
import { isSaidAfter, type StatedSpread } from "../rules/stated_numbers.ts";
import type { RowOrder } from "../state/state.ts";
import type { RowMarks } from "../words/row_texts.ts";

/** Rows of a section that are all shown. */
export const MOST_ROWS = 8;

/** The rows of a section as the panel shows them. */
export interface ShownRows extends RowMarks {
  /** Stated and carried rows that are counted; where none is, and no stale one either, all that are not stale. */
  readonly counted: readonly AnswerRow[];
  /** What is beside those and not counted: parts, movements among totals, figures in words, what has vague dates. */
  readonly beside: readonly AnswerRow[];
  /** What was not repeated for six months. */
  readonly stale: readonly AnswerRow[];
  /** All others. */
  readonly rest: readonly AnswerRow[];
  /** The spread of the rows that are counted, and that of those not repeated; null without a number. */
  readonly spread: StatedSpread | null;
  readonly staleSpread: StatedSpread | null;
}

/** Choose the rows of a section that are shown on a day; by figure, they stay in the order of the section. */
export function shownRows(
  section: AnswerSection,
  day: number,
  order: RowOrder = "figure",
): ShownRows {
  const { main, stale } = rowsByGroup(section, day);
  const { spread, newest } = main;
  const chosen = chooseRows(section.rows, spread ?? stale.spread);
  const inSpread = new Set(spread?.rows);
  const isNoneCounted = !spread && !stale.spread;
  const found = { counted: [], beside: [], stale: [], rest: [] } as Record<
    "counted" | "beside" | "stale" | "rest",
    AnswerRow[]
  >;
  for (const row of section.rows) {
    if (chosen && !chosen.has(row)) found.rest.push(row);
    else if (isStale(row)) found.stale.push(row);
    else if (isNoneCounted) found.counted.push(row);
    else if (!inSpread.has(row)) found.beside.push(row);
    else {
      const [dated, vague] = datedAndVague(row);
      found.counted.push(dated);
      if (vague) found.beside.push(vague);
    }
  }
  if (order === "newest") for (const rows of Object.values(found)) sortByNewest(rows);
  return {
    ...found,
    spread,
    staleSpread: stale.spread,
    newest: new Set(newest?.rows.flatMap(({ claims }) => claims) ?? []),
    isNewestKnown: newest?.isKnown ?? false,
    ...endClaims(spread, stale.spread),
  };
}

/** Split a claimant's word with vague dates, which is not counted, from his dated one in the same row. */
function datedAndVague(row: AnswerRow): readonly [dated: AnswerRow, vague: AnswerRow | null] {
  const vague = row.claims.filter(({ standing }) => standing === "vague");
  if (vague.length === 0 || vague.length === row.claims.length) return [row, null];
  const dated = row.claims.filter((one) => !vague.includes(one));
  return [
    { ...row, claims: dated },
    { ...row, claims: vague, earlier: [], since: null },
  ];
}

/** Return the claims at the ends of each spread of more than two rows; of two anybody sees which is which. */
function endClaims(...spreads: (StatedSpread | null)[]): Pick<RowMarks, "lowest" | "highest"> {
  const [lowest, highest] = [new Set<RowClaim>(), new Set<RowClaim>()];
  for (const spread of spreads) {
    if (spread?.shape !== "range" || spread.rows.length < 3) continue;
    const { low, high, lower, upper } = spread;
    for (const { value, claim } of lower) if (value === low.value) lowest.add(claim);
    for (const { value, claim } of upper) if (value === high.value) highest.add(claim);
  }
  return { lowest, highest };
}

function sortByNewest(rows: AnswerRow[]): void {
  const newest = new Map(rows.map((row) => [row, newestClaim(row)]));
  rows.sort((a, b) => {
    const [one, other] = [newest.get(a)!, newest.get(b)!];
    return isSaidAfter(one, other) ? -1 : isSaidAfter(other, one) ? 1 : 0;
  });
}

/** Check whether a row has nothing but what was not repeated for six months, or whose dates are vague beside that. */
export function isStale({ claims }: AnswerRow): boolean {
  return (
    claims.some(({ standing }) => standing === "stale") &&
    claims.every(({ standing }) => standing === "stale" || standing === "vague")
  );
}

function endsOf(spread: StatedSpread): AnswerRow[] {
  return [spread.low, spread.high]
    .map(({ row }) => spread.rows[row])
    .filter((row) => row !== undefined);
}

/** Return the ends, then the newest that are counted, then the newest of all, as many as are shown; null: all. */
function chooseRows(
  rows: readonly AnswerRow[],
  spread: StatedSpread | null,
): ReadonlySet<AnswerRow> | null {
  if (rows.length <= MOST_ROWS) return null;
  const chosen = new Set(spread ? endsOf(spread) : []);
  for (const some of [spread?.rows ?? [], rows])
    for (const row of newestRows(some, MOST_ROWS)) {
      if (chosen.size >= MOST_ROWS) return chosen;
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
