/** What a screen reader is told when the day has been changed by something else than the handle that has the focus. */
import { wordDay } from "../words/date_texts.ts";
import { el } from "./dom.ts";
import type { Part, View } from "../state/view.ts";

/** So long a day has to stand still before it is told: whoever goes through days, or plays them, is not talked over. */
const REST_MS = 800;

/** The day and its counts, as a status that is heard and not seen. */
export class Announcer implements Part {
  readonly element = el("p", { class: "visually-hidden announcer", role: "status" });
  #told: string | null = null;
  #timer = 0;

  /** What the page opens with is read out as the page is. */
  show({ block, words, on, effect, hidden }: View): void {
    window.clearTimeout(this.#timer);
    const tell = () => {
      const counts = words.counts(effect.certain + effect.possible, block.reports.count, effect.unplaced);
      return `${words.inEffectOn(wordDay(on, words))}: ${hidden > 0 ? `${counts}, ${words.find.hidden(hidden)}` : counts}`;
    };
    if (this.#told === null) {
      this.#told = tell();
      return;
    }
    this.#timer = window.setTimeout(() => {
      const text = tell();
      if (text !== this.#told) this.element.textContent = text;
      this.#told = text;
    }, REST_MS);
  }
}
