/**
 * What is drawn of a subject over time: a line for each claimant, whose steps are its claims while they lead.
 *
 * Python has the same rule (layers/comparison/chart_lines.py); tests/cases/chart.json is run by both.
 */
import { elementAt } from "../checked_access.ts";
import { PHASE_ORDER, type Said, type Standing } from "./answer.ts";
import type { SubjectClaims } from "./day_sections.ts";
import { groupedBy, rowClaim } from "./section_making.ts";
import type { StandingRun } from "./standing.ts";
import { STANDINGS } from "./standing_numbers.ts";
import { type EndWord, lowerNumber, upperNumber } from "./stated_numbers.ts";
import type { SubjectClaim } from "./subject_claims.ts";

/** Up to this many lines all are named; of more, the newest. */
const MOST_LINES = 10;
const MOST_NAMED = 6;

/** Days, both included, in which a claim leads and stands in one way. */
export interface ChartRun {
  readonly from: number;
  readonly to: number;
  readonly standing: Standing;
}

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
  readonly runs: readonly ChartRun[];
  /** It goes on past the period. */
  readonly endsOpen: boolean;
}

/** On which days a claim can have been said. */
export interface ChartDot {
  readonly claim: SubjectClaim;
  readonly said: Said;
}

/** The claims of one claimant's row, or his movements to one place. */
export interface ChartLine {
  /** Its phase. */
  readonly section: string;
  readonly claimant: string;
  /** Whether it has a label of its own, or is in a group. */
  readonly named: boolean;
  /** Whether its last figure is disputed. */
  readonly disputed: boolean;
  /** In the order of their days; at least one. */
  readonly steps: readonly ChartStep[];
  readonly dots: readonly ChartDot[];
}

