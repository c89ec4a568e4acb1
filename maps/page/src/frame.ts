/**
 * Where the parts of the page stand: left the map with what lies over it, below it time, right the panel. Each place is an
 * element into which a part puts its own.
 */
import { el } from "./dom.ts";
import type { Words } from "./words.ts";

export interface Frame {
  readonly root: HTMLElement;
  readonly map: HTMLElement;
  /** Title and counts, over the map. */
  readonly title: HTMLElement;
  /** Beside the title: buttons that open filters and search. */
  readonly tools: HTMLElement;
  /** What has to be told once, over the map. */
  readonly notes: HTMLElement;
  readonly legend: HTMLElement;
  readonly panel: HTMLElement;
  /** In the panel, from the top: the comparison, what was found or changed, the claims in effect. */
  readonly comparison: HTMLElement;
  readonly found: HTMLElement;
  readonly claims: HTMLElement;
  /** The panel's part that scrolls. */
  readonly scroll: HTMLElement;
  /** Below the axis: what can be done with the view as a whole. */
  readonly actions: HTMLElement;
}

/** Make the frame around the map's element; the bar of time stands in it already. */
export function makeFrame(container: HTMLElement, timeBar: HTMLElement, words: Words): Frame {
  const place = (className: string) => el("div", { class: className });
  const title = el("header", { class: "title-box", "data-covers-map": "" });
  const tools = place("tools");
  const notes = el("div", { class: "notes", role: "status" });
  const legend = el("section", { "aria-label": words.legend });
  const [comparison, found, claims] = ["comparison", "found", "claims"].map(place);
  const scroll = el("div", { class: "panel-scroll", tabindex: -1 }, comparison, found, claims);
  const panel = el("aside", { class: "panel", "aria-label": words.panel }, scroll);
  const map = el("div", { class: "map-box" }, el("div", { class: "map-head" }, title, tools), legend, notes);
  const root = el("div", { class: "mustermap", lang: words.lang });
  container.parentElement!.insertBefore(root, container);
  map.prepend(container);
  root.append(map, timeBar, panel);
  return { root, map, title, tools, notes, legend, panel, comparison, found, claims, scroll, actions: place("actions") };
}
