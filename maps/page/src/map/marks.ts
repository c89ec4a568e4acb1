/** The marks: at each place its groups side by side, none hidden under another, and a label beside them; on one canvas. */
import { elementAt, intAt, realAt } from "../checked_access.ts";
import type { Box, Taken } from "../geometry/rectangles.ts";
import {
  type Cluster,
  type ClusterContext,
  clusterOf,
  type Mark,
  prepareText,
} from "./place_marks.ts";
import { el } from "../frame/dom.ts";
import { Groups } from "../rules/mark_groups.ts";
import { leadTo } from "./leaders.ts";
import { type At, gatheredLater, placeClusters, type Placed } from "./gathered_marks.ts";
import { VisiblePlaces } from "./visible_places.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import { MarkButtons, type PlacedMark } from "./mark_buttons.ts";
import { drawLine, drawMark, drawRadius, radiusOnScreen } from "./mark_drawing.ts";
import type { Panes } from "./panes.ts";
import { inset } from "../geometry/free_space.ts";
import { MapCanvas } from "./map_canvas.ts";
import type { Numbered } from "../signs/key.ts";
import { writeNames } from "./mark_names.ts";
import { boxesBeside } from "../signs/small_marks.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

/** The share of the view that marks may take before a place's marks become one count; and below which they no longer do. */
const CROWDED = 0.42;
const NO_LONGER_CROWDED = 0.3;
/** The assumed side of a mark in pixels before it is made. */
const USUAL_SIDE = 28;
/** With more places than this in view, labels are names only. */
const MOST_FULL_LABELS = 60;
/** The width of a usual label. */
const LABEL_ROOM = 110;
/** Up to this zoom the map is an overview: what is gathered is gathered by country. */
const OVERVIEW = 5;

export interface MarkContext extends ClusterContext {
  readonly map: L.Map;
  readonly panes: Panes;
  readonly open: (rows: readonly number[], opener: HTMLElement | null) => void;
  readonly onHover: (row: number | null) => void;
}

interface Made {
  readonly version: number;
  readonly mode: string;
  readonly part: Omit<At, "at">;
}

/** The marks over a map, kept in step with what is in effect. */
export class Marks {
  readonly groups: Groups;
  readonly #context: MarkContext;
  readonly #sheet: MapCanvas;
  readonly #buttons: MarkButtons;
  readonly #ring = el("div", { class: "mark-ring", hidden: true });
  readonly #made = new Map<number, Made>();
  #pointed: L.Circle | null = null;
  #placed: readonly Placed[] = [];
  /** Whether the map has so little room that places are gathered before anything is placed. */
  isCrowded = false;
  /** Whether some marks are gathered. */
  areGathered = false;
  /** The places whose names found no room, by the numbers at their marks. */
  numbered: readonly Numbered[] = [];
  #view: View | null = null;
  readonly #visible: VisiblePlaces;
  /** Whether the radius within which each place lies is drawn. */
  showsRadii = false;

