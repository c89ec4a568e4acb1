/** Claims about a whole area: lightly tinted, its outline drawn, a card within it, and never a dot in its middle. */
import type { GeometryObject } from "geojson";
import type { Block } from "./block.ts";
import { type Box, boxesAlong, isInside, overlap, Taken } from "./boxes.ts";
import { bdi, button, el, svg } from "./dom.ts";
import { drawLead, makeLead } from "./leads.ts";
import { drawSign, disputedMark, echoMark } from "./glyph.ts";
import { fixedRadii } from "./shapes.ts";
import type { Forces } from "./forces.ts";
import type { Group, Groups } from "./groups.ts";
import { CERTAIN } from "./ineffect.ts";
import { isolate } from "./isolate.ts";
import { leafletOrder } from "./lonlat.ts";
import { reportData } from "./markbuttons.ts";
import type { MarkContext } from "./marks.ts";
import { bestInside, boundsOf, largestOnScreen, outerRings, type Ring } from "./outline.ts";
import { precisionSign } from "./precision.ts";
import { wordFigures, wordSubject } from "./reading.ts";
import type { View } from "./view.ts";
import type { Words } from "./words.ts";

/** Rows that a card lists before it says how many more there are. */
const ROWS = 3;
const DASH = { possible: [1, 6], certain: [14, 0] } as const;

interface Area {
  readonly version: number;
  readonly shape: L.FeatureGroup;
  readonly card: HTMLElement;
  readonly chip: HTMLElement;
  readonly lead: SVGSVGElement;
  /** Its largest outline, as it stood on the screen when outlines were last added. */
  ring: Ring;
}

/** The areas over a map, kept in step with what is in effect. */
export class Areas {
  readonly #context: MarkContext;
  readonly #pane: HTMLElement;
  readonly #hatches: SVGSVGElement;
  readonly #areas = new Map<number, Area>();
  readonly #groups: Groups;
  /** The places that have an outline. */
  readonly #places: readonly number[];
  #effect: View["effect"] | null = null;

  constructor(context: MarkContext, groups: Groups, root: HTMLElement) {
    this.#context = context;
    this.#groups = groups;
    this.#places = context.block.places.geometry.flatMap((geometry, place) => (geometry ? [place] : []));
    this.#pane = context.panes.get("cards");
    this.#hatches = svg("svg", { class: "hatches", width: 0, height: 0, "aria-hidden": "true" });
    root.append(this.#hatches);
  }

  /** Draw the areas shown, keeping those that did not change. */
  show({ effect, stretches }: View): void {
    for (const [place, area] of this.#areas) {
      if (effect === this.#effect && effect.countAt[place] > 0 && effect.versionAt[place] === area.version) continue;
      for (const part of [area.shape, area.card, area.chip, area.lead]) part.remove();
      this.#areas.delete(place);
    }
    this.#effect = effect;
    for (const place of this.#places) {
      if (effect.countAt[place] === 0 || this.#areas.has(place)) continue;
      this.#areas.set(place, this.#area(place, this.#groups.at(place, effect, stretches), effect.versionAt[place]));
    }
  }

  /** Mark the area whose claims hold a row; null: none. */
  highlight(row: number | null): void {
    const place = row === null ? -1 : this.#context.block.placeOf[row];
    for (const [its, { card, chip }] of this.#areas) {
      for (const part of [card, chip]) part.classList.toggle("is-pointed-at", its === place);
    }
  }

  /** The outlines in view, as what no name may cross. */
  addOutlines(lines: Taken, view: Box): void {
    for (const [place, area] of this.#areas) {
      area.ring = this.#ring(place);
      for (const box of boxesAlong(area.ring, view)) lines.add(box);
    }
  }

  #ring(place: number): Ring {
    const { map, block } = this.#context;
    const rings = outerRings(block.places.geometry[place]!);
    return largestOnScreen(rings, (lon, lat) => map.latLngToContainerPoint(leafletOrder(lon, lat)));
  }

  /**
   * Place each card where it fits best within its area; where none fits, a name with a count stands for it, and where there
   * is no room for that either, a swatch with the count: over marks and names if need be, but not under the page's panels.
   */
  place(taken: Taken, spared: Taken, panels: Taken, view: Box): void {
    const { map, block } = this.#context;
    for (const [place, area] of this.#areas) {
      const near = map.latLngToContainerPoint(leafletOrder(block.places.lon[place], block.places.lat[place]));
      const { ring } = area;
      area.chip.classList.remove("small");
      area.card.hidden = area.chip.hidden = false;
      const found = ring.length
        ? (at(area.card, bestInside(ring, sizeOf(area.card), near, taken, spared, view)) ??
          at(area.chip, bestInside(ring, sizeOf(area.chip), near, taken, spared, view)))
        : null;
      const { element, box } = found ?? at(area.chip, besideArea(near, sizeOf(area.chip), taken, view)) ??
        this.#lastResort(area, near, taken, panels, view) ?? { element: null, box: null };
      for (const part of [area.card, area.chip]) part.hidden = part !== element;
      area.lead.replaceChildren();
      if (!element || !box) continue;
      taken.add(box);
      panels.add(box);
      L.DomUtil.setPosition(element, map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]));
      if (!found) drawLead(area.lead, map, near, box, false);
    }
  }

