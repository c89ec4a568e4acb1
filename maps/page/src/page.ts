/** The page: one state, and the parts that show it. */
import { elementAt } from "./checked_access.ts";
import type { Block } from "./block/block.ts";
import type { Words } from "./words/catalogue.ts";
import { Address } from "./state/address.ts";
import { readAddress } from "./state/claim_address.ts";
import { CurrentView } from "./state/current_view.ts";
import { FilterIndex } from "./state/filters.ts";
import { KnownClaims } from "./state/known_claims.ts";
import { MapPlace } from "./state/map_position.ts";
import { openingState, type State, type Tab } from "./state/state.ts";
import { choiceOf } from "./state/subject_choice.ts";
import type { Calls, Chosen, Part } from "./state/view.ts";
import { type Credits, makeCredits } from "./frame/credits.ts";
import { DayCounts, DayStatus } from "./frame/day_counts.ts";
import { el, replace } from "./frame/dom.ts";
import {
  addFold,
  followSizes,
  type Frame,
  isNarrow,
  isSmall,
  isWide,
  makeFrame,
} from "./frame/frame.ts";
import { type Part as Host, readEditor } from "./frame/host.ts";
import { listenToKeys } from "./frame/keys.ts";
import { declareLanguage } from "./frame/language.ts";
import { PhoneSheet } from "./frame/phone_sheet.ts";
import { unreadNote } from "./frame/notes.ts";
import { Forces } from "./signs/force_colours.ts";
import { Key } from "./signs/key.ts";
import { scaleOf } from "./signs/scale.ts";
import type { Scale } from "./signs/signs.ts";
import { addMapOptions } from "./map/map_options.ts";
import { prepareMap, roomFor, wantsLittleMotion } from "./map/map_setup.ts";
import { Overlay } from "./map/overlay.ts";
import { Panes } from "./map/panes.ts";
import { layOutAxis } from "./time/axis.ts";
import { type DayMoves, makeDayMoves } from "./time/day_moves.ts";
import { TimeBar } from "./time/time_bar.ts";
import { arrange } from "./panel/arranging.ts";
import { Card } from "./panel/card.ts";
import { claimActions } from "./panel/claim_actions.ts";
import { SubjectPanel } from "./panel/subject_panel.ts";
import { List } from "./panel/list.ts";
import { makeDrawnMap } from "./share/drawn_map.ts";
import { Embedding, ROOM_IN_SMALL_FRAME } from "./share/embedding.ts";
import { FindTools } from "./find/find_tools.ts";

/** One document, or one layer of a map that somebody else made. */
export class Page {
  readonly #map: L.Map;
  readonly #block: Block;
  readonly #words: Words;
  readonly #host: Host | null;
  readonly #known: KnownClaims;
  readonly #current: CurrentView;
  readonly #address: Address;
  readonly #moves: DayMoves;
  readonly #bar: TimeBar;
  readonly #frame: Frame;
  readonly #sheet: PhoneSheet;
  readonly #card: Card;
  readonly #subject: SubjectPanel;
  readonly #key: Key;
  readonly #overlay: Overlay;
  readonly #panelFold: { unfold(): void } | null;
  readonly #embedding: Embedding | null;
  #mapPlace: MapPlace | null = null;
  /** The parts, in the order in which they are shown a view. */
  readonly #parts: readonly Pick<Part, "show" | "highlight">[];

