/** The page: one state, and everything that shows it. */
import { layOutAxis } from "./axis.ts";
import { readBlock } from "./block.ts";
import { Card } from "./card.ts";
import { changeDays, countSteps, lastBefore, nextAfter } from "./changes.ts";
import { ComparisonPanel } from "./comparison.ts";
import { Counts } from "./counts.ts";
import { makeCredits } from "./credits.ts";
import { addMonths } from "./days.ts";
import { bdi, button, el, replace } from "./dom.ts";
import { Effect } from "./effect.ts";
import { Forces } from "./forces.ts";
import { makeFrame } from "./frame.ts";
import { stretchesAt } from "./ineffect.ts";
import { isolate } from "./isolate.ts";
import { listenToKeys } from "./keys.ts";
import { makeLanguageSwitch, tellLanguage } from "./language.ts";
import { makeLegend } from "./legend.ts";
import { List } from "./list.ts";
import { addMapOptions } from "./mapoptions.ts";
import { NARROW, paddingOf, prepareMap, SMALL } from "./mapsetup.ts";
import { largestFigure, Overlay } from "./overlay.ts";
import { dayAfter, Player } from "./player.ts";
import { Sheet } from "./sheet.ts";
import { readHash, type State, type Unread, writeHash } from "./state.ts";
import { TimeBar } from "./timebar.ts";
import type { Calls, Chosen, Part, View } from "./view.ts";
import { languagesAsked, type Words, wordsFor } from "./words.ts";

/** Radius in pixels of the mark of the largest figure, where there is room and where there is little. */
const LARGEST_RADIUS = 30;
const SMALL_RADIUS = 20;

/** Milliseconds without another day after which the address tells the day. */
const REST_MS = 150;