/** The lines of a section that have no label of their own. */
export interface ChartGroup {
  readonly section: string;
  readonly lines: readonly ChartLine[];
  /** The smallest and the largest number of their last figures. */
  readonly low: number;
  readonly high: number;
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

/** Return what is drawn of the claims on a subject from one day to another. */
export function chartLines(claims: SubjectClaims, from: number, to: number): ChartLines {
  const runs = claims.leadingRuns();
  const steps: ChartStep[] = [];
  const left = new Map<NotDrawnWhy, SubjectClaim[]>(NOT_DRAWN.map((why) => [why, []]));
  claims.claims.forEach((claim, at) => {
    if (!claims.isShown(claim)) return;
    const own = inPeriod(elementAt(runs, at), from, to);
    if (own.length === 0) return;
    const why = whyNotDrawn(claim, claims.subject.quantity);
    if (why === null) steps.push(...stepsOf(claim, own, to));
    else if (why) left.get(why)!.push(claim);
  });
  left.get("denied")!.push(...claims.deniedWithin(from, to));
  const lines = linesOf(steps, claims);
  const named = namedOf(lines);
  const marked = lines.map((line) => ({ ...line, named: named.has(line) }));
  return {
    from,
    to,
    lines: marked,
    groups: groupsOf(marked.filter((line) => !line.named)),
    notDrawn: Array.from(left, ([why, found]) => ({ why, claims: found })).filter(
      ({ claims: found }) => found.length > 0,
    ),
  };
}

/** Return the number at which a step is drawn: its upper end, else the lower one. */
export function topOf({ low, high }: Pick<ChartStep, "low" | "high">): number {
  return high ?? low ?? 0;
}

/** Return the last step of a line. */
export function lastStep({ steps }: Pick<ChartLine, "steps">): ChartStep {
  return elementAt(steps, steps.length - 1);
}

function inPeriod(runs: readonly StandingRun[], from: number, to: number): StandingRun[] {
  return runs
    .filter((run) => run.from <= to && run.to >= from)
    .map((run) => ({ ...run, from: Math.max(run.from, from) }));
}

/** Return why a claim is not drawn; null if it is, blank if it is about another subject. */
function whyNotDrawn(claim: SubjectClaim, quantity: string): NotDrawnWhy | "" | null {
  const counts = claim.quantity === quantity;
  if (claim.isOnSubject) {
    if (claim.figure === null) return "no_number";
    if (claim.label !== "") return "part";
    if (claim.place !== "") return "place";
    if (claim.wording !== "") return "word";
    const number = rowClaim({ claim, standing: "stated", earlier: [] });
    return (lowerNumber(number, 0) ?? upperNumber(number, 0)) ? null : "no_number";
  }
  if (!counts) return claim.isOwn && claim.isHere ? "other_quantity" : "";
  if (claim.isJoint && claim.isHere) return "jointly";
  if (claim.nesting === "notPlaced") return claim.isOwn || claim.isJoint ? "unplaced" : "";
  return claim.isOwn && claim.nesting === "around" ? "larger" : "";
}

/** Return the steps of a claim: one for each time without a gap in which it leads. */
function stepsOf(claim: SubjectClaim, runs: readonly StandingRun[], last: number): ChartStep[] {
  const number = rowClaim({ claim, standing: "stated", earlier: [] });
  const [lower, upper] = [lowerNumber(number, 0), upperNumber(number, 0)];
  const [low, high] = [
    lower?.bound === "high" ? null : lower,
    upper?.bound === "low" ? null : upper,
  ];
  const limit = (word: EndWord = "") => (word === "about" ? "" : word);
  const stretches: StandingRun[][] = [];
  for (const run of runs) {
    const before = stretches.at(-1);
    if (before?.at(-1)?.to === run.from - 1) before.push(run);
    else stretches.push([run]);
  }
  return stretches.map((stretch) => {
    const end = elementAt(stretch, stretch.length - 1).to;
    return {
      claim,
      low: low?.value ?? null,
      high: high?.value ?? null,
      lowLimit: limit(low?.word),
      highLimit: limit(high?.word),
      from: elementAt(stretch, 0).from,
      to: Math.min(end, last),
      runs: stretch.map(({ from, to, standing }) => ({
        from,
        to: Math.min(to, last),
        standing: elementAt(STANDINGS, standing),
      })),
      endsOpen: end > last,
    };
  });
}

/** Return what the claims of a line share: a claimant's row, or a claimant's movements. */
function lineKey({ claimantRow, phase, isNameless, row, troops }: SubjectClaim): string | number {
  if (claimantRow > 0) return claimantRow;
  const isMovement = phase === "arriving" || phase === "withdrawn";
  return isMovement && !isNameless ? `${phase} ${troops}` : -1 - row;
}

function linesOf(steps: readonly ChartStep[], { stretches }: SubjectClaims): ChartLine[] {
  const lines = Array.from(
    groupedBy(steps, ({ claim }) => lineKey(claim)).values(),
    (own): ChartLine => {
      const sorted = own.toSorted((a, b) => a.from - b.from || a.to - b.to);
      const last = elementAt(sorted, sorted.length - 1).claim;
      return {
        section: last.phase,
        claimant: last.claimant,
        named: true,
        disputed: stretches.disputes.has(last.row),
        steps: sorted,
        dots: dotsOf(sorted),
      };
    },
  );
  return lines.sort(
    (a, b) =>
      rankOf(a.section) - rankOf(b.section) ||
      topOf(lastStep(b)) - topOf(lastStep(a)) ||
      (a.claimant === b.claimant ? 0 : a.claimant < b.claimant ? -1 : 1),
  );
}

/** Return the days of saying of the claims of a line; one that was said after its time has none on it. */
function dotsOf(steps: readonly ChartStep[]): ChartDot[] {
  const ends = new Map<SubjectClaim, number>();
  for (const { claim, to } of steps) ends.set(claim, Math.max(ends.get(claim) ?? to, to));
  return Array.from(ends)
    .filter(([{ said }, to]) => (said[0] !== null || said[1] !== null) && (said[0] ?? to) <= to)
    .map(([claim]) => ({ claim, said: claim.said }));
}

/** Return the lines that have a label of their own: all, or of too many those that were said last. */
function namedOf(lines: readonly ChartLine[]): ReadonlySet<ChartLine> {
  if (lines.length <= MOST_LINES) return new Set(lines);
  const newest = (line: ChartLine) =>
    line.steps.reduce(
      (most, { claim }) => Math.max(most, claim.saidFromDay),
      Number.NEGATIVE_INFINITY,
    );
  const sorted = lines
    .map((line) => ({ line, said: newest(line) }))
    .sort((a, b) =>
      a.said === b.said
        ? topOf(lastStep(b.line)) - topOf(lastStep(a.line))
        : a.said < b.said
          ? 1
          : -1,
    );
  return new Set(sorted.slice(0, MOST_NAMED).map(({ line }) => line));
}

function groupsOf(lines: readonly ChartLine[]): ChartGroup[] {
  return Array.from(
    groupedBy(lines, ({ section }) => section),
    ([section, own]) => {
      const ends = own.map(lastStep);
      return {
        section,
        lines: own,
        low: ends.reduce(
          (least, { low, high }) => Math.min(least, low ?? high ?? least),
          Number.POSITIVE_INFINITY,
        ),
        high: ends.reduce((most, step) => Math.max(most, topOf(step)), 0),
      };
    },
  );
}

function rankOf(phase: string): number {
  const rank = PHASE_ORDER.indexOf(phase);
  return rank < 0 ? PHASE_ORDER.length : rank;
}
