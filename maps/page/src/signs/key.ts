/** The key: the forces, and the grammar of the marks that the map shows on the day, drawn by the function that draws the marks. */
import { intAt } from "../checked_access.ts";
import { bdi, el, replace, svg } from "../frame/dom.ts";
import type { Reports } from "../block/block.ts";
import { NOT } from "../rules/claims_in_effect.ts";
import { CARRIED, STALE, VAGUE } from "../rules/standing_numbers.ts";
import { exactly, hasNumber, type Span } from "../rules/spans.ts";
import type { View } from "../state/view.ts";
import type { Forces } from "./force_colours.ts";
import { disputedMark, drawSign, echoMark } from "./svg_signs.ts";
import { fixedRadii, type Scale, type Sign, smallestFigure } from "./signs.ts";
import { isPersonnel, wordForce } from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";

const ONE = exactly(1);
const RANGE: Span = { ...ONE, high: 2 };
const OPEN: Span = { ...ONE, isOpen: true, topIsOpen: true };
const PLAIN: Sign = {
  span: ONE,
  phase: "present",
  standing: CARRIED,
  colour: "force-any",
};
/** As many forces are named while the key is folded. */
const MOST_FORCES = 3;
/** The key follows once the day has not changed for so long. */
const REST_MS = 180;

/** A place whose name finds no room on the map, and the number at its mark. */
export interface Numbered {
  readonly number: string;
  readonly name: string;
  readonly figures: string;
}

/** Which signs the map shows on a day. */
interface Occurring {
  readonly range: boolean;
  readonly open: boolean;
  readonly none: boolean;
  readonly noNumber: boolean;
  readonly unread: boolean;
  readonly otherQuantity: boolean;
  readonly people: boolean;
  readonly phases: ReadonlySet<string>;
  readonly standings: ReadonlySet<number>;
  readonly disputed: boolean;
  readonly echoes: boolean;
  readonly forces: ReadonlySet<string>;
}

/** Return the signs of the claims on the map that are in effect. */
export function signsOn({ block, effect, stretches }: View): Occurring {
  const { reports, drawnAt } = block;
  const seen = new Set<string>();
  const [phases, standings, forces] = [new Set<string>(), new Set<number>(), new Set<string>()];
  const isPersons = reports.quantity.asking(isPersonnel);
  for (let row = 0; row < reports.count; row++) {
    if (effect.status[row] === NOT || intAt(drawnAt, row) < 0) continue;
    phases.add(reports.phase.at(row));
    standings.add(effect.standing[row] ?? CARRIED);
    forces.add(reports.force.at(row));
    seen.add(figureKind(reports, row));
    if (isPersons(row)) seen.add("people");
    else if (hasNumber(reports, row)) seen.add("other");
    if (stretches.disputes.has(row)) seen.add("disputed");
    if (stretches.echoes.has(row)) seen.add("echoes");
  }
  return {
    range: seen.has("range"),
    open: seen.has("open"),
    none: seen.has("none"),
    noNumber: seen.has("no number") || seen.has("unread"),
    unread: seen.has("unread"),
    otherQuantity: seen.has("other"),
    people: seen.has("people"),
    disputed: seen.has("disputed"),
    echoes: seen.has("echoes"),
    phases,
    standings,
    forces,
  };
}

function figureKind(reports: Reports, row: number): string {
  if (!hasNumber(reports, row)) return reports.figure.at(row) === "" ? "no number" : "unread";
  const [low, high] = [reports.figure_low[row], reports.figure_high[row]];
  if (low === 0 && high === 0) return "none";
  if (low !== undefined && !Number.isNaN(low) && !Number.isFinite(high)) return "open";
  return Number.isFinite(high) && low !== high ? "range" : "one";
}

