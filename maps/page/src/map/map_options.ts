/** What the reader can switch on over the map: the radius of each place, and the online tiles. */
import { button, el } from "../frame/dom.ts";
import type { Overlay } from "./overlay.ts";
import { FINEST } from "./closest_zoom.ts";
import { Tiles } from "./online_tiles.ts";
import type { Words } from "../words/catalogue.ts";

/** Put the switches on the map, and at high zoom the offer of the online tiles. `onTiles` is called when they are switched. */
export function addMapOptions(
  map: L.Map,
  words: Words,
  overlay: Overlay,
  onTiles: (isOn: boolean) => void,
  isPart: boolean,
): void {
  const radii = option(words.showRadii, words.radiiNote, (isOn) => (overlay.showsRadii = isOn));
  // The maker of a map decides which tiles it has.
  const online = isPart ? [] : onlineOption(map, words, overlay, onTiles);
  const details = el(
    "details",
    { class: "leaflet-bar map-options" },
    el("summary", { title: words.mapOptionsLong }, words.mapOptions),
    el("div", {}, radii.element, ...online),
  );
  details.addEventListener("toggle", () => overlay.placeSoon());
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.preventDefault();
    event.stopPropagation();
    details.open = false;
    details.querySelector("summary")!.focus();
  });
  L.DomEvent.disableClickPropagation(details);
  L.DomEvent.disableScrollPropagation(details);
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => details;
  control.addTo(map);
}

/** Make the switch of the online tiles, and at high zoom their offer. */
function onlineOption(
  map: L.Map,
  words: Words,
  overlay: Overlay,
  onTiles: (isOn: boolean) => void,
): HTMLElement[] {
  overlay.limitZoom();
  const isFromDisk = location.protocol === "file:";
  const status = el("p", { class: "option-note", role: "status" });
  const tiles = new Tiles(map, () => {
    status.textContent = isFromDisk ? words.tilesRefused : words.tilesFailed;
  });
  const online = option(
    words.onlineTiles,
    isFromDisk ? `${words.tilesNote} ${words.tilesFromDisk}` : words.tilesNote,
    (isOn) => {
      tiles.set(isOn);
      status.textContent = "";
      overlay.showsNames = !isOn;
      onTiles(isOn);
      showCoarse();
    },
  );
  const offer = button({ class: "as-link" }, () => online.input.click(), words.showTiles);
  const coarse = el(
    "div",
    { class: "coarse", role: "status", "data-covers-map": "", hidden: true },
    el("span", {}, words.coarse),
    " ",
    offer,
  );
  const showCoarse = () => {
    coarse.hidden = map.getZoom() < FINEST || tiles.isOn;
  };
  map.on("zoomend", showCoarse);
  map.getContainer().parentElement!.append(coarse);
  showCoarse();
  return [online.element, status];
}

function option(
  text: string,
  note: string,
  onChange: (isOn: boolean) => void,
): { element: HTMLElement; input: HTMLInputElement } {
  const input = el("input", { type: "checkbox" });
  input.addEventListener("change", () => onChange(input.checked));
  const element = el(
    "div",
    { class: "map-option" },
    el("label", {}, input, " ", text),
    el("p", { class: "quiet" }, note),
  );
  return { element, input };
}
