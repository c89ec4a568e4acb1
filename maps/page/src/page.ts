/** The page: one state, and everything that shows it. */
import { layOutAxis } from "./axis.ts";
import { readBlock } from "./block.ts";
import { Card } from "./card.ts";
import { changeDays, countSteps, lastBefore, nextAfter } from "./changes.ts";
import { addMonths, wordDay } from "./days.ts";
import { bdi, button, el, link, replace } from "./dom.ts";
import { Forces } from "./forces.ts";
import { groupByPlace } from "./groups.ts";
import { inEffect, type Stretches, stretchesAt } from "./ineffect.ts";
import { isolate } from "./isolate.ts";
import { listenToKeys } from "./keys.ts";
import { makeLegend } from "./legend.ts";
import { List, sortIntoSections } from "./list.ts";
import { largestFigure, Overlay } from "./overlay.ts";
import { dayAfter, Player } from "./player.ts";
import { Sheet } from "./sheet.ts";
import { readHash, type State, type Unread, writeHash } from "./state.ts";
import { TimeBar } from "./timebar.ts";
import { type Words, wordsFor } from "./words.ts";

/** Below this width the panel is a sheet. */
export const NARROW = "(max-width: 760px)";

/** Radius in pixels of the mark of the largest figure, where there is room and where there is little. */
const LARGEST_RADIUS = 30;
const SMALL_RADIUS = 20;
/** Where there is little: there the legend starts folded, too, lest it cover the map. */
const SMALL = "(max-width: 900px), (max-height: 700px)";

