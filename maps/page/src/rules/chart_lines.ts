/**
 * What is drawn of a subject over time: a line for each claimant, whose steps are its claims while they lead.
 *
 * Python has the same rule (layers/comparison/chart_lines.py); tests/cases/chart.json is run by both.
 */
import { elementAt, required } from "../checked_access.ts";
import { type AnswerRow, type Figure, PHASE_ORDER, type Standing } from "./answer.ts";
import {
  type ChartDot,
  type ChartGroup,
  type ChartLine,
  type ChartLines,
  type ChartStep,
  NOT_DRAWN,
  type NotDrawnWhy,
} from "./chart_model.ts";
import type { SubjectClaims } from "./day_sections.ts";
import {
  compareSayings,
  compareTexts,
  groupedBy,
  kindOf,
  MEASURES,
  rowClaim,
  rowKey,
} from "./section_making.ts";
import type { StandingRun } from "./standing.ts";
import { statedSpread, statesNumber } from "./stated_numbers.ts";
import type { SubjectClaim } from "./subject_claims.ts";

/** Up to this many lines all are named; of more, the newest. */
const MOST_LINES = 10;
const MOST_NAMED = 6;

/** Return what is drawn of the claims on a subject from one day to another. */
export function chartLines(claims: SubjectClaims, from: number, to: number): ChartLines {
  const runs = claims.leadingRuns();
  const drawn: Drawn[] = [];
  const left = new Map<NotDrawnWhy, SubjectClaim[]>(NOT_DRAWN.map((why) => [why, []]));
  claims.claims.forEach((claim, at) => {
    if (!claims.isShown(claim)) return;
    const own = elementAt(runs, at);
    const leads = own.some((run) => run.from <= to && run.to >= from);
    const why = leads ? whyNotDrawn(claim, claims.subject.quantity) : "";
    if (why === null) drawn.push({ claim, steps: stepsOf(claim, own, from, to) });
    else if (why !== "") left.get(why)!.push(claim);
    else if (isForLater(claim, own, to)) left.get("later")!.push(claim);
  });
  left.get("denied")!.push(...claims.deniedWithin(from, to));
  const lines = linesOf(drawn, claims, from);
  nameNewest(lines);
  return {
    from,
    to,
    lines,
    groups: groupsOf(lines.filter((line) => !line.named)),
    notDrawn: Array.from(left, ([why, found]) => ({ why, claims: found })).filter(
      ({ claims: found }) => found.length > 0,
    ),
  };
}

/** Return the step at the end of which a line is labelled: of those that end last the one that begins last. */
export function lastStep({ steps }: Pick<ChartLine, "steps">): ChartStep {
  return steps.reduce((last, step) => (step.to >= last.to ? step : last));
}

/** A claim with its steps; at least one. */
interface Drawn {
  readonly claim: SubjectClaim;
  readonly steps: readonly ChartStep[];
}

/** Check whether a claim on the subject was certainly said by a day and begins after it. */
function isForLater(claim: SubjectClaim, runs: readonly StandingRun[], to: number): boolean {
  const begin = runs[0]?.from;
  return begin !== undefined && begin > to && claim.isOnSubject && claim.saidByDay <= to;
}

/** Return why a claim is not drawn; null if it is, blank if it is about another subject. */
function whyNotDrawn(claim: SubjectClaim, quantity: string): NotDrawnWhy | "" | null {
  const counts = claim.quantity === quantity;
  if (claim.isOnSubject) {
    if (claim.figure === null) return "no_number";
    if (claim.label !== "") return "part";
    if (claim.place !== "") return "place";
    if (claim.wording !== "") return "word";
    const { figure, wording } = claim;
    return statesNumber({ figure, wording }) ? null : "no_number";
  }
  if (!counts) return claim.isOwn && claim.isHere ? "other_quantity" : "";
  if (claim.isJoint && claim.isHere) return "jointly";
  if (claim.nesting === "notPlaced") return claim.isOwn || claim.isJoint ? "unplaced" : "";
  return claim.isOwn && claim.nesting === "around" ? "larger" : "";
}

