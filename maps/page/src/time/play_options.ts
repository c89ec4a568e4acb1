/** The options of playing: the step and the speed. */
import { el } from "../frame/dom.ts";
import type { Player } from "./player.ts";
import { type State, STEPS, type Step } from "../state/state.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

/** Steps a second. Readers who ask for little motion start with the slowest. */
const SPEEDS = { slow: 1.5, usual: 7, fast: 20 } as const;
type Speed = keyof typeof SPEEDS;

/** The two choices. */
export class PlayOptions {
  readonly element: HTMLElement;
  readonly #step: HTMLSelectElement;

  constructor(
    words: Words,
    player: Player,
    change: (wanted: Partial<Pick<State, "step">>) => void,
  ) {
    const choices = (names: readonly string[], texts: Readonly<Record<string, string>>) =>
      names.map((name) => el("option", { value: name }, texts[name]));
    this.#step = el(
      "select",
      { name: "step", "aria-label": words.playStep, title: words.playStep },
      ...choices(STEPS, words.steps),
    );
    this.#step.addEventListener("change", () => change({ step: this.#step.value as Step }));
    const speed = el(
      "select",
      { name: "speed", "aria-label": words.playSpeed, title: words.playSpeed },
      ...choices(Object.keys(SPEEDS), words.speeds),
    );
    speed.value = matchMedia("(prefers-reduced-motion: reduce)").matches ? "slow" : "usual";
    const obey = () => player.goAt(SPEEDS[speed.value as Speed]);
    speed.addEventListener("change", obey);
    obey();
    this.element = el("div", { class: "playing" }, this.#step, speed);
  }

  show({ state }: View): void {
    this.#step.value = state.step;
  }
}
