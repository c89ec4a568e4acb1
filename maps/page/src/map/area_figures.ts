/** The figures of many areas: each is written on its area, and areas too close to each other are gathered. */
import { standingClass } from "../signs/signs.ts";
import { elementAt } from "../checked_access.ts";
import { type AreaInView, MOST_COLOURS, type Pill, PillMaker } from "./area_pill.ts";
import { type Box, isInside, type Taken } from "../geometry/rectangles.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { reportData } from "./mark_buttons.ts";
import type { MarkContext } from "./marks.ts";
import { countCovered, distance, gatherCrowded } from "../geometry/gathering.ts";
import { drawLead, makeLead } from "./leaders.ts";

/** Where pills would lie. */
export interface ArrangedPills {
  readonly pills: readonly { readonly wanted: Pill; readonly box: Box }[];
  /** Whether some areas are only gathered. */
  readonly areCounted: boolean;
  /** Whether none of them lies on anything. */
  readonly areFree: boolean;
}

interface Made {
  readonly element: HTMLButtonElement;
  readonly lead: SVGSVGElement;
  sign: string;
  rows: readonly number[];
}

/** A pill that is farther from its area's point has a line to it. */
const BESIDE = 8;
/** How much of a pill's width and height its area must have, so that the pill is plainly on it. */
const SEATED = 0.6;
/** The rings by which a pill may move from its area; with its name and a line to its area it goes farther before it is gathered. */
const STEPS = 2;
const NAMED_STEPS = 4;

/** The pills over one map: kept from day to day, so that the focus stays where it is. */
export class AreaPills {
  readonly #context: MarkContext;
  readonly #pane: HTMLElement;
  readonly #made = new Map<string, Made>();
  readonly #maker: PillMaker;
  /** Whether some areas are only gathered. */
  areCounted = false;

  constructor(context: MarkContext) {
    this.#context = context;
    this.#maker = new PillMaker(context);
    this.#pane = context.panes.get("cards");
  }

