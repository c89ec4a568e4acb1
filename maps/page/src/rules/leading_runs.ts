/**
 * Runs of days on which a claim leads among its claimant's words and stands in one way; worked out once for all days.
 *
 * Python has the same rule (layers/leading_runs.py).
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { type ClaimantRow, FAR_DAYS } from "./newer_words.ts";
import type { StandingRun, Standings } from "./standing.ts";
import { NOT_HELD, STANDINGS } from "./standing_numbers.ts";

/** A run of one claim, cut where it comes to fold others or to be exempt from it. */
interface Piece extends StandingRun {
  /** Its position among the claims. */
  readonly claim: number;
  readonly saidFrom: number;
  readonly saidTo: number;
  readonly beginFrom: number;
  readonly beginTo: number;
  /** It can fold others. */
  readonly folds: boolean;
  /** Said long after these days. */
  readonly isFar: boolean;
  /** 1 where only what is stated folds it, 2 where nothing does that is said long after; 3 is both. */
  readonly exempt: number;
}

/** Return for each claim its runs, the earliest first; `rows` are the rows of the claims, `shared` those of several words. */
export function leadingRuns(
  reports: Reports,
  rows: Int32Array,
  standings: Standings,
  shared: readonly ClaimantRow[],
): readonly (readonly StandingRun[])[] {
  const runs: (readonly StandingRun[])[] = Array.from(rows, (_, at) => standings.runsOf(at));
  for (const row of shared)
    for (const claims of togetherOf(row.members, runs)) {
      const pieces: Piece[] = [];
      for (const claim of claims)
        for (const run of elementAt(runs, claim))
          cutRun(reports, intAt(rows, claim), claim, run, pieces);
      const leading = new Leading(row, claims, rows.length);
      for (const claim of claims) runs[claim] = leading.of(claim);
      leading.sweep(pieces);
    }
  return runs;
}

/** Return groups of claims that are in effect on common days; what is alone on all of its days leads. */
function togetherOf(
  members: readonly number[],
  runs: readonly (readonly StandingRun[])[],
): number[][] {
  const from = (claim: number) => runs[claim]?.[0]?.from ?? 0;
  const sorted = members.filter((claim) => elementAt(runs, claim).length > 0);
  sorted.sort((a, b) => from(a) - from(b));
  const found: number[][] = [];
  let group: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const claim of sorted) {
    if (from(claim) > end) {
      if (group.length > 1) found.push(group);
      group = [];
    }
    group.push(claim);
    end = Math.max(end, runs[claim]?.at(-1)?.to ?? end);
  }
  if (group.length > 1) found.push(group);
  return found;
}

/** Cut a run into pieces on which nothing changes that decides whether its claim folds others or is folded. */
function cutRun(
  reports: Reports,
  row: number,
  claim: number,
  { from, to, standing }: StandingRun,
  pieces: Piece[],
): void {
  const saidFrom = intAt(reports.said_possible_day, row);
  const saidTo = intAt(reports.said_certain_day, row);
  const beginFrom = intAt(reports.start_earliest_day, row);
  const beginTo = intAt(reports.start_latest_day, row);
  const hasEnd = reports.end_known[row] === 1 && standing === "stated";
  for (let first = from; first <= to; ) {
    let next = to + 1;
    if (first < beginTo && beginTo < next) next = beginTo;
    if (first < saidFrom - FAR_DAYS && saidFrom - FAR_DAYS < next) next = saidFrom - FAR_DAYS;
    if (first < saidTo && saidTo < next) next = saidTo;
    const old = saidFrom + FAR_DAYS + 1;
    if (first < old && old < next) next = old;
    pieces.push({
      claim,
      from: first,
      to: next - 1,
      standing,
      saidFrom,
      saidTo,
      beginFrom,
      beginTo,
      folds: standing !== "vague" && beginTo <= first,
      isFar: saidFrom > first + FAR_DAYS,
      exempt: (hasEnd ? 1 : 0) + (saidTo <= first && first < old ? 2 : 0),
    });
    first = next;
  }
}

/** The runs on which the claims of a row lead, by a sweep over the days on which anything changes. */
class Leading {
  readonly #row: ClaimantRow;
  readonly #count: number;
  readonly #runs: ReadonlyMap<number, StandingRun[]>;

  /** `claims` are some of a row, `count` is how many there are of all rows. */
  constructor(row: ClaimantRow, claims: readonly number[], count: number) {
    this.#row = row;
    this.#count = count;
    this.#runs = new Map(claims.map((claim) => [claim, []]));
  }

