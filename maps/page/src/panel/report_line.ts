/** A report as a line to choose from: its figure, its claimant, and details. */
import { intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { bdi, button, type Child, el } from "../frame/dom.ts";
import { certaintyOn, NOT, type Stretches } from "../rules/claims_in_effect.ts";
import { wordClaimant, wordFigure, wordSubject } from "../words/report_texts.ts";
import type { Calls } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

export interface LineContext {
  readonly block: Block;
  readonly words: Words;
  readonly calls: Calls;
}

/** Make a line that calls `onPress` when pressed. */
export function rowLine(
  { block, words }: LineContext,
  row: number,
  onPress: (opener: HTMLElement) => void,
  ...more: Child[]
): HTMLElement {
  const isClaim = block.reports.kind.at(row) === "claim";
  const head: Child[] = isClaim
    ? [
        el("b", {}, bdi(wordFigure(block, row, words))),
        " ",
        bdi(wordSubject(block, row, words)),
        " · ",
      ]
    : [];
  const pressed = button(
    { class: "found-row", "data-found": block.reports.id.at(row) },
    () => onPress(pressed),
    el("span", {}, ...head, bdi(wordClaimant(block, row, words))),
    ...more,
  );
  return el("li", {}, pressed);
}

/** Return the day nearest to the day shown on which a claim holds, a certain one if possible; null if it never holds. */
export function dayOfRow(
  stretches: Stretches,
  row: number,
  on: number,
  first: number,
  last: number,
): number | null {
  const folded = intAt(stretches.foldedUnder, row);
  const at = folded >= 0 ? folded : row;
  if (certaintyOn(stretches, at, on) !== NOT) return on;
  const { certainFrom, certainTo, possibleFrom, possibleTo } = stretches;
  for (const [from, to] of [
    [certainFrom, certainTo],
    [possibleFrom, possibleTo],
  ] as const) {
    const [start, end] = [Math.max(intAt(from, at), first), Math.min(intAt(to, at), last)];
    if (start <= end) return Math.min(Math.max(on, start), end);
  }
  return null;
}

/** Go to a report: a day on which it holds, its place, and its card. */
export function goToRow(
  { block, calls }: LineContext,
  stretches: Stretches,
  row: number,
  on: number,
  opener: HTMLElement,
): void {
  const day = dayOfRow(stretches, row, on, block.days.first, block.days.last);
  if (day !== null && day !== on) calls.onGo(day);
  if (intAt(block.drawnAt, row) >= 0) calls.onShowPlace(intAt(block.drawnAt, row));
  calls.onOpen([row], opener);
}