function claimOf(claim: SubjectClaim, standing: Standing) {
  return rowClaim({ claim, standing, earlier: [] });
}

/** Return the steps of a claim in a period: one for each time without a gap in which it leads. */
function stepsOf(
  claim: SubjectClaim,
  runs: readonly StandingRun[],
  first: number,
  last: number,
): ChartStep[] {
  const { low, high, lowLimit, highLimit } = figureEnds(required(claim.figure, "the figure"));
  const steps: ChartStep[] = [];
  for (let at = 0; at < runs.length; ) {
    const begin = at;
    let end = elementAt(runs, at).from - 1;
    for (; at < runs.length && elementAt(runs, at).from === end + 1; at++)
      end = elementAt(runs, at).to;
    const stretch = begin === 0 && at === runs.length ? runs : runs.slice(begin, at);
    const cut = inPeriod(stretch, first, last);
    const from = cut[0]?.from;
    if (from === undefined) continue;
    const to = Math.min(end, last);
    const endsOpen = end > last;
    steps.push({ claim, low, high, lowLimit, highLimit, from, to, runs: cut, endsOpen });
  }
  return steps;
}

/** Return runs that follow one another, cut at the ends of a period. */
function inPeriod(
  runs: readonly StandingRun[],
  first: number,
  last: number,
): readonly StandingRun[] {
  const [begin, end] = [elementAt(runs, 0).from, elementAt(runs, runs.length - 1).to];
  if (first <= begin && end <= last) return runs;
  return runs
    .filter(({ from, to }) => from <= last && to >= first)
    .map(({ from, to, standing }) => ({
      from: Math.max(from, first),
      to: Math.min(to, last),
      standing,
    }));
}

type FigureEnds = Pick<ChartStep, "low" | "high" | "lowLimit" | "highLimit">;

/** Return the stated ends of a figure, each with the word of its limit; a figure that is only near is at its number. */
function figureEnds({ low, lowIncluded, high, highIncluded, best }: Figure): FigureEnds {
  const lower = low > 0 || (low === 0 && lowIncluded) ? low : null;
  const upper = Number.isFinite(high) ? high : null;
  if (lower === null && upper === null)
    return { low: best, high: best, lowLimit: "", highLimit: "" };
  // An included end of a range is no limit.
  const isRange = lower !== null && upper !== null;
  const lowLimit = lower === null ? "" : !lowIncluded ? "more" : isRange ? "" : "atLeast";
  const highLimit = upper === null ? "" : !highIncluded ? "fewer" : isRange ? "" : "atMost";
  return { low: lower, high: upper, lowLimit, highLimit };
}

function linesOf(drawn: readonly Drawn[], claims: SubjectClaims, from: number): DrawnLine[] {
  const keyOf = ({ claim }: Drawn) => {
    const key = rowKey(claim, measureOf(claim.phase));
    return typeof key === "number" ? key : `${claim.phase} ${key}`;
  };
  const { disputes } = claims.stretches;
  const lines = Array.from(
    groupedBy(drawn, keyOf).values(),
    (own) => new DrawnLine(own, from, disputes),
  );
  return lines.sort(
    (a, b) =>
      a.rank - b.rank ||
      b.top - a.top ||
      compareTexts(a.first.claim.claimant, b.first.claim.claimant),
  );
}

/** The line of the claims of a row; what only its label and its drawing need is worked out when they ask for it. */
class DrawnLine implements ChartLine {
  named = true;
  readonly section: string;
  readonly steps: readonly ChartStep[];
  readonly top: number;
  /** The place of its section. */
  readonly rank: number;
  /** The first claim of its label. */
  readonly first: Drawn;
  readonly #own: readonly Drawn[];
  readonly #last: readonly Drawn[];
  readonly #from: number;
  readonly #disputes: ReadonlyMap<number, unknown>;
  #row: AnswerRow | null = null;
  #dots: readonly ChartDot[] | null = null;

