/** The shapes of areas on the map: lightly tinted, hatched where everything is planned, outlined in the colours of their forces. */
import { standingClass } from "../signs/signs.ts";
import { elementAt } from "../checked_access.ts";
import type { GeometryObject } from "geojson";
import type { Block } from "../block/block.ts";
import { svg } from "../frame/dom.ts";
import type { Forces } from "../signs/force_colours.ts";
import { type Group, standingOfAll } from "../rules/mark_groups.ts";
import { VAGUE } from "../rules/standing_numbers.ts";

const DASH = { vague: [1, 6], full: [14, 0] } as const;

interface Look {
  readonly colours: readonly string[];
  /** A position in `STANDINGS`. */
  readonly standing: number;
  readonly isPlanned: boolean;
}

interface Shape {
  /** All that decides how the shape looks. */
  readonly sign: string;
  readonly layer: L.FeatureGroup;
}

/** Keeps the shape of each area from day to day, and makes another one only where its look changes. */
export class AreaShapes {
  readonly #map: L.Map;
  readonly #block: Block;
  readonly #forces: Forces;
  readonly #onClick: (place: number) => void;
  readonly #hatches: SVGSVGElement;
  readonly #shapes = new Map<number, Shape>();

  constructor(
    map: L.Map,
    block: Block,
    forces: Forces,
    root: HTMLElement,
    onClick: (place: number) => void,
  ) {
    this.#map = map;
    this.#block = block;
    this.#forces = forces;
    this.#onClick = onClick;
    this.#hatches = svg("svg", { class: "hatches", width: 0, height: 0, "aria-hidden": "true" });
    root.append(this.#hatches);
  }

  /** Show an area that has these claims. */
  show(place: number, groups: readonly Group[]): void {
    const look = this.#lookOf(groups);
    const sign = JSON.stringify(look);
    if (this.#shapes.get(place)?.sign === sign) return;
    this.hide(place);
    const layer = L.featureGroup(
      this.#paths(elementAt(this.#block.places.geometry, place)!, look),
    ).addTo(this.#map);
    layer.on("click", () => this.#onClick(place));
    this.#shapes.set(place, { sign, layer });
  }

  hide(place: number): void {
    this.#shapes.get(place)?.layer.remove();
    this.#shapes.delete(place);
  }

  #lookOf(groups: readonly Group[]): Look {
    return {
      colours: coloursByWeight(groups, this.#forces),
      standing: standingOfAll(groups.map((group) => group.standing)),
      isPlanned: groups.every((group) => group.phase === "planned"),
    };
  }

  #paths(geometry: GeometryObject, { colours, standing, isPlanned }: Look): L.GeoJSON[] {
    const isVague = standing === VAGUE;
    const [dash, gap] = isVague ? DASH.vague : DASH.full;
    const period = (dash + gap) * colours.length;
    const state = standingClass(standing);
    const path = (className: string, options: L.PathOptions) =>
      L.geoJSON(geometry as never, { style: { className, weight: 2, ...options } });
    const isLine = geometry.type.endsWith("LineString"); // a line has no inside to tint, and needs a wide stroke to click on
    const tint = isLine
      ? path(`line-tint ${colours[0]}`, { fill: false })
      : path(`area-tint ${colours[0]}`, { stroke: false });
    const hatch =
      isPlanned && !isLine
        ? [
            path(`area-hatch ${state}`, {
              stroke: false,
              fillColor: `url(#${this.#hatch(colours)})`,
              fillOpacity: 1,
              interactive: false,
            }),
          ]
        : [];
    const outlines = colours.map((colour, k) => {
      const broken = isVague || colours.length > 1;
      const dashes = broken
        ? { dashArray: `${dash} ${period - dash}`, dashOffset: String(-k * (dash + gap)) }
        : {};
      return path(`area-line ${colour} ${state}`, {
        fill: false,
        interactive: false,
        lineCap: isVague ? "round" : "butt",
        ...dashes,
      });
    });
    return [tint, ...hatch, ...outlines];
  }

  /** Return a pattern of lines in some colours, made once. */
  #hatch(colours: readonly string[]): string {
    const id = `hatch-${this.#map.getContainer().id}-${colours.join("-")}`;
    if (!document.getElementById(id)) {
      const gap = 9;
      const side = gap * colours.length;
      this.#hatches.append(
        svg(
          "pattern",
          {
            id,
            width: side,
            height: side,
            patternUnits: "userSpaceOnUse",
            patternTransform: "rotate(45)",
          },
          ...colours.map((colour, k) =>
            svg("path", { class: `hatch ${colour}`, d: `M${(k + 0.5) * gap} 0V${side}` }),
          ),
        ),
      );
    }
    return id;
  }
}

/** Return the colours of the forces that the claims are about, the one of the most claims first. */
export function coloursByWeight(groups: readonly Group[], forces: Forces): string[] {
  const claims = new Map<string, number>();
  for (const { force, rows } of groups) {
    const colour = forces.className(force);
    claims.set(colour, (claims.get(colour) ?? 0) + rows.length);
  }
  return [...claims.keys()].sort((a, b) => claims.get(b)! - claims.get(a)! || (a < b ? -1 : 1));
}
