/** The legend: the marks' grammar, drawn by the function that draws the marks. */
import { bdi, el, svg } from "../frame/dom.ts";
import type { Block, Reports } from "../block/block.ts";
import { CARRIED, STALE, VAGUE } from "../rules/standing_numbers.ts";
import { exactly, figureOf, isNone, isOneFigure, type Span } from "../rules/spans.ts";
import type { Forces } from "./force_colours.ts";
import { disputedMark, drawSign, echoMark } from "./svg_signs.ts";
import { precisionLegend } from "./precision_signs.ts";
import { fixedRadii, type Sign } from "./signs.ts";
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

/** Which signs the claims of the document have: the legend explains these only. */
interface Occurring {
  readonly range: boolean;
  readonly open: boolean;
  readonly none: boolean;
  readonly noNumber: boolean;
  readonly unread: boolean;
  readonly otherQuantity: boolean;
  readonly phases: ReadonlySet<string>;
  readonly disputes: boolean;
  readonly echoes: boolean;
}

function signsIn(reports: Reports): Occurring {
  let [range, open, none, noNumber, unread, otherQuantity] = [
    false,
    false,
    false,
    false,
    false,
    false,
  ];
  for (let row = 0; row < reports.count; row++) {
    if (reports.kind.at(row) !== "claim") continue;
    const span = figureOf(reports, row);
    noNumber ||= !span;
    unread ||= !span && reports.figure.at(row) !== "";
    none ||= isNone(span);
    open ||= span?.isOpen === true;
    range ||= span !== null && !span.isOpen && !isOneFigure(span);
    otherQuantity ||= span !== null && !isPersonnel(reports.quantity.at(row));
  }
  const { disputes, repeats } = reports.edges;
  const other = { none, noNumber, unread, otherQuantity };
  return {
    range,
    open,
    ...other,
    phases: new Set(reports.phase.values),
    disputes: disputes.length > 0,
    echoes: repeats.length > 0,
  };
}

/** Make the legend; `most` is the largest figure drawn by area, 0 where none is, and `largest` the radius of its mark. */
export function makeLegend(
  block: Block,
  words: Words,
  forces: Forces,
  most: number,
  largest: number,
  isOpen: boolean,
): HTMLDetailsElement {
  const occurring = signsIn(block.reports);
  const { signs, phases } = words;
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
  const named = forces.all().filter((force) => force !== "");
  return el(
    "details",
    { class: "legend", open: isOpen },
    el("summary", {}, words.key),
    el(
      "ul",
      { class: "legend-signs" },
      entry(occurring.range, { span: RANGE, phase: "" }, signs.discAndRing),
      entry(occurring.open, { span: OPEN, phase: "" }, signs.open),
      entry(occurring.phases.has("planned"), { phase: "planned" }, phases["planned"] ?? ""),
      entry(
        occurring.phases.has("ordered") || occurring.phases.has("arriving"),
        { phase: "ordered" },
        signs.ordered,
      ),
      entry(occurring.phases.has("present"), { phase: "present" }, phases["present"] ?? ""),
      entry(occurring.phases.has("withdrawn"), { phase: "withdrawn" }, phases["withdrawn"] ?? ""),
      entry(occurring.none, { span: exactly(0), phase: "" }, signs.none),
      entry(
        occurring.noNumber,
        { span: null, phase: "" },
        occurring.unread ? signs.noNumberRead : signs.noNumber,
      ),
      entry(true, { phase: "", standing: VAGUE }, signs.vague),
      entry(true, { standing: STALE }, signs.stale),
      occurring.disputes &&
        el("li", {}, el("span", { class: "legend-sign" }, disputedMark()), signs.disputed),
      occurring.echoes &&
        el("li", {}, el("span", { class: "legend-sign" }, echoMark()), signs.echo),
    ),
    precisionLegend(block.places, words),
    most > 0 &&
      el(
        "div",
        { class: "legend-scale" },
        el("div", { class: "quiet" }, words.scale),
        scale(most, largest, words),
        occurring.otherQuantity && el("div", { class: "quiet" }, words.otherQuantity),
      ),
    el(
      "ul",
      { class: "legend-forces" },
      ...named.map((force) =>
        el(
          "li",
          { class: forces.className(force) },
          el("span", { class: "swatch" }),
          bdi(wordForce(force, words)),
        ),
      ),
    ),
    forces.sharing &&
      el(
        "div",
        { class: "quiet legend-shared" },
        words.coloursShared(forces.sharing.forces, forces.sharing.colours),
      ),
  );
}

/** Make two or three round figures as nested circles. */
function scale(most: number, largest: number, words: Words): SVGSVGElement {
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