  /** `key` is a name that no other layer of the document has; `host` is null in a document of our own. */
  constructor(map: L.Map, block: Block, words: Words, host: Host | null, key: string) {
    this.#map = map;
    this.#block = block;
    this.#words = words;
    this.#host = host;
    const isPart = host !== null;
    const { first, last, open } = block.days;
    const forces = new Forces(block.reports);
    const filters = new FilterIndex(block);
    this.#known = new KnownClaims(block, filters);
    const axis = layOutAxis(first, last, this.#known.allChanges);
    this.#current = new CurrentView(block, words, this.#known, openingState(open));
    this.#address = new Address(this.#current.state, !isPart);
    this.#moves = makeDayMoves({
      days: block.days,
      state: () => this.#current.state,
      changes: () => this.#known.changes,
      change: (wanted) => this.#change(wanted),
      onPlaying: (isPlaying) => this.#bar.showPlaying(isPlaying),
    });
    this.#bar = new TimeBar(axis, words, this.#moves.player, this.#moves);
    this.#frame = makeFrame(map.getContainer(), this.#bar.element, words, isPart, block.title);
    const frame = this.#frame;
    const calls = this.#calls();
    const scale = scaleOf(block, isSmall(frame));
    const placeSoon = () => this.#overlay.placeSoon();
    this.#sheet = new PhoneSheet(frame.root, words, placeSoon);
    this.#card = this.#makeCard(forces, calls);
    const counts = new DayCounts();
    const dayStatus = new DayStatus();
    this.#subject = new SubjectPanel(block, words, forces, {
      ...calls,
      openCard: (rows, opener) => this.#card.open(rows, opener),
    });
    const list = new List(block, words, forces, calls, frame.scroll);
    this.#key = new Key(words, forces, scale, isWide(frame) && !isPart, placeSoon);
    const credits = makeCredits(block.credits, words);
    if (host?.overTiles) frame.outer.dataset["scheme"] = "light";
    this.#sheet.followFocus(frame, () => isNarrow(frame));
    const [sheet, subject, card] = [this.#sheet, this.#subject, this.#card];
    const legend = this.#key.element;
    arrange(frame, block, words, { sheet, legend, counts, subject, list, card, dayStatus }, isPart);
    declareLanguage(words);
    const findTools = new FindTools({
      block,
      words,
      calls,
      frame,
      filters,
      isPart,
      legend: this.#key.element,
      onChange: calls.onChange,
      drawn: makeDrawnMap(
        () => this.#overlay,
        () => this.#mapPlace,
      ),
      onCover: placeSoon,
    });
    this.#panelFold = isPart ? addFold(frame, words) : null;
    this.#bar.foot.append(frame.actions, credits.element);
    this.#overlay = this.#makeOverlay(forces, key, scale, calls, credits);
    (isPart ? frame.map : frame.legend).prepend(this.#overlay.note);
    this.#bar.onAskDay = () => {
      this.#uncoverPanel();
      this.#card.close();
      this.#subject.focusDay();
    };
    this.#overlay.subjectPlace = () => this.#subject.place;
    this.#embedding = isPart
      ? null
      : new Embedding(
          { frame, map, words, timeBar: this.#bar.element, line: this.#subject.line },
          () => this.#current.state,
          placeSoon,
        );
    this.#parts = [
      this.#bar,
      counts,
      this.#subject,
      list,
      this.#card,
      this.#overlay,
      this.#key,
      findTools,
      dayStatus,
    ];
  }

  /** Show the state of the address, and follow sizes, keys and the address from here on. */
  open(basemap: string): void {
    const isPart = this.#host !== null;
    followSizes(this.#frame, this.#bar.element);
    // A map that somebody else made keeps its middle; ours is moved to the claims.
    this.#map.invalidateSize({ animate: false, pan: isPart });
    const fits = !this.#host || this.#host.fits;
    const mapPlace = new MapPlace(
      this.#map,
      () => fits && this.#overlay.fitSubject(this.#subject.place, this.#room()),
      (map) => this.#change({ map }),
    );
    this.#mapPlace = mapPlace;
    this.#adoptAddress(mapPlace);
    this.#embedding?.follow(mapPlace);
    if (!isPart) {
      window.addEventListener("hashchange", () => {
        this.#moves.player.stop();
        this.#adoptAddress(mapPlace);
      });
    }
    listenToKeys(this.#keys, {
      ...this.#moves,
      pan: (x, y) => this.#map.panBy([x, y], { animate: !wantsLittleMotion() }),
      zoom: (levels) => this.#map.setZoom(this.#map.getZoom() + levels),
    });
    new ResizeObserver(() => this.#map.invalidateSize({ animate: false })).observe(this.#frame.map);
    if (!basemap) return;
    this.#overlay.addBasemap(basemap).catch((error: unknown) => {
      console.warn(error);
      this.#frame.notes.append(el("p", { class: "note" }, this.#words.noBasemap));
    });
  }

  get #keys(): EventTarget {
    return this.#host ? this.#frame.root : document;
  }

  /** Return what the parts can ask the page to do. */
  #calls(): Calls {
    const block = this.#block;
    const onChoose = ({ place, ...chosen }: Chosen) =>
      this.#change({
        ...chosen,
        place: place === null ? null : elementAt(block.places.ref, place),
      });
    return {
      onChoose,
      onShowTab: (tab) => this.#showTab(tab),
      // What is opened on the map or in the list becomes the subject.
      onOpen: (rows, opener) => {
        const chosen = choiceOf(block, rows);
        if (chosen) onChoose(chosen);
        this.#card.open(rows, opener);
      },
      onChange: (wanted) => this.#change(wanted),
      onHover: (row) => {
        for (const part of this.#parts) part.highlight?.(row);
      },
      onGo: (day) => this.#moves.go(day),
      onShowPlace: (place) => {
        if (isNarrow(this.#frame) && this.#sheet.height === "full") this.#sheet.set("half");
        this.#overlay.showPlace(place, this.#room());
      },
    };
  }

  /** Show the panel where it is folded or drawn down. */
  #uncoverPanel(): void {
    this.#panelFold?.unfold();
    if (isNarrow(this.#frame) && this.#sheet.height === "low") this.#sheet.set("half");
  }

  /** Show a tab of the panel, and the panel itself where it is folded or drawn down. */
  #showTab(tab: Tab): void {
    this.#change({ tab });
    this.#panelFold?.unfold();
    if (isNarrow(this.#frame)) this.#sheet.set("full");
    this.#card.close();
    this.#subject.focusTab(tab);
  }

  #makeCard(forces: Forces, calls: Calls): Card {
    const context = {
      block: this.#block,
      words: this.#words,
      forces,
      keys: this.#keys,
      showOnMap: calls.onShowPlace,
      makeActions: this.#host ? null : claimActions(this.#block, this.#words, readEditor()),
    };
    const onToggle = (isOpen: boolean) => {
      // What the card covers is inert meanwhile.
      this.#frame.scroll.inert = isOpen;
      if (isOpen) this.#uncoverPanel();
    };
    const { id } = this.#block.reports;
    return new Card(context, onToggle, (rows) => {
      const claims = rows.map((row) => id.at(row));
      if (claims.join() !== this.#current.state.claims.join()) this.#change({ claims });
    });
  }

  #makeOverlay(forces: Forces, key: string, scale: Scale, calls: Calls, credits: Credits): Overlay {
    const [map, block, words, isPart] = [this.#map, this.#block, this.#words, this.#host !== null];
    prepareMap(map, words, block.title, () => this.#overlay.fit(this.#room()), isPart);
    const panes = new Panes(map, key);
    const overlay = new Overlay(map, block, words, forces, this.#frame.root, panes, scale, calls);
    overlay.onNumbered = (places) => this.#key.name(places);
    addMapOptions(map, words, overlay, credits.showTiles, isPart);
    return overlay;
  }

  /** Return the room that is covered at the map's edges. */
  #room() {
    const { title, tools } = this.#frame;
    if (this.#embedding?.isOn) return ROOM_IN_SMALL_FRAME;
    return roomFor(
      isNarrow(this.#frame),
      title.parentElement!,
      tools,
      this.#key.element,
      this.#host !== null,
    );
  }

  /** Show a state in every part. */
  #show(wanted: State): void {
    if (this.#current.take(wanted)) this.#bar.showSteps(this.#known.steps);
    const view = this.#current.view();
    for (const part of this.#parts) part.show(view);
  }

  /** Change what is shown, and the address with it. */
  #change(wanted: Partial<State>): void {
    this.#show({ ...this.#current.state, ...wanted });
    this.#address.write(this.#current.state);
  }

  /** Show the state that the address holds, and note what of it could not be read. */
  #adoptAddress(mapPlace: MapPlace): void {
    const hash = this.#host ? this.#host.view : location.hash;
    const given = openingState(this.#block.days.open);
    const { state, rows, unread } = readAddress(this.#block, hash, given);
    replace(this.#frame.notes, ...unread.map((one) => unreadNote(one, this.#words)));
    this.#show(state);
    this.#embedding?.show();
    mapPlace.show(state.map);
    if (rows.join() !== this.#card.rows.join()) {
      if (rows.length > 0) this.#card.open(rows, null);
      else this.#card.close();
    }
    this.#address.adopt(this.#current.state);
  }
}
