/** The claims on the subject over time: the chart, made again only for another subject, other filters or other knowledge. */
import { Chart, type ChartContext } from "../chart/chart.ts";
import { turnsOf } from "../chart/time_axis.ts";
import { el, replace } from "../frame/dom.ts";
import { lastBefore, nextAfter } from "../rules/change_days.ts";
import type { Stretches } from "../rules/claims_in_effect.ts";
import { compare, type Comparison } from "../rules/comparable.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "../rules/days.ts";
import type { Subject } from "../rules/subject_claims.ts";
import type { ClaimIndex } from "../rules/subject_index.ts";
import type { View } from "../state/view.ts";

interface Made {
  readonly stretches: Stretches;
  readonly shown: Uint8Array | null;
  readonly subject: Subject;
  /** The days, sorted, on which anything of it changes. */
  readonly turns: Int32Array;
}

export class TimeTab {
  readonly element: HTMLElement;
  readonly #context: ChartContext;
  readonly #index: ClaimIndex;
  readonly #chart: Chart;
  readonly #nothing = el("p", { class: "nothing" });
  #made: Made | null = null;
  /** The days from which and before which nothing shown changes. */
  #steady: readonly [number, number] = [0, 0];

  constructor(context: ChartContext, index: ClaimIndex) {
    this.#context = context;
    this.#index = index;
    this.#chart = new Chart(context);
    this.element = el("div", { class: "over-time" }, this.#nothing, this.#chart.element);
    replace(this.#nothing, context.words.comparison.nothingEver);
  }

  /** Show a view: the rule alone is moved as long as nothing comes into effect or goes. */
  show(view: View, subject: Subject): void {
    const { stretches, shown, on, knownBy } = view;
    const made = this.#made;
    if (made?.stretches !== stretches || made.shown !== shown || made.subject !== subject) {
      const { block } = this.#context;
      const comparison = compare(
        block,
        this.#index,
        stretches,
        shown,
        subject,
        null,
        subject.quantity,
      );
      this.#made = { stretches, shown, subject, turns: turnsIn(comparison, stretches) };
      this.#nothing.hidden = comparison.rows.length > 0;
      this.#chart.build(comparison, stretches, on, knownBy);
    } else if (on >= this.#steady[0] && on < this.#steady[1]) {
      this.#chart.move(on, knownBy);
      return;
    } else this.#chart.step(on, knownBy);
    const { turns } = this.#made!;
    this.#steady = [
      lastBefore(turns, on + 1) ?? DISTANT_PAST,
      nextAfter(turns, on) ?? DISTANT_FUTURE,
    ];
  }

  highlight(row: number | null): void {
    this.#chart.highlight(row);
  }
}

function turnsIn({ rows }: Comparison, stretches: Stretches): Int32Array {
  return Int32Array.from(new Set(rows.flatMap((row) => [...turnsOf(stretches, row)]))).sort();
}
