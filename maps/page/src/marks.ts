/** The marks: at each place its groups side by side, none hidden under another, and a label beside them. */
import type { Block } from "./block.ts";
import { type Box, isInside, overlap, Taken } from "./boxes.ts";
import { bdi, button, el } from "./dom.ts";
import type { Forces } from "./forces.ts";
import { disputedMark, drawSign, echoMark, extent, fixedRadii, type Radii, radiiByArea } from "./glyph.ts";
import type { Group, PlaceGroups } from "./groups.ts";
import { CERTAIN } from "./ineffect.ts";
import { isolate } from "./isolate.ts";
import { drawLead, makeLead } from "./leads.ts";
import { leafletOrder } from "./lonlat.ts";
import { gather, type Homeless } from "./neighbours.ts";
import { precisionSign } from "./precision.ts";
import { isPersonnel, wordFigures, wordForce, wordPlaceName, wordSubject } from "./reading.ts";
import { beside, inset, nearestFree, type Size } from "./room.ts";
import type { Words } from "./words.ts";

/** Each mark is at least this wide for a finger, however small its figure. */
const SMALLEST_TARGET = 26;
/** So many steps of 16 pixels marks may move from their point, and a count for those that may not. */
const NEAR = 5;
const FAR = 14;
const IN_A_ROW = 4;
/** More groups at one place than this have a count at their end. */
const MOST_MARKS = 8;
const GAP = 2;
/** Side in pixels of the count at the end of a place's marks. */
const REST_SIDE = 32;
/** Letters of a label beyond which its name stands on a line of its own. */
const LONGEST_LINE = 38;
/** Groups that a label words before it says how many more there are. */
const LABELLED = 3;

export interface MarkContext {
  readonly map: L.Map;
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  /** The largest figure of any claim at a point: its mark has the largest radius. */
  readonly most: number;
  /** The radius of that mark in pixels. */
  readonly largest: number;
  readonly open: (rows: readonly number[], opener: HTMLElement) => void;
}

interface Cluster {
  readonly signature: string;
  readonly element: HTMLElement;
  readonly width: number;
  readonly height: number;
  /** Pixels of the box, on each side, in which nothing is drawn. */
  readonly slack: number;
  readonly rows: readonly number[];
  readonly label: HTMLElement;
  readonly lead: SVGSVGElement;
  /** Sizes of the label in full, and of the name alone. */
  labelSizes: readonly Size[] | null;
}

