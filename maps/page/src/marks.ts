/** The marks: at each place its groups side by side, none hidden under another, and a label beside them. */
import type { Block } from "./block.ts";
import { type Box, isInside, Taken } from "./boxes.ts";
import { bdi, button, el, svg } from "./dom.ts";
import type { Forces } from "./forces.ts";
import { disputedMark, drawSign, echoMark, extent, type Radii, radiiByArea } from "./glyph.ts";
import type { Group, PlaceGroups } from "./groups.ts";
import { CERTAIN } from "./ineffect.ts";
import { isolate } from "./isolate.ts";
import { leafletOrder } from "./lonlat.ts";
import { wordFigures, wordPlaceName, wordSubject } from "./reading.ts";
import type { Words } from "./words.ts";

/** Radius in pixels of the largest figure that has a mark. */
export const LARGEST_RADIUS = 30;
/** Each mark is at least this wide for a finger, however small its figure. */
const SMALLEST_TARGET = 26;
const IN_A_ROW = 4;
const GAP = 2;
/** Letters of a label beyond which its name stands on a line of its own. */
const LONGEST_LINE = 38;

export interface MarkContext {
  readonly map: L.Map;
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  /** The largest figure of any claim at a point: its mark has the largest radius. */
  readonly most: number;
  readonly open: (rows: readonly number[], opener: HTMLElement) => void;
}

interface Cluster {
  readonly signature: string;
  readonly element: HTMLElement;
  readonly width: number;
  readonly height: number;
  /** Pixels of the box, on each side, in which nothing is drawn. */
  readonly slack: number;
  readonly label: HTMLElement;
  labelSize: { width: number; height: number } | null;
}

/** A pane of marks over a map, kept in step with what is in effect. */
export class Marks {
  readonly #context: MarkContext;
  readonly #pane: HTMLElement;
  readonly #clusters = new Map<number, Cluster>();
  #radius: L.Circle | null = null;

  constructor(context: MarkContext) {
    this.#context = context;
    this.#pane = context.map.createPane("marks");
    this.#pane.classList.add("leaflet-zoom-hide");
  }

  /** Make the marks of the places shown, keeping those that did not change. */
  show(places: readonly PlaceGroups[]): void {
    const wanted = new Map(places.map((place) => [place.place, place]));
    for (const [place, cluster] of this.#clusters) {
      if (wanted.has(place)) continue;
      cluster.element.remove();
      this.#clusters.delete(place);
      this.#showRadius(null);
    }
    for (const [place, { groups }] of wanted) {
      const signature = JSON.stringify(groups);
      const old = this.#clusters.get(place);
      if (old?.signature === signature) continue;
      const cluster = this.#cluster(place, groups, signature);
      if (old) old.element.replaceWith(cluster.element);
      else this.#pane.append(cluster.element);
      this.#clusters.set(place, cluster);
    }
  }

  /** Place marks first, each at its own point or as near as there is room, then their labels. */
  place(taken: Taken, lines: Taken, view: Box): void {
    const { map, block } = this.#context;
    const placed: { cluster: Cluster; box: Box }[] = [];
    // Marks make room for marks only: a panel of the page moves none of them.
    const marks = new Taken();
    const bounds = map.getBounds().pad(0.1);
    for (const [place, cluster] of this.#clusters) {
      const point = leafletOrder(block.places.lon[place], block.places.lat[place]);
      const isVisible = bounds.contains(point);
      cluster.element.hidden = !isVisible;
      if (!isVisible) continue;
      const at = map.latLngToContainerPoint(point);
      const box = nearestFree(at, cluster, marks, view);
      marks.add(box);
      // A mark's button is larger than what is drawn, for a finger's sake: names may stand as near as the drawing lets them.
      taken.add(inset(box, cluster.slack));
      placed.push({ cluster, box });
      L.DomUtil.setPosition(cluster.element, map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]));
      lead(cluster.element, at, box);
    }
    for (const { cluster, box } of placed) placeLabel(cluster, box, taken, lines, view);
  }

  #cluster(place: number, groups: readonly Group[], signature: string): Cluster {
    const { block } = this.#context;
    const marks = groups.map((group) => this.#mark(group, place));
    const rows: { width: number; height: number }[] = [];
    marks.forEach(({ side }, k) => {
      const row = Math.floor(k / IN_A_ROW);
      rows[row] ??= { width: -GAP, height: 0 };
      rows[row].width += side + GAP;
      rows[row].height = Math.max(rows[row].height, side);
    });
    const width = Math.max(...rows.map((row) => row.width));
    const height = rows.reduce((sum, row) => sum + row.height, 0);
    const label = this.#label(place, groups);
    const grid = el("div", { class: "marks-row" }, ...marks.map(({ element }) => element));
    grid.style.setProperty("width", `${width + 0.5}px`);
    const element = el("div", { class: "place-marks", "data-place": block.places.ref[place] }, grid, label);
    return { signature, element, width, height, slack: Math.min(...marks.map(({ slack }) => slack)), label, labelSize: null };
  }

  #mark(group: Group, place: number): { element: HTMLElement; side: number; slack: number } {
    const { block, words, forces, most, open } = this.#context;
    const radii: Radii = radiiByArea(group.span, most, LARGEST_RADIUS);
    const side = Math.max(SMALLEST_TARGET, 2 * extent(group.span, radii));
    const sign = {
      span: group.span, phase: group.phase, isPossible: group.certainty !== CERTAIN, isLastCited: group.isLastCited,
      colour: forces.className(group.force),
    };
    const element = button(
      { class: "mark", "aria-label": describe(group, place, block, words), ...reportData(block, group.rows) },
      () => open(group.rows, element),
      drawSign(sign, radii),
      group.disputes > 0 && disputedMark(),
      group.echoes > 0 && el("span", { class: "echo-count" }, echoMark(), words.number(group.echoes)),
    );
    element.style.setProperty("width", `${side}px`);
    element.style.setProperty("height", `${side}px`);
    element.style.setProperty("--reach", `${Math.round((radii.ring + 1) * (group.span ? Math.SQRT1_2 : 0.5))}px`);
    L.DomEvent.disableClickPropagation(element);
    for (const event of ["mouseenter", "focus"]) element.addEventListener(event, () => this.#showRadius(place));
    for (const event of ["mouseleave", "blur"]) element.addEventListener(event, () => this.#showRadius(null));
    // Only the tips of a diamond reach the edge of its square.
    return { element, side, slack: (side - 2 * extent(group.span, radii)) / 2 + (group.span ? 1 : 2.5) };
  }

  #label(place: number, groups: readonly Group[]): HTMLElement {
    const { block, words } = this.#context;
    const figures = groups.slice(0, 3).map((group) => wordFigures(block, group.rows, words));
    const isPossible = groups.every((group) => group.certainty !== CERTAIN);
    const quiet = [[...new Set(figures)].join(" · "), isPossible ? words.possibly : ""].filter(Boolean).join(" · ");
    const name = wordPlaceName(block, place, groups.flatMap((group) => group.rows));
    const lines = name.length + quiet.length > LONGEST_LINE ? " two-lines" : "";
    return el("span", { class: `mark-label${lines}`, "aria-hidden": "true" }, el("b", {}, bdi(name)), " ", bdi(quiet));
  }

  /** The circle within which a place lies, while its mark is pointed at. */
  #showRadius(place: number | null): void {
    this.#radius?.remove();
    this.#radius = null;
    if (place === null) return;
    const { map, block } = this.#context;
    const radius = block.places.radius_m[place];
    if (!(radius > 0)) return;
    this.#radius = L.circle(leafletOrder(block.places.lon[place], block.places.lat[place]), {
      radius, interactive: false, className: "precision",
    }).addTo(map);
  }
}

