/** The bar of time: the day at its handle, its buttons, the axis with its two handles, and what is known when. */
import type { Axis } from "./axis.ts";
import { drawHistogram } from "./histogram.ts";
import { placeTicks } from "./ticks.ts";
import type { Steps } from "../rules/change_days.ts";
import { wordDay } from "../words/date_texts.ts";
import { button, el, replace, svg } from "../frame/dom.ts";
import { AxisHandle } from "./axis_handle.ts";
import { KnownBar } from "./known_by.ts";
import type { Player } from "./player.ts";
import { PlayOptions } from "./play_options.ts";
import type { State } from "../state/state.ts";
import type { Part, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

export interface TimeMoves {
  readonly go: (day: number) => void;
  readonly days: (days: number) => void;
  readonly play: () => void;
  readonly previous: () => void;
  readonly next: () => void;
  /** Change what is known when, or the step of playing. */
  readonly change: (wanted: Partial<Pick<State, "on" | "knownBy" | "tied" | "step">>) => void;
}

/** The control of the days. */
export class TimeBar implements Part {
  readonly element: HTMLElement;
  /** The foot of the bar. */
  readonly foot = el("div", { class: "time-foot" });
  readonly #axis: Axis;
  readonly #words: Words;
  readonly #day = el("output", { class: "day", "aria-live": "off" });
  readonly #on: AxisHandle;
  readonly #known: KnownBar;
  readonly #playing: PlayOptions;
  readonly #canvas: HTMLCanvasElement;
  readonly #ticks = el("div", { class: "ticks", "aria-hidden": "true" });
  readonly #track: HTMLElement;
  readonly #play: HTMLButtonElement;
  #steps: Steps | null = null;
  /** Called where the day beside the buttons is pressed: to type another. The field itself is what keys reach. */
  onAskDay: () => void = () => {};

  constructor(axis: Axis, words: Words, player: Player, moves: TimeMoves) {
    this.#axis = axis;
    this.#words = words;
    // What the bars are: to a screen reader as the name of their picture, to a pointer anywhere on the axis.
    this.#canvas = el("canvas", { class: "histogram", role: "img", "aria-label": words.timeBars });
    this.#track = el("div", { class: "track", title: words.timeBars });
    this.#on = new AxisHandle(axis, "on", words.dayLabel, "thumb", moves.go);
    this.#known = new KnownBar(axis, words, moves.change);
    this.#playing = new PlayOptions(words, player, moves.change);
    this.#play = button({ class: "play" }, moves.play);
    this.#track.append(this.#canvas, el("span", { class: "rail" }), this.#on.thumb, this.#on.input);
    this.element = el(
      "section",
      { class: "time-bar", "aria-label": words.timeBar },
      el(
        "div",
        { class: "time-buttons" },
        button(
          { "aria-label": words.previousChange, title: `${words.previousChange} (P)` },
          moves.previous,
          icon("M10 2L5 7L10 12M3.5 2V12"),
        ),
        button(
          { "aria-label": words.stepBack, title: words.stepBack },
          () => moves.days(-1),
          icon("M9 2L4 7L9 12"),
        ),
        this.#play,
        button(
          { "aria-label": words.stepOn, title: words.stepOn },
          () => moves.days(1),
          icon("M5 2L10 7L5 12"),
        ),
        button(
          { "aria-label": words.nextChange, title: `${words.nextChange} (N)` },
          moves.next,
          icon("M4 2L9 7L4 12M10.5 2V12"),
        ),
      ),
      el("div", { class: "axis" }, this.#day, this.#track, this.#ticks, this.#known.element),
      this.#makeMore(),
    );
    this.#day.addEventListener("click", () => this.onAskDay());
    this.showPlaying(false);
    new ResizeObserver(() => this.#draw()).observe(this.#track);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /** Show a day. */
  show(view: View): void {
    this.#day.textContent = wordDay(view.on, this.#words);
    this.#on.show(view.on, this.#words);
    this.#day.style.setProperty("--at", this.#on.thumb.style.getPropertyValue("left"));
    this.#known.show(view);
    this.#playing.show(view);
  }

  /** Show how many claims are in effect when. */
  showSteps(steps: Steps): void {
    this.#steps = steps;
    this.#draw();
  }

  showPlaying(isPlaying: boolean): void {
    const label = isPlaying ? this.#words.pause : this.#words.play;
    replace(
      this.#play,
      icon(isPlaying ? "M4 2V12M10 2V12" : "M4 2L12 7L4 12Z", isPlaying ? "thick" : "filled"),
    );
    this.#play.setAttribute("aria-label", label);
    this.#play.title = label;
  }

  /** Make the choices and the foot; on a phone they are one line that is moved sideways, also to what gets the focus. */
  #makeMore(): HTMLElement {
    const choices = el(
      "div",
      { class: "time-choices" },
      this.#playing.element,
      this.#known.choices,
    );
    const more = el("div", { class: "time-more" }, choices, this.foot);
    more.addEventListener("focusin", ({ target }) => {
      if (target instanceof Element) target.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    return more;
  }

  #draw(): void {
    if (!this.#steps || this.#track.clientWidth === 0) return;
    drawHistogram(this.#canvas, this.#axis, this.#steps);
    placeTicks(this.#ticks, this.#axis, this.#words);
  }
}

function icon(path: string, extra = ""): SVGSVGElement {
  return svg(
    "svg",
    {
      class: `icon ${extra}`.trim(),
      width: 14,
      height: 14,
      viewBox: "0 0 14 14",
      "aria-hidden": "true",
    },
    svg("path", { d: path }),
  );
}
