/** The page's state in the browser's address and history. */
import { isSameEntry, type State, writeHash } from "./state.ts";

/** Milliseconds without another day after which the address is written: browsers are slow at it, and refuse too many. */
const REST_MS = 150;

/** Writes states into the address: as a new entry of history if more than the day or the map's position changed. */
export class Address {
  #isOurs: boolean;
  #waiting = 0;
  #state: State;

  /** `isOurs`: whether the page is a document of ours; the address of any other page is never touched. */
  constructor(state: State, isOurs: boolean) {
    this.#isOurs = isOurs;
    this.#state = state;
    addEventListener("pagehide", () => this.flush());
  }

  /** Adopt the state that the address already holds. */
  adopt(state: State): void {
    clearTimeout(this.#waiting);
    this.#state = state;
    this.#replace();
  }

  /** Write a state to which the reader came. */
  write(state: State): void {
    if (!this.#isOurs) return;
    const isNew = !isSameEntry(this.#state, state);
    if (isNew) this.flush();
    this.#state = state;
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    if (isNew) this.#put("pushState", writeHash(state));
    else this.#waiting = window.setTimeout(() => this.#replace(), REST_MS);
  }

  /** Write at once what was delayed. */
  flush(): void {
    if (!this.#waiting) return;
    clearTimeout(this.#waiting);
    this.#replace();
  }

  #replace(): void {
    this.#waiting = 0;
    if (!this.#isOurs) return;
    const hash = writeHash(this.#state);
    if (hash !== location.hash) this.#put("replaceState", hash);
  }

  /** Put a hash into the address; a document without an address of its own, as in a sandbox, may have none. */
  #put(name: "pushState" | "replaceState", hash: string): void {
    try {
      history[name](null, "", hash);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.#isOurs = false;
    }
  }
}