/** What a mark stands for, for tests and for whoever looks into the page: one report, or several. */
export function reportData(block: Block, rows: readonly number[]): Record<string, string> {
  const ids = rows.map((row) => block.reports.id[row]);
  return ids.length === 1 ? { "data-report": ids[0], "data-reports": ids[0] } : { "data-reports": ids.join(" ") };
}

function describe(group: Group, place: number, block: Block, words: Words): string {
  const parts = [
    isolate(wordPlaceName(block, place, group.rows)), wordFigures(block, group.rows, words), wordSubject(block, group.rows[0], words),
    words.phases[group.phase] ?? isolate(group.phase), group.certainty === CERTAIN ? words.certain : words.possible,
    group.isLastCited ? words.lastCited : "", group.disputes > 0 ? words.disputesCount(group.disputes) : "",
    group.echoes > 0 ? words.echoesCount(group.echoes) : "", group.rows.length > 1 ? words.claims(group.rows.length) : "",
  ];
  return parts.filter(Boolean).join(", ");
}

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

/** The nearest place to its point at which a cluster covers no other, and does not leave the view. */
function nearestFree(at: L.Point, { width, height }: Cluster, taken: Taken, view: Box): Box {
  const own: Box = { x: at.x - width / 2, y: at.y - height / 2, width, height };
  if (taken.isFree(own, 1)) return own;
  for (let ring = 1; ring <= 5; ring++) {
    for (let k = 0; k < 12; k++) {
      const angle = (k * Math.PI) / 6;
      const away = ring * 16;
      const box = { ...own, x: own.x + away * Math.cos(angle), y: own.y + away * Math.sin(angle) };
      if (isInside(box, view) && taken.isFree(box, 1)) return box;
    }
  }
  return own;
}

/** A thin line from marks that had to move to the point where they belong. */
function lead(element: HTMLElement, at: L.Point, box: Box): void {
  element.querySelector(".lead")?.remove();
  const [x, y] = [at.x - box.x, at.y - box.y];
  const [mx, my] = [box.width / 2, box.height / 2];
  if (Math.hypot(x - mx, y - my) < 6) return;
  element.prepend(
    svg("svg", { class: "lead", width: 1, height: 1, "aria-hidden": "true" },
      svg("path", { d: `M${mx} ${my}L${x} ${y}` }), svg("circle", { cx: x, cy: y, r: 2.5 })),
  );
}

function placeLabel(cluster: Cluster, box: Box, taken: Taken, lines: Taken, view: Box): void {
  const { label } = cluster;
  label.hidden = false;
  cluster.labelSize ??= { width: label.offsetWidth, height: label.offsetHeight };
  const { width, height } = cluster.labelSize;
  const candidates = beside(box, width, height).filter((candidate) => isInside(candidate, view) && taken.isFree(candidate, 1));
  const free = candidates.find((candidate) => lines.isFree(candidate)) ?? candidates[0];
  label.hidden = !free;
  if (!free) return;
  taken.add(free);
  label.style.setProperty("transform", `translate(${Math.round(free.x - box.x)}px, ${Math.round(free.y - box.y)}px)`);
}

/** To the right, the left, below, above, then at the corners. */
function beside(box: Box, width: number, height: number): Box[] {
  const middle = box.y + (box.height - height) / 2;
  const [right, left] = [box.x + box.width + 3, box.x - width - 3];
  const [below, above] = [box.y + box.height + 1, box.y - height - 1];
  const centre = box.x + (box.width - width) / 2;
  const corners: readonly (readonly [number, number])[] = [
    [right, middle], [left, middle], [centre, below], [centre, above],
    [right, below - 6], [right, above + 6], [left, below - 6], [left, above + 6],
  ];
  return corners.map(([x, y]) => ({ x, y, width, height }));
}
