/** Claims about whole areas: lightly tinted and outlined, with a card of their figures, and never a dot in the middle. */
import { intAt, realAt } from "../checked_access.ts";
import { type AreaCard, LINES, makeAreaCard } from "./area_card.ts";
import { AreaLines } from "./area_lines.ts";
import { type AreaInView, AreaPills } from "./area_figures.ts";
import { AreaShapes } from "./area_shapes.ts";
import { type Box, boxesAlong, overlap, type Taken } from "../geometry/rectangles.ts";
import type { Groups } from "../rules/mark_groups.ts";
import { drawLead } from "./leaders.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import type { MarkContext } from "./marks.ts";
import {
  bestBeside,
  bestInside,
  boundsOf,
  largestOnScreen,
  nearestOf,
  outerRings,
  type Ring,
  type Surroundings,
} from "../geometry/outline.ts";
import type { View } from "../state/view.ts";

/** With more areas than this in view, each has its figure written on it instead of a card. */
const MOST_CARDS = 12;

/** The parts of an area in degrees: the box of each. */
type Parts = readonly {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}[];

/** The areas over a map, kept in step with what is in effect. */
export class Areas {
  readonly #context: MarkContext;
  readonly #groups: Groups;
  readonly #shapes: AreaShapes;
  readonly #lines: AreaLines;
  readonly #pills: AreaPills;
  readonly #cards = new Map<number, AreaCard>();
  /** The places that have an outline, and the boxes of its parts. */
  readonly #places: readonly number[];
  readonly #parts = new Map<number, Parts>();
  /** Outlines on the screen, for one position of the map. */
  #rings: { key: string; readonly of: Map<number, Ring> } = { key: "", of: new Map() };
  /** Of the areas in effect, those in view. */
  #inView: readonly number[] = [];
  #view: View | null = null;
  readonly #shown = new Map<number, number>();

  constructor(context: MarkContext, groups: Groups) {
    const { block, words, map, open } = context;
    this.#context = context;
    this.#groups = groups;
    this.#places = block.places.geometry.flatMap((geometry, place) => (geometry ? [place] : []));
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
    const bounds = map.getBounds();
    this.#inView = this.#places.filter(
      (place) =>
        intAt(this.#view!.effect.countAt, place) > 0 &&
        this.#partsOf(place).some(
          (part) =>
            part.west <= bounds.getEast() &&
            part.east >= bounds.getWest() &&
            part.south <= bounds.getNorth() &&
            part.north >= bounds.getSouth(),
        ),
    );
    map.getContainer().classList.toggle("many-areas", this.areMany);
    if (this.areMany) return;
    const { x, y } = map.latLngToContainerPoint([0, 0]);
    const key = `${map.getZoom()} ${x} ${y}`;
    if (key !== this.#rings.key) this.#rings = { key, of: new Map() };
    for (const place of this.#inView)
      for (const box of boxesAlong(this.#ringOf(place), view)) lines.add(box);
  }

  #rowsAt(place: number): number[] {
    return this.#groups.rowsAt(place, this.#view!.effect);
  }

  #partsOf(place: number): Parts {
    const known = this.#parts.get(place);
    if (known) return known;
    const geometry = this.#context.block.places.geometry[place]!;
    const bounds = L.geoJSON(geometry as never).getBounds();
    const rings = outerRings(geometry);
    const boxes =
      rings.length > 0
        ? rings
            .map((ring) => boundsOf(ring as unknown as Ring))
            .map(({ x, y, width, height }) => ({
              west: x,
              east: x + width,
              south: y,
              north: y + height,
            }))
        : [
            {
              west: bounds.getWest(),
              east: bounds.getEast(),
              south: bounds.getSouth(),
              north: bounds.getNorth(),
            },
          ];
    this.#parts.set(place, boxes);
    return boxes;
  }

  #ringOf(place: number): Ring {
    const { map, block } = this.#context;
    const known = this.#rings.of.get(place);
    if (known) return known;
    const rings = outerRings(block.places.geometry[place]!);
    const ring = largestOnScreen(rings, (lon, lat) =>
      map.latLngToContainerPoint(leafletOrder(lon, lat)),
    );
    this.#rings.of.set(place, ring);
    return ring;
  }

