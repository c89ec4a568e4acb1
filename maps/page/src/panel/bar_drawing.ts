/** Draw the bar of a figure: how far it goes by its length, how it holds on the day by its look. */
import { el } from "../frame/dom.ts";
import type { FigureBar } from "./figure_bars.ts";

/** Length in pixels of the fade of a lower limit, and how much of it the arrow's point takes. */
const FADE_PX = 34;

/** Make a bar; it says nothing that is not written beside it. */
export function drawFigureBar(bar: FigureBar | null): HTMLElement {
  const made = el("span", {
    class: `figure-bar ${bar ? `is-${bar.kind}` : ""}`,
    "aria-hidden": "true",
  });
  if (!bar) return made;
  const { kind, from, to, best } = bar;
  if (kind === "moreThan" || kind === "word") {
    const open = el("span", { class: "bar-open" }, el("span", { class: "bar-point" }));
    // A limit near the right end fades within the bar.
    open.style.left = `min(${percent(from)}, 100% - ${FADE_PX}px)`;
    if (kind === "moreThan") open.append(el("span", { class: "bar-end is-low" }));
    made.append(open);
  } else {
    const filled = el("span", { class: kind === "upTo" ? "bar-fade" : "bar-fill" });
    filled.style.left = percent(from);
    filled.style.width = percent(to - from);
    if (kind === "upTo") filled.append(el("span", { class: "bar-end is-high" }));
    made.append(filled);
  }
  if (best !== null) {
    const tick = el("span", { class: "bar-best" });
    tick.style.left = percent(best);
    made.append(tick);
  }
  return made;
}

function percent(share: number): string {
  return `${Math.round(share * 1e4) / 100}%`;
}
