/** How many reports are shown on a day: as text over the map and over the list, and as a status for screen readers. */
import { wordDay } from "../words/date_texts.ts";
import { el } from "./dom.ts";
import type { Part, View } from "../state/view.ts";

/** A day has to stay this long before it is read out, so that going through days or playing them is not talked over. */
const REST_MS = 800;

/** The counts of a day, as text. */
export class DayCounts implements Part {
  readonly element = el("p", { class: "counts" });
  readonly overMap = el("p", { class: "counts" });
  readonly heading = el("h2", { class: "panel-heading" });

  show(view: View): void {
    const { words } = view;
    const text = countsText(view);
    this.overMap.textContent = text;
    this.element.textContent = text;
    this.heading.textContent = words.claimsOn(wordDay(view.on, words));
  }
}

/** The day and its counts, as a status that is heard and not seen. */
export class DayStatus implements Part {
  readonly element = el("p", { class: "visually-hidden announcer", role: "status" });
  #announced: string | null = null;
  #timer = 0;

  /** Announce a day once it has stayed; the day that the page opens with is read out with the page. */
  show(view: View): void {
    window.clearTimeout(this.#timer);
    // Asked for late: the counts of a day are worked out as the slider goes.
    const announcement = () => `${dayText(view)}: ${countsText(view)}`;
    if (this.#announced === null) {
      this.#announced = announcement();
      return;
    }
    this.#timer = window.setTimeout(() => {
      const text = announcement();
      if (text !== this.#announced) this.element.textContent = text;
      this.#announced = text;
    }, REST_MS);
  }
}

function dayText({ words, on }: View): string {
  return words.subject.on(wordDay(on, words));
}

function countsText({ block, words, effect, hidden }: View): string {
  const counts = words.counts(
    effect.certain + effect.possible,
    block.reports.count,
    block.sources.count,
    effect.unplaced,
  );
  return hidden > 0 ? `${counts}, ${words.find.hidden(hidden)}` : counts;
}
