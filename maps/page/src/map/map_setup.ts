/** Leaflet's map as the page needs it: its controls, its keys, and how much of it is covered. */
import { button, el } from "../frame/dom.ts";
import type { Room } from "./all_places_view.ts";
import type { Words } from "../words/catalogue.ts";

const RIM = 18;
/** What the folded legend and the scale take below the claims. */
const FOLDED_LEGEND = 56;

/** Name the map, leave the arrows to the days, and put its controls on it; those that a map of somebody else's has are its own. */
export function prepareMap(map: L.Map, words: Words, heading: string, showAll: () => void, isPart: boolean): void {
  map.getContainer().setAttribute("aria-label", isPart ? `${words.map}, ${heading}` : words.map);
  map.getContainer().setAttribute("role", "region");
  // The arrows are the days'; the map goes by Shift and an arrow.
  if (!isPart) {
    map.keyboard.disable();
    map.getContainer().tabIndex = -1;
  }
  // Leaflet asks for no preference itself.
  if (wantsLittleMotion()) {
    Object.assign(map.options, { fadeAnimation: false, zoomAnimation: false, inertia: false });
    Object.assign(map, { _zoomAnimated: false, _fadeAnimated: false });
  }
  if (!isPart) L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  const all = new L.Control({ position: "topright" });
  all.onAdd = () => el("div", { class: "leaflet-bar show-all" }, button({ title: words.showAllPlaces }, showAll, words.showAll));
  all.addTo(map);
  if (!isPart) L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
}

/** Whether the reader has asked for as little motion as can be. */
export function wantsLittleMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Room for what covers the map's edges: the title and the tools above; the legend beside the claims while it is open, else below them. */
export function roomFor(isNarrow: boolean, head: HTMLElement, tools: HTMLElement, legend: HTMLDetailsElement, isPart: boolean): Room {
  if (isPart) return { left: 20, top: 20, right: 20, bottom: 20 };
  const isBeside = legend.open && !isNarrow;
  const covered = isBeside ? tools : head;
  return {
    left: isBeside ? legend.offsetLeft + legend.offsetWidth + RIM : RIM,
    top: head.offsetTop + covered.offsetTop + covered.offsetHeight + RIM - (isBeside ? 0 : head.offsetTop),
    right: RIM,
    bottom: isBeside ? RIM : FOLDED_LEGEND,
  };
}
