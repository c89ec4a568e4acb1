/** Claims about whole areas: lightly tinted and outlined, with a card inside, and never a dot in the middle. */
import { intAt, realAt } from "../checked_access.ts";
import { type AreaCard, makeAreaCard } from "./area_card.ts";
import { type AreaInView, AreaPills } from "./area_figures.ts";
import { AreaShapes } from "./area_shapes.ts";
import { type Box, boxesAlong, isInside, overlap, Taken } from "../geometry/rectangles.ts";
import type { Groups } from "../rules/mark_groups.ts";
import { drawLead } from "./leaders.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import type { MarkContext } from "./marks.ts";
import {
  bestInside,
  boundsOf,
  largestOnScreen,
  outerRings,
  type Ring,
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

  constructor(context: MarkContext, groups: Groups, root: HTMLElement) {
    const { block, map, forces, open } = context;
    this.#context = context;
    this.#groups = groups;
    this.#places = block.places.geometry.flatMap((geometry, place) => (geometry ? [place] : []));
    this.#pills = new AreaPills(context);
    this.#shapes = new AreaShapes(map, block, forces, root, (place) =>
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
    const { effect, stretches } = view;
    for (const place of this.#places) {
      const version = intAt(effect.versionAt, place);
      if (!isOther && this.#shown.get(place) === version) continue;
      this.#shown.set(place, version);
      this.#dropCard(place);
      if (intAt(effect.countAt, place) > 0)
        this.#shapes.show(place, this.#groups.at(place, effect, stretches));
      else this.#shapes.hide(place);
    }
  }

  /** Mark the area whose claims hold a row; null: none. */
  highlight(row: number | null): void {
    const place = row === null ? -1 : this.#context.block.placeOf[row];
    for (const [its, { card, chip }] of this.#cards) {
      for (const part of [card, chip]) part.classList.toggle("is-pointed-at", its === place);
    }
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
    const { effect, stretches } = this.#view!;
    return this.#groups.at(place, effect, stretches).flatMap((group) => group.rows);
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
   * Place each card where it fits best within its area; where none fits, show a name with a count, and where there
   * is no room for that either, a swatch with the count: over marks and names if need be, but not under the page's panels.
   */
  place(taken: Taken, spared: Taken, lines: Taken, panels: Taken, view: Box): void {
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
    this.#pills.clear();
    const inView = new Set(this.#inView);
    for (const [place, { card, chip, lead }] of this.#cards) {
      if (inView.has(place)) continue;
      card.hidden = chip.hidden = true;
      lead.replaceChildren();
    }
    for (const place of inView) this.#placeCard(place, taken, spared, lines, panels, view);
  }

  #placeCard(
    place: number,
    taken: Taken,
    spared: Taken,
    lines: Taken,
    panels: Taken,
    view: Box,
  ): void {
    const { map, block } = this.#context;
    const { effect, stretches } = this.#view!;
    const near = map.latLngToContainerPoint(
      leafletOrder(realAt(block.places.lon, place), realAt(block.places.lat, place)),
    );
    const ring = this.#ringOf(place);
    const area =
      this.#cards.get(place) ??
      makeAreaCard(
        place,
        this.#groups.at(place, effect, stretches),
        intAt(effect.versionAt, place),
        this.#context,
      );
    this.#cards.set(place, area);
    area.chip.classList.remove("small");
    area.card.hidden = area.chip.hidden = false;
    const found = ring.length
      ? (at(area.card, bestInside(ring, sizeOf(area.card), near, taken, spared, lines, view)) ??
        at(area.chip, bestInside(ring, sizeOf(area.chip), near, taken, spared, lines, view)))
      : null;
    const { element, box } = found ??
      at(area.chip, besideArea(near, sizeOf(area.chip), taken, view)) ??
      this.#lastResort(area, ring, near, taken, panels, view) ?? { element: null, box: null };
    for (const part of [area.card, area.chip]) part.hidden = part !== element;
    area.lead.replaceChildren();
    if (!element || !box) return;
    taken.add(box);
    panels.add(box);
    L.DomUtil.setPosition(
      element,
      map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]),
    );
    if (!found) drawLead(area.lead, map, near, box, false);
  }

  #onScreen(place: number): AreaInView {
    const { map, block } = this.#context;
    const { effect, stretches } = this.#view!;
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
      groups: this.#groups.at(place, effect, stretches),
      at: on(realAt(block.places.lon, place), realAt(block.places.lat, place)),
      around,
    };
  }

  #dropCard(place: number): void {
    const area = this.#cards.get(place);
    if (!area) return;
    for (const part of [area.card, area.chip, area.lead]) part.remove();
    this.#cards.delete(place);
  }

  /** Return a swatch with a count, and its box, for an area in view without room for its name; null out of view. */
  #lastResort(
    area: AreaCard,
    ring: Ring,
    near: L.Point,
    taken: Taken,
    panels: Taken,
    view: Box,
  ): { element: HTMLElement; box: Box } | null {
    if (ring.length > 0 && !overlap(boundsOf(ring), view)) return null;
    area.chip.classList.add("small");
    const size = sizeOf(area.chip);
    const inView = L.point(
      Math.min(Math.max(near.x, view.x + size.width / 2), view.x + view.width - size.width / 2),
      Math.min(Math.max(near.y, view.y + size.height / 2), view.y + view.height - size.height / 2),
    );
    return at(
      area.chip,
      besideArea(inView, size, taken, view, 13) ??
        besideArea(inView, size, panels, view, 13) ??
        besideArea(inView, size, new Taken(), view),
    );
  }
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: element.offsetWidth, height: element.offsetHeight };
}

function at(element: HTMLElement, box: Box | null): { element: HTMLElement; box: Box } | null {
  return box && { element, box };
}

/** Return a box for a name near an area that is too small for it; null if the area is out of view. */
function besideArea(
  near: L.Point,
  { width, height }: { width: number; height: number },
  taken: Taken,
  view: Box,
  rings = 8,
): Box | null {
  if (!overlap({ x: near.x, y: near.y, width: 0, height: 0 }, view)) return null;
  for (let ring = 0; ring < rings; ring++) {
    for (let k = 0; k < 12; k++) {
      const angle = (k * Math.PI) / 6;
      const box = {
        x: near.x - width / 2 + ring * 22 * Math.cos(angle),
        y: near.y - height / 2 + ring * 18 * Math.sin(angle),
        width,
        height,
      };
      if (isInside(box, view) && taken.isFree(box, 2)) return box;
    }
  }
  return null;
}
