/** The page: one state, and the parts that show it. */
import { elementAt } from "./checked_access.ts";
import { Address } from "./state/address.ts";
import { layOutAxis } from "./time/axis.ts";
import { readBlock } from "./block/block.ts";
import { Card } from "./panel/card.ts";
import { makePublicationNote } from "./frame/publication_note.ts";
import { lastBefore, nextAfter } from "./rules/change_days.ts";
import { pairIn } from "./state/subject_choice.ts";
import { ComparisonPanel } from "./panel/comparison.ts";
import { DayCounts, DayStatus } from "./frame/day_counts.ts";
import { makeCredits } from "./frame/credits.ts";
import { addMonths } from "./rules/days.ts";
import { bdi, button, el, replace } from "./frame/dom.ts";
import { FilterIndex } from "./state/filters.ts";
import { FindTools } from "./find/find_tools.ts";
import { Forces } from "./signs/force_colours.ts";
import { addFold, isNarrow, isSmall, makeFrame } from "./frame/frame.ts";
import { readPart } from "./frame/host.ts";
import { isolate } from "./words/isolate.ts";
import { listenToKeys } from "./frame/keys.ts";
import { KnownClaims } from "./state/known_claims.ts";
import { languagesHere, declareLanguage } from "./frame/language.ts";
import { makeLegend } from "./signs/key.ts";
import { List } from "./panel/list.ts";
import { addMapOptions } from "./map/map_options.ts";
import { MapPlace } from "./state/map_position.ts";
import { prepareMap, roomFor, wantsLittleMotion } from "./map/map_setup.ts";
import { largestFigure, Overlay } from "./map/overlay.ts";
import { Panes } from "./map/panes.ts";
import { dayAfter, Player } from "./time/player.ts";
import { withCountriesNamed } from "./words/country_names.ts";
import { PhoneSheet } from "./frame/phone_sheet.ts";
import { openingState, readHash, type State, type Unread } from "./state/state.ts";
import { TimeBar } from "./time/time_bar.ts";
import type { Calls, Chosen, Part, View } from "./state/view.ts";
import { type Words, wordsFor } from "./words/catalogue.ts";

/** Radius in pixels of the mark of the largest figure, where there is room and where there is little. */
const LARGEST_RADIUS = 30;
const SMALL_RADIUS = 20;