  /** A swatch with a count for an area of which some part is in view, where no room was left for its name. */
  #lastResort(area: Area, near: L.Point, taken: Taken, panels: Taken, view: Box): { element: HTMLElement; box: Box } | null {
    if (area.ring.length > 0 && !overlap(boundsOf(area.ring), view)) return null;
    area.chip.classList.add("small");
    const size = sizeOf(area.chip);
    const inView = L.point(
      Math.min(Math.max(near.x, view.x + size.width / 2), view.x + view.width - size.width / 2),
      Math.min(Math.max(near.y, view.y + size.height / 2), view.y + view.height - size.height / 2),
    );
    return at(area.chip, besideArea(inView, size, taken, view, 13) ?? besideArea(inView, size, panels, view, 13) ?? besideArea(inView, size, new Taken(), view));
  }

  #area(place: number, groups: readonly Group[], version: number): Area {
    const { block, map, words, forces, open } = this.#context;
    const rows = groups.flatMap((group) => group.rows);
    const colours = coloursByWeight(groups, forces);
    const shape = L.featureGroup(this.#paths(block.places.geometry[place]!, groups, colours)).addTo(map);
    const name = isolate(block.places.name[place]);
    const whole = words.wholes[block.places.precision[place]] ?? "";
    const heading = button(
      { class: "area-heading", "aria-label": `${name}, ${whole}, ${words.claims(rows.length)}` }, () => open(rows, heading),
      el("b", {}, precisionSign(block.places.precision[place]), bdi(name)), ` ${whole} · ${words.claims(rows.length)}`,
    );
    const listed = groups.slice(0, ROWS).map((group) => this.#row(group));
    const more = rows.length - groups.slice(0, ROWS).reduce((sum, group) => sum + group.rows.length, 0);
    const moreButton: HTMLButtonElement | null = more > 0
      ? button({ class: "area-more", "aria-label": words.moreLabel(more, name) }, () => open(rows, moreButton!), words.more(more))
      : null;
    const card = el("div", { class: "area-card", "data-place": block.places.ref[place] }, heading, ...listed, moreButton);
    const chip: HTMLButtonElement = button(
      { class: "area-chip", "data-place": block.places.ref[place], ...reportData(block, rows) }, () => open(rows, chip),
      ...colours.map((colour) => el("span", { class: `swatch ${colour}` })),
      el("b", {}, precisionSign(block.places.precision[place]), bdi(name)), el("span", { class: "chip-count" }, ` ${words.claims(rows.length)}`), el("span", { class: "chip-number" }, `${block.places.country_code[place]} ${words.number(rows.length)}`.trim()),
    );
    chip.setAttribute("aria-label", `${name}, ${words.claims(rows.length)}`);
    chip.title = `${block.places.name[place]}, ${words.claims(rows.length)}`;
    shape.on("click", () => open(rows, heading));
    card.classList.add(colours[0]);
    chip.classList.add(colours[0]);
    for (const part of [card, chip]) {
      L.DomEvent.disableClickPropagation(part);
      L.DomEvent.disableScrollPropagation(part);
    }
    this.#pane.append(card, chip);
    return { version, shape, card, chip, lead: makeLead(this.#context.panes), ring: [] };
  }

  #row(group: Group): HTMLElement {
    const { block, words, forces, open } = this.#context;
    const sign = drawSign(
      {
        span: group.span, phase: group.phase, isPossible: group.certainty !== CERTAIN, isLastCited: group.isLastCited,
        colour: forces.className(group.force),
      },
      fixedRadii(group.span),
    );
    const row = button(
      { class: `area-row${group.isLastCited ? " last-cited" : ""}`, ...reportData(block, group.rows) }, () => open(group.rows, row), sign,
      el("span", { class: "area-text" }, el("b", {}, bdi(wordFigures(block, group.rows, words))), " ", quietText(block, group, words)),
      group.disputes > 0 && disputedMark(),
      group.disputes > 0 && el("span", { class: "beside-word" }, words.badgeDisputed),
      group.echoes > 0 && echoMark(),
      group.echoes > 0 && el("span", { class: "beside-word" }, words.echoesCount(group.echoes)),
    );
    return row;
  }

  /** A tint, hatching where all is only planned, and an outline in the colours of all the forces in turn. */
  #paths(geometry: GeometryObject, groups: readonly Group[], colours: readonly string[]): L.GeoJSON[] {
    const isPossible = groups.every((group) => group.certainty !== CERTAIN);
    const isLastCited = groups.every((group) => group.isLastCited);
    const isPlanned = groups.every((group) => group.phase === "planned");
    const [dash, gap] = isPossible ? DASH.possible : DASH.certain;
    const period = (dash + gap) * colours.length;
    const state = `${isPossible ? "possible" : "certain"}${isLastCited ? " last-cited" : ""}`;
    const path = (className: string, options: L.PathOptions) =>
      L.geoJSON(geometry as never, { style: { className, weight: 2, ...options } });
    const isLine = geometry.type.endsWith("LineString"); // it has no inside to tint, and a wide stroke to be clicked on
    const tint = isLine ? path(`line-tint ${colours[0]}`, { fill: false }) : path(`area-tint ${colours[0]}`, { stroke: false });
    const hatch = isPlanned && !isLine
      ? [path(`area-hatch ${state}`, { stroke: false, fillColor: `url(#${this.#hatch(colours)})`, fillOpacity: 1, interactive: false })]
      : [];
    const outlines = colours.map((colour, k) => {
      const broken = isPossible || colours.length > 1;
      const dashes = broken ? { dashArray: `${dash} ${period - dash}`, dashOffset: String(-k * (dash + gap)) } : {};
      return path(`area-line ${colour} ${state}`, { fill: false, interactive: false, lineCap: isPossible ? "round" : "butt", ...dashes });
    });
    return [tint, ...hatch, ...outlines];
  }

  /** A pattern of lines in some colours, made once. */
  #hatch(colours: readonly string[]): string {
    const id = `hatch-${this.#context.map.getContainer().id}-${colours.join("-")}`;
    if (!document.getElementById(id)) {
      const gap = 9;
      const side = gap * colours.length;
      this.#hatches.append(
        svg("pattern", { id, width: side, height: side, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          ...colours.map((colour, k) => svg("path", { class: `hatch ${colour}`, d: `M${(k + 0.5) * gap} 0V${side}` }))),
      );
    }
    return id;
  }
}

