/** The marks: at each place its groups side by side, none hidden under another, and a label beside them; on one canvas. */
import { elementAt, intAt, realAt } from "../checked_access.ts";
import { type Box, Taken } from "../geometry/rectangles.ts";
import {
  type Cluster,
  type ClusterContext,
  clusterOf,
  countOf,
  type Mark,
  prepareText,
} from "./place_marks.ts";
import { el } from "../frame/dom.ts";
import { Groups } from "../rules/mark_groups.ts";
import { leadTo } from "./leaders.ts";
import { type At, boxAround, countNear, mergeCovering, type Placed } from "./mark_counts.ts";
import { VisiblePlaces } from "./visible_places.ts";
import { leafletOrder } from "../geometry/lon_lat.ts";
import { MarkButtons, type PlacedMark } from "./mark_buttons.ts";
import { gather, type Homeless } from "../geometry/neighbourhoods.ts";
import {
  copy,
  drawLine,
  drawMark,
  drawRadius,
  placeLabel,
  radiusOnScreen,
} from "./mark_drawing.ts";
import type { Panes } from "./panes.ts";
import { inset, nearestFree } from "../geometry/free_space.ts";
import { MapCanvas } from "./map_canvas.ts";
import type { View } from "../state/view.ts";

/** The steps of 16 pixels by which marks may move from their point. */
const NEAR = 5;
/** The share of the view that marks may take before a place's marks become one count; and below which they no longer do. */
const CROWDED = 0.42;
const NO_LONGER_CROWDED = 0.3;
/** The assumed side of a mark in pixels before it is made. */
const USUAL_SIDE = 28;
/** With more places than this in view, labels are names only. */
const MOST_FULL_LABELS = 60;

export interface MarkContext extends ClusterContext {
  readonly map: L.Map;
  readonly panes: Panes;
  readonly open: (rows: readonly number[], opener: HTMLElement | null) => void;
  readonly onHover: (row: number | null) => void;
}

interface Made {
  readonly version: number;
  readonly mode: string;
  readonly cluster: Cluster;
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
  /** Whether the map has so little room that places are counted. */
  isCrowded = false;
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

  get canvas(): HTMLCanvasElement {
    return this.#sheet.canvas;
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
   * Place marks first, each at its own point or as near as there is room, then their labels. Marks that find no room are
   * counted, a neighbourhood at a time.
   */
  place(taken: Taken, lines: Taken, panels: Taken, view: Box): void {
    if (!this.#view) return;
    // Marks make room for marks only: panels of the page do not move them.
    const marks = new Taken();
    const homeless: Homeless<Cluster>[] = [];
    const placed: Placed[] = [];
    const clusters = this.#clusters(view);
    for (const { at, cluster } of this.isCrowded
      ? mergeCovering(clusters, this.#context)
      : clusters) {
      const box = this.isCrowded
        ? boxAround(at, cluster)
        : nearestFree(at, cluster, marks, view, NEAR);
      if (!box) {
        homeless.push({ at, kept: cluster });
        continue;
      }
      marks.add(box);
      // A mark's target is larger than its drawing, for fingers: names may come as near as the drawing allows.
      taken.add(inset(box, cluster.slack));
      placed.push({ cluster, at, box });
    }
    const counts = gather(homeless).flatMap(({ at, kept }) =>
      countNear(this.#context, at, kept, marks, view),
    );
    for (const { box } of counts) for (const boxes of [taken, panels]) boxes.add(box);
    this.#draw(placed, counts, taken, lines, view);
    this.#buttons.lay(
      [...placed, ...counts].flatMap(({ cluster, box }) =>
        cluster.marks.map((mark, k) => placedMark(cluster, mark, box, k)),
      ),
    );
    this.#ring.hidden = true;
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
    const isNameOnly = visible.length > MOST_FULL_LABELS;
    const mode = `${Number(this.isCrowded)}${Number(isNameOnly)}`;
    return visible.map((k) => {
      const place = intAt(places, k);
      const version = intAt(effect.versionAt, place);
      let made = this.#made.get(place);
      if (!made || made.version !== version || made.mode !== mode) {
        const isCount = this.isCrowded && intAt(effect.countAt, place) > 1;
        const cluster = isCount
          ? countOf([place], this.groups.rowsAt(place, effect), this.#context)
          : clusterOf(place, this.groups.at(place, effect, stretches), this.#context, isNameOnly);
        made = { version, mode, cluster };
        this.#made.set(place, made);
      }
      return { at: { x: realAt(xs, k), y: realAt(ys, k) }, cluster: made.cluster };
    });
  }

  #draw(
    placed: readonly Placed[],
    counts: readonly Placed[],
    taken: Taken,
    lines: Taken,
    view: Box,
  ): void {
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
    for (const { at, box, cluster } of [...placed, ...counts])
      drawLine(context, at, leadTo(at, box, !elementAt(cluster.marks, 0).isCount));
    for (const { cluster, box } of [...placed, ...counts]) {
      for (const mark of cluster.marks) drawMark(context, mark, box, this.#context);
    }
    context.save();
    prepareText(context, pictures);
    for (const { cluster, box } of [...placed, ...counts]) {
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
    const labels: number[][] = [];
    for (const { cluster, box } of placed) {
      const label = placeLabel(cluster, box, taken, lines, view);
      if (!label) continue;
      copy(context, label.picture, label.x, label.y);
      labels.push([label.x, label.y, label.picture.width, label.picture.height].map(Math.round));
    }
    // The boxes of the names, for tests and for scripts that read the page: a canvas has no text.
    this.#sheet.canvas.dataset["labels"] = JSON.stringify(labels);
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

function placedMark(cluster: Cluster, mark: Mark, box: Box, k: number): PlacedMark {
  return {
    key: `${cluster.anchor} ${k}`,
    mark,
    place: cluster.place,
    box: { x: box.x + mark.x, y: box.y + mark.y, width: mark.width, height: mark.height },
  };
}
