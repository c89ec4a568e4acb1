/** Claims about whole areas: lightly tinted and outlined, with a card of their figures, and never a dot in the middle. */
import { intAt, realAt } from "../checked_access.ts";
import { type AreaCard, LINES, makeAreaCard } from "./area_card.ts";
import { AreaLines } from "./area_lines.ts";
import { AreaOutlines } from "./area_outlines.ts";
import { AreaPills, type ArrangedPills } from "./area_figures.ts";
import type { AreaInView } from "./area_pill.ts";
import { AreaShapes } from "./area_shapes.ts";
import { findRoom, type RoomForCards } from "./card_room.ts";
import { type Box, boxesAlong, overlap, type Taken } from "../geometry/rectangles.ts";
import type { Groups } from "../rules/mark_groups.ts";
import { drawLead, leadEnd } from "./leaders.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import type { MarkContext } from "./marks.ts";
import { boundsOf } from "../geometry/outline.ts";
import type { View } from "../state/view.ts";

/** With more areas than this in view, each has its figure written on it instead of a card. */
const MOST_CARDS = 12;
/** The box of a card that is not seen. */
const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

/** What the page is about: its place, -1 for none, and its force. */
export interface Subject {
  readonly place: number;
  readonly force: string;
}

/** Areas with a card and without; of the first ones as many keep theirs before marks have to make room. */
interface Cards {
  readonly placed: PlacedCard[];
  readonly others: number[];
  readonly least: number;
}

type RoomOnMap = Omit<RoomForCards, "others" | "mayCover" | "most">;

interface PlacedCard {
  readonly place: number;
  readonly box: Box;
}

/** The areas over a map, kept in step with what is in effect. */
export class Areas {
  readonly #context: MarkContext;
  readonly #groups: Groups;
  readonly #shapes: AreaShapes;
  readonly #lines: AreaLines;
  readonly #pills: AreaPills;
  readonly #cards = new Map<number, AreaCard>();
  /** The places that have an outline. */
  readonly #places: readonly number[];
  readonly #outlines: AreaOutlines;
  /** Of the areas in effect, those in view. */
  #inView: readonly number[] = [];
  #view: View | null = null;
  readonly #shown = new Map<number, number>();

  constructor(context: MarkContext, groups: Groups) {
    const { block, words, map, open } = context;
    this.#context = context;
    this.#groups = groups;
    this.#places = block.places.geometry.flatMap((geometry, place) => (geometry ? [place] : []));
    this.#outlines = new AreaOutlines(map, block);
    this.#pills = new AreaPills(context);
    this.#lines = new AreaLines(block, words);
    this.#shapes = new AreaShapes(map, block, (place) =>
      open(this.#rowsAt(place), this.#cards.get(place)?.card.querySelector("button") ?? null),
    );
  }

  /** Check whether too many areas are in view for cards. */
  get areMany(): boolean {
    return this.#inView.length > MOST_CARDS;
  }

  /** Check whether some areas are only counted together. */
  get areCounted(): boolean {
    return this.#pills.areCounted;
  }

