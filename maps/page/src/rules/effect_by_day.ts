/**
 * What is in effect on the day shown, kept up from day to day: a step touches only the reports whose status changes between
 * the two days, so that its cost grows with what changes and not with all reports.
 */
import { addAt, byteAt, intAt } from "../checked_access.ts";
import { DISTANT_FUTURE } from "./days.ts";
import { NOT_HELD } from "./standing_numbers.ts";
import {
  CERTAIN,
  certaintyOn,
  type InEffect,
  isLastCited,
  NOT,
  type Stretches,
} from "./claims_in_effect.ts";

/** How claims stand on a day, and the days on which that can change, by row. */
export interface StandingByDay {
  readonly of: (row: number, day: number) => number;
  readonly eachTurn: (row: number, visit: (day: number, row: number) => void) => void;
}

/** Added to the certainty of a row that is only last cited. */
export const CITED = 4;
const CERTAINTY = 3;

/** Rows sorted by a key: those of `key` are `rows[start[key]]` to before `rows[start[key + 1]]`, in the table's order. */
export interface RowsBy {
  readonly start: Int32Array;
  readonly rows: Int32Array;
}

/** Sort the rows by a number from 0 to before `count`; a row whose number is negative is left out. */
export function rowsBy(keys: Int32Array, count: number): RowsBy {
  const start = new Int32Array(count + 1);
  for (let row = 0; row < keys.length; row++) {
    const key = intAt(keys, row);
    if (key >= 0) addAt(start, key + 1, 1);
  }
  for (let key = 0; key < count; key++) addAt(start, key + 1, intAt(start, key));
  const rows = new Int32Array(intAt(start, count));
  const next = start.slice(0, count);
  for (let row = 0; row < keys.length; row++) {
    const key = intAt(keys, row);
    if (key < 0) continue;
    rows[intAt(next, key)] = row;
    addAt(next, key, 1);
  }
  return { start, rows };
}

/** What is in effect on one day at a time, of the rows that `shown` lets through (null: all). */
export class Effect {
  /** For each row NOT, POSSIBLE or CERTAIN, with CITED added where it is only last cited; NOT where a filter hides it. */
  readonly status: Uint8Array;
  /** For each row how it stands, a position in `STANDINGS`; NOT_HELD where its status is NOT. */
  readonly standing: Uint8Array;
  /** For each place how many of its claims are in effect. */
  readonly countAt: Int32Array;
  /** For each place a number that changes whenever what is in effect there does. */
  readonly versionAt: Int32Array;
  certain = 0;
  possible = 0;
  /** Of these two together, the claims that have no place. */
  unplaced = 0;
  /** Claims that would be in effect if no filter hid them. */
  hidden = 0;
  /** Changes whenever anything in effect does. */
  version = 0;
  readonly #stretches: Stretches;
  readonly #standings: StandingByDay;
  readonly #placeOf: Int32Array;
  readonly #shown: Uint8Array | null;
  readonly #first: number;
  readonly #last: number;
  readonly #hidden: Uint8Array | null;
  #events: RowsBy | null = null;
  #on: number | null = null;

  constructor(
    stretches: Stretches,
    standings: StandingByDay,
    placeOf: Int32Array,
    places: number,
    shown: Uint8Array | null,
    first: number,
    last: number,
  ) {
    this.#stretches = stretches;
    this.#standings = standings;
    this.#placeOf = placeOf;
    this.#shown = shown;
    this.#first = first;
    this.#last = last;
    this.#hidden = shown && new Uint8Array(stretches.count);
    this.status = new Uint8Array(stretches.count);
    this.standing = new Uint8Array(stretches.count).fill(NOT_HELD);
    this.countAt = new Int32Array(places);
    this.versionAt = new Int32Array(places);
  }

