/** A report in full: who said it, in what words, where it was read, and how it is related to other reports. */
import { elementAt, intAt, realAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { standingOn } from "../rules/standing.ts";
import { STANDINGS } from "../rules/standing_numbers.ts";
import { wordDate } from "../words/date_texts.ts";
import { isolate } from "../words/isolate.ts";
import { wordHow } from "../words/place_texts.ts";
import {
  whyOn,
  whyUnplaced,
  wordClaimant,
  wordFigure,
  wordForce,
  wordSaid,
  wordSaying,
  wordSpan,
  wordSubject,
} from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";
import type { View } from "../state/view.ts";
import { bdi, button, type Child, el, link } from "../frame/dom.ts";
import { precisionSign } from "../signs/precision_signs.ts";

/** Letters of a summary beyond which only its beginning is shown at first. */
const LONGEST = 400;

/** What the details of a report need to know of the page. */
export interface DetailsContext {
  readonly block: Block;
  readonly words: Words;
  readonly view: View;
  readonly open: (rows: readonly number[], opener: HTMLElement | null) => void;
  readonly showOnMap: (place: number) => void;
  readonly makeActions: ((row: number) => HTMLElement) | null;
}

/** Make the details of a report, a line a field. */
export function reportDetails(context: DetailsContext, row: number): HTMLElement {
  const { block, words } = context;
  const { reports } = block;
  const { fields } = words;
  const isClaim = reports.kind.at(row) === "claim";
  const forces = wordForce(reports.force.at(row), words);
  const measure = reports.measure.at(row);
  const attributed = reports.attributed_to.at(row);
  return el(
    "article",
    { class: "claim", "data-card-report": reports.id.at(row) },
    ...summaryOf(reports.summary.at(row), words),
    isClaim && statusLine(context, row),
    el(
      "dl",
      {},
      ...line(
        fields.claimant,
        bdi(wordClaimant(block, row, words)),
        attributed && el("div", { class: "quiet" }, bdi(words.onInformation(isolate(attributed)))),
      ),
      ...line(fields.figure, ...figureLines(context, row)),
      ...line(fields.force, forces && bdi(forces)),
      ...line(fields.component, text(reports.component.at(row))),
      ...line(fields.unit, text(reports.unit.at(row))),
      ...line(
        fields.phase,
        isClaim && (words.phases[reports.phase.at(row)] ?? text(reports.phase.at(row))),
      ),
      ...line(
        fields.measure,
        measure &&
          bdi(words.measures[measure] ? `${measure}: ${words.measures[measure]}` : measure),
      ),
      ...line(fields.quantity, text(reports.quantity.at(row))),
      ...line(
        fields.span,
        isClaim || reports.start.at(row) || reports.end.at(row)
          ? bdi(wordSpan(block, row, words))
          : null,
        wordingLines(context, row, ["start", "end"]),
      ),
      ...line(fields.said, bdi(wordSaid(block, row, words)), wordingLines(context, row, ["said"])),
      ...line(fields.place, ...placeLines(context, row)),
      ...line(fields.role, text(reports.role.at(row))),
      ...line(fields.origin, text(reports.origin.at(row))),
      ...line(fields.quote, quoteLine(context, row)),
      ...relationLines(context, row),
      ...line(
        fields.credibility,
        reports.credibility.at(row) && words.credibility(isolate(reports.credibility.at(row))),
      ),
      ...line(fields.source, ...sourceLines(context, row)),
      ...line(fields.number, el("code", {}, bdi(reports.id.at(row)))),
    ),
    ...unreadNotes(context, row),
    context.makeActions?.(row),
  );
}

function statusLine(context: DetailsContext, row: number): HTMLElement {
  const { block, words } = context;
  const { on, stretches } = context.view;
  const standing = STANDINGS[standingOn(block.reports, stretches, row, on)];
  const reasons = whyOn(block, stretches, row, on)
    .map((reason) => words.reasons[reason])
    .join("; ");
  return el(
    "p",
    { class: "status" },
    standing && el("strong", {}, words.lines.standing[standing]),
    standing && ": ",
    reasons,
    standing === "stale" && `. ${capital(words.staleLong)}`,
  );
}

function figureLines(context: DetailsContext, row: number): Child[] {
  const { block, words } = context;
  if (block.reports.kind.at(row) !== "claim") return [];
  const wording = block.reports.figure.at(row);
  const reading = wordFigure(block, row, words);
  if (!wording || wording === block.reports.figure_text.at(row)) return [bdi(reading)];
  return [
    bdi(words.wordOf(isolate(wording))),
    el(
      "div",
      { class: "quiet" },
      block.reports.figure_text.at(row) ? bdi(words.read(reading)) : words.unreadFigure,
    ),
  ];
}

function wordingLines(
  context: DetailsContext,
  row: number,
  names: readonly ("said" | "start" | "end")[],
): HTMLElement | null {
  const { block, words } = context;
  const { computed } = block.reports;
  const found = [
    ...new Set(
      names
        .filter((name) => block.reports[name].at(row))
        .map((name) => {
          const wording = block.reports[`${name}_wording`].at(row);
          const isComputed = computed.at(row).split(";").includes(name);
          return [wording && words.wordOf(isolate(wording)), isComputed && words.computedDay]
            .filter(Boolean)
            .join(", ");
        }),
    ),
  ].filter(Boolean);
  return found.length
    ? el("div", { class: "quiet" }, ...found.map((wording) => bdi(wording)))
    : null;
}

function placeLines(context: DetailsContext, row: number): Child[] {
  const { block, words } = context;
  const wording = block.reports.place_wording.at(row);
  const place = intAt(block.placeOf, row);
  if (place < 0) {
    if (block.reports.kind.at(row) !== "claim" && !wording) return [];
    return [
      wording && bdi(words.wordOf(isolate(wording))),
      el("div", { class: "quiet" }, bdi(words.notPlacedBecause(whyUnplaced(block, row, words)))),
    ];
  }
  const { name, gazetteer, precision, radius_m } = block.places;
  const isArea = block.places.geometry[place] !== null;
  const radius =
    realAt(radius_m, place) >= 1000
      ? words.km(Math.round(realAt(radius_m, place) / 1000))
      : words.metres(Math.round(realAt(radius_m, place)));
  const exact = [
    words.precisions[elementAt(precision, place)] ?? isolate(elementAt(precision, place)),
    !isArea && realAt(radius_m, place) > 0 && words.precise(radius),
  ];
  return [
    bdi(wording ? words.wordOf(isolate(wording)) : elementAt(name, place)),
    el(
      "div",
      { class: "quiet" },
      precisionSign(elementAt(precision, place)),
      bdi([isolate(elementAt(gazetteer, place)), ...exact].filter(Boolean).join(", ")),
    ),
    block.reports.place_how.at(row) &&
      el("div", { class: "quiet" }, bdi(wordHow(block.reports.place_how.at(row), words))),
    intAt(block.drawnAt, row) < 0
      ? el("div", { class: "quiet" }, words.notDrawn)
      : button({ class: "as-link show-on-map" }, () => context.showOnMap(place), words.showOnMap),
  ];
}

function quoteLine(context: DetailsContext, row: number): HTMLElement | null {
  const { quote, quote_lang: lang } = context.block.reports;
  if (!quote.at(row)) return null;
  return el("blockquote", { lang: lang.at(row) || null, dir: "auto" }, quote.at(row));
}

function relationLines(context: DetailsContext, row: number): HTMLElement[] {
  const { block, words } = context;
  const { stretches } = context.view;
  const { fields } = words;
  const { edges } = block.reports;
  const to = (name: keyof typeof edges) =>
    edges[name].filter(([from]) => from === row).map(([, target]) => target);
  const from = (name: keyof typeof edges) =>
    edges[name].filter(([, target]) => target === row).map(([source]) => source);
  const buttons = (rows: readonly number[]) => rows.map((other) => reportButton(context, other));
  return [
    ...line(fields.disputes, ...buttons(stretches.disputes.get(row) ?? [])),
    ...line(fields.disputing, ...buttons(to("disputes"))),
    ...line(fields.echoes, ...buttons(from("repeats"))),
    ...line(fields.repeats, ...buttons(to("repeats"))),
    ...line(fields.updates, ...buttons(to("updates"))),
    ...line(fields.updatedBy, ...buttons(from("updates"))),
    ...line(fields.beside, ...buttons([...to("beside"), ...from("beside")])),
  ];
}

function reportButton(context: DetailsContext, row: number): HTMLElement {
  const { block, words } = context;
  const isClaim = block.reports.kind.at(row) === "claim";
  const what =
    block.reports.summary.at(row) ||
    (isClaim
      ? `${wordFigure(block, row, words)}, ${wordSubject(block, row, words)}`
      : wordSaying(block, row, words));
  const made = button(
    { class: "other" },
    () => context.open([row], made),
    el("b", {}, bdi(wordClaimant(block, row, words))),
    ": ",
    bdi(what),
  );
  return made;
}

function sourceLines(context: DetailsContext, row: number): Child[] {
  const { block, words } = context;
  const source = intAt(block.sourceOf, row);
  const { sources } = block;
  const facts = [
    sources.publisher.at(source),
    sources.published.at(source) && words.published(wordDate(sources.published.at(source), words)),
    sources.accessed.at(source) && words.accessed(wordDate(sources.accessed.at(source), words)),
    sources.language.at(source) && words.language(isolate(sources.language.at(source))),
    sources.reliability.at(source) && words.reliability(isolate(sources.reliability.at(source))),
  ].filter(Boolean);
  return [
    link(sources.title.at(source) || sources.id.at(source), sources.url.at(source)),
    ...facts.map((fact) => el("div", { class: "quiet" }, bdi(fact))),
    sources.archive_url.at(source) &&
      el("div", { class: "quiet" }, link(words.archive, sources.archive_url.at(source))),
    sources.note.at(source) && el("div", { class: "quiet" }, bdi(sources.note.at(source))),
  ];
}

/** Make a note for each wording that was kept but not read. */
function unreadNotes(context: DetailsContext, row: number): HTMLElement[] {
  const { block, words } = context;
  const { reports } = block;
  const note = (name: keyof Words["fieldNames"], wording: string, isRead: boolean) =>
    wording && !isRead
      ? [el("p", { class: "unread" }, bdi(words.notRead(words.fieldNames[name], isolate(wording))))]
      : [];
  return [
    ...note("said", reports.said_wording.at(row), reports.said.at(row) !== ""),
    ...note("start", reports.start_wording.at(row), reports.start.at(row) !== ""),
    ...note("end", reports.end_wording.at(row), reports.end.at(row) !== ""),
    ...note("figure", reports.figure.at(row), reports.figure_text.at(row) !== ""),
  ];
}

/** Make a summary; a long one is cut to a few lines, so that the claimant stays in sight. */
function summaryOf(summary: string, words: Words): HTMLElement[] {
  if (!summary) return [];
  const paragraph = el("p", { class: "summary" }, bdi(summary));
  if (summary.length <= LONGEST) return [paragraph];
  paragraph.classList.add("clamped");
  const more = button(
    { class: "as-link summary-more", "aria-expanded": "false" },
    () => {
      const isClamped = paragraph.classList.toggle("clamped");
      more.textContent = isClamped ? words.moreText : words.lessText;
      more.setAttribute("aria-expanded", String(!isClamped));
    },
    words.moreText,
  );
  return [paragraph, more];
}

function line(name: string, ...children: Child[]): HTMLElement[] {
  const shown = children.filter(Boolean);
  return shown.length ? [el("dt", {}, name), el("dd", {}, ...shown)] : [];
}

function text(value: string): HTMLElement | null {
  return value ? bdi(value) : null;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
