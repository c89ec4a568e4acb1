/** One claim in the chart: a button with its figure, its bar and its notes, and its mark on the axis of figures. */
import { intAt, realAt } from "../checked_access.ts";
import { type Axis, position } from "../time/axis.ts";
import { drawBar, drawFigure } from "./bars.ts";
import type { Block } from "../block/block.ts";
import { wordBeside, wordDisputed, wordNotes } from "../words/claim_texts.ts";
import { bdi, button, el } from "../frame/dom.ts";
import { figureOf } from "../rules/spans.ts";
import type { FigureScale } from "./figure_axis.ts";
import type { Forces } from "../signs/force_colours.ts";
import { disputedMark } from "../signs/svg_signs.ts";
import type { Stretches } from "../rules/claims_in_effect.ts";
import { wordFigure } from "../words/report_texts.ts";
import { isAbout } from "../rules/spreads.ts";
import type { Words } from "../words/catalogue.ts";

/** The chart's measures in pixels. */
export interface Measures {
  readonly width: number;
  readonly time: number;
  /** Where the axis of figures begins, and how wide it is; 0 without one. */
  readonly figuresAt: number;
  readonly figures: number;
}

/** All that is needed to draw a claim. */
export interface Drawing {
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  readonly stretches: Stretches;
  readonly axis: Axis;
  readonly scale: FigureScale | null;
  readonly measures: Measures;
  readonly textWidth: (text: string) => number;
}

/** A claim's place in the chart, before it is put into a lane. */
export interface Placed {
  readonly row: number;
  /** Of bar and words together. */
  readonly from: number;
  readonly to: number;
  readonly bar: readonly [number, number];
  readonly textAt: number;
  readonly disputed: string;
  readonly notes: readonly string[];
}

/** Room beside the axis of figures, so that a mark at its end is whole. */
export const FIGURE_ROOM = 9;
/** The smallest target, by WCAG 2.2. */
const SMALLEST_TARGET = 24;

/** Measure the part of the chart's width that a claim takes. */
export function placeClaim(drawing: Drawing, row: number): Placed {
  const { block, words, stretches, axis, measures, textWidth } = drawing;
  const { possibleFrom, possibleTo } = stretches;
  const from = position(axis, Math.max(intAt(possibleFrom, row), axis.first)) * measures.time;
  const to = Math.max(
    position(axis, Math.min(intAt(possibleTo, row) + 1, axis.last)) * measures.time,
    from + 5,
  );
  const disputed = wordDisputed(block, stretches, row, words);
  const notes = wordNotes(block, stretches, row, words);
  const lines = [
    wordFigure(block, row, words) + wordBeside(block, row, words),
    disputed && `WW ${disputed}`,
    notes.join(" · "),
  ];
  const wide = Math.min(
    Math.max(...lines.map((line) => (line ? textWidth(line) + 6 : 0))),
    measures.width,
  );
  const textAt = Math.max(0, Math.min(from, measures.width - wide));
  return {
    row,
    from: Math.min(from, textAt),
    to: Math.max(to, textAt + wide, from + SMALLEST_TARGET),
    bar: [from, to],
    textAt,
    disputed,
    notes,
  };
}

/** Make the button of a claim; its accessible name changes with the day. */
export function makeClaim(
  drawing: Drawing,
  placed: Placed,
  onPress: (opener: HTMLElement) => void,
): HTMLButtonElement {
  const { block, words, forces, stretches, axis, measures } = drawing;
  const {
    row,
    bar: [from, to],
  } = placed;
  const { possibleFrom, possibleTo, certainFrom, certainTo, lastCitedFrom } = stretches;
  const at = (day: number) =>
    position(axis, Math.min(Math.max(day, axis.first), axis.last)) * measures.time;
  const drawn = drawBar({
    from,
    to,
    phase: block.reports.phase.at(row),
    certain:
      intAt(certainFrom, row) <= intAt(certainTo, row)
        ? [at(intAt(certainFrom, row)), at(intAt(certainTo, row) + 1)]
        : null,
    citedFrom:
      intAt(lastCitedFrom, row) <= intAt(possibleTo, row) ? at(intAt(lastCitedFrom, row)) : null,
    isOpenBefore: intAt(possibleFrom, row) < axis.first,
    isOpenAfter: intAt(possibleTo, row) >= axis.last,
  });
  drawn.style.marginLeft = `${from - placed.from}px`;
  const made = button(
    {
      class: `claim-bar ${forces.className(block.reports.force.at(row))}`,
      "data-report": block.reports.id.at(row),
    },
    () => onPress(made),
    el(
      "span",
      { class: "claim-text" },
      el("b", {}, bdi(wordFigure(block, row, words))),
      bdi(wordBeside(block, row, words)),
    ),
    drawn,
    placed.disputed !== "" &&
      el("span", { class: "claim-disputed" }, disputedMark(), " ", bdi(placed.disputed)),
    placed.notes.length > 0 && el("span", { class: "claim-notes" }, bdi(placed.notes.join(" · "))),
  );
  made.style.left = `${placed.from}px`;
  made.style.width = `${Math.min(placed.to, measures.width) - placed.from}px`;
  for (const line of made.querySelectorAll<HTMLElement>(":scope > span"))
    line.style.marginLeft = `${placed.textAt - placed.from}px`;
  return made;
}

/** Make the mark of a claim's figure; null where there is no figure or no axis. */
export function makeFigure(
  { block, forces, scale, measures }: Drawing,
  row: number,
): SVGSVGElement | null {
  const span = figureOf(block.reports, row);
  if (!scale || !span) return null;
  const at = (figure: number) =>
    FIGURE_ROOM + scale.at(figure) * (measures.figures - 2 * FIGURE_ROOM);
  const best = realAt(block.reports.figure_best, row);
  const made = drawFigure({
    span,
    low: at(span.low),
    high: at(span.high),
    best: Number.isNaN(best) ? null : at(best),
    isAbout: isAbout(block, row),
    isLowOpen: scale.isLog && span.low === 0 && !span.lowIncluded,
    width: measures.figures,
  });
  made.classList.add(forces.className(block.reports.force.at(row)));
  made.style.left = `${measures.figuresAt}px`;
  return made;
}
