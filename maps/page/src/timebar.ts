/** The bar of time: the day in words, its buttons, and one range input laid over the drawn axis. */
import { type Axis, dayAt, position } from "./axis.ts";
import { drawHistogram } from "./histogram.ts";
import { placeTicks } from "./ticks.ts";
import type { Steps } from "./changes.ts";
import { wordDay } from "./days.ts";
import { button, el, replace, svg } from "./dom.ts";
import type { Part, View } from "./view.ts";
import type { Words } from "./words.ts";

export interface TimeMoves {
  readonly go: (day: number) => void;
  readonly days: (days: number) => void;
  readonly play: () => void;
  readonly previous: () => void;
  readonly next: () => void;
  readonly showAllKnown: () => void;
}

/** The control of the day. */
export class TimeBar implements Part {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** What is known, and whatever else stands at the bar's foot. */
  readonly foot = el("div", { class: "time-foot" });
  readonly #axis: Axis;
  readonly #words: Words;
  readonly #moves: TimeMoves;
  readonly #day = el("output", { class: "day", "aria-live": "off" });
  readonly #known = el("p", { class: "known-by" });
  readonly #knownMark = el("span", { class: "known-mark", hidden: true });
  readonly #thumb = el("span", { class: "thumb" });
  readonly #canvas = el("canvas", { class: "histogram", "aria-hidden": "true" });
  readonly #ticks = el("div", { class: "ticks", "aria-hidden": "true" });
  readonly #track = el("div", { class: "track" });
  readonly #play: HTMLButtonElement;
  #steps: Steps | null = null;

  constructor(axis: Axis, words: Words, moves: TimeMoves) {
    this.#axis = axis;
    this.#words = words;
    this.#moves = moves;
    this.input = el("input", { type: "range", name: "on", min: axis.first, max: axis.last, step: 1, "aria-label": words.dayLabel });
    this.#play = button({ class: "play" }, moves.play);
    this.#track.append(this.#canvas, el("span", { class: "rail" }), this.#knownMark, this.#thumb, this.input);
    this.element = el(
      "section", { class: "time-bar", "aria-label": words.timeBar },
      el("div", { class: "day-box" }, this.#day, el("span", { class: "said-to-hold" }, words.saidToHold)),
      el(
        "div", { class: "time-buttons" },
        button({ "aria-label": words.previousChange, title: `${words.previousChange} (P)` }, moves.previous, icon("M10 2L5 7L10 12M3.5 2V12")),
        button({ "aria-label": words.stepBack, title: words.stepBack }, () => moves.days(-1), icon("M9 2L4 7L9 12")),
        this.#play,
        button({ "aria-label": words.stepOn, title: words.stepOn }, () => moves.days(1), icon("M5 2L10 7L5 12")),
        button({ "aria-label": words.nextChange, title: `${words.nextChange} (N)` }, moves.next, icon("M4 2L9 7L4 12M10.5 2V12")),
      ),
      el("div", { class: "axis" }, this.#track, this.#ticks),
      this.foot,
    );
    this.foot.append(this.#known);
    this.#listen();
    this.showPlaying(false);
    new ResizeObserver(() => this.#draw()).observe(this.#track);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /** Show a day. */
  show({ on, knownBy }: View): void {
    const { locale } = this.#words;
    const words = wordDay(on, locale);
    this.#day.textContent = words;
    this.input.value = String(on);
    this.input.setAttribute("aria-valuetext", words);
    this.#thumb.style.setProperty("left", `${position(this.#axis, on) * 100}%`);
    this.#showKnown(knownBy);
  }

  /** Show how many claims are in effect when. */
  showSteps(steps: Steps): void {
    this.#steps = steps;
    this.#draw();
  }

  showPlaying(isPlaying: boolean): void {
    const label = isPlaying ? this.#words.pause : this.#words.play;
    replace(this.#play, icon(isPlaying ? "M4 2V12M10 2V12" : "M4 2L12 7L4 12Z", isPlaying ? "thick" : "filled"));
    this.#play.setAttribute("aria-label", label);
    this.#play.title = label;
  }

  #showKnown(knownBy: number | null): void {
    this.#knownMark.hidden = knownBy === null || knownBy < this.#axis.first || knownBy > this.#axis.last;
    this.#known.classList.toggle("is-set", knownBy !== null);
    if (knownBy === null) {
      replace(this.#known, this.#words.allKnown);
      return;
    }
    this.#knownMark.style.setProperty("left", `${position(this.#axis, knownBy) * 100}%`);
    replace(
      this.#known, el("b", {}, this.#words.knownBy), ` ${wordDay(knownBy, this.#words.locale)} · `,
      button({ class: "as-link" }, this.#moves.showAllKnown, this.#words.showAllKnown),
    );
  }

  /** The pointer's place is read on the drawn axis, whose days are not equally wide; keys stay the input's own. */
  #listen(): void {
    const { input } = this;
    let dragging = false;
    const follow = (event: PointerEvent) => {
      const box = this.#track.getBoundingClientRect();
      const day = dayAt(this.#axis, (event.clientX - box.left) / box.width);
      if (String(day) === input.value) return;
      input.value = String(day);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    input.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      input.focus();
      input.setPointerCapture(event.pointerId);
      dragging = true;
      follow(event);
    });
    input.addEventListener("pointermove", (event) => dragging && follow(event));
    for (const name of ["pointerup", "pointercancel"] as const) input.addEventListener(name, () => (dragging = false));
    for (const name of ["mousedown", "touchstart"] as const) {
      input.addEventListener(name, (event) => event.preventDefault(), { passive: false });
    }
    input.addEventListener("input", () => this.#moves.go(Number(input.value)));
  }

  #draw(): void {
    if (!this.#steps || this.#track.clientWidth === 0) return;
    drawHistogram(this.#canvas, this.#axis, this.#steps);
    placeTicks(this.#ticks, this.#axis, this.#words);
  }
}

function icon(path: string, extra = ""): SVGSVGElement {
  return svg("svg", { class: `icon ${extra}`.trim(), width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, svg("path", { d: path }));
}