/** The colours of the forces that the claims are about, the one of the most claims first. */
function coloursByWeight(groups: readonly Group[], forces: Forces): string[] {
  const claims = new Map<string, number>();
  for (const { force, rows } of groups) {
    const colour = forces.className(force);
    claims.set(colour, (claims.get(colour) ?? 0) + rows.length);
  }
  return [...claims.keys()].sort((a, b) => claims.get(b)! - claims.get(a)! || (a < b ? -1 : 1));
}

function quietText(block: Block, group: Group, words: Words): HTMLElement {
  const claimants = [...new Set(group.rows.map((row) => block.reports.claimant.at(row)))];
  const who = claimants.length === 1 ? claimants[0] : words.claims(group.rows.length);
  const parts = [words.phases[group.phase] ?? group.phase, wordSubject(block, group.rows[0], words), who].filter(Boolean);
  return el("span", { class: "quiet" }, ...parts.flatMap((part, k) => (k ? [" · ", bdi(part)] : [bdi(part)])));
}

function sizeOf(element: HTMLElement): { width: number; height: number } {
  return { width: element.offsetWidth, height: element.offsetHeight };
}

function at(element: HTMLElement, box: Box | null): { element: HTMLElement; box: Box } | null {
  return box && { element, box };
}

/** Where a name stands near an area that is too small for it; nowhere, if the area is out of view. */
function besideArea(near: L.Point, { width, height }: { width: number; height: number }, taken: Taken, view: Box, rings = 8): Box | null {
  if (!overlap({ x: near.x, y: near.y, width: 0, height: 0 }, view)) return null;
  for (let ring = 0; ring < rings; ring++) {
    for (let k = 0; k < 12; k++) {
      const angle = (k * Math.PI) / 6;
      const box = {
        x: near.x - width / 2 + ring * 22 * Math.cos(angle), y: near.y - height / 2 + ring * 18 * Math.sin(angle), width, height,
      };
      if (isInside(box, view) && taken.isFree(box, 2)) return box;
    }
  }
  return null;
}