  /** Draw the areas in effect, keeping those that did not change. */
  show(view: View): void {
    const isOther = view.effect !== this.#view?.effect;
    this.#view = view;
    const { effect } = view;
    for (const place of this.#places) {
      const version = intAt(effect.versionAt, place);
      if (!isOther && this.#shown.get(place) === version) continue;
      this.#shown.set(place, version);
      this.#dropCard(place);
      if (intAt(effect.countAt, place) > 0) this.#shapes.show(place);
      else this.#shapes.hide(place);
    }
  }

  /** Mark the area whose claims hold a row; null: none. */
  highlight(row: number | null): void {
    const place = row === null ? -1 : this.#context.block.placeOf[row];
    for (const [its, { card }] of this.#cards)
      card.classList.toggle("is-pointed-at", its === place);
    this.#pills.highlight(row);
  }

  /** Find the areas in view, and mark their outlines as lines that no name may cross, unless they are everywhere. */
  look(lines: Taken, view: Box): void {
    const { map } = this.#context;
    this.#inView = this.#places.filter(
      (place) => intAt(this.#view!.effect.countAt, place) > 0 && this.#outlines.isInView(place),
    );
    map.getContainer().classList.toggle("many-areas", this.areMany);
    if (this.areMany) return;
    this.#outlines.follow();
    for (const place of this.#inView)
      for (const box of boxesAlong(this.#outlines.ringOf(place), view)) lines.add(box);
  }

  #rowsAt(place: number): number[] {
    return this.#groups.rowsAt(place, this.#view!.effect);
  }

  /**
   * Place each card where it fits best: within its area, else beside it with a line, with fewer lines where there is no room
   * for all. The first one, of the subject's area or else of the largest, covers marks and names if need be, but not the page's
   * panels; areas with claims of the subject's force come before others. Of those without room the first figure is written, and
   * where that finds no room either, the last card makes room for it.
   */
  place(around: RoomOnMap, subject: Subject): void {
    const { taken, panels, view } = around;
    if (this.areMany) {
      for (const place of this.#cards.keys()) this.#dropCard(place);
      const areas = this.#inView.map((place) => this.#onScreen(place, subject));
      this.#pills.lay(this.#pills.arrange(areas, taken, view), taken, panels);
      return;
    }
    const inView = new Set(this.#inView);
    for (const [place, card] of this.#cards) if (!inView.has(place)) hide(card);
    for (const most of LINES) {
      const cards = this.#placeCards(this.#inOrder(subject), around, subject, most);
      const pills = this.#makeRoom(cards, taken, panels, view, subject);
      // Rather than to gather areas, cards have fewer lines.
      const isLast = most === LINES[LINES.length - 1];
      if (!isLast && (pills.areCounted || !pills.areFree)) continue;
      for (const { box } of cards.placed) for (const boxes of [taken, panels]) boxes.add(box);
      this.#pills.lay(pills, taken, panels);
      return;
    }
  }

  /** Place the cards of areas in an order, each with at most so many lines; `others` are those for which there is no room. */
  #placeCards(order: readonly number[], room: RoomOnMap, subject: Subject, most: number): Cards {
    const [free, own] = [room.taken.copy(), room.panels.copy()];
    const placed: PlacedCard[] = [];
    const others: number[] = [];
    for (const [k, place] of order.entries()) {
      const rings = order.filter((one) => one !== place).map((one) => this.#outlines.ringOf(one));
      const around = { ...room, taken: free, panels: own, others: rings };
      const box = this.#placeCard(place, { ...around, mayCover: k === 0, most });
      if (!box) others.push(place);
      else if (box.width > 0) {
        for (const boxes of [free, own]) boxes.add(box);
        placed.push({ place, box });
      }
    }
    const isOfSubject = ({ place }: PlacedCard) => this.#isOf(place, subject);
    return { placed, others, least: Math.max(1, placed.filter(isOfSubject).length) };
  }

  /**
   * Arrange the pills of the areas without a card. Where one would lie on something, first the cards of other forces make room,
   * the last one first; then marks, which are gathered; then the cards of the subject's force but for the first.
   */
  #makeRoom(
    { placed, others, least }: Cards,
    taken: Taken,
    panels: Taken,
    view: Box,
    subject: Subject,
  ): ArrangedPills {
    const arrange = (room: Taken) => {
      const around = room.copy();
      for (const { box } of placed) around.add(box);
      const areas = others.map((place) => this.#onScreen(place, subject));
      return this.#pills.arrange(areas, around, view, true);
    };
    let pills = arrange(taken);
    while (!pills.areFree && placed.length > 1) {
      if (placed.length <= least) pills = arrange(panels);
      if (pills.areFree) break;
      const { place } = placed.pop()!;
      hide(this.#cards.get(place)!);
      others.push(place);
      pills = arrange(placed.length < least ? panels : taken);
    }
    return pills.areFree ? pills : arrange(panels);
  }

  /** Return the areas in view: the subject's, those with claims of its force, and then the largest first. */
  #inOrder(subject: Subject): number[] {
    const size = (place: number) => {
      const { width, height } = boundsOf(this.#outlines.ringOf(place));
      return width * height;
    };
    const rank = (place: number) =>
      place === subject.place ? 2 : Number(this.#isOf(place, subject));
    return [...this.#inView].sort((a, b) => rank(b) - rank(a) || size(b) - size(a) || a - b);
  }

  #isOf(place: number, { force }: Subject): boolean {
    return this.#cardOf(place).forces.has(force);
  }

  #cardOf(place: number): AreaCard {
    const known = this.#cards.get(place);
    if (known) return known;
    const made = makeAreaCard(
      place,
      this.#rowsAt(place),
      this.#lines.at(place, this.#view!),
      intAt(this.#view!.effect.versionAt, place),
      this.#context,
    );
    this.#cards.set(place, made);
    return made;
  }

  /** Place the card of an area in view; return its box, an empty one where it is not seen, null where there is no room for it. */
  #placeCard(place: number, room: RoomForCards): Box | null {
    const { map } = this.#context;
    const near = this.#pointOf(place);
    const ring = this.#outlines.ringOf(place);
    const area = this.#cardOf(place);
    area.lead.replaceChildren();
    const isSeen = ring.length === 0 || overlap(boundsOf(ring), room.view);
    area.card.hidden = !isSeen;
    if (!isSeen) return NOWHERE;
    const found = findRoom(area, ring, near, room);
    area.card.hidden = !found;
    if (!found) return null;
    L.DomUtil.setPosition(
      area.card,
      map.containerPointToLayerPoint([Math.round(found.box.x), Math.round(found.box.y)]),
    );
    if (!found.isInside)
      drawLead(area.lead, map, L.point(leadEnd(ring, near, found.box)), found.box, false);
    return found.box;
  }

  #pointOf(place: number): L.Point {
    const { map, block } = this.#context;
    const { lon, lat } = block.places;
    return map.latLngToContainerPoint(leafletOrder(realAt(lon, place), realAt(lat, place)));
  }

  #onScreen(place: number, subject: Subject): AreaInView {
    const lines = this.#lines.at(place, this.#view!);
    const own = lines.filter(({ force }) => force === subject.force);
    return {
      place,
      rows: this.#rowsAt(place),
      // A pill has the figures of one line.
      lines: [...own, ...lines.filter((line) => !own.includes(line))],
      isOfSubject: own.length > 0,
      at: this.#pointOf(place),
      around: this.#outlines.largestBox(place),
    };
  }

  #dropCard(place: number): void {
    const area = this.#cards.get(place);
    if (!area) return;
    for (const part of [area.card, area.lead]) part.remove();
    this.#cards.delete(place);
  }
}

/** Take a card off the map until it is placed again. */
function hide({ card, lead }: AreaCard): void {
  card.hidden = true;
  lead.replaceChildren();
}
