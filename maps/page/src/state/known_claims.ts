/** What is known and shown of all reports: computed again only for another `knownBy` or other filters. */
import type { Block } from "../block/block.ts";
import { changeDays, countSteps, type Steps } from "../rules/change_days.ts";
import { Effect } from "../rules/effect_by_day.ts";
import type { FilterIndex } from "./filters.ts";
import { endWhenCited, type Stretches, stretchesAt } from "../rules/claims_in_effect.ts";
import { Standings } from "../rules/standing.ts";
import { whenIdle } from "./idle.ts";
import type { State } from "./state.ts";

type Asked = Pick<State, "knownBy" | "tied" | "filters" | "hidesCited">;

export class KnownClaims {
  readonly #block: Block;
  readonly #filters: FilterIndex;
  readonly #allKnown: Stretches;
  readonly #allStandings: Standings;
  #asked: Asked | null = null;
  #known: Stretches;
  /** The stretches of what is known; if last cited claims are hidden, ended where they become so. */
  stretches: Stretches;
  /** 1 for each row that the filters let through; null: all. */
  shown: Uint8Array | null = null;
  changes: Int32Array = new Int32Array();
  effect: Effect;
  #unfiltered: Effect | null = null;

  constructor(block: Block, filters: FilterIndex) {
    this.#block = block;
    this.#filters = filters;
    this.#allKnown = this.#known = this.stretches = stretchesAt(block.reports, null);
    this.#allStandings = this.#standingsOf(this.#allKnown);
    this.effect = this.#effectOf(this.#allKnown, this.#allStandings, null);
  }

  /** Return days on which anything changes when all is known and nothing hidden. */
  get allChanges(): Int32Array {
    const { first, last } = this.#block.days;
    return changeDays(this.#allKnown, this.#allStandings, first, last);
  }

  /** Return how many claims are in effect on each day. */
  get steps(): Steps {
    return countSteps(this.stretches, this.#block.days.first, this.#block.days.last, this.shown);
  }

  /** Claims that would be in effect if no filter hid them. */
  get hidden(): number {
    const { certain, possible } = this.effect;
    return this.#unfiltered
      ? this.#unfiltered.certain + this.#unfiltered.possible - certain - possible
      : 0;
  }

  /** Adopt what a state asks for; return whether anything differs from before. */
  take(asked: Asked): boolean {
    const before = this.#asked;
    const isFiltered = before?.filters !== asked.filters;
    if (
      before &&
      before.knownBy === asked.knownBy &&
      before.hidesCited === asked.hidesCited &&
      !isFiltered
    )
      return false;
    this.#asked = asked;
    if (isFiltered) this.shown = this.#filters.mask(asked.filters);
    if (this.#known.knownBy !== asked.knownBy)
      this.#known =
        asked.knownBy === null ? this.#allKnown : stretchesAt(this.#block.reports, asked.knownBy);
    this.stretches = asked.hidesCited ? endWhenCited(this.#known) : this.#known;
    const standings = this.#standingsOf(this.stretches);
    const { first, last } = this.#block.days;
    this.changes = changeDays(this.stretches, standings, first, last, this.shown);
    this.effect = this.#effectOf(this.stretches, standings, this.shown);
    const isPart = this.shown !== null || asked.hidesCited;
    this.#unfiltered = isPart
      ? this.#effectOf(this.#known, this.#standingsOf(this.#known), null)
      : null;
    // What is known by the day shown is another on each day.
    if (!asked.tied) whenIdle(() => this.effect.prepare());
    return true;
  }

  /** Go to a day of the slider. */
  goTo(on: number): void {
    this.effect.goTo(on);
    this.#unfiltered?.goTo(on);
  }

  #standingsOf(stretches: Stretches): Standings {
    const { reports } = this.#block;
    if (stretches === this.#allKnown && this.#allStandings) return this.#allStandings;
    const rows = Int32Array.from({ length: reports.count }, (_, row) => row);
    return new Standings(reports, stretches, rows);
  }

  #effectOf(stretches: Stretches, standings: Standings, shown: Uint8Array | null): Effect {
    const { drawnAt, places, days } = this.#block;
    return new Effect(stretches, standings, drawnAt, places.count, shown, days.first, days.last);
  }
}