  /** Go to a day; to one beyond the slider, and back from it, all is asked again. */
  goTo(on: number): void {
    const before = this.#on;
    if (on === before) return;
    this.#on = on;
    if (before === null || !this.#isOnSlider(before) || !this.#isOnSlider(on)) {
      this.#askAll(on);
      return;
    }
    const { start, rows } = this.#sortedEvents();
    // Going on, what changes on the new day and on those passed over; going back, what had changed since.
    const [from, to] = [
      Math.min(before, on) + 1 - this.#first,
      Math.max(before, on) + 1 - this.#first,
    ];
    if (intAt(start, to) - intAt(start, from) > this.#stretches.count) this.#askAll(on);
    else for (let k = intAt(start, from); k < intAt(start, to); k++) this.#ask(intAt(rows, k), on);
  }

  /** Do beforehand what the first step from day to day needs. */
  prepare(): void {
    this.#sortedEvents();
  }

  /** Return all that is in effect, in the order of the table. */
  inEffect(): InEffect {
    const certain: number[] = [];
    const possible: number[] = [];
    const { status } = this;
    for (let row = 0; row < status.length; row++) {
      if (status[row] !== NOT)
        ((byteAt(status, row) & CERTAINTY) === CERTAIN ? certain : possible).push(row);
    }
    return { certain, possible };
  }

  #isOnSlider(day: number): boolean {
    return day >= this.#first && day <= this.#last;
  }

  #askAll(on: number): void {
    for (let row = 0; row < this.#stretches.count; row++) this.#ask(row, on);
  }

  #ask(row: number, on: number): void {
    let next: number = certaintyOn(this.#stretches, row, on);
    if (next !== NOT && isLastCited(this.#stretches, row, on)) next += CITED;
    if (this.#shown && !this.#shown[row]) {
      this.#hide(row, Number(next !== NOT));
      return;
    }
    const old = byteAt(this.status, row);
    const standing = next === NOT ? NOT_HELD : this.#standings.of(row, on);
    if (old === next && this.standing[row] === standing) return;
    this.status[row] = next;
    this.standing[row] = standing;
    this.version++;
    this.#count(old, -1);
    this.#count(next, 1);
    const change = Number(next !== NOT) - Number(old !== NOT);
    const place = intAt(this.#placeOf, row);
    if (place < 0) this.unplaced += change;
    else {
      addAt(this.countAt, place, change);
      addAt(this.versionAt, place, 1);
    }
  }

  #hide(row: number, holds: number): void {
    this.hidden += holds - byteAt(this.#hidden!, row);
    this.#hidden![row] = holds;
  }

  #count(status: number, by: number): void {
    if (status === NOT) return;
    if ((status & CERTAINTY) === CERTAIN) this.certain += by;
    else this.possible += by;
  }

  #sortedEvents(): RowsBy {
    return (this.#events ??= this.#sortEvents());
  }

  /** Return the rows by the days on which their status can change; a row occurs once for each of its days. */
  #sortEvents(): RowsBy {
    const { count, possibleFrom, possibleTo, certainFrom, certainTo, lastCitedFrom } =
      this.#stretches;
    const days = this.#last - this.#first + 1;
    const start = new Int32Array(days + 2);
    const each = (visit: (day: number, row: number) => void) => {
      for (let row = 0; row < count; row++) {
        if (intAt(possibleFrom, row) > intAt(possibleTo, row)) continue;
        visit(intAt(possibleFrom, row), row);
        visit(after(intAt(possibleTo, row)), row);
        if (intAt(certainFrom, row) <= intAt(certainTo, row)) {
          visit(intAt(certainFrom, row), row);
          visit(after(intAt(certainTo, row)), row);
        }
        visit(intAt(lastCitedFrom, row), row);
        this.#standings.eachTurn(row, visit);
      }
    };
    each((day) => {
      if (this.#isOnSlider(day)) addAt(start, day - this.#first + 1, 1);
    });
    for (let day = 0; day <= days; day++) addAt(start, day + 1, intAt(start, day));
    const rows = new Int32Array(intAt(start, days + 1));
    const next = start.slice();
    each((day, row) => {
      if (!this.#isOnSlider(day)) return;
      rows[intAt(next, day - this.#first)] = row;
      addAt(next, day - this.#first, 1);
    });
    return { start, rows };
  }
}

function after(day: number): number {
  return day === DISTANT_FUTURE ? DISTANT_FUTURE : day + 1;
}
