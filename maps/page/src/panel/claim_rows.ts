/** The rows of claims: claimant, day of saying and figure over a bar; a row is made again only where what it says changed. */
import { bdi, button, type Child, el } from "../frame/dom.ts";
import { keepInOrder } from "../frame/virtual_rows.ts";
import { disputedMark } from "../signs/svg_signs.ts";
import { type Parts, textOfParts } from "../words/sentence_parts.ts";
import type { Words } from "../words/catalogue.ts";
import type { RowText } from "../words/row_texts.ts";
import { drawFigureBar } from "./bar_drawing.ts";
import type { FigureBar } from "./figure_bars.ts";

/** A row of a claim as it is shown on a day. */
export interface ClaimEntry {
  /** What names it among the rows of a list. */
  readonly key: string;
  readonly text: RowText;
  readonly bar: FigureBar | null;
  /** Whether it is a further claim of the claimant whose row is above it. */
  readonly isUnder: boolean;
  /** What its claimant said before, as a line that opens the reports `earlierIds`; blank without. */
  readonly earlier: string;
  readonly earlierIds: readonly string[];
}

/** Several movements of a claimant, in a line that opens. */
export interface FoldedEntry {
  readonly key: string;
  readonly line: Parts;
  readonly inside: readonly ClaimEntry[];
}

/** Holds the place of a text in a message. */
const HOLE = "\ue000";

/** What the rows need to know of the page, and ask of it. */
export interface RowCalls {
  readonly words: Words;
  readonly onOpen: (ids: readonly string[], opener: HTMLElement) => void;
  /** A row is pointed at; null: none. */
  readonly onHover: (id: string | null) => void;
}

interface Made {
  readonly sign: string;
  readonly element: HTMLElement;
  /** Show the age, which changes from day to day, and what is read out. */
  readonly update: (entry: ClaimEntry | FoldedEntry) => void;
}

/** A list of rows. */
export class ClaimRows {
  readonly element = el("ul", { class: "claim-rows" });
  readonly #calls: RowCalls;
  #made = new Map<string, Made>();

  constructor(calls: RowCalls) {
    this.#calls = calls;
  }

  /** Show some rows in their order. */
  show(entries: readonly (ClaimEntry | FoldedEntry)[]): void {
    const made = new Map(entries.map((entry) => [entry.key, this.#row(entry)]));
    this.#made = made;
    keepInOrder(
      this.element,
      [...made.values()].map(({ element }) => element),
    );
  }

  /** Return the row of an entry; of one that was shown before with the same words, the same element. */
  #row(entry: ClaimEntry | FoldedEntry): Made {
    const sign = signOf(entry);
    const before = this.#made.get(entry.key);
    const make = () =>
      "inside" in entry ? makeFold(entry, sign, this.#calls) : makeRow(entry, sign, this.#calls);
    const row = before?.sign === sign ? before : make();
    row.update(entry);
    return row;
  }
}

/** Return all that decides how a row looks but its age. */
function signOf(entry: ClaimEntry | FoldedEntry): string {
  if ("inside" in entry) return textOfParts(entry.line);
  const { age: _age, ...steady } = entry.text;
  return JSON.stringify([steady, entry.bar, entry.isUnder, entry.earlier]);
}

/** Between what is noted of one claim. */
const BETWEEN_NOTES = " · ";

function makeRow(entry: ClaimEntry, sign: string, calls: RowCalls): Made {
  const { text, bar, isUnder, earlier, earlierIds } = entry;
  const age = el("span", { class: "said-age" });
  const pressed = button(
    { class: "claim-row" },
    () => calls.onOpen([text.id], pressed),
    ...sentence(text, age, calls.words),
  );
  const openEarlier = (event: Event) =>
    calls.onOpen(earlierIds, event.currentTarget as HTMLElement);
  const element = el(
    "li",
    { class: classOf(text, isUnder), "data-report": text.id },
    pressed,
    text.notes.length > 0 &&
      el("span", { class: "claim-note" }, bdi(text.notes.join(BETWEEN_NOTES))),
    text.disputed !== "" &&
      el("span", { class: "claim-note disputed" }, disputedMark(), " ", bdi(text.disputed)),
    earlier !== "" && button({ class: "claim-earlier" }, openEarlier, bdi(earlier)),
    drawFigureBar(bar),
  );
  hoverable(element, text.id, calls);
  const update = (now: ClaimEntry | FoldedEntry) => {
    if ("inside" in now) return;
    const ageText = now.text.age && `, ${now.text.age}`;
    if (age.textContent !== ageText) age.textContent = ageText;
  };
  return { sign, element, update };
}

function classOf({ standing, isWhole }: RowText, isUnder: boolean): string {
  return ["claim", standing, !isWhole && "is-part", isUnder && "is-under"]
    .filter(Boolean)
    .join(" ");
}

/** Make what a row is read as, a sentence of which the columns show the chief words: claimant, figure, day, and how it holds. */
function sentence(text: RowText, age: HTMLElement, words: Words): Child[] {
  const newest = text.newest && el("span", {}, " · ", el("b", {}, text.newest));
  const end = text.end && ` · ${text.end}`;
  const day = el("span", { class: "said-day" }, ...heard(words.said(HOLE), text.said), newest, end);
  const who = el("span", { class: "claim-who" }, bdi(text.who));
  const said = el("span", { class: "claim-said" }, day, age);
  const cells: Readonly<Record<string, HTMLElement>> = {
    who,
    figure: el("span", { class: "claim-figure" }, ...figureChildren(text.figure)),
    said,
    standing: heardAlone(words.lines.standing[text.standing]),
  };
  if (!text.isWhole) who.append(", ", el("span", { class: "quiet" }, day));
  return words.subject
    .claimOf("\ue000who\ue000", "\ue000figure\ue000", "\ue000said\ue000", "\ue000standing\ue000")
    .split("\ue000")
    .filter((piece) => piece !== "" && (text.isWhole || piece !== "said"))
    .map((piece) => cells[piece] ?? heardAlone(piece));
}

/** Make a text with words around it that are heard and not seen. */
function heard(around: string, text: string): Child[] {
  const [before = "", after = ""] = around.split(HOLE);
  return [before && heardAlone(before), text, after && heardAlone(after)];
}

function heardAlone(text: string): HTMLElement {
  return el("span", { class: "visually-hidden" }, text);
}

function makeFold({ line }: FoldedEntry, sign: string, calls: RowCalls): Made {
  const rows = new ClaimRows(calls);
  const element = el(
    "li",
    { class: "claim is-fold" },
    el("details", { class: "line-fold" }, el("summary", {}, ...figureChildren(line)), rows.element),
  );
  const update = (now: ClaimEntry | FoldedEntry) => {
    if ("inside" in now) rows.show(now.inside);
  };
  return { sign, element, update };
}

/** Report when a row is pointed at by mouse or keyboard. */
export function hoverable(element: HTMLElement, id: string, { onHover }: RowCalls): void {
  for (const [enter, leave] of [
    ["mouseenter", "mouseleave"],
    ["focusin", "focusout"],
  ] as const) {
    element.addEventListener(enter, () => onHover(id));
    element.addEventListener(leave, () => onHover(null));
  }
}

/** Make the text of a figure, its numbers strong. */
export function figureChildren(parts: Parts): Child[] {
  return parts.map(({ text, kind }) => (kind === "figure" ? el("b", {}, bdi(text)) : text));
}