/** The key over the map: folded, it names the forces. */
export class Key {
  readonly element: HTMLDetailsElement;
  readonly #words: Words;
  readonly #forces: Forces;
  readonly #scale: Scale;
  readonly #onChange: () => void;
  readonly #named = el("ul", { class: "key-forces" });
  readonly #numbers = el("span", { class: "key-span quiet" });
  readonly #places = el("ul", { class: "key-places", hidden: true });
  readonly #signs = el("div", { class: "key-signs" });
  #listed = "";
  /** As many places as were listed since the view changed. */
  #most = 0;
  #view: View | null = null;
  #shown = "";
  #timer = 0;

  /** `onChange` is called when the key covers more or less of the map. */
  constructor(words: Words, forces: Forces, scale: Scale, isOpen: boolean, onChange: () => void) {
    this.#words = words;
    this.#forces = forces;
    this.#scale = scale;
    this.#onChange = onChange;
    this.element = el(
      "details",
      { class: "legend", open: isOpen, "data-covers-map": "" },
      el("summary", {}, this.#named, el("span", { class: "key-title" }, words.key), this.#numbers),
      this.#places,
      this.#signs,
      el("p", { class: "legend-time" }, barsSign(), el("span", {}, words.timeBars)),
    );
    this.element.addEventListener("toggle", () => onChange());
  }

  /** Show the signs of a view: at once the first time, then when the day rests. */
  show(view: View): void {
    const isFirst = this.#view === null;
    this.#view = view;
    this.#most = 0;
    window.clearTimeout(this.#timer);
    if (isFirst) this.#update();
    else this.#timer = window.setTimeout(() => this.#update(), REST_MS);
  }

  /** Name the places that have numbers on the map. Only a longer list makes the map make room: a shorter one could make names fit that do not fit beside it. */
  name(places: readonly Numbered[]): void {
    const listed = JSON.stringify(places);
    if (listed === this.#listed) return;
    this.#listed = listed;
    const [first, last] = [places[0]?.number ?? "", places.at(-1)?.number ?? ""];
    this.#numbers.textContent = first === last ? first : `${first}–${last}`;
    this.#places.hidden = places.length === 0;
    replace(
      this.#places,
      ...places.map(({ number, name, figures }) =>
        el("li", {}, el("b", {}, number), " ", bdi(name), " ", bdi(figures, { class: "quiet" })),
      ),
    );
    if (places.length <= this.#most) return;
    this.#most = places.length;
    this.#onChange();
  }

  #update(): void {
    const occurring = signsOn(this.#view!);
    const shown = JSON.stringify(occurring, (_, value) =>
      value instanceof Set ? [...value].sort() : value,
    );
    if (shown === this.#shown) return;
    this.#shown = shown;
    const forces = this.#forces.all().filter((one) => one !== "" && occurring.forces.has(one));
    const rest = forces.slice(MOST_FORCES);
    replace(
      this.#named,
      ...forces.slice(0, MOST_FORCES).map((force) => this.#force(force)),
      rest.length > 0 && el("li", { class: "key-more quiet" }, this.#words.moreForces(rest.length)),
    );
    replace(this.#signs, ...this.#parts(occurring, rest));
    this.#onChange();
  }

  #force(force: string): HTMLElement {
    return el(
      "li",
      { class: this.#forces.className(force) },
      el("span", { class: "swatch" }),
      bdi(wordForce(force, this.#words)),
    );
  }

  #parts(occurring: Occurring, rest: readonly string[]): (HTMLElement | false | null)[] {
    const { sharing } = this.#forces;
    const words = this.#words;
    return [
      sharing &&
        el(
          "div",
          { class: "quiet legend-shared" },
          words.coloursShared(sharing.forces, sharing.colours),
        ),
      rest.length > 0 &&
        el("ul", { class: "legend-forces" }, ...rest.map((force) => this.#force(force))),
      occurring.people && this.#scale.most > 0 && this.#scaleOf(),
      this.#grammar(occurring),
    ];
  }

  #scaleOf(): HTMLElement {
    const words = this.#words;
    const least = Math.round(Number(smallestFigure(this.#scale).toPrecision(1)));
    return el(
      "div",
      { class: "legend-scale" },
      el(
        "div",
        { class: "quiet" },
        words.scale,
        least > 1 && `; ${words.scaleLeast(words.number(least))}`,
      ),
      scaleCircles(this.#scale, words),
    );
  }

  #grammar(occurring: Occurring): HTMLElement {
    const { signs, phases } = this.#words;
    const entry = (occurs: boolean, change: Partial<Sign>, text: string) => {
      if (!occurs) return null;
      const sign = { ...PLAIN, ...change };
      return el(
        "li",
        {},
        el("span", { class: "legend-sign" }, drawSign(sign, fixedRadii(sign.span))),
        text,
      );
    };
    const has = occurring.phases;
    return el(
      "ul",
      { class: "legend-signs" },
      entry(occurring.range, { span: RANGE, phase: "" }, signs.discAndRing),
      entry(occurring.open, { span: OPEN, phase: "" }, signs.open),
      entry(has.has("present"), { phase: "present" }, phases["present"] ?? ""),
      entry(has.has("ordered") || has.has("arriving"), { phase: "ordered" }, signs.ordered),
      entry(has.has("planned"), { phase: "planned" }, phases["planned"] ?? ""),
      entry(has.has("withdrawn"), { phase: "withdrawn" }, phases["withdrawn"] ?? ""),
      entry(occurring.none, { span: exactly(0), phase: "" }, signs.none),
      entry(
        occurring.noNumber,
        { span: null, phase: "" },
        occurring.unread ? signs.noNumberRead : signs.noNumber,
      ),
      entry(occurring.otherQuantity, { phase: "", isSquare: true }, signs.notPeople),
      entry(occurring.standings.has(VAGUE), { phase: "", standing: VAGUE }, signs.vague),
      entry(occurring.standings.has(STALE), { standing: STALE }, signs.stale),
      occurring.disputed &&
        el("li", {}, el("span", { class: "legend-sign" }, disputedMark()), signs.disputed),
      occurring.echoes &&
        el("li", {}, el("span", { class: "legend-sign" }, echoMark()), signs.echo),
    );
  }
}

/** Make a few bars as they are behind the axis of time. */
function barsSign(): SVGSVGElement {
  const bars = (...heights: number[]) =>
    heights.map((height, k) => `M${3 + 5 * k} 18v${-height}`).join("");
  return svg(
    "svg",
    { class: "bars-sign", width: 22, height: 20, viewBox: "0 0 22 20", "aria-hidden": "true" },
    svg("path", { class: "is-stale", d: bars(16, 12, 14, 8) }),
    svg("path", { d: bars(6, 9, 12, 4) }),
  );
}

/** Make two or three round figures as nested circles. */
function scaleCircles({ most, largest }: Scale, words: Words): SVGSVGElement {
  const heightOf = (figure: number) => 2 * largest * Math.sqrt(figure / most);
  const isApart = (figure: number, larger?: number) =>
    larger === undefined || heightOf(larger) - heightOf(figure) > 11;
  const figures = [roundBelow(most), roundBelow(most / 4), roundBelow(most / 30)].filter(
    (figure, k, all) => figure >= 1 && all.indexOf(figure) === k && isApart(figure, all[k - 1]),
  );
  const bottom = 2 * largest + 2;
  const circles = figures.flatMap((figure) => {
    const radius = largest * Math.sqrt(figure / most);
    const top = bottom - 2 * radius;
    return [
      svg("circle", { cx: largest + 1, cy: bottom - radius, r: radius }),
      svg("path", { d: `M${largest + 1} ${top}H${2 * largest + 12}` }),
      svg("text", { x: 2 * largest + 16, y: top + 4 }, words.number(figure)),
    ];
  });
  return svg(
    "svg",
    { class: "scale-circles", width: 150, height: bottom + 4, viewBox: `0 -4 150 ${bottom + 6}` },
    ...circles,
  );
}

/** Return the largest of 1, 2, 5, 10, 20, … that is not above a figure. */
function roundBelow(figure: number): number {
  const power = 10 ** Math.floor(Math.log10(figure));
  return [5, 2, 1].find((step) => step * power <= figure)! * power;
}