  /** `own` are in the order of the table. */
  constructor(own: readonly Drawn[], from: number, disputes: ReadonlyMap<number, unknown>) {
    const only = elementAt(own, 0);
    this.#own = own;
    this.#from = from;
    this.#disputes = disputes;
    if (own.length === 1) [this.steps, this.#last] = [only.steps, own];
    else {
      this.steps = own.flatMap(({ steps }) => steps).sort((a, b) => a.from - b.from);
      const end = this.steps.reduce((last, { to }) => Math.max(last, to), NEVER);
      this.#last = own.filter(({ steps }) => steps.at(-1)?.to === end);
    }
    this.first = elementAt(this.#last, 0);
    this.section = this.first.claim.phase;
    this.rank = rankOf(this.section);
    this.top = this.#last.reduce((most, { claim }) => Math.max(most, claim.top), 0);
  }

  get row(): AnswerRow {
    return (this.#row ??= this.#makeRow());
  }

  get disputed(): boolean {
    return this.#last.some(({ claim }) => this.#disputes.has(claim.row));
  }

  get dots(): readonly ChartDot[] {
    return (this.#dots ??= dotsOf(this.#own, this.#from));
  }

  #makeRow(): AnswerRow {
    const { claim: first } = this.first;
    const last = this.#last;
    const newestFirst =
      last.length > 1 ? last.toSorted((a, b) => compareSayings(b.claim, a.claim)) : last;
    return {
      claimant: first.claimant,
      claims: newestFirst.map(({ claim, steps }) =>
        claimOf(claim, steps.at(-1)?.runs.at(-1)?.standing ?? "vague"),
      ),
      kind: kindOf(first, this.#last.length, measureOf(this.section)),
      label: first.label,
      place: first.place,
      voice: first.voice,
    };
  }
}

const NEVER = Number.NEGATIVE_INFINITY;

/** Return the days of saying in the period of figures that lead then or later. */
function dotsOf(own: readonly Drawn[], from: number): ChartDot[] {
  const begin = ({ steps }: Drawn) => elementAt(steps, 0).from;
  return own
    .toSorted((a, b) => begin(a) - begin(b))
    .filter(({ claim, steps }) => {
      const [earliest, latest] = claim.said;
      if (earliest === null && latest === null) return false;
      const end = elementAt(steps, steps.length - 1).to;
      return (earliest === null || earliest <= end) && (latest === null || latest >= from);
    })
    .map(({ claim, steps }) => ({ claim, step: elementAt(steps, 0), said: claim.said }));
}

/** Name all lines, or of too many those that were said last; of equals the largest figures. */
function nameNewest(lines: readonly DrawnLine[]): void {
  if (lines.length <= MOST_LINES) return;
  const newest: { line: DrawnLine; said: number }[] = [];
  for (const line of lines) {
    line.named = false;
    const said = newestDay(line);
    const at = newest.findIndex(
      (other) => said > other.said || (said === other.said && line.top > other.line.top),
    );
    if (at >= 0) newest.splice(at, 0, { line, said });
    else if (newest.length < MOST_NAMED) newest.push({ line, said });
    if (newest.length > MOST_NAMED) newest.pop();
  }
  for (const { line } of newest) line.named = true;
}

/** Return the earliest day of the newest saying of a line. */
function newestDay({ steps }: ChartLine): number {
  let newest = NEVER;
  for (const { claim } of steps)
    if ((claim.said[0] ?? NEVER) > newest) newest = claim.said[0] ?? NEVER;
  return newest;
}

function groupsOf(lines: readonly ChartLine[]): ChartGroup[] {
  return Array.from(
    groupedBy(lines, ({ section }) => section),
    ([section, own]) => {
      const spread = statedSpread(own.map(({ row }) => [row, row.claims] as const));
      return { section, lines: own, spread: required(spread, "a number") };
    },
  );
}

function measureOf(phase: string): string {
  return MEASURES[phase] ?? "";
}

function rankOf(phase: string): number {
  const rank = PHASE_ORDER.indexOf(phase);
  return rank < 0 ? PHASE_ORDER.length : rank;
}
