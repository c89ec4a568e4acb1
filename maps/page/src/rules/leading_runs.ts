/**
 * Runs of days on which a claim leads among its claimant's words and stands in one way; worked out once for all days.
 *
 * Python has the same rule (layers/leading_runs.py).
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Reports } from "../block/block.ts";
import { type ClaimantRow, FAR_DAYS } from "./newer_words.ts";
import { firstAtLeast, leastBy, rangeMaxima } from "./range_maxima.ts";
import type { StandingRun, Standings } from "./standing.ts";
import { NOT_HELD, STATED, VAGUE } from "./standing_numbers.ts";

/** A run of one claim, cut where it comes to fold others or to be exempt from it. */
interface Piece extends StandingRun {
  /** Its position among the claims. */
  readonly claim: number;
  readonly saidFrom: number;
  readonly saidTo: number;
  /** It can fold others. */
  readonly folds: boolean;
  /** Said long after these days. */
  readonly isFar: boolean;
  /** 1 where only what is stated folds it, 2 where nothing does that is said long after; 3 is both. */
  readonly exempt: number;
}

/** Kinds of exemption. */
const EXEMPT = [0, 1, 2, 3] as const;

/** Return for each claim its runs, the earliest first; `rows` are the rows of the claims, `shared` those of several words. */
export function leadingRuns(
  reports: Reports,
  rows: Int32Array,
  standings: Standings,
  shared: readonly ClaimantRow[],
): readonly (readonly StandingRun[])[] {
  const runs: (readonly StandingRun[])[] = Array.from(rows, (_, at) => standings.runsOf(at));
  for (const row of shared) {
    const held = row.members.filter((claim) => elementAt(runs, claim).length > 0);
    if (held.length < 2) continue;
    const pieces = held.flatMap((claim) =>
      elementAt(runs, claim).flatMap((run) => piecesOf(reports, rows, claim, run)),
    );
    for (const [claim, led] of leading(row, pieces, rows.length)) runs[claim] = led;
  }
  return runs;
}

function piecesOf(reports: Reports, rows: Int32Array, claim: number, run: StandingRun): Piece[] {
  const row = intAt(rows, claim);
  const { from, to, standing } = run;
  const saidFrom = intAt(reports.said_possible_day, row);
  const saidTo = intAt(reports.said_certain_day, row);
  const begun = intAt(reports.start_latest_day, row);
  const hasEnd = reports.end_known[row] === 1 && standing === STATED;
  const cuts = [begun, saidFrom - FAR_DAYS, saidTo, saidFrom + FAR_DAYS + 1]
    .filter((day) => from < day && day <= to)
    .sort((a, b) => a - b);
  return [from, ...cuts].flatMap((first, at, firsts): Piece[] => {
    const last = at + 1 < firsts.length ? elementAt(firsts, at + 1) - 1 : to;
    if (first > last) return [];
    const isRecent = saidTo <= first && first <= saidFrom + FAR_DAYS;
    return [
      {
        claim,
        from: first,
        to: last,
        standing,
        saidFrom,
        saidTo,
        folds: standing !== VAGUE && begun <= first,
        isFar: saidFrom > first + FAR_DAYS,
        exempt: Number(hasEnd) + 2 * Number(isRecent),
      },
    ];
  });
}

/** Return the runs on which each claim of a row leads, by its position. */
function leading(
  row: ClaimantRow,
  pieces: readonly Piece[],
  count: number,
): ReadonlyMap<number, StandingRun[]> {
  const turns = Array.from(new Set(pieces.flatMap(({ from, to }) => [from, to + 1]))).sort(
    (a, b) => a - b,
  );
  const found = new Map<number, StandingRun[]>();
  for (const { claim } of pieces) found.set(claim, []);
  const lead = (claim: number, from: number, to: number, standing: number) => {
    const runs = found.get(claim)!;
    const before = runs.at(-1);
    if (before?.to === from - 1 && before.standing === standing)
      runs[runs.length - 1] = { ...before, to };
    else runs.push({ from, to, standing });
  };
  // What is vague neither folds nor is folded.
  for (const { claim, from, to, standing } of pieces)
    if (standing === VAGUE) lead(claim, from, to, standing);
  const standing = new Uint8Array(count).fill(NOT_HELD);
  const folder = new Int32Array(count).fill(-1);
  notSurelyFolded(row, pieces, turns).forEach((candidates, turn) => {
    const [from, to] = [elementAt(turns, turn), elementAt(turns, turn + 1) - 1];
    const isOne = candidates.length === 1;
    if (!isOne) {
      for (const one of candidates) standing[one.claim] = one.standing;
      row.of(candidates.map(({ claim }) => claim)).fold(from, standing, folder);
    }
    for (const one of candidates)
      if (isOne || intAt(folder, one.claim) < 0) lead(one.claim, from, to, one.standing);
    for (const { claim } of candidates) {
      standing[claim] = NOT_HELD;
      folder[claim] = -1;
    }
  });
  for (const runs of found.values()) runs.sort((a, b) => a.from - b.from);
  return found;
}

/** Return for each stretch between two turns the pieces that no later-said claim folds; they are compared one by one. */
function notSurelyFolded(
  row: ClaimantRow,
  pieces: readonly Piece[],
  turns: readonly number[],
): readonly (readonly Piece[])[] {
  const candidates: Piece[][] = turns.slice(1).map(() => []);
  const dated = pieces.filter(({ standing }) => standing !== VAGUE);
  const ranges = new Map(
    dated.map((piece) => [
      piece,
      [firstAtLeast(turns, piece.from), firstAtLeast(turns, piece.to + 1)] as const,
    ]),
  );
  const least = EXEMPT.map((exempt) => {
    const folding = dated.filter(
      ({ folds, standing, isFar }) =>
        folds && (!(exempt & 1) || standing === STATED) && (!(exempt & 2) || !isFar),
    );
    return leastBy(
      rangeMaxima(
        folding.map((piece) => [...ranges.get(piece)!, piece.saidFrom]),
        candidates.length,
      ),
    );
  });
  for (const piece of dated) {
    const [from, to] = ranges.get(piece)!;
    // Where claims stand beside one another a later saying need not fold.
    const limit = row.hasBesides ? Number.POSITIVE_INFINITY : piece.saidTo;
    elementAt(least, piece.exempt)(from, to, limit, (turn) =>
      elementAt(candidates, turn).push(piece),
    );
  }
  return candidates;
}