  /** Take all pills off the map. */
  clear(): void {
    for (const made of this.#made.values()) remove(made);
    this.#made.clear();
    this.areCounted = false;
  }

  /**
   * Find room for the areas' figures, those of the subject and then the largest area first; those without room are gathered.
   * `areNamed` is for areas whose names nothing else on the map says.
   */
  arrange(areas: readonly AreaInView[], around: Taken, view: Box, areNamed = false): ArrangedPills {
    const taken = around.copy();
    const pills: { wanted: Pill; box: Box }[] = [];
    let areFree = true;
    const put = (wanted: Pill, box: Box) => {
      areFree &&= taken.isFree(box);
      taken.add(box);
      pills.push({ wanted, box });
    };
    const homeless: AreaInView[] = [];
    const bySize = [...areas].sort(
      (a, b) =>
        Number(b.isOfSubject) - Number(a.isOfSubject) ||
        b.around.width * b.around.height - a.around.width * a.around.height ||
        a.place - b.place,
    );
    for (const area of bySize) {
      const wanted = areNamed
        ? this.#maker.named(area, areNamed, view.width)
        : this.#maker.figures(area);
      const box = this.#boxAt(area.at, wanted);
      const isSeated =
        area.around.width >= SEATED * box.width && area.around.height >= SEATED * box.height;
      if (isSeated && isInside(box, view) && taken.isFree(box, 2)) put(wanted, box);
      else homeless.push(area);
    }
    // Figures of the subject are gathered with none of others.
    const isOfSubject = ({ isOfSubject: isIt }: AreaInView) => areNamed && isIt;
    for (const some of [homeless.filter(isOfSubject), homeless.filter((one) => !isOfSubject(one))])
      for (const { wanted, box } of this.#gathered(some, taken, view, areNamed)) put(wanted, box);
    return { pills, areFree, areCounted: pills.some(({ wanted }) => wanted.isGathered) };
  }

  /** Find room beside their areas for the pills of some; those without room are gathered. */
  #gathered(
    areas: readonly AreaInView[],
    taken: Taken,
    view: Box,
    areNamed: boolean,
  ): { readonly wanted: Pill; readonly box: Box }[] {
    const sizeOf = (kept: readonly AreaInView[]) =>
      this.#maker.sizeOf(this.#maker.together(kept, areNamed));
    const wanted = areas.map((kept) => {
      const size = this.#maker.sizeOf(this.#maker.named(kept, areNamed, view.width));
      const at = within(kept.at, view, size.width);
      return { at, size, steps: areNamed ? NAMED_STEPS : STEPS, region: "", kept };
    });
    const gathered = gatherCrowded(wanted, sizeOf, taken, view, false);
    return countCovered(gathered, sizeOf, taken, view).map(({ box, kept }) => ({
      wanted:
        kept.length === 1
          ? this.#maker.named(elementAt(kept, 0), areNamed, view.width)
          : this.#maker.together(kept, areNamed),
      box,
    }));
  }

  /** Put pills where they were arranged, and take all others off the map. */
  lay({ pills, areCounted }: ArrangedPills, taken: Taken, panels: Taken): void {
    this.areCounted = areCounted;
    const used = new Set<string>();
    for (const { wanted, box } of pills) {
      for (const boxes of [taken, panels]) boxes.add(box);
      used.add(wanted.key);
      this.#lay(wanted, box);
    }
    for (const [key, made] of this.#made) {
      if (used.has(key)) continue;
      remove(made);
      this.#made.delete(key);
    }
  }

  /** Mark the pill of a row. */
  highlight(row: number | null): void {
    for (const { element, rows } of this.#made.values())
      element.classList.toggle("is-pointed-at", row !== null && rows.includes(row));
  }

  #boxAt({ x, y }: { readonly x: number; readonly y: number }, wanted: Pill): Box {
    const { width, height } = this.#maker.sizeOf(wanted);
    return { x: x - width / 2, y: y - height / 2, width, height };
  }

  #lay(wanted: Pill, box: Box): void {
    const { map } = this.#context;
    const made = this.#made.get(wanted.key) ?? this.#make(wanted.key);
    made.rows = wanted.rows;
    const { element } = made;
    const { standing, isGathered } = wanted;
    const colours = wanted.colours.slice(0, MOST_COLOURS);
    const sign = JSON.stringify([wanted.text, wanted.name, wanted.rows, standing, colours]);
    if (sign !== made.sign) {
      made.sign = sign;
      const kind = isGathered ? "gathered" : standingClass(standing);
      element.className = `area-pill ${kind}`.trim();
      element.setAttribute("aria-label", wanted.name);
      element.title = wanted.name;
      delete element.dataset["report"];
      for (const [name, value] of Object.entries(reportData(this.#context.block, wanted.rows)))
        element.setAttribute(name, value);
      replace(
        element,
        ...colours.map((colour) => el("span", { class: `stripe ${colour}` })),
        bdi(wanted.text),
      );
    }
    L.DomUtil.setPosition(
      element,
      map.containerPointToLayerPoint([Math.round(box.x), Math.round(box.y)]),
    );
    element.style.setProperty("width", `${Math.round(box.width)}px`);
    element.style.setProperty("height", `${box.height}px`);
    made.lead.replaceChildren();
    if (distance(wanted.at, box) > BESIDE)
      drawLead(made.lead, map, L.point(wanted.at.x, wanted.at.y), box, false);
  }

  #make(key: string): Made {
    const { open, onHover } = this.#context;
    const element = button({}, () => open(made.rows, element));
    const made: Made = { element, lead: makeLead(this.#context.panes), sign: "", rows: [] };
    L.DomEvent.disableClickPropagation(element);
    for (const event of ["mouseenter", "focus"])
      element.addEventListener(event, () => onHover(elementAt(made.rows, 0)));
    for (const event of ["mouseleave", "blur"])
      element.addEventListener(event, () => onHover(null));
    this.#pane.append(element);
    this.#made.set(key, made);
    return made;
  }
}

function remove({ element, lead }: Made): void {
  element.remove();
  lead.remove();
}

/** Pixels from the view's edge to the middle of a pill. */
const EDGE = 50;

/** Return a point moved into the view, so that what is as wide there is in it. */
function within(
  { x, y }: { readonly x: number; readonly y: number },
  view: Box,
  width: number,
): { readonly x: number; readonly y: number } {
  const clamp = (at: number, from: number, size: number, rim: number) =>
    Math.max(from + rim, Math.min(at, from + size - rim));
  return {
    x: clamp(x, view.x, view.width, Math.max(EDGE, width / 2 + 4)),
    y: clamp(y, view.y, view.height, EDGE),
  };
}
