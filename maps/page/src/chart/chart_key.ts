/** The key of the chart over time: the signs that it shows, and no other. */
import { el, svg } from "../frame/dom.ts";
import type { Standing } from "../rules/answer.ts";
import type { ChartLine } from "../rules/chart_model.ts";
import type { Words } from "../words/catalogue.ts";

export type ChartSign =
  | "said"
  | "saidRange"
  | "later"
  | Standing
  | "upper"
  | "lower"
  | "range"
  | "open";

const ORDER: readonly ChartSign[] = [
  "said",
  "saidRange",
  "later",
  "stated",
  "carried",
  "stale",
  "vague",
  "upper",
  "lower",
  "range",
  "open",
];
const WIDE = 26;
const HIGH = 14;

/** Return the signs that some lines show, in the order of the key. */
export function signsOf(lines: readonly ChartLine[]): ChartSign[] {
  const found = new Set<ChartSign>();
  for (const { steps, dots } of lines) {
    for (const { runs, low, high, lowLimit, highLimit, endsOpen } of steps) {
      for (const { standing } of runs) found.add(standing);
      if (highLimit !== "") found.add("upper");
      if (lowLimit !== "") found.add("lower");
      if (low !== null && high !== null && low !== high) found.add("range");
      if (endsOpen) found.add("open");
    }
    for (const { step, said } of dots) {
      found.add(said[0] === said[1] ? "said" : "saidRange");
      if ((said[1] ?? step.from) < step.from) found.add("later");
    }
  }
  return ORDER.filter((sign) => found.has(sign));
}

/** Make the entries of the key. */
export function keyEntries(signs: readonly ChartSign[], words: Words): HTMLElement[] {
  return signs.map((sign) =>
    el("li", {}, drawKeySign(sign), el("span", {}, words.overTime.key[sign])),
  );
}

function drawKeySign(sign: ChartSign): SVGSVGElement {
  return svg(
    "svg",
    {
      class: "chart-sign",
      width: sign === "said" ? HIGH : WIDE,
      height: HIGH,
      viewBox: `0 0 ${sign === "said" ? HIGH : WIDE} ${HIGH}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    ...partsOf(sign).map(([name, d]) => svg("path", { class: name, d })),
  );
}

function partsOf(sign: ChartSign): (readonly [name: string, d: string])[] {
  const line = "M1 7H25";
  switch (sign) {
    case "said":
      return [["chart-dot", "M7 7h.01"]];
    case "saidRange":
      return [["chart-dot", "M7 7H19"]];
    case "later":
      return [
        ["chart-later", "M6 7H25"],
        ["chart-dot", "M6 7h.01"],
      ];
    case "upper":
      return [
        ["chart-run carried", "M1 4H25"],
        ["chart-comb carried", "M4 4v5M11 4v5M18 4v5M24 4v5"],
      ];
    case "lower":
      return [
        ["chart-run carried", "M1 10H25"],
        ["chart-comb carried", "M4 10v-5M11 10v-5M18 10v-5M24 10v-5"],
      ];
    case "range":
      return [
        ["chart-band carried", "M1 2H25V12H1Z"],
        ["chart-run carried", "M1 2H25M1 12H25"],
      ];
    case "open":
      return [
        ["chart-run carried", "M1 7H23"],
        ["chart-arrow carried", "M18 2.5l6 4.5l-6 4.5"],
      ];
    default:
      return [[`chart-run ${sign}`, line]];
  }
}
