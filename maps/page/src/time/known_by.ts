/** What had been said by when: at any time, by another day, or by the day shown. */
import { type Axis, position } from "./axis.ts";
import { DayField } from "../frame/day_field.ts";
import { el } from "../frame/dom.ts";
import { AxisHandle } from "./axis_handle.ts";
import type { State } from "../state/state.ts";
import type { Part, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

const CHOICES = ["all", "by", "tied"] as const;
type Choice = (typeof CHOICES)[number];

/** The second handle of the axis, and the choice of what it means. */
export class KnownBar implements Part {
  /** The handle on its line, under the axis. */
  readonly element: HTMLElement;
  /** "Reports said: at any time", and the day where it is one. */
  readonly choices: HTMLElement;
  readonly #axis: Axis;
  readonly #words: Words;
  readonly #handle: AxisHandle;
  readonly #line = el("span", { class: "known-line" });
  readonly #select: HTMLSelectElement;
  readonly #day: DayField;
  #view: View | null = null;

  constructor(
    axis: Axis,
    words: Words,
    change: (wanted: Partial<Pick<State, "on" | "knownBy" | "tied">>) => void,
  ) {
    this.#axis = axis;
    this.#words = words;
    const { known } = words;
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
    const texts: Readonly<Record<Choice, string>> = {
      all: known.anyTime,
      by: known.byDay,
      tied: known.asItLooked,
    };
    this.#select = el(
      "select",
      { name: "known" },
      ...CHOICES.map((choice) => el("option", { value: choice }, texts[choice])),
    );
    this.#select.addEventListener("change", () => {
      const choice = this.#select.value;
      change({
        tied: choice === "tied",
        knownBy: choice === "all" ? null : (this.#view?.knownBy ?? this.#view?.on ?? null),
      });
    });
    this.#day = new DayField(
      words,
      {
        name: "known-day",
        label: known.day,
        pick: words.subject.pickDay,
        around: (day) => day,
      },
      el("span", { class: "known-day" }),
      (day) => change({ knownBy: day }),
    );
    this.choices = el(
      "div",
      { class: "known-choice" },
      el("label", {}, el("span", {}, known.said), " ", this.#select),
      this.#day.element,
    );
  }

  show(view: View): void {
    const { on, knownBy, tied } = view;
    this.#view = view;
    this.element.classList.toggle("is-off", knownBy === null);
    this.#handle.input.disabled = knownBy === null;
    this.#handle.show(knownBy ?? on, this.#words);
    const until = Math.min(Math.max(knownBy ?? on, this.#axis.first), this.#axis.last);
    this.#line.style.setProperty(
      "width",
      knownBy === null ? "100%" : `${position(this.#axis, until) * 100}%`,
    );
    this.#select.value = knownBy === null ? "all" : tied ? "tied" : "by";
    this.#day.element.hidden = knownBy === null || tied;
    this.#day.show(knownBy ?? on);
  }
}