/** A pane of marks over a map, kept in step with what is in effect. */
export class Marks {
  readonly #context: MarkContext;
  readonly #pane: HTMLElement;
  readonly #clusters = new Map<number, Cluster>();
  #radius: L.Circle | null = null;
  /** Counts that stand for marks which found no room, with their lines. */
  #counts: Element[] = [];

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
      cluster.lead.remove();
      this.#clusters.delete(place);
      this.#showRadius(null);
    }
    for (const [place, { groups }] of wanted) {
      const signature = JSON.stringify(groups);
      const old = this.#clusters.get(place);
      if (old?.signature === signature) continue;
      const cluster = this.#cluster(place, groups, signature);
      old?.lead.remove();
      if (old) old.element.replaceWith(cluster.element);
      else this.#pane.append(cluster.element);
      this.#clusters.set(place, cluster);
    }
  }

  /**
   * Place marks first, each at its own point or as near as there is room, then their labels. Marks that find no room are
   * counted, a neighbourhood at a time.
   */
  place(taken: Taken, lines: Taken, panels: Taken, view: Box): void {
    const { map, block } = this.#context;
    const placed: { cluster: Cluster; box: Box }[] = [];
    // Marks make room for marks only: a panel of the page moves none of them.
    const marks = new Taken();
    const bounds = map.getBounds().pad(0.1);
    const homeless: Homeless<Cluster>[] = [];
    for (const part of this.#counts.splice(0)) part.remove();
    for (const [place, cluster] of this.#clusters) {
      const point = leafletOrder(block.places.lon[place], block.places.lat[place]);
      const isVisible = bounds.contains(point);
      cluster.element.hidden = !isVisible;
      cluster.lead.replaceChildren();
      if (!isVisible) continue;
      const at = map.latLngToContainerPoint(point);
      const box = nearestFree(at, cluster, marks, view, NEAR);
      cluster.element.hidden = !box;
      if (!box) {
        homeless.push({ at, kept: cluster });
        continue;
      }
      marks.add(box);
      // A mark's button is larger than what is drawn, for a finger's sake: names may stand as near as the drawing lets them.
      taken.add(inset(box, cluster.slack));
      placed.push({ cluster, box });
      L.DomUtil.setPosition(cluster.element, map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]));
      drawLead(cluster.lead, map, at, box, true);
    }
    for (const { at, kept } of gather(homeless)) {
      const box = this.#count(L.point(at.x, at.y), kept, marks, view);
      for (const boxes of box ? [marks, taken, panels] : []) boxes.add(box!);
    }
    for (const { cluster, box } of placed) placeLabel(cluster, box, taken, lines, view);
  }

  /** One count for the marks of a neighbourhood that found no room: it opens their claims. */
  #count(at: L.Point, clusters: readonly Cluster[], marks: Taken, view: Box): Box | null {
    const { map, block, words, open } = this.#context;
    if (!overlap({ x: at.x, y: at.y, width: 0, height: 0 }, view)) return null;
    const rows = clusters.flatMap((cluster) => cluster.rows);
    const chip = button({ class: "area-chip marks-count", ...reportData(block, rows) }, () => open(rows, chip), words.claims(rows.length));
    L.DomEvent.disableClickPropagation(chip);
    this.#pane.append(chip);
    const size = { width: chip.offsetWidth, height: chip.offsetHeight };
    const box = nearestFree(at, size, marks, view, FAR) ?? { x: at.x - size.width / 2, y: at.y - size.height / 2, ...size };
    L.DomUtil.setPosition(chip, map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]));
    const line = makeLead(map);
    drawLead(line, map, at, box, false);
    this.#counts.push(chip, line);
    return box;
  }

  #cluster(place: number, groups: readonly Group[], signature: string): Cluster {
    const { block } = this.#context;
    const shown = groups.length > MOST_MARKS ? groups.slice(0, MOST_MARKS - 1) : groups;
    const marks = shown.map((group) => this.#mark(group, place));
    if (shown.length < groups.length) marks.push(this.#rest(groups.slice(shown.length), place));
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
    return { signature, element, width, height, slack: Math.min(...marks.map(({ slack }) => slack)), rows: groups.flatMap((group) => group.rows), label, lead: makeLead(this.#context.map), labelSizes: null };
  }

  #mark(group: Group, place: number): { element: HTMLElement; side: number; slack: number } {
    const { block, words, forces, most, largest, open } = this.#context;
    // Only persons share the scale: forty aircraft are not as few as forty men.
    const radii: Radii = isPersonnel(group.quantity) ? radiiByArea(group.span, most, largest) : fixedRadii(group.span);
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

  /** The count that stands for the groups of a place beyond the first ones. */
  #rest(groups: readonly Group[], place: number): { element: HTMLElement; side: number; slack: number } {
    const { block, words, open } = this.#context;
    const rows = groups.flatMap((group) => group.rows);
    const label = words.moreLabel(rows.length, isolate(wordPlaceName(block, place, rows)));
    const element = button({ class: "mark marks-rest", "aria-label": label, ...reportData(block, rows) }, () => open(rows, element), words.more(rows.length));
    L.DomEvent.disableClickPropagation(element);
    return { element, side: REST_SIDE, slack: 0 };
  }

  #label(place: number, groups: readonly Group[]): HTMLElement {
    const { block, words } = this.#context;
    const texts = groups.slice(0, LABELLED).map((group) => this.#inShort(group));
    if (groups.length > LABELLED) texts.push(words.more(groups.length - LABELLED));
    const name = wordPlaceName(block, place, groups.flatMap((group) => group.rows));
    const lines = texts.length > 1 || name.length + texts[0].length > LONGEST_LINE ? " two-lines" : "";
    const quiet = texts.map((text) => el("span", { class: "mark-text" }, " ", bdi(text)));
    return el("span", { class: `mark-label${lines}`, "aria-hidden": "true" }, el("b", {}, precisionSign(block.places.precision[place]), bdi(name)), ...quiet);
  }

  /** A group as its label words it: the figures, what is said of their phase, and whose they are where that is in question. */
  #inShort(group: Group): string {
    const { block, words, forces } = this.#context;
    return [
      wordFigures(block, group.rows, words), group.phase && (words.phases[group.phase] ?? isolate(group.phase)),
      forces.areSeveral && wordForce(group.force, words), group.rows.length > 1 && words.claims(group.rows.length),
      group.certainty !== CERTAIN && words.possibly,
    ].filter(Boolean).join(" · ");
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
  const ids = rows.map((row) => block.reports.id.at(row));
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

/** The label beside its marks; where there is no room for all of it, the name alone. */
function placeLabel(cluster: Cluster, box: Box, taken: Taken, lines: Taken, view: Box): void {
  const { label } = cluster;
  label.hidden = false;
  cluster.labelSizes ??= [false, true].map((isShort) => {
    label.classList.toggle("name-only", isShort);
    return { width: label.offsetWidth, height: label.offsetHeight };
  });
  for (const [k, { width, height }] of cluster.labelSizes.entries()) {
    const candidates = beside(box, width, height).filter((candidate) => isInside(candidate, view) && taken.isFree(candidate, 1));
    const free = candidates.find((candidate) => lines.isFree(candidate)) ?? candidates[0];
    if (!free) continue;
    label.classList.toggle("name-only", k === 1);
    label.classList.toggle("to-left", free.x + width <= box.x);
    taken.add(free);
    label.style.setProperty("transform", `translate(${Math.round(free.x - box.x)}px, ${Math.round(free.y - box.y)}px)`);
    return;
  }
  label.hidden = true;
}
