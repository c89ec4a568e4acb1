/** On a narrow screen the panel is a sheet with three heights. */
import { elementAt } from "../checked_access.ts";
import { button, el } from "./dom.ts";
import type { Frame } from "./frame.ts";
import type { Words } from "../words/catalogue.ts";

const HEIGHTS = ["low", "half", "full"] as const;
type Height = (typeof HEIGHTS)[number];

/** A finger has to go this far to draw the sheet to the next height. */
const DRAWN_PX = 36;
/** What is in the sheet has to be scrolled this far to draw the sheet up whole. */
const SCROLLED_PX = 24;

/** The handle of the sheet; the height is kept in the root's `data-sheet`. */
export class PhoneSheet {
  readonly handle: HTMLButtonElement;
  readonly #root: HTMLElement;
  readonly #onChange: () => void;
  /** Whether the pointer that was lifted last has drawn the sheet. */
  #isDrawn = false;
  /** How far the sheet was scrolled when it took its height. */
  #scrolled = 0;

  constructor(root: HTMLElement, words: Words, onChange: () => void) {
    this.#root = root;
    this.#onChange = onChange;
    this.handle = button(
      { class: "sheet-handle", "aria-label": words.sheet },
      (event) => this.#press(event),
      el("span", { class: "grip" }),
    );
    this.#show("low");
    let from: number | null = null;
    this.handle.addEventListener("pointerdown", (event) => {
      from = event.clientY;
      this.#isDrawn = false;
      this.handle.setPointerCapture(event.pointerId);
    });
    this.handle.addEventListener("pointerup", (event) => {
      this.#isDrawn = from !== null && Math.abs(event.clientY - from) > DRAWN_PX;
      if (this.#isDrawn) this.#move(event.clientY < from! ? 1 : -1);
      from = null;
    });
  }

  /**
   * Keep visible what is used: focus in the sheet draws the sheet up, reading on in it draws it up whole, and opening a box
   * over the map by the buttons below it draws it down.
   */
  followFocus(
    { scroll, actions }: Pick<Frame, "scroll" | "actions">,
    isSheet: () => boolean,
  ): void {
    // Keys scroll too, to what they bring the focus to: then the map stays within their reach.
    let isByHand = false;
    for (const kind of ["wheel", "touchmove"])
      scroll.addEventListener(kind, () => (isByHand = true), { passive: true });
    scroll.addEventListener("focusin", () => {
      isByHand = false;
      if (this.height === "low" && isSheet()) this.set("half");
    });
    scroll.addEventListener(
      "scroll",
      () => {
        const isReadOn = scroll.scrollTop > this.#scrolled + SCROLLED_PX;
        if (isByHand && isReadOn && this.height === "half" && isSheet()) this.set("full");
      },
      { passive: true },
    );
    actions.addEventListener(
      "click",
      (event) => {
        const isOpener =
          event.target instanceof Element && event.target.closest("[aria-controls]") !== null;
        if (isOpener && this.height !== "low" && isSheet()) this.set("low");
      },
      { capture: true },
    );
  }

  get height(): Height {
    return this.#root.dataset["sheet"] as Height;
  }

  set(height: Height): void {
    this.#show(height);
    this.#onChange();
  }

  #show(height: Height): void {
    const scroll = this.#root.querySelector(".panel-scroll");
    if (height === "low") scroll?.scrollTo(0, 0);
    this.#scrolled = scroll?.scrollTop ?? 0;
    this.#root.dataset["sheet"] = height;
    this.handle.setAttribute("aria-expanded", String(height !== "low"));
  }

  #move(by: number): void {
    const at = HEIGHTS.indexOf(this.height) + by;
    this.set(elementAt(HEIGHTS, Math.min(Math.max(at, 0), HEIGHTS.length - 1)));
  }

  /** Ignore the click that a mouse makes of a drag; a finger makes none. */
  #press(event: MouseEvent): void {
    const isOfDrag = this.#isDrawn && event.detail > 0;
    this.#isDrawn = false;
    if (!isOfDrag) this.#cycle();
  }

  #cycle(): void {
    this.set(elementAt(HEIGHTS, (HEIGHTS.indexOf(this.height) + 1) % HEIGHTS.length));
  }
}