/** Show a block of claims on a Leaflet map. */
export async function mount(map: L.Map, dataId: string, basemapId: string): Promise<void> {
  const data = document.getElementById(dataId)!;
  const host = readPart(data);
  const isPart = host !== null;
  const words = wordsFor(languagesHere(isPart));
  const block = withCountriesNamed(await readBlock(data.textContent!), words);
  const { first, last, open: opening } = block.days;
  const forces = new Forces(block.reports);
  const filters = new FilterIndex(block);
  const known = new KnownClaims(block, filters);
  const axis = layOutAxis(first, last, known.allChanges);

  // The one state; every part is shown the same view of it.
  let state = openingState(opening);
  let chosen: Chosen = { force: null, place: null };
  const address = new Address(state, !isPart);
  const change = (wanted: Partial<State>) => set({ ...state, ...wanted });

  const calls: Calls = {
    // What is opened on the map or in the list is also compared.
    onOpen: (rows, opener) => {
      card.open(rows, opener);
      const pair = pairIn(block, rows);
      if (pair) calls.onChoose(pair.force, pair.place);
    },
    onChoose: (force, place) => change({ force, place: place === null ? null : elementAt(block.places.ref, place) }),
    onChange: change,
    onHover: (row) => {
      for (const part of parts) part.highlight?.(row);
    },
    onGo: (day) => moves.go(day),
    onShowPlace: (place) => {
      if (isNarrow(frame) && sheet.height === "full") sheet.set("half");
      overlay.showPlace(place, room());
    },
  };

  // Time
  const go = (on: number) => change({ on: Math.min(Math.max(on, first), last) });
  const player = new Player(
    () => {
      const day = dayAfter(state.on, known.changes, last, state.step);
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
    next: stopped(() => go(nextAfter(known.changes, state.on) ?? state.on)),
    previous: stopped(() => go(lastBefore(known.changes, state.on) ?? state.on)),
    play: () => {
      if (!player.isPlaying && state.on >= last) go(first);
      player.toggle();
    },
  };
  const bar = new TimeBar(axis, words, player, { ...moves, change: stopped(change) });

  // The frame, and the parts in their places
  const frame = makeFrame(map.getContainer(), bar.element, words, isPart, block.title);
  if (host?.overTiles) frame.outer.dataset["scheme"] = "light";
  const keys: EventTarget = isPart ? frame.root : document;
  const isSmallAtFirst = isSmall(frame);
  const largest = isSmallAtFirst ? SMALL_RADIUS : LARGEST_RADIUS;
  const room = () => roomFor(isNarrow(frame), frame.title.parentElement!, frame.tools, legend, isPart);
  const sheet = new PhoneSheet(frame.root, words, () => overlay.placeSoon());
  sheet.followFocus(frame, () => isNarrow(frame));
  const card = new Card({ block, words, forces, keys, showOnMap: calls.onShowPlace }, (isOpen) => {
    // What the card covers is inert meanwhile.
    frame.scroll.inert = isOpen;
    if (isOpen) panelFold?.unfold();
    if (isOpen && isNarrow(frame) && sheet.height === "low") sheet.set("half");
  });
  const counts = new DayCounts();
  const dayStatus = new DayStatus();
  const comparison = new ComparisonPanel(block, words, forces, { ...calls, onOpen: (rows, opener) => card.open(rows, opener) });
  const list = new List(block, words, forces, calls, frame.scroll);
  const legend = makeLegend(block, words, forces, largestFigure(block), largest, !isSmallAtFirst && !isPart);
  legend.setAttribute("data-covers-map", "");
  legend.addEventListener("toggle", () => overlay.placeSoon());
  frame.legend.append(legend);
  frame.title.append(el(isPart ? "h2" : "h1", {}, bdi(block.title)), counts.overMap);
  const care = makePublicationNote(block, words);
  if (care) frame.title.append(care);
  frame.panel.prepend(sheet.handle);
  frame.comparison.append(comparison.element);
  frame.claims.append(counts.heading, counts.element, list.element);
  frame.panel.append(card.element);
  frame.root.append(dayStatus.element);
  const credits = makeCredits(block.credits, words);
  declareLanguage(words);
  const findTools = new FindTools({ block, words, calls, frame, filters, address, isPart, legend, onChange: change, onCover: () => overlay.placeSoon() });
  const panelFold = isPart ? addFold(frame, words) : null;
  bar.foot.append(frame.actions, credits.element);
  prepareMap(map, words, block.title, () => overlay.fit(room()), isPart);
  const overlay = new Overlay(map, block, words, forces, frame.root, new Panes(map, dataId), largest, calls);
  addMapOptions(map, words, overlay, credits.showTiles, isPart);
  // The parts, in the order in which they are shown a view.
  const parts: Pick<Part, "show" | "highlight">[] = [bar, counts, comparison, list, card, overlay, findTools, dayStatus];

  function render(): void {
    const { stretches, effect, shown } = known;
    known.goTo(state.on);
    const { on, knownBy, tied } = state;
    const view: View = { block, words, on, knownBy, tied, stretches, effect, shown, chosen, hidden: known.hidden, state };
    for (const part of parts) part.show(view);
  }

  /** Show a state in every part. */
  function show(wanted: State): void {
    state = wanted.tied ? { ...wanted, knownBy: wanted.on } : wanted;
    const found = state.place === null ? -1 : block.places.ref.indexOf(state.place);
    const place = found < 0 ? null : found;
    if (state.force !== chosen.force || place !== chosen.place) chosen = { force: state.force, place };
    if (known.take(state)) bar.showSteps(known.steps);
    render();
  }

  function set(wanted: State): void {
    show(wanted);
    address.write(state);
  }

  function obeyAddress(): void {
    const asked = readHash(host ? host.view : location.hash, openingState(opening), first, last);
    replace(frame.notes, ...asked.unread.map((one) => note(one, words)));
    show(asked.state);
    mapPlace.show(state.map);
    address.adopt(state);
  }

  const measure = () => {
    frame.root.style.setProperty("--time", `${bar.element.offsetHeight}px`);
    frame.root.style.setProperty("--title", `${frame.title.offsetHeight}px`);
  };
  const measured = new ResizeObserver(measure);
  for (const element of [bar.element, frame.title]) measured.observe(element);
  measure();
  // A map that somebody else made keeps its middle; ours is moved to the claims.
  map.invalidateSize({ animate: false, pan: isPart });
  const mapPlace = new MapPlace(map, () => (!host || host.fits) && overlay.fit(room()), (view) => change({ map: view }));
  obeyAddress();
  if (!isPart) {
    window.addEventListener("hashchange", () => {
      player.stop();
      obeyAddress();
    });
  }
  listenToKeys(keys, {
    ...moves,
    months: stopped((by: number) => go(addMonths(state.on, by))),
    first: stopped(() => go(first)),
    last: stopped(() => go(last)),
    pan: (x, y) => map.panBy([x, y], { animate: !wantsLittleMotion() }),
    zoom: (levels) => map.setZoom(map.getZoom() + levels),
  });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(frame.map);
  const basemap = document.getElementById(basemapId)?.textContent;
  if (basemap) overlay.addBasemap(basemap).catch((error: unknown) => {
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