/** Show a block of claims on a Leaflet map. */
export async function mount(map: L.Map, dataId: string, basemapId: string): Promise<void> {
  const words = wordsFor(languagesAsked(location, navigator.languages));
  const block = await readBlock(document.getElementById(dataId)!.textContent!);
  const { first, last, open: opening } = block.days;
  const forces = new Forces(block.reports);
  const allKnown = stretchesAt(block.reports, null);
  const axis = layOutAxis(first, last, changeDays(allKnown, first, last));
  const narrow = matchMedia(NARROW);
  const isSmall = matchMedia(SMALL).matches;
  const largest = isSmall ? SMALL_RADIUS : LARGEST_RADIUS;

  // The one state; a view is made of it for all parts alike.
  let state: State = { on: opening, knownBy: null, tied: false, step: "day", lang: null };
  let chosen: Chosen = { force: null, place: null };
  let shown: Uint8Array | null = null;
  let stretches = allKnown;
  let changes = changeDays(allKnown, first, last);
  let effect = new Effect(stretches, block.placeOf, block.places.count, shown, first, last);

  const calls: Calls = {
    onOpen: (rows, opener) => card.open(rows, opener),
    onChoose: (force, place) => {
      chosen = { force, place };
      render();
    },
    onFilter: (letThrough) => {
      shown = letThrough;
      know();
      render();
    },
    onHover: (row) => parts.forEach((part) => part.highlight?.(row)),
    onGo: (day) => moves.go(day),
    onShowPlace: (place) => {
      if (narrow.matches && sheet.height === "full") sheet.set("half");
      overlay.showPlace(place, padding());
    },
  };

  // Time
  const go = (on: number) => set({ ...state, on: Math.min(Math.max(on, first), last) });
  const player = new Player(
    () => {
      const day = dayAfter(state.on, changes, last, state.step);
      if (day !== null) go(day);
      return day !== null && day < last;
    },
    (isPlaying) => bar.showPlaying(isPlaying),
  );
  const stopped = <Values extends unknown[]>(move: (...values: Values) => void) => (...values: Values) => {
    player.stop();
    move(...values);
  };
  const moves = {
    go: stopped(go),
    days: stopped((by: number) => go(state.on + by)),
    next: stopped(() => go(nextAfter(changes, state.on) ?? state.on)),
    previous: stopped(() => go(lastBefore(changes, state.on) ?? state.on)),
    play: () => {
      if (!player.isPlaying && state.on >= last) go(first);
      player.toggle();
    },
  };
  const bar = new TimeBar(axis, words, player, { ...moves, change: stopped((wanted: Partial<State>) => set({ ...state, ...wanted })) });

  // The frame, and the parts in their places
  const frame = makeFrame(map.getContainer(), bar.element, words);
  const padding = () => paddingOf(narrow.matches, legend);
  const sheet = new Sheet(frame.root, words, () => overlay.placeSoon());
  const card = new Card({ block, words, forces, showOnMap: calls.onShowPlace }, (isOpen) => {
    frame.root.classList.toggle("card-is-open", isOpen);
    if (isOpen && narrow.matches && sheet.height === "low") sheet.set("half");
  });
  const counts = new Counts();
  const comparison = new ComparisonPanel(block, words, forces, calls);
  const list = new List(block, words, forces, calls, frame.scroll);
  const legend = makeLegend(block, words, forces, largestFigure(block), largest, !isSmall);
  legend.setAttribute("data-covers-map", "");
  legend.addEventListener("toggle", () => overlay.placeSoon());
  frame.legend.append(legend);
  frame.title.append(el("h1", {}, bdi(block.title)), counts.overMap);
  frame.panel.prepend(sheet.handle);
  frame.comparison.append(comparison.element);
  frame.claims.append(counts.heading, counts.element, list.element);
  frame.panel.append(card.element);
  const credits = makeCredits(block.credits, words);
  tellLanguage(words);
  frame.actions.append(makeLanguageSwitch(words, (lang) => writeHash({ ...state, lang })));
  bar.foot.append(frame.actions, credits.element);
  prepareMap(map, words, () => overlay.fit(padding()));
  const overlay = new Overlay(map, block, words, forces, frame.root, largest, calls);
  addMapOptions(map, words, overlay, credits.showTiles);
  // Whatever shows the view: the order is that in which they are shown it.
  const parts: Pick<Part, "show" | "highlight">[] = [bar, counts, comparison, list, card, overlay];

  function render(): void {
    effect.goTo(state.on);
    const view: View = { block, words, ...state, stretches, effect, shown, chosen, state };
    for (const part of parts) part.show(view);
  }

  function set(wanted: State): void {
    const { knownBy } = state;
    state = wanted.tied ? { ...wanted, knownBy: wanted.on } : wanted;
    const isKnown = knownBy === state.knownBy;
    if (!isKnown) know();
    writeSoon();
    render();
  }

  // Browsers take a new address slowly, and not more than some hundred a minute: it is written when the state rests.
  let writing = 0;
  function writeSoon(): void {
    window.clearTimeout(writing);
    writing = window.setTimeout(writeNow, REST_MS);
  }
  function writeNow(): void {
    window.clearTimeout(writing);
    history.replaceState(null, "", writeHash(state));
  }
  window.addEventListener("pagehide", writeNow);

  /** Work out anew what depends on all reports: for another `knownBy`, or other filters. */
  function know(): void {
    if (stretches.knownBy !== state.knownBy) stretches = state.knownBy === null ? allKnown : stretchesAt(block.reports, state.knownBy);
    changes = changeDays(stretches, first, last, shown);
    effect = new Effect(stretches, block.placeOf, block.places.count, shown, first, last);
    bar.showSteps(countSteps(stretches, first, last, shown));
  }

  function obeyAddress(): void {
    const asked = readHash(location.hash, { on: opening, knownBy: null, tied: false, step: "day", lang: null }, first, last);
    replace(frame.notes, ...asked.unread.map((one) => note(one, words)));
    state = asked.state;
    know();
    set(state);
  }

  const measure = () => {
    frame.root.style.setProperty("--time", `${bar.element.offsetHeight}px`);
    frame.root.style.setProperty("--title", `${frame.title.offsetHeight}px`);
  };
  const measured = new ResizeObserver(measure);
  for (const element of [bar.element, frame.title]) measured.observe(element);
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
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(frame.map);
  overlay.addBasemap(document.getElementById(basemapId)!.textContent!).catch((error: unknown) => {
    console.warn(error);
    frame.notes.append(el("p", { class: "note" }, words.noBasemap));
  });
}

function note(unread: Unread, words: Words): HTMLElement {
  const made = el(
    "p", { class: "note" }, bdi(words.unread[unread.why](unread.name, isolate(unread.got))), " ",
    button({ class: "as-link" }, () => made.remove(), words.dismiss),
  );
  return made;
}