  /**
   * Place each card where it fits best: within its area, else beside it with a line, with fewer lines where there is no room
   * for all. The first one, of the subject's area or else of the largest, covers marks and names if need be, but not the page's
   * panels; of the others without room the first figure is written.
   */
  place(taken: Taken, spared: Taken, lines: Taken, panels: Taken, view: Box, first: number): void {
    if (this.areMany) {
      for (const place of this.#cards.keys()) this.#dropCard(place);
      this.#pills.place(
        this.#inView.map((place) => this.#onScreen(place)),
        taken,
        panels,
        view,
      );
      return;
    }
    const inView = new Set(this.#inView);
    for (const [place, { card, lead }] of this.#cards) {
      if (inView.has(place)) continue;
      card.hidden = true;
      lead.replaceChildren();
    }
    const size = (place: number) => {
      const { width, height } = boundsOf(this.#ringOf(place));
      return width * height;
    };
    const withoutRoom: AreaInView[] = [];
    const others = (place: number) =>
      [...inView].filter((other) => other !== place).map((other) => this.#ringOf(other));
    const isFirst = (place: number) => Number(place === first);
    const ordered = [...inView].sort(
      (a, b) => isFirst(b) - isFirst(a) || size(b) - size(a) || a - b,
    );
    for (const [order, place] of ordered.entries()) {
      const mayCover = order === 0;
      const room = { taken, spared, lines, panels, others: others(place), view, mayCover };
      if (!this.#placeCard(place, room)) withoutRoom.push(this.#onScreen(place));
    }
    this.#pills.place(withoutRoom, taken, panels, view, true);
  }

  /** Place the card of an area in view; return false where there is no room for it. */
  #placeCard(place: number, room: RoomForCards): boolean {
    const { map, block } = this.#context;
    const { versionAt } = this.#view!.effect;
    const near = map.latLngToContainerPoint(
      leafletOrder(realAt(block.places.lon, place), realAt(block.places.lat, place)),
    );
    const ring = this.#ringOf(place);
    const area =
      this.#cards.get(place) ??
      makeAreaCard(
        place,
        this.#rowsAt(place),
        this.#lines.at(place, this.#view!),
        intAt(versionAt, place),
        this.#context,
      );
    this.#cards.set(place, area);
    area.lead.replaceChildren();
    const isSeen = ring.length === 0 || overlap(boundsOf(ring), room.view);
    area.card.hidden = !isSeen;
    if (!isSeen) return true;
    const found = this.#findRoom(area, ring, near, room);
    area.card.hidden = !found;
    if (!found) return false;
    for (const boxes of [room.taken, room.panels]) boxes.add(found.box);
    L.DomUtil.setPosition(
      area.card,
      map.containerPointToLayerPoint([Math.round(found.box.x), Math.round(found.box.y)]),
    );
    if (!found.isInside)
      drawLead(area.lead, map, L.point(nearestOf(ring, near, found.box)), found.box, false);
    return true;
  }

  /** Return a box for a card, with as many lines as there is room for; null where there is none for a single line. */
  #findRoom(
    area: AreaCard,
    ring: Ring,
    near: L.Point,
    room: RoomForCards,
  ): { box: Box; isInside: boolean } | null {
    // Of an area whose middle is out of view, less is shown.
    const isHere = overlap({ ...near, width: 0, height: 0 }, room.view);
    for (const most of isHere ? LINES : LINES.slice(-1)) {
      area.limit(most);
      const size = sizeOf(area.card);
      const inside = bestInside(ring, size, near, room);
      if (inside) return { box: inside, isInside: true };
      const beside = bestBeside(ring, size, near, room);
      if (beside) return { box: beside, isInside: false };
    }
    if (!room.mayCover) return null;
    const size = sizeOf(area.card);
    const over = bestBeside(ring, size, near, { ...room, taken: room.panels });
    return over && { box: over, isInside: false };
  }

  #onScreen(place: number): AreaInView {
    const { map, block } = this.#context;
    const on = (lon: number, lat: number) => map.latLngToContainerPoint(leafletOrder(lon, lat));
    const boxes = this.#partsOf(place).map(({ west, east, south, north }) => {
      const [corner, other] = [on(west, north), on(east, south)];
      return { x: corner.x, y: corner.y, width: other.x - corner.x, height: other.y - corner.y };
    });
    const around = boxes.reduce((best, box) =>
      box.width * box.height > best.width * best.height ? box : best,
    );
    return {
      place,
      rows: this.#rowsAt(place),
      lines: this.#lines.at(place, this.#view!),
      at: on(realAt(block.places.lon, place), realAt(block.places.lat, place)),
      around,
    };
  }

  #dropCard(place: number): void {
    const area = this.#cards.get(place);
    if (!area) return;
    for (const part of [area.card, area.lead]) part.remove();
    this.#cards.delete(place);
  }
}

/** What there is on the map already, of which `panels` are the page's own and other cards. */
interface RoomForCards extends Surroundings {
  readonly panels: Taken;
  /** Whether the card may cover marks and names, rather than be none. */
  readonly mayCover: boolean;
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: element.offsetWidth, height: element.offsetHeight };
}
