/** The page's state in the browser's address and history. */
import { isSameEntry, type State, writeHash } from "./state.ts";

/** Milliseconds without another day after which the address tells the day: browsers take a new one slowly, and refuse too many. */
const REST_MS = 150;

/** Writes states into the address: as a new entry of history where more than the day or the map's place changed. */
export class Address {
  readonly #isOurs: boolean;
  #waiting = 0;
  #state: State;

  /** `isOurs` is whether the page is a document of ours: of any other the address is never touched. */
  constructor(state: State, isOurs: boolean) {
    this.#isOurs = isOurs;
    this.#state = state;
    addEventListener("pagehide", () => this.flush());
  }

  /** Take over what the address says already. */
  adopt(state: State): void {
    clearTimeout(this.#waiting);
    this.#state = state;
    this.#replace();
  }

  /** Write a state that the reader came to. */
  write(state: State): void {
    if (!this.#isOurs) return;
    const isNew = !isSameEntry(this.#state, state);
    if (isNew) this.flush();
    this.#state = state;
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    if (isNew) history.pushState(null, "", writeHash(state));
    else this.#waiting = window.setTimeout(() => this.#replace(), REST_MS);
  }

  /** Write at once what was put off. */
  flush(): void {
    if (!this.#waiting) return;
    clearTimeout(this.#waiting);
    this.#replace();
  }

  #replace(): void {
    this.#waiting = 0;
    if (!this.#isOurs) return;
    history.replaceState(null, "", writeHash(this.#state));
  }
}
