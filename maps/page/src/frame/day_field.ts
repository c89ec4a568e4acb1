/** A day as a date field in a line of text: typed, or picked from a calendar. */
import { button, el, svg, unique } from "./dom.ts";
import { formatDay, parseDay, SHOWN_DAYS } from "../rules/days.ts";
import type { Words } from "../words/catalogue.ts";
import { wordDay } from "../words/date_texts.ts";
import { isolate } from "../words/isolate.ts";
import { readTypedDay } from "../words/typed_day.ts";

/** Holds the place of the field in the heading's text. */
const HOLE = "\ue000";

/** A typed day is gone to by itself when it is whole and nothing more is typed for this long: else it stands over another's claims. */
const PAUSE_MS = 900;
const WHOLE = /\D\d{4}\s*$|^\s*\d{4}-\d{2}-\d{2}\s*$/;

/** What a field is called, and the text around it. */
export interface DayFieldTexts {
  readonly name: string;
  readonly label: string;
  readonly pick: string;
  readonly around: (day: string) => string;
}

export class DayField {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #onGo: (day: number) => void;
  readonly #sizer = el("span", { class: "day-sizer", "aria-hidden": "true" });
  readonly #input: HTMLInputElement;
  readonly #calendar: HTMLInputElement;
  readonly #problem: HTMLElement;
  #day = 0;

  /** `line` is the element that the text and the field are put into. */
  constructor(words: Words, texts: DayFieldTexts, line: HTMLElement, onGo: (day: number) => void) {
    this.#words = words;
    this.#onGo = onGo;
    const problem = `${texts.name}-problem`;
    const problemId = unique(`mustermap-${problem}`);
    this.#problem = el("p", { class: problem, id: problemId, role: "alert", hidden: true });
    this.#input = el("input", {
      type: "text",
      name: texts.name,
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": texts.label,
      "aria-describedby": problemId,
    });
    this.#calendar = el("input", {
      type: "date",
      tabindex: -1,
      "aria-hidden": "true",
      min: formatDay(SHOWN_DAYS.first),
      max: formatDay(SHOWN_DAYS.last),
    });
    const pick = button(
      { class: "day-pick", "aria-label": texts.pick, title: texts.pick },
      () => this.#pick(),
      calendarIcon(),
    );
    const field = el("span", { class: "day-field" }, this.#sizer, this.#input);
    const [before = "", after = ""] = texts.around(HOLE).split(HOLE);
    line.append(before, field, after, el("span", { class: "day-calendar" }, pick, this.#calendar));
    this.element = el("div", { class: "day-head" }, line, this.#problem);
    this.#listen();
  }

  /** Show a day. */
  show(day: number): void {
    if (day === this.#day && this.#input.value !== "") return;
    this.#day = day;
    this.#reset();
    this.#calendar.value = formatDay(day);
  }

  /** Take the focus, with the text selected. */
  focus(): void {
    this.#input.focus();
  }

  #listen(): void {
    const input = this.#input;
    let pause = 0;
    input.addEventListener("input", () => {
      this.#sizer.textContent = input.value;
      clearTimeout(pause);
      if (!WHOLE.test(input.value)) return;
      pause = window.setTimeout(() => {
        if (readTypedDay(input.value, this.#words) !== null) this.#take();
      }, PAUSE_MS);
    });
    input.addEventListener("focus", () => input.select());
    input.addEventListener("change", () => this.#take());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#take();
      if (event.key !== "Escape" || input.value === this.#text) return;
      event.preventDefault();
      event.stopPropagation();
      this.#reset();
    });
    this.#calendar.addEventListener("change", () => {
      const day = parseDay(this.#calendar.value);
      if (day !== null && day >= SHOWN_DAYS.first && day <= SHOWN_DAYS.last) this.#onGo(day);
    });
  }

  get #text(): string {
    return wordDay(this.#day, this.#words);
  }

  /** Go to the day that is typed; what is no day is kept to be mended, with what to do, and the page stays where it is. */
  #take(): void {
    const typed = this.#input.value;
    if (typed === this.#text || typed.trim() === "") {
      this.#reset();
      return;
    }
    const { subject } = this.#words;
    const { first, last } = SHOWN_DAYS;
    const day = readTypedDay(typed, this.#words);
    if (day === null) {
      this.#warn(subject.dayUnread(isolate(typed), this.#text, formatDay(this.#day)));
    } else if (day < first || day > last) {
      const word = (one: number) => wordDay(one, this.#words);
      this.#warn(subject.dayOutside(word(day), word(first), word(last)));
    } else if (day === this.#day) this.#reset();
    else this.#onGo(day);
  }

  #warn(text: string): void {
    this.#problem.textContent = text;
    this.#problem.hidden = false;
    this.#input.setAttribute("aria-invalid", "true");
  }

  #reset(): void {
    this.#input.value = this.#text;
    this.#sizer.textContent = this.#text;
    this.#problem.hidden = true;
    this.#problem.textContent = "";
    this.#input.removeAttribute("aria-invalid");
  }

  /** Open the browser's calendar; a page inside another may not, and types the day instead. */
  #pick(): void {
    try {
      this.#calendar.showPicker();
    } catch (error) {
      if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
      this.#input.focus();
    }
  }
}

function calendarIcon(): SVGSVGElement {
  return svg(
    "svg",
    { class: "icon", width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", {
      d: "M2.5 3.5H13.5V13.5H2.5ZM2.5 6.5H13.5M5.5 1.5V4.5M10.5 1.5V4.5M5.5 9.5H10.5",
    }),
  );
}
