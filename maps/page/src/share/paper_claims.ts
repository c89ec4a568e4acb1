/** The claims that the rows on paper do not show, and the sources of all. */
import type { Block } from "../block/block.ts";
import { elementAt, intAt } from "../checked_access.ts";
import { bdi, el, link } from "../frame/dom.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";
import { wordDate } from "../words/date_texts.ts";
import { isolate } from "../words/isolate.ts";
import {
  wordClaimant,
  wordFigure,
  wordPlace,
  wordSaying,
  wordSpan,
  wordSubject,
} from "../words/report_texts.ts";

/** More claims than these are only counted on paper. */
const MOST_PRINTED = 300;

/** Put the number of its source behind the claimant of each row, and return lists of the other claims and of the sources. */
export function paperClaims(view: View, rows: readonly Element[]): HTMLElement[] {
  const { block, words, effect } = view;
  const { certain, possible } = effect.inEffect();
  const held = [...certain, ...possible];
  const numbers = new Map<number, number>();
  const mark = (row: number) => {
    const source = intAt(block.sourceOf, row);
    if (!numbers.has(source)) numbers.set(source, numbers.size + 1);
    return ` [${numbers.get(source)}]`;
  };
  const shown = markRows(view, rows, mark);
  const others = held.filter((row) => !shown.has(row));
  const printed = others.slice(0, MOST_PRINTED);
  const lines = printed.map((row) => claimLine(view, row, mark(row)));
  if (others.length > MOST_PRINTED)
    lines.push(el("li", {}, words.moreClaims(others.length - MOST_PRINTED)));
  return [
    ...(lines.length > 0
      ? [el("h2", {}, words.share.otherClaims), el("ul", { class: "print-claims" }, ...lines)]
      : []),
    el("h2", {}, words.share.sources),
    el(
      "ol",
      { class: "print-sources" },
      ...[...numbers.keys()].map((source) => sourceLine(view, source)),
    ),
  ];
}

/** Mark the rows of the claims, and return the reports that they are. */
function markRows(
  { block: { reports } }: View,
  rows: readonly Element[],
  mark: (row: number) => string,
): ReadonlySet<number> {
  const marked = new Map<string, Element>();
  for (const part of rows)
    for (const claim of part.querySelectorAll<HTMLElement>(
      ":is(.claim, .chart-label)[data-report]",
    ))
      marked.set(claim.dataset["report"]!, claim);
  const shown = new Set<number>();
  for (let row = 0; row < reports.count && shown.size < marked.size; row++) {
    const claim = marked.get(reports.id.at(row));
    if (!claim) continue;
    shown.add(row);
    const named = claim.querySelector(".claim-who, .line-text") ?? claim;
    named.append(el("span", { class: "quiet" }, mark(row)));
  }
  return shown;
}

/** Where it is said to be; how precisely is said of points: an area's name is that of all of it. */
function placeText(block: Block, row: number, words: Words): string {
  const place = intAt(block.placeOf, row);
  if (place < 0) return "";
  const { precision, name } = block.places;
  const isArea = ["country", "region"].includes(elementAt(precision, place));
  return isArea ? isolate(elementAt(name, place)) : wordPlace(block, row, words);
}

function claimLine({ block, words }: View, row: number, mark: string): HTMLElement {
  const { phase, start, end } = block.reports;
  const facts = [
    `${wordClaimant(block, row, words)}, ${wordSaying(block, row, words)}`,
    words.phases[phase.at(row)] ?? phase.at(row),
    start.at(row) || end.at(row) ? wordSpan(block, row, words) : "",
    placeText(block, row, words),
  ];
  return el(
    "li",
    {},
    el("b", {}, bdi(wordFigure(block, row, words))),
    " ",
    bdi(wordSubject(block, row, words)),
    ...facts.filter(Boolean).flatMap((fact) => [" · ", bdi(fact)]),
    mark,
  );
}

/** Make the line of a source; its address stands for a title that is missing, and is the line's link. */
function sourceLine({ block: { sources }, words }: View, source: number): HTMLElement {
  const published = sources.published.at(source);
  const url = sources.url.at(source);
  const facts = [sources.publisher.at(source), published && wordDate(published, words)];
  return el(
    "li",
    {},
    link(sources.title.at(source) || url || sources.id.at(source), url),
    ...facts.filter(Boolean).flatMap((fact) => [", ", bdi(fact)]),
  );
}
