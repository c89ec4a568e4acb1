/** How many reports are shown and how many are not: over the map and at the head of the list. */
import { wordDay } from "../words/date_texts.ts";
import { el } from "./dom.ts";
import type { Part, View } from "../state/view.ts";

/** The counts of a day, in words. */
export class Counts implements Part {
  readonly element = el("p", { class: "counts" });
  readonly overMap = el("p", { class: "counts" });
  readonly heading = el("h2", { class: "panel-heading" });

  show({ block, words, on, effect, hidden }: View): void {
    const counts = words.counts(effect.certain + effect.possible, block.reports.count, effect.unplaced);
    const text = hidden > 0 ? `${counts}, ${words.find.hidden(hidden)}` : counts;
    this.overMap.textContent = `${words.sources(block.sources.count)} · ${text}`;
    this.element.textContent = text;
    this.heading.textContent = words.inEffectOn(wordDay(on, words));
  }
}
