/**
 * The moves from day to day: by steps, to the next change, and playing. Every move but playing stops playing.
 *
 * A day beyond the slider can be gone to by its date; steps lead from there to the slider, and never off it.
 */
import { lastBefore, nextAfter } from "../rules/change_days.ts";
import { addMonths } from "../rules/days.ts";
import type { State } from "../state/state.ts";
import { dayAfter, Player } from "./player.ts";

/** What the moves need to know of the page. */
export interface DayContext {
  /** The days of the slider. */
  readonly days: { readonly first: number; readonly last: number };
  readonly state: () => State;
  /** The days, sorted, on which anything changes. */
  readonly changes: () => Int32Array;
  readonly change: (wanted: Partial<State>) => void;
  readonly onPlaying: (isPlaying: boolean) => void;
}

export interface DayMoves {
  readonly player: Player;
  readonly change: (wanted: Partial<State>) => void;
  /** Go to a day, also beyond the slider. */
  readonly go: (day: number) => void;
  readonly days: (by: number) => void;
  readonly months: (by: number) => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly play: () => void;
}

/** Make the moves over the days of the slider. */
export function makeDayMoves({
  days: { first, last },
  state,
  changes,
  change,
  onPlaying,
}: DayContext): DayMoves {
  const go = (on: number) => change({ on });
  const step = (to: number) => {
    const { on } = state();
    go(Math.min(Math.max(to, Math.min(first, on)), Math.max(last, on)));
  };
  const player = new Player(() => {
    const day = dayAfter(state().on, changes(), last, state().step);
    if (day !== null) go(day);
    return day !== null && day < last;
  }, onPlaying);
  const stopping =
    <Values extends unknown[]>(move: (...values: Values) => void) =>
    (...values: Values) => {
      player.stop();
      move(...values);
    };
  return {
    player,
    change: stopping(change),
    go: stopping(go),
    days: stopping((by: number) => step(state().on + by)),
    months: stopping((by: number) => step(addMonths(state().on, by))),
    next: stopping(() => go(nextAfter(changes(), state().on) ?? state().on)),
    previous: stopping(() => go(lastBefore(changes(), state().on) ?? state().on)),
    first: stopping(() => go(first)),
    last: stopping(() => go(last)),
    play: () => {
      if (!player.isPlaying && state().on >= last) go(first);
      player.toggle();
    },
  };
}
