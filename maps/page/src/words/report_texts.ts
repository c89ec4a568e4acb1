/** Texts of a report: whose, how many, when, where, and why it holds on a day or does not. */
import { byteAt, elementAt, intAt, realAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { wordDate } from "./date_texts.ts";
import { spanOf } from "../rules/spans.ts";
import { CERTAIN, certaintyOn, NOT, POSSIBLE, type Stretches } from "../rules/claims_in_effect.ts";
import { countryInLanguage } from "./country_names.ts";
import { isolate } from "./isolate.ts";
import { wordReason } from "./place_texts.ts";
import { wordBounds, wordRange } from "./span_texts.ts";
import type { Words } from "./catalogue.ts";

export type Reason = keyof Words["reasons"];

/** Whose troops: the forces by name, a country's as the page's language calls the country; a joint one as such. */
export function wordForce(force: string, words: Words): string {
  const names = force.split(";").filter(Boolean);
  const named = names.map((name) => isolate(countryInLanguage(name, words)));
  return named.length === 0 ? "" : named.length === 1 ? elementAt(named, 0) : words.joint(named);
}

/** Whose troops, and which part of them. */
export function wordSubject(block: Block, row: number, words: Words): string {
  const { force, component, unit } = block.reports;
  const parts = [
    wordForce(force.at(row), words),
    isolate(component.at(row)),
    isolate(unit.at(row)),
  ].filter(Boolean);
  return parts.join(", ") || words.noForce;
}

/** Whether a quantity is persons: only they share the map's scale, and go without the word. */
export function isPersonnel(quantity: string): boolean {
  return quantity === "" || quantity === "personnel";
}

/** The figure with what it counts: "more than 1,000", "40 aircraft", "no number", or the wording that was not read. */
export function wordFigure(block: Block, row: number, words: Words): string {
  const { figure: wording, figure_text: text, quantity } = block.reports;
  if (!text.at(row))
    return wording.at(row) ? words.figureNotRead(isolate(wording.at(row))) : words.noNumber;
  return withQuantity(
    words.lang === "en" ? isolate(text.at(row)) : wordReading(block, row, words),
    quantity.at(row),
    words,
  );
}

/** What was read as a figure, in words of another language than that of the table. */
function wordReading(block: Block, row: number, words: Words): string {
  const { reports } = block;
  const figure = {
    low: realAt(reports.figure_low, row),
    lowIncluded: byteAt(reports.figure_low_included, row) === 1,
    high: realAt(reports.figure_high, row),
    highIncluded: byteAt(reports.figure_high_included, row) === 1,
    best: realAt(reports.figure_best, row),
  };
  return wordBounds(figure, words) || isolate(reports.figure_text.at(row));
}

/** A figure with what it counts, where that is not persons. */
export function withQuantity(figure: string, quantity: string, words: Words): string {
  return isPersonnel(quantity) ? figure : words.figures.counted(figure, isolate(quantity));
}

/** The figures of several rows, from the lowest to the highest, with bounds that somebody states; then wordings not read. */
export function wordFigures(block: Block, rows: readonly number[], words: Words): string {
  const { figure, figure_text: text, quantity } = block.reports;
  const texts = new Set(rows.map((row) => wordFigure(block, row, words)));
  if (texts.size === 1) return elementAt([...texts], 0);
  const unread = new Set(
    rows
      .filter((row) => !text.at(row) && figure.at(row))
      .map((row) => wordFigure(block, row, words)),
  );
  const span = spanOf(block.reports, rows);
  const numbered = new Set(
    rows.filter((row) => text.at(row)).map((row) => wordFigure(block, row, words)),
  );
  const read =
    numbered.size === 1
      ? [...numbered][0]
      : span
        ? withQuantity(wordRange(span, words), quantity.at(elementAt(rows, 0)), words)
        : "";
  return [read, ...unread].filter(Boolean).join(" · ") || words.noNumber;
}

/** When the claim says that it holds. */
export function wordSpan(block: Block, row: number, words: Words): string {
  const [start, end] = [block.reports.start.at(row), block.reports.end.at(row)];
  const [from, to] = [wordDate(start, words), wordDate(end, words)];
  if (start === "" || start === "..") {
    if (end === "") return words.noSpan;
    return end === ".." ? words.spanNoStart : words.spanUntil(to);
  }
  if (end === "") return words.spanFrom(from);
  if (end === "..") return words.spanOpen(from);
  return start === end ? words.spanOn(from) : words.span(from, to);
}

/**
 * When it was said, by its date, else by its wording, else that it is not given, with the day of publication, which
 * stands for it.
 */
export function wordSaid(block: Block, row: number, words: Words): string {
  const { said, said_wording: wording } = block.reports;
  if (said.at(row)) return wordDate(said.at(row), words);
  if (wording.at(row)) return words.wordOf(isolate(wording.at(row)));
  const published = publicationOf(block, row);
  return published ? words.saidNotGivenPublished(wordDate(published, words)) : words.saidNotGiven;
}

/** The same, as it follows a name: "said 29 September 2022"; without that the publication alone. */
export function wordSaying(block: Block, row: number, words: Words): string {
  const { said, said_wording: wording } = block.reports;
  if (said.at(row) || wording.at(row)) return words.said(wordSaid(block, row, words));
  const published = publicationOf(block, row);
  return published ? words.published(wordDate(published, words)) : words.saidNotGiven;
}

function publicationOf(block: Block, row: number): string {
  return block.sources.published.at(intAt(block.sourceOf, row));
}

/** Where, and how precisely that is known. */
export function wordPlace(block: Block, row: number, words: Words): string {
  const place = intAt(block.placeOf, row);
  if (place < 0) {
    const wording = isolate(block.reports.place_wording.at(row));
    return [wording, words.notPlacedBecause(whyUnplaced(block, row, words))]
      .filter(Boolean)
      .join(", ");
  }
  const precision = elementAt(block.places.precision, place);
  const where = words.withPrecision(
    isolate(elementAt(block.places.name, place)),
    words.precisions[precision] ?? isolate(precision),
  );
  return intAt(block.drawnAt, row) < 0 ? words.beyondTheMap(where) : where;
}

/** Why a report is not placed, as the end of a sentence that goes on. */
export function whyUnplaced(block: Block, row: number, words: Words): string {
  return isolate(wordReason(block.reports.place_reason.at(row), words)) || words.namesNoPlace;
}

/** Who says it. */
export function wordClaimant(block: Block, row: number, words: Words): string {
  return isolate(block.reports.claimant.at(row)) || words.noClaimant;
}

/** Why a claim certainly or possibly holds on a day, or does not hold. */
export function whyOn(block: Block, stretches: Stretches, row: number, on: number): Reason[] {
  const certainty = certaintyOn(stretches, row, on);
  if (certainty === CERTAIN) return ["certain"];
  return certainty === NOT
    ? [whyNot(block, stretches, row, on)]
    : whyPossible(block, stretches, row, on);
}

function whyNot(block: Block, stretches: Stretches, row: number, on: number): Reason {
  const { reports } = block;
  if (stretches.said[row] === NOT) return "notSaid";
  if (intAt(stretches.foldedUnder, row) >= 0) return "echo";
  if (intAt(reports.possible_from_day, row) > intAt(reports.possible_to_day, row)) return "empty";
  if (on < intAt(reports.possible_from_day, row)) return "notBegun";
  if (stretches.withCited && certaintyOn(stretches.withCited, row, on) !== NOT)
    return "citedHidden";
  return on > intAt(reports.possible_to_day, row) ? "ended" : "replaced";
}

function whyPossible(block: Block, stretches: Stretches, row: number, on: number): Reason[] {
  const { reports } = block;
  const [start, end] = [reports.start.at(row), reports.end.at(row)];
  const reasons: Reason[] = [];
  if (stretches.said[row] === POSSIBLE) reasons.push("saidMaybe");
  if (start === "" && end === "") reasons.push("noSpan");
  else if (/[~?%]/.test(start + end)) reasons.push("qualified");
  else {
    const mayNotHaveBegun = start !== "" && on < intAt(reports.start_latest_day, row);
    // A claim without a day on which it is certain says nothing by the ends of that stretch.
    const hasCertainDays =
      intAt(reports.certain_from_day, row) <= intAt(reports.certain_to_day, row);
    if (start === "") reasons.push("startUnknown");
    else if (mayNotHaveBegun) reasons.push("startOpen");
    if (end === "") reasons.push("endUnknown");
    else if (
      end !== ".." &&
      start !== "" &&
      (hasCertainDays ? on > intAt(reports.certain_to_day, row) : !mayNotHaveBegun)
    )
      reasons.push("endOpen");
  }
  if (
    on > intAt(stretches.certainTo, row) &&
    on <= intAt(reports.certain_to_day, row) &&
    on >= intAt(reports.certain_from_day, row)
  ) {
    if (stretches.said[row] === CERTAIN) reasons.push("updated");
  }
  return reasons.length ? reasons : ["saidMaybe"];
}