  of(claim: number): readonly StandingRun[] {
    return this.#runs.get(claim)!;
  }

  sweep(pieces: Piece[]): void {
    // What is vague neither folds nor is folded.
    const dated = pieces.filter(({ standing }) => standing !== "vague");
    for (const piece of pieces)
      if (piece.standing === "vague") this.#lead(piece, piece.from, piece.to);
    dated.sort((a, b) => a.from - b.from);
    const choose = this.#row.hasBesides ? this.#byPairs() : unfolded;
    let active: Piece[] = [];
    let at = 0;
    for (const [day, next] of turnsOf(dated)) {
      if (active.some(({ to }) => to < day)) active = active.filter(({ to }) => to >= day);
      for (; at < dated.length && elementAt(dated, at).from === day; at++)
        active.push(elementAt(dated, at));
      for (const piece of active.length < 2 ? active : choose(active, day))
        this.#lead(piece, day, next - 1);
    }
    for (const runs of this.#runs.values()) runs.sort((a, b) => a.from - b.from);
  }

  /** Return a choice that compares claims one by one: of those that stand beside another a later saying need not fold. */
  #byPairs(): (pieces: readonly Piece[], day: number) => readonly Piece[] {
    const standing = new Uint8Array(this.#count).fill(NOT_HELD);
    const folder = new Int32Array(this.#count).fill(-1);
    return (pieces, day) => {
      for (const one of pieces) standing[one.claim] = STANDINGS.indexOf(one.standing);
      this.#row.fold(day, standing, folder);
      const found = pieces.filter(({ claim }) => intAt(folder, claim) < 0);
      for (const { claim } of pieces) {
        standing[claim] = NOT_HELD;
        folder[claim] = -1;
      }
      return found;
    };
  }

  #lead({ claim, standing }: Piece, from: number, to: number): void {
    const runs = this.#runs.get(claim)!;
    const before = runs.at(-1);
    if (before?.to === from - 1 && before.standing === standing)
      runs[runs.length - 1] = { from: before.from, to, standing };
    else runs.push({ from, to, standing });
  }
}

/** Return the days on which a piece begins or has ended, each with the next. */
function* turnsOf(pieces: readonly Piece[]): Generator<readonly [day: number, next: number]> {
  const days = new Float64Array(2 * pieces.length);
  pieces.forEach(({ from, to }, at) => {
    days[2 * at] = from;
    days[2 * at + 1] = to + 1;
  });
  days.sort();
  let before = days[0];
  for (const day of days) {
    if (before !== undefined && day > before) yield [before, day];
    before = day;
  }
}

/** Return the pieces of one claimant's row on a day that no other one folds, where none stands beside another. */
function unfolded(pieces: readonly Piece[]): readonly Piece[] {
  const latest = greatest(pieces, SAID_FROM);
  const last = pieces.filter((piece) => elementAt(latest, piece.exempt) <= piece.saidTo);
  if (last.length < 2) return last;
  // Of those whose days of saying do not decide, the one that begins later.
  const begun = greatest(last, BEGIN_FROM);
  if (last.every((piece) => elementAt(begun, piece.exempt) <= piece.beginTo)) return last;
  const newestFirst = last.filter(({ folds }) => folds).sort((a, b) => b.beginFrom - a.beginFrom);
  return last.filter((piece) => !newestFirst.some((newer) => foldsByBeginning(newer, piece)));
}

const SAID_FROM = "saidFrom";
const BEGIN_FROM = "beginFrom";

/** Return the greatest day of the pieces that can fold what is exempt in each way. */
function greatest(
  pieces: readonly Piece[],
  day: typeof SAID_FROM | typeof BEGIN_FROM,
): readonly number[] {
  let [any, stated, near, both] = [NONE, NONE, NONE, NONE];
  for (const piece of pieces) {
    if (!piece.folds) continue;
    const value = piece[day];
    const isStated = piece.standing === "stated";
    if (value > any) any = value;
    if (isStated && value > stated) stated = value;
    if (!piece.isFar && value > near) near = value;
    if (isStated && !piece.isFar && value > both) both = value;
  }
  return [any, stated, near, both];
}

const NONE = Number.NEGATIVE_INFINITY;

function foldsByBeginning(newer: Piece, older: Piece): boolean {
  if (newer.beginFrom <= older.beginTo) return false;
  if (newer.saidFrom > older.saidTo || older.saidFrom > newer.saidTo) return false;
  if (older.exempt & 1 && newer.standing !== "stated") return false;
  return !(older.exempt & 2 && newer.isFar);
}
