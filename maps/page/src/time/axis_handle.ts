/** A range input over the drawn axis, whose days are not equally wide: the pointer's position is read on the axis. */
import { type Axis, dayAt, position } from "./axis.ts";
import { addMonths, wordDay } from "../rules/days.ts";
import { el } from "../frame/dom.ts";

/** One handle on the axis, with the input that moves it. */
export class AxisHandle {
  readonly input: HTMLInputElement;
  readonly thumb: HTMLElement;
  readonly #axis: Axis;

  constructor(
    axis: Axis,
    name: string,
    label: string,
    thumbClass: string,
    onDay: (day: number) => void,
  ) {
    this.#axis = axis;
    this.input = el("input", {
      type: "range",
      name,
      min: axis.first,
      max: axis.last,
      step: 1,
      "aria-label": label,
    });
    this.thumb = el("span", { class: thumbClass });
    this.#listen();
    this.input.addEventListener("input", () => onDay(Number(this.input.value)));
  }

  /** Move to a day; one beyond the axis is shown at its end, with its own text. */
  show(day: number, locale: string): void {
    const within = Math.min(Math.max(day, this.#axis.first), this.#axis.last);
    this.input.value = String(within);
    this.input.setAttribute("aria-valuetext", wordDay(day, locale));
    this.thumb.style.setProperty("left", `${position(this.#axis, within) * 100}%`);
  }

  /** Handle the arrows, Page Up and Down, Home and End; for the day's own handle keys.ts does so wherever the focus is. */
  obeyKeys(): void {
    this.input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const day = this.#dayBy(event.key, Number(this.input.value));
      if (day === null) return;
      event.preventDefault();
      this.#move(Math.min(Math.max(day, this.#axis.first), this.#axis.last));
    });
  }

  #dayBy(key: string, day: number): number | null {
    switch (key) {
      case "ArrowLeft":
      case "ArrowDown":
        return day - 1;
      case "ArrowRight":
      case "ArrowUp":
        return day + 1;
      case "PageUp":
        return addMonths(day, 1);
      case "PageDown":
        return addMonths(day, -1);
      case "Home":
        return this.#axis.first;
      case "End":
        return this.#axis.last;
      default:
        return null;
    }
  }

  #move(day: number): void {
    if (String(day) === this.input.value) return;
    this.input.value = String(day);
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #listen(): void {
    const { input } = this;
    let isDragged = false;
    const follow = (event: PointerEvent) => {
      const box = input.getBoundingClientRect();
      this.#move(dayAt(this.#axis, (event.clientX - box.left) / box.width));
    };
    input.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      input.focus();
      input.setPointerCapture(event.pointerId);
      isDragged = true;
      follow(event);
    });
    input.addEventListener("pointermove", (event) => isDragged && follow(event));
    for (const name of ["pointerup", "pointercancel"] as const)
      input.addEventListener(name, () => (isDragged = false));
    for (const name of ["mousedown", "touchstart"] as const) {
      input.addEventListener(name, (event) => event.preventDefault(), { passive: false });
    }
  }
}
