/** Leaflet's map as the page needs it: its controls, its keys, and how much of it is covered. */
import { button, el } from "./dom.ts";
import type { Words } from "./words.ts";

/** Name the map, leave the arrows to the days, and put its controls on it; those that a map of somebody else's has are its own. */
export function prepareMap(map: L.Map, words: Words, showAll: () => void, isPart: boolean): void {
  map.getContainer().setAttribute("aria-label", words.map);
  map.getContainer().setAttribute("role", "region");
  // The arrows are the days'; the map goes by Shift and an arrow.
  if (!isPart) {
    map.keyboard.disable();
    map.getContainer().tabIndex = -1;
  }
  // Leaflet asks for no preference itself.
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    Object.assign(map.options, { fadeAnimation: false, zoomAnimation: false, inertia: false });
    Object.assign(map, { _zoomAnimated: false, _fadeAnimated: false });
  }
  if (!isPart) L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  const all = new L.Control({ position: "topright" });
  all.onAdd = () => el("div", { class: "leaflet-bar show-all" }, button({ title: words.showAllPlaces }, showAll, words.showAll));
  all.addTo(map);
  if (!isPart) L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
}

/** Room for what covers the map. */
export function paddingOf(isNarrow: boolean, legend: HTMLElement, isPart: boolean): L.FitBoundsOptions {
  if (isPart) return { padding: [20, 20] };
  return isNarrow ? { paddingTopLeft: [14, 76], paddingBottomRight: [14, 56] } : { paddingTopLeft: [legend.offsetWidth + 26, 24], paddingBottomRight: [24, 24] };
}
