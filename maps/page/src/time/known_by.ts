/** What had been said by when: all that is known, what was said by another day, or by the day shown. */
import { type Axis, position } from "./axis.ts";
import { wordDay } from "../rules/days.ts";
import { bdi, el, replace, unique } from "../frame/dom.ts";
import { AxisHandle } from "./axis_handle.ts";
import type { State } from "../state/state.ts";
import type { Part, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

const CHOICES = ["all", "by", "tied"] as const;
type Choice = (typeof CHOICES)[number];

/** The second handle of the axis, and the three ways of choosing it. */
export class KnownBar implements Part {
  /** The handle on its line, under the axis. */
  readonly element: HTMLElement;
  readonly choices: HTMLElement;
  readonly #axis: Axis;
  readonly #words: Words;
  readonly #handle: AxisHandle;
  readonly #line = el("span", { class: "known-line" });
  readonly #day = el("output", { class: "known-day" });
  readonly #inputs = new Map<Choice, HTMLInputElement>();
  #view: View | null = null;

  constructor(
    axis: Axis,
    words: Words,
    change: (wanted: Partial<Pick<State, "on" | "knownBy" | "tied">>) => void,
  ) {
    this.#axis = axis;
    this.#words = words;
    this.#handle = new AxisHandle(axis, "known_by", words.knownByDay, "known-thumb", (day) =>
      change(this.#view?.tied ? { on: day } : { knownBy: day }),
    );
    this.#handle.obeyKeys();
    this.element = el(
      "div",
      { class: "known-track" },
      this.#line,
      this.#handle.thumb,
      this.#handle.input,
    );
    const choose = (choice: Choice) =>
      change({
        tied: choice === "tied",
        knownBy: choice === "all" ? null : (this.#view?.knownBy ?? this.#view?.on ?? null),
      });
    // Radio buttons with the same name are one choice in the whole page.
    const name = unique("known");
    const option = (choice: Choice, ...text: (string | HTMLElement)[]) => {
      const input = el("input", { type: "radio", name, value: choice });
      input.addEventListener("change", () => choose(choice));
      this.#inputs.set(choice, input);
      return el("label", { class: "known-choice" }, input, el("span", {}, ...text));
    };
    this.choices = el(
      "fieldset",
      { class: "known-choices" },
      el("legend", { class: "visually-hidden" }, words.knownChoice),
      option("all", words.allKnown),
      option("by", words.saidBy, " ", this.#day),
      option("tied", words.asItLooked),
    );
  }

  show(view: View): void {
    const { on, knownBy, tied } = view;
    const { locale } = this.#words;
    this.#view = view;
    this.element.classList.toggle("is-off", knownBy === null);
    this.#handle.input.disabled = knownBy === null;
    this.#handle.show(knownBy ?? on, locale);
    const until = Math.min(Math.max(knownBy ?? on, this.#axis.first), this.#axis.last);
    this.#line.style.setProperty(
      "width",
      knownBy === null ? "100%" : `${position(this.#axis, until) * 100}%`,
    );
    replace(this.#day, knownBy === null || tied ? this.#words.aDay : bdi(wordDay(knownBy, locale)));
    this.#inputs.get(knownBy === null ? "all" : tied ? "tied" : "by")!.checked = true;
  }
}
