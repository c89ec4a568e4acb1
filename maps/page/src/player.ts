/** Playing: a day after the other, straight over long stretches in which nothing changes. */
import { nextAfter } from "./changes.ts";

/** Stretches longer than this many days are passed over. */
export const LONGEST_WAIT_DAYS = 31;
const MS_A_DAY = 140;

/** The day that playing goes to next; null at the end. */
export function dayAfter(day: number, changes: Int32Array, last: number): number | null {
  if (day >= last) return null;
  const next = nextAfter(changes, day) ?? last;
  return next - day > LONGEST_WAIT_DAYS ? next : day + 1;
}

/** A clock that can be started and stopped. */
export class Player {
  readonly #step: () => boolean;
  readonly #onChange: (isPlaying: boolean) => void;
  #timer = 0;

  /** `step` goes on by a day, and says whether there is more to come. */
  constructor(step: () => boolean, onChange: (isPlaying: boolean) => void) {
    this.#step = step;
    this.#onChange = onChange;
  }

  get isPlaying(): boolean {
    return this.#timer !== 0;
  }

  start(): void {
    if (this.isPlaying) return;
    this.#timer = window.setInterval(() => {
      if (!this.#step()) this.stop();
    }, MS_A_DAY);
    this.#onChange(true);
  }

  stop(): void {
    if (!this.isPlaying) return;
    window.clearInterval(this.#timer);
    this.#timer = 0;
    this.#onChange(false);
  }

  toggle(): void {
    if (this.isPlaying) this.stop();
    else this.start();
  }
}