/** Show a block of claims on a Leaflet map. */
export async function mount(map: L.Map, dataId: string, basemapId: string): Promise<void> {
  const words = wordsFor(navigator.languages);
  const block = await readBlock(document.getElementById(dataId)!.textContent!);
  const { first, last } = block.days;
  const forces = new Forces(block.reports);
  const allKnown = stretchesAt(block.reports, null);
  const axis = layOutAxis(first, last, changeDays(allKnown, first, last));

  let state: State = { on: block.days.open, knownBy: null };
  let stretches: Stretches = allKnown;
  let changes = changeDays(allKnown, first, last);

  const root = el("div", { class: "mustermap" });
  const narrow = matchMedia(NARROW);
  const isSmall = matchMedia(SMALL).matches;
  const largest = isSmall ? SMALL_RADIUS : LARGEST_RADIUS;
  const counts = [el("p", { class: "counts" }), el("p", { class: "counts" })];
  const heading = el("h2", { class: "panel-heading" });
  const notes = el("div", { class: "notes", role: "status" });

  const go = (on: number) => set({ ...state, on: Math.min(Math.max(on, first), last) });
  const days = (by: number) => go(state.on + by);
  const next = () => go(nextAfter(changes, state.on) ?? state.on);
  const previous = () => go(lastBefore(changes, state.on) ?? state.on);
  const player = new Player(
    () => {
      const day = dayAfter(state.on, changes, last);
      if (day !== null) go(day);
      return day !== null && day < last;
    },
    (isPlaying) => bar.showPlaying(isPlaying),
  );
  const play = () => {
    if (!player.isPlaying && state.on >= last) go(first);
    player.toggle();
  };
  const stopped = <Values extends unknown[]>(move: (...values: Values) => void) => (...values: Values) => {
    player.stop();
    move(...values);
  };
  const moves = { go: stopped(go), days: stopped(days), next: stopped(next), previous: stopped(previous), play };
  const bar = new TimeBar(axis, words, { ...moves, showAllKnown: () => set({ ...state, knownBy: null }) });

  const sheet = new Sheet(root, words, () => overlay.placeSoon());
  const padding = () => paddingOf(narrow.matches, legend);
  const showOnMap = (place: number) => {
    if (narrow.matches && sheet.height === "full") sheet.set("half");
    overlay.showPlace(place, padding());
  };
  const card = new Card({ block, words, forces, showOnMap }, (isOpen) => {
    root.classList.toggle("card-is-open", isOpen);
    if (isOpen && narrow.matches && sheet.height === "low") sheet.set("half");
  });
  const open = (rows: readonly number[], opener: HTMLElement) => card.open(rows, opener);
  const list = new List(block, words, forces, open);
  const legend = makeLegend(block.reports, words, forces, largestFigure(block), largest, !isSmall);
  legend.setAttribute("data-covers-map", "");
  legend.addEventListener("toggle", () => overlay.placeSoon());

  const titleBox = el("header", { class: "title-box", "data-covers-map": "" }, el("h1", {}, bdi(block.title)), counts[0]);
  const mapBox = el("div", { class: "map-box" }, titleBox, el("section", { "aria-label": words.legend }, legend), notes);
  const panel = el(
    "aside", { class: "panel", "aria-label": words.panel }, sheet.handle,
    el("div", { class: "panel-scroll", tabindex: -1 }, heading, counts[1], list.element), card.element,
  );
  const credits = el("footer", { class: "credits" }, ...block.credits.flatMap(({ text, url }, k) => (k ? [" · ", link(text, url)] : [link(text, url)])));
  bar.foot.append(credits);
  const container = map.getContainer();
  container.parentElement!.insertBefore(root, container);
  mapBox.prepend(container);
  root.append(mapBox, bar.element, panel);
  prepareMap(map, words, () => overlay.fit(padding()));
  const overlay = new Overlay(map, block, words, forces, root, largest, open);

  function render(): void {
    const shown = inEffect(stretches, state.on);
    const sections = sortIntoSections(block, stretches, shown);
    bar.show(state);
    const holding = [...shown.certain, ...shown.possible];
    const unplaced = holding.filter((row) => block.placeOf[row] < 0).length;
    const text = words.counts(holding.length, block.reports.count, unplaced);
    replace(counts[0], `${words.sources(block.sources.count)} · ${text}`);
    replace(counts[1], text);
    replace(heading, words.inEffectOn(wordDay(state.on, words.locale)));
    list.show(sections, stretches, state);
    card.update(state, stretches);
    overlay.show(groupByPlace(block, stretches, shown, state.on));
  }

  function set(wanted: State): void {
    if (wanted.knownBy !== state.knownBy) know(wanted.knownBy);
    state = wanted;
    history.replaceState(null, "", writeHash(state));
    render();
  }

  function know(knownBy: number | null): void {
    stretches = knownBy === null ? allKnown : stretchesAt(block.reports, knownBy);
    changes = changeDays(stretches, first, last);
    bar.showSteps(countSteps(stretches, first, last));
  }

  function obeyAddress(): void {
    const asked = readHash(location.hash, { on: block.days.open, knownBy: null }, first, last);
    replace(notes, ...asked.unread.map((one) => note(one, words)));
    know(asked.state.knownBy);
    set(asked.state);
  }

  const measure = () => {
    root.style.setProperty("--time", `${bar.element.offsetHeight}px`);
    root.style.setProperty("--title", `${titleBox.offsetHeight}px`);
  };
  const measured = new ResizeObserver(measure);
  for (const element of [bar.element, titleBox]) measured.observe(element);
  measure();
  map.invalidateSize({ animate: false, pan: false });
  overlay.fit(padding());
  obeyAddress();
  window.addEventListener("hashchange", () => {
    player.stop();
    obeyAddress();
  });
  listenToKeys({
    ...moves,
    months: stopped((by: number) => go(addMonths(state.on, by))),
    first: stopped(() => go(first)),
    last: stopped(() => go(last)),
    pan: (x, y) => map.panBy([x, y]),
    zoom: (levels) => map.setZoom(map.getZoom() + levels),
  });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(mapBox);
  overlay.addBasemap(document.getElementById(basemapId)!.textContent!).catch((error: unknown) => {
    console.warn(error);
    notes.append(el("p", { class: "note" }, words.noBasemap));
  });
}

function prepareMap(map: L.Map, words: Words, showAll: () => void): void {
  map.getContainer().setAttribute("aria-label", words.map);
  map.getContainer().setAttribute("role", "region");
  // The arrows are the days'; the map goes by Shift and an arrow.
  map.keyboard.disable();
  map.getContainer().tabIndex = -1;
  // Leaflet asks for no preference itself.
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    Object.assign(map.options, { fadeAnimation: false, zoomAnimation: false, inertia: false });
    Object.assign(map, { _zoomAnimated: false, _fadeAnimated: false });
  }
  L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  const all = new L.Control({ position: "topright" });
  all.onAdd = () => el("div", { class: "leaflet-bar show-all" }, button({ title: words.showAllPlaces }, showAll, words.showAll));
  all.addTo(map);
  L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
}

/** Room for what covers the map. */
function paddingOf(isNarrow: boolean, legend: HTMLElement): L.FitBoundsOptions {
  return isNarrow ? { paddingTopLeft: [14, 76], paddingBottomRight: [14, 56] } : { paddingTopLeft: [legend.offsetWidth + 26, 24], paddingBottomRight: [24, 24] };
}

function note(unread: Unread, words: Words): HTMLElement {
  const made = el(
    "p", { class: "note" }, bdi(words.unread[unread.why](unread.name, isolate(unread.got))), " ",
    button({ class: "as-link" }, () => made.remove(), words.dismiss),
  );
  return made;
}
