/**
 * What changed on a subject and near it between two days, in lines: section by section, then under headings.
 *
 * Python has the same rule (layers/changes.py); tests/cases/changes.json is run by both.
 */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { PHASE_ORDER } from "./answer.ts";
import { type Change, ChangeEvents, type ChangeEvent } from "./change_events.ts";
import { stretchesAt } from "./claims_in_effect.ts";
import { type Heading, HEADINGS, headingOf } from "./change_headings.ts";
import { DISTANT_PAST } from "./days.ts";
import { partOfReports, withReferences } from "./report_parts.ts";
import { groupedBy } from "./section_making.ts";
import type { Subject, SubjectClaim } from "./subject_claims.ts";
import { TurningDays } from "./turning_days.ts";

/** What was said together, or happened to it, is one line. */
export interface ChangeLine {
  readonly heading: Heading;
  readonly what: Change;
  /** The first and the last day on which it can have happened, as far as reports name it. */
  readonly from: number;
  readonly to: number;
  readonly claims: readonly SubjectClaim[];
  /** Rows of the claims whose place they take. */
  readonly older: readonly number[];
}

/** What changed between two days. */
export interface Changed {
  /** In the order in which they are shown: sections first, in each the newest first. */
  readonly lines: readonly ChangeLine[];
  /** Claims on the subject and its parts that may have been said between the days, or not; a line each. */
  readonly undated: readonly ChangeLine[];
}

interface Asked {
  readonly days: readonly number[];
  readonly shown: Uint8Array | null;
}

/** A claim under its heading; `rank` is the number of its section or heading, in the order in which they are shown. */
interface Headed {
  readonly claim: SubjectClaim;
  readonly heading: Heading;
  readonly rank: number;
}

interface Placed extends Headed {
  readonly event: ChangeEvent;
  /** The day by which it is sorted. */
  readonly day: number;
}

/** What changes on a subject and near it. */
export class SubjectChanges {
  readonly #rows: Int32Array;
  readonly #events: ChangeEvents;
  readonly #turns: TurningDays;
  /** For each of the rows its claim and heading. */
  readonly #near: readonly (Headed | undefined)[];

  #last: { asked: Asked; changed: Changed } | null = null;

  /** `claims` are the reports on the subject or near it. */
  constructor(block: Block, subject: Subject, claims: readonly SubjectClaim[]) {
    const { reports } = block;
    this.#rows = withReferences(
      reports,
      claims.map(({ row }) => row),
    );
    this.#events = new ChangeEvents(partOfReports(reports, this.#rows));
    this.#turns = new TurningDays(block, stretchesAt(reports, null), this.#rows);
    const byRow = new Map(claims.map((claim) => [claim.row, claim]));
    this.#near = Array.from(this.#rows, (row) => {
      const claim = byRow.get(row);
      const heading = claim ? headingOf(claim, subject) : null;
      return claim && heading !== null
        ? { claim, heading, rank: rankOf(claim, heading) }
        : undefined;
    });
  }

  /**
   * Return what changed after a day and up to another one, as known by a day.
   *
   * `shown` is 1 for each row of the block that the filters let through, null for all. Where nothing can differ from what
   * was asked for last, the same is returned.
   */
  between(since: number, until: number, knownBy: number, shown: Uint8Array | null): Changed {
    const asked = { days: [since, until, knownBy], shown };
    const last = this.#last;
    const isSame = ({ days }: Asked) =>
      days.every((day, at) => this.#turns.isSteady(day, elementAt(asked.days, at)));
    if (last?.asked.shown === shown && isSame(last.asked)) return last.changed;
    const changed = this.#between(since, until, knownBy, shown);
    this.#last = { asked, changed };
    return changed;
  }

  #between(since: number, until: number, knownBy: number, shown: Uint8Array | null): Changed {
    const placed: Placed[] = [];
    const undated: ChangeLine[] = [];
    for (const event of this.#events.between(since, until, knownBy)) {
      const near = this.#near[event.row];
      if (!near || (shown && !shown[near.claim.row])) continue;
      if (event.what !== "day not known") placed.push(placedOf(near, event));
      else if (HEADINGS.indexOf(near.heading) <= 1)
        undated.push(this.#line([placedOf(near, event)]));
    }
    placed.sort(
      (a, b) =>
        a.rank - b.rank || b.day - a.day || b.event.to - a.event.to || a.event.row - b.event.row,
    );
    const lines = Array.from(groupedBy(placed, lineKey).values(), (same) => this.#line(same));
    return { lines, undated };
  }

  #line(same: readonly Placed[]): ChangeLine {
    const { heading, event } = elementAt(same, 0);
    return {
      heading,
      what: event.what,
      from: event.from,
      to: event.to,
      claims: same.map(({ claim }) => claim),
      older: event.older.map((row) => intAt(this.#rows, row)),
    };
  }
}

/** Return the number of the section or heading of a claim, in the order in which they are shown. */
function rankOf({ phase }: SubjectClaim, heading: Heading): number {
  if (heading !== "") return PHASE_ORDER.length + HEADINGS.indexOf(heading);
  const rank = PHASE_ORDER.indexOf(phase);
  return rank < 0 ? PHASE_ORDER.length : rank;
}

function placedOf({ claim, heading, rank }: Headed, event: ChangeEvent): Placed {
  const { from, to } = event;
  return { claim, heading, rank, event, day: from > DISTANT_PAST ? from : to };
}

/** Return what the claims of a line share: the claimant's row, the span, and what happened when. */
function lineKey({ claim, heading, event }: Placed): string {
  const { claimantRow, row, start, end } = claim;
  const { what, from, to, older } = event;
  const who = claimantRow === 0 ? -1 - row : claimantRow;
  return `${who} ${from} ${to} ${what} ${heading} ${start} ${end} ${older.join(" ")}`;
}
