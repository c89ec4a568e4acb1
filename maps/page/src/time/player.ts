/** Playing: day by day, week by week or month by month, skipping long stretches in which nothing changes. */
import { nextAfter } from "../rules/change_days.ts";
import { addMonths } from "../rules/days.ts";
import type { Step } from "../state/state.ts";

/** Stretches longer than this many days are skipped. */
const LONGEST_WAIT_DAYS = 31;

/** Return the day that playing goes to next; null at the end. */
export function dayAfter(
  day: number,
  changes: Int32Array,
  last: number,
  step: Step = "day",
): number | null {
  if (day >= last) return null;
  const next = nextAfter(changes, day) ?? last;
  const stepped = step === "month" ? addMonths(day, 1) : day + (step === "week" ? 7 : 1);
  return Math.min(last, next - day > LONGEST_WAIT_DAYS ? Math.max(next, stepped) : stepped);
}

/** A clock that can be started and stopped. */
export class Player {
  readonly #step: () => boolean;
  readonly #onChange: (isPlaying: boolean) => void;
  #timer = 0;
  #msAStep = 140;

  /** `step` moves on by one, and returns whether there is more to come. */
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
    }, this.#msAStep);
    this.#onChange(true);
  }

  /** Set the speed, in steps a second. */
  goAt(stepsASecond: number): void {
    this.#msAStep = 1000 / stepsASecond;
    if (!this.isPlaying) return;
    window.clearInterval(this.#timer);
    this.#timer = 0;
    this.start();
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
