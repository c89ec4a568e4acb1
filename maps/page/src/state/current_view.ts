/** The one state of the page, and the view of it that every part is shown. */
import type { Block } from "../block/block.ts";
import type { Words } from "../words/catalogue.ts";
import type { KnownClaims } from "./known_claims.ts";
import type { State } from "./state.ts";
import type { Chosen, View } from "./view.ts";

export class CurrentView {
  readonly #block: Block;
  readonly #words: Words;
  readonly #known: KnownClaims;
  #state: State;
  #chosen: Chosen = { force: null, place: null, quantity: null };

  constructor(block: Block, words: Words, known: KnownClaims, state: State) {
    this.#block = block;
    this.#words = words;
    this.#known = known;
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  /** Adopt a state; return whether other claims are known or shown than before. */
  take(wanted: State): boolean {
    const state = wanted.tied ? { ...wanted, knownBy: wanted.on } : wanted;
    const found = state.place === null ? -1 : this.#block.places.ref.indexOf(state.place);
    const place = found < 0 ? null : found;
    const { force, quantity } = state;
    const chosen = this.#chosen;
    if (force !== chosen.force || place !== chosen.place || quantity !== chosen.quantity)
      this.#chosen = { force, place, quantity };
    this.#state = state;
    return this.#known.take(state);
  }

  /** Return the view of the state on its day. */
  view(): View {
    const { on, knownBy, tied } = this.#state;
    this.#known.goTo(on);
    const { stretches, effect, shown, hidden } = this.#known;
    return {
      block: this.#block,
      words: this.#words,
      on,
      knownBy,
      tied,
      stretches,
      effect,
      shown,
      chosen: this.#chosen,
      hidden,
      state: this.#state,
    };
  }
}
