/** Leaflet's map as the page needs it: its controls, its keys, and how much of it is covered. */
import { button, el } from "../frame/dom.ts";
import type { Room } from "./all_places_view.ts";
import type { Words } from "../words/catalogue.ts";

const RIM = 18;
/** The height of the folded legend and the scale below the claims. */
const FOLDED_LEGEND = 56;

/** Name the map, leave the arrow keys to the days, and add its controls; a map that somebody else made keeps its own. */
export function prepareMap(
  map: L.Map,
  words: Words,
  heading: string,
  showAll: () => void,
  isPart: boolean,
): void {
  map.getContainer().setAttribute("aria-label", isPart ? `${words.map}, ${heading}` : words.map);
  map.getContainer().setAttribute("role", "region");
  // The arrow keys move the day; with Shift they move the map.
  if (!isPart) {
    map.keyboard.disable();
    map.getContainer().tabIndex = -1;
  }
  // Leaflet itself ignores the preference.
  if (wantsLittleMotion()) {
    Object.assign(map.options, { fadeAnimation: false, zoomAnimation: false, inertia: false });
    Object.assign(map, { _zoomAnimated: false, _fadeAnimated: false });
  }
  if (!isPart)
    L.control
      .zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut })
      .addTo(map);
  const all = new L.Control({ position: "topright" });
  all.onAdd = () =>
    el(
      "div",
      { class: "leaflet-bar show-all" },
      button({ title: words.showAllPlaces }, showAll, words.showAll),
    );
  all.addTo(map);
  if (!isPart)
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
}

/** Check whether the reader prefers reduced motion. */
export function wantsLittleMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Return the room that title, tools and legend take at the map's edges: the open legend beside the claims, the folded one below. */
export function roomFor(
  isNarrow: boolean,
  head: HTMLElement,
  tools: HTMLElement,
  legend: HTMLDetailsElement,
  isPart: boolean,
): Room {
  if (isPart) return { left: 20, top: 20, right: 20, bottom: 20 };
  const isBeside = legend.open && !isNarrow;
  const covered = isBeside ? tools : head;
  return {
    left: isBeside ? legend.offsetLeft + legend.offsetWidth + RIM : RIM,
    top:
      head.offsetTop +
      covered.offsetTop +
      covered.offsetHeight +
      RIM -
      (isBeside ? 0 : head.offsetTop),
    right: RIM,
    bottom: isBeside ? RIM : FOLDED_LEGEND,
  };
}
