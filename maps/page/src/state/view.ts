/** What is shown at one moment, and the interface of the parts of the page. */
import type { Block } from "../block/block.ts";
import type { Effect } from "../rules/effect_by_day.ts";
import type { Stretches } from "../rules/claims_in_effect.ts";
import type { State, Tab } from "./state.ts";
import type { Words } from "../words/catalogue.ts";

/** What is chosen of the subject; null: nothing. */
export interface Chosen {
  readonly force: string | null;
  readonly place: number | null;
  readonly quantity: string | null;
}

/** What is shown at one moment, the same in every part of the page. */
export interface View {
  readonly block: Block;
  readonly words: Words;
  readonly on: number;
  /** Null: all that is known. */
  readonly knownBy: number | null;
  /** Whether `knownBy` follows `on`. */
  readonly tied: boolean;
  /** Of this `knownBy`. */
  readonly stretches: Stretches;
  /** What is in effect on this day, row by row and place by place, of what the filters let through. */
  readonly effect: Effect;
  /** 1 for each row that the filters let through; null: all. */
  readonly shown: Uint8Array | null;
  readonly chosen: Chosen;
  /** Claims that would be in effect if no filter hid them. */
  readonly hidden: number;
  /** The state in the address. */
  readonly state: State;
}

/**
 * A part of the page, made once. Its `show` does work that grows with what changed or can be seen, and with all reports
 * only when `stretches` or `shown` is another than before.
 */
export interface Part {
  readonly element: HTMLElement;
  show(view: View): void;
  /** Highlight the row that is pointed at elsewhere; null: none. */
  highlight?(row: number | null): void;
}

/** What a part can ask the page to do. */
export interface Calls {
  /** Open the card of some rows; the focus goes back to `opener`. */
  readonly onOpen: (rows: readonly number[], opener: HTMLElement | null) => void;
  /** Choose another subject; a quantity of null is what is counted most. */
  readonly onChoose: (chosen: Chosen) => void;
  /** Show a tab of the panel and take the focus there. */
  readonly onShowTab: (tab: Tab) => void;
  /** Change what is shown, and the address with it. */
  readonly onChange: (change: Partial<State>) => void;
  readonly onHover: (row: number | null) => void;
  readonly onGo: (day: number) => void;
  readonly onShowPlace: (place: number) => void;
}