  constructor(context: MarkContext) {
    this.#context = context;
    this.groups = new Groups(context.block);
    this.#visible = new VisiblePlaces(context.map, context.block.places);
    this.#sheet = new MapCanvas(context.map, context.panes.get("marks"));
    this.#buttons = new MarkButtons(context.map, context.panes.get("buttons"), context.block, {
      open: context.open,
      point: (placed) => {
        this.#showRadius(placed && placed.place >= 0 ? placed.place : null);
        context.onHover(placed ? elementAt(placed.mark.rows, 0) : null);
      },
    });
    context.panes.get("buttons").append(this.#ring);
  }

  get areTooMany(): boolean {
    return this.#buttons.areTooMany;
  }

  show(view: View): void {
    if (view.effect !== this.#view?.effect) this.#made.clear();
    this.#view = view;
  }

  /** Forget what was made in other colours. */
  forget(): void {
    this.#made.clear();
  }

  /**
   * Place the marks, each at its own point or as near as there is room; those that find no room are gathered with those near
   * them. `spared` is where their labels may come, `covering` what of the page covers the map; null on paper, which has no buttons.
   */
  place(
    taken: Taken,
    spared: Taken,
    panels: Taken,
    covering: readonly Box[] | null,
    view: Box,
  ): void {
    if (!this.#view) return;
    const { map, words } = this.#context;
    // Marks make room for marks only: panels of the page do not move them.
    this.#placed = placeClusters(this.#clusters(view), this.#context, view, {
      isCrowded: this.isCrowded,
      isOverview: map.getZoom() <= OVERVIEW,
      corner: map.getPixelBounds().min!,
    });
    this.areGathered = false;
    for (const { cluster, box } of this.#placed) {
      const isGathered = cluster.marks.some((mark) => mark.isGathered);
      this.areGathered ||= isGathered;
      // A mark's target is larger than its drawing, for fingers: names may come as near as the drawing allows.
      taken.add(inset(box, cluster.slack));
      for (const small of smallMarksOf(cluster, box, words)) taken.add(small);
      if (isGathered) panels.add(box);
      else spared.add(inset({ ...box, width: box.width + LABEL_ROOM }, cluster.slack));
    }
    if (!covering) return;
    this.#buttons.lay(
      this.#placed.flatMap(({ cluster, box }) =>
        cluster.marks.map((mark, k) => placedMark(cluster, mark, box, k)),
      ),
      covering,
    );
    this.#ring.hidden = true;
  }

  /** Draw the marks, and beside them the labels for which there is room. */
  draw(taken: Taken, lines: Taken, view: Box): void {
    if (this.#view) this.#draw(this.#placed, taken, lines, view);
  }

  /** Draw a ring around the mark of a row; null: around none. */
  highlight(row: number | null): void {
    const found = row === null ? null : this.#buttons.markOf(row);
    this.#ring.hidden = !found;
    if (!found) return;
    const { x, y, width, height } = found.box;
    L.DomUtil.setPosition(this.#ring, this.#context.map.containerPointToLayerPoint([x - 4, y - 4]));
    this.#ring.style.setProperty("width", `${width + 8}px`);
    this.#ring.style.setProperty("height", `${height + 8}px`);
  }

  /** Return the clusters of the places in view that have claims in effect, each with its point. */
  #clusters(view: Box): At[] {
    const { effect, stretches } = this.#view!;
    const { places, xs, ys } = this.#visible.get();
    const visible: number[] = [];
    let marks = 0;
    places.forEach((place, k) => {
      if (effect.countAt[place] === 0) return;
      visible.push(k);
      marks += Math.min(intAt(effect.countAt, place), 8);
    });
    const room = view.width * view.height * (this.isCrowded ? NO_LONGER_CROWDED : CROWDED);
    this.isCrowded = marks * USUAL_SIDE * USUAL_SIDE > room;
    const isBrief = visible.length > MOST_FULL_LABELS;
    const mode = `${Number(this.isCrowded)}${Number(isBrief)}`;
    const clusters = visible.map((k): At => {
      const place = intAt(places, k);
      const version = intAt(effect.versionAt, place);
      let made = this.#made.get(place);
      if (!made || made.version !== version || made.mode !== mode) {
        const isOne = !this.isCrowded || intAt(effect.countAt, place) === 1;
        const part = isOne
          ? {
              cluster: clusterOf(
                place,
                this.groups.at(place, effect, stretches),
                this.#context,
                isBrief,
              ),
            }
          : gatheredLater({ place, rows: this.groups.rowsAt(place, effect) }, this.#context);
        made = { version, mode, part };
        this.#made.set(place, made);
      }
      const { part } = made;
      const at = { x: realAt(xs, k), y: realAt(ys, k) };
      return {
        at,
        get cluster() {
          return part.cluster;
        },
        ...(part.claims && { claims: part.claims }),
      };
    });
    // Figures find room before what has no number.
    const hasFigure = (one: At) => Number(one.claims !== undefined || one.cluster.top >= 0);
    return clusters.sort((a, b) => hasFigure(b) - hasFigure(a));
  }

  #draw(placed: readonly Placed[], taken: Taken, lines: Taken, view: Box): void {
    const { map, pictures, block } = this.#context;
    const context = this.#sheet.wipe();
    if (this.showsRadii)
      for (const { cluster, at } of placed.filter((one) => one.cluster.place >= 0))
        drawRadius(
          context,
          at,
          radiusOnScreen(
            map,
            realAt(block.places.radius_m, cluster.place),
            realAt(block.places.lat, cluster.place),
          ),
          pictures.colour("--ink"),
        );
    context.strokeStyle = context.fillStyle = pictures.colour("--quiet");
    context.lineWidth = 1;
    for (const { at, box, cluster } of placed)
      drawLine(context, at, leadTo(at, box, !elementAt(cluster.marks, 0).isCount));
    for (const { cluster, box } of placed) {
      for (const mark of cluster.marks) drawMark(context, mark, box, this.#context);
    }
    context.save();
    prepareText(context, pictures);
    for (const { cluster, box } of placed) {
      for (const { text, x, y, width, height } of cluster.marks) {
        if (text)
          context.fillText(
            text,
            Math.round(box.x + x + width / 2),
            Math.round(box.y + y + height / 2) - 0.5,
          );
      }
    }
    context.restore();
    const { boxes, numbered } = writeNames(context, placed, this.#context, taken, lines, view);
    this.numbered = numbered;
    // The boxes of the names, for tests and for scripts that read the page: a canvas has no text.
    this.#sheet.canvas.dataset["labels"] = JSON.stringify(boxes);
  }

  /** Show the circle within which a place lies while its mark is pointed at; null: none. */
  #showRadius(place: number | null): void {
    this.#pointed?.remove();
    this.#pointed = null;
    if (place === null || this.showsRadii) return;
    const { map, block } = this.#context;
    const radius = realAt(block.places.radius_m, place);
    if (!(radius > 0)) return;
    this.#pointed = L.circle(
      leafletOrder(realAt(block.places.lon, place), realAt(block.places.lat, place)),
      {
        radius,
        interactive: false,
        className: "precision",
      },
    ).addTo(map);
  }
}

/** Return where a cluster's signs have small marks beside them: no name may cover these. */
function smallMarksOf({ marks }: Cluster, box: Box, words: Words): Box[] {
  return marks.flatMap((mark) => {
    const middle = { x: box.x + mark.x + mark.width / 2, y: box.y + mark.y + mark.height / 2 };
    return Object.values(boxesBeside(middle, mark, words)).filter((one) => one !== null);
  });
}

function placedMark(cluster: Cluster, mark: Mark, box: Box, k: number): PlacedMark {
  return {
    key: `${cluster.anchor} ${k}`,
    mark,
    place: cluster.place,
    box: { x: box.x + mark.x, y: box.y + mark.y, width: mark.width, height: mark.height },
  };
}
