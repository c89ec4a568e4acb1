/** The legend: the marks' grammar, drawn by the function that draws the marks. */
import { bdi, el, svg } from "./dom.ts";
import type { Reports } from "./block.ts";
import { figureOf, type Span } from "./figures.ts";
import type { Forces } from "./forces.ts";
import { disputedMark, drawSign, echoMark, fixedRadii, type Sign } from "./glyph.ts";
import { LARGEST_RADIUS } from "./marks.ts";
import { wordForce } from "./reading.ts";
import type { Words } from "./words.ts";

const ONE: Span = { low: 1, lowIncluded: true, high: 1, highIncluded: true };
const RANGE: Span = { low: 1, lowIncluded: true, high: 2, highIncluded: true };
const OPEN: Span = { low: 1, lowIncluded: false, high: null, highIncluded: false };
const PLAIN: Sign = { span: ONE, phase: "present", isPossible: false, isLastCited: false, colour: "force-any" };

/** Which signs any claim of the document has: a legend explains what can be met, and nothing else. */
interface Occurring {
  readonly range: boolean;
  readonly open: boolean;
  readonly noNumber: boolean;
  readonly phases: ReadonlySet<string>;
  readonly disputes: boolean;
  readonly echoes: boolean;
}

function signsIn(reports: Reports): Occurring {
  let [range, open, noNumber] = [false, false, false];
  for (let row = 0; row < reports.count; row++) {
    if (reports.kind.at(row) !== "claim") continue;
    const span = figureOf(reports, row);
    noNumber ||= !span;
    open ||= span?.high === null;
    range ||= span !== null && span.high !== null && span.low !== span.high;
  }
  const { disputes, repeats } = reports.edges;
  return { range, open, noNumber, phases: new Set(reports.phase.values), disputes: disputes.length > 0, echoes: repeats.length > 0 };
}

/** Make the legend; `most` is the largest figure drawn by area, 0 where none is. */
export function makeLegend(reports: Reports, words: Words, forces: Forces, most: number, isOpen: boolean): HTMLElement {
  const occurring = signsIn(reports);
  const { signs, phases } = words;
  const entry = (occurs: boolean, change: Partial<Sign>, text: string) => {
    if (!occurs) return null;
    const sign = { ...PLAIN, ...change };
    return el("li", {}, el("span", { class: "legend-sign" }, drawSign(sign, fixedRadii(sign.span))), text);
  };
  const named = forces.all().filter((force) => force !== "");
  return el(
    "details", { class: "legend", open: isOpen },
    el("summary", {}, words.legend),
    el(
      "ul", { class: "legend-signs" },
      entry(occurring.range, { span: RANGE, phase: "" }, signs.discAndRing),
      entry(occurring.open, { span: OPEN, phase: "" }, signs.open),
      entry(occurring.phases.has("planned"), { phase: "planned" }, phases["planned"]),
      entry(occurring.phases.has("ordered") || occurring.phases.has("arriving"), { phase: "ordered" }, signs.ordered),
      entry(occurring.phases.has("present"), { phase: "present" }, phases["present"]),
      entry(occurring.phases.has("withdrawn"), { phase: "withdrawn" }, phases["withdrawn"]),
      entry(occurring.noNumber, { span: null, phase: "" }, signs.noNumber),
      entry(true, { phase: "", isPossible: true }, signs.possible),
      entry(true, { isLastCited: true }, signs.lastCited),
      occurring.disputes && el("li", {}, el("span", { class: "legend-sign" }, disputedMark()), signs.disputed),
      occurring.echoes && el("li", {}, el("span", { class: "legend-sign" }, echoMark()), signs.echo),
    ),
    most > 0 && el("div", { class: "legend-scale" }, el("div", { class: "quiet" }, words.scale), scale(most, words)),
    el(
      "ul", { class: "legend-forces" },
      ...named.map((force) => el("li", { class: forces.className(force) }, el("span", { class: "swatch" }), bdi(wordForce(force, words)))),
    ),
  );
}

/** Two or three round figures as circles standing in each other. */
function scale(most: number, words: Words): SVGSVGElement {
  const figures = [roundBelow(most), roundBelow(most / 4), roundBelow(most / 30)].filter((figure, k, all) => figure >= 1 && all.indexOf(figure) === k);
  const bottom = 2 * LARGEST_RADIUS + 2;
  const circles = figures.flatMap((figure) => {
    const radius = LARGEST_RADIUS * Math.sqrt(figure / most);
    const top = bottom - 2 * radius;
    return [
      svg("circle", { cx: LARGEST_RADIUS + 1, cy: bottom - radius, r: radius }),
      svg("path", { d: `M${LARGEST_RADIUS + 1} ${top}H${2 * LARGEST_RADIUS + 12}` }),
      svg("text", { x: 2 * LARGEST_RADIUS + 16, y: top + 4 }, words.number(figure)),
    ];
  });
  return svg("svg", { class: "scale-circles", width: 150, height: bottom + 4, viewBox: `0 -4 150 ${bottom + 6}` }, ...circles);
}

/** The largest of 1, 2, 5, 10, 20, … that is not above a figure. */
function roundBelow(figure: number): number {
  const power = 10 ** Math.floor(Math.log10(figure));
  return [5, 2, 1].find((step) => step * power <= figure)! * power;
}
