/** The card: claims in full, each traced to who said it, in what words, where it was read. */
import { elementAt, intAt, realAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { bdi, button, type Child, el, link, replace, unique } from "../frame/dom.ts";
import { wordDate } from "../words/date_texts.ts";
import { figureOf } from "../rules/spans.ts";
import type { Forces } from "../signs/force_colours.ts";
import { disputedMark, drawSign } from "../signs/svg_signs.ts";
import { fixedRadii } from "../signs/signs.ts";
import { CERTAIN, certaintyOn, isLastCited, NOT, POSSIBLE } from "../rules/claims_in_effect.ts";
import { wordHow } from "../words/place_texts.ts";
import { precisionSign } from "../signs/precision_signs.ts";
import { whyOn, whyUnplaced, wordClaimant, wordFigure, wordForce, wordSaid, wordSaying, wordSpan, wordSubject } from "../words/report_texts.ts";
import { isolate } from "../words/isolate.ts";
import { summaryOf } from "./report_summary.ts";
import type { Part, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

/** What a card needs to know of the page. */
export interface CardContext {
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  /** On which keys are obeyed. */
  readonly keys: EventTarget;
  readonly showOnMap: (place: number) => void;
}

/** A panel that opens over the list with one claim or with several, and gives the focus back when it closes. */
export class Card implements Part {
  readonly element: HTMLElement;
  readonly #context: CardContext;
  readonly #body = el("div", { class: "card-body" });
  readonly #title = el("h2", { class: "card-title", id: unique("card-title"), tabindex: -1 });
  readonly #onToggle: (isOpen: boolean) => void;
  #rows: readonly number[] = [];
  #opener: HTMLElement | null = null;
  #shown: View | null = null;

  constructor(context: CardContext, onToggle: (isOpen: boolean) => void) {
    this.#context = context;
    this.#onToggle = onToggle;
    const close = button({ class: "close", "aria-label": context.words.close }, () => this.close(), "×");
    this.element = el(
      "section", { class: "card", role: "dialog", "aria-labelledby": this.#title.id, hidden: true },
      el("header", {}, this.#title, close), this.#body,
    );
    context.keys.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape" && this.isOpen) {
        event.preventDefault();
        this.close();
      }
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Open the claims of some rows. */
  open(rows: readonly number[], opener: HTMLElement | null): void {
    if (!this.element.contains(opener)) this.#opener = opener;
    this.#rows = rows;
    this.element.hidden = false;
    this.#onToggle(true);
    this.#render();
    this.element.scrollTop = 0;
    this.#title.focus({ preventScroll: true });
  }

  /** Close, and give the focus back to what opened the card, or to what stands in its place now. */
  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#onToggle(false);
    const opener = this.#opener;
    this.#opener = null;
    if (opener?.isConnected && opener.offsetParent !== null) opener.focus();
    else this.#successor()?.focus();
  }

  /** Tell the day anew. */
  show(view: View): void {
    this.#shown = view;
    if (this.isOpen) this.#render();
  }

  #successor(): HTMLElement | null {
    const id = this.#context.block.reports.id.at(elementAt(this.#rows, 0));
    const root = this.element.closest<HTMLElement>(".mustermap")!;
    const places = [...root.querySelectorAll<HTMLElement>("[data-report]")].filter((place) => place.dataset["report"] === id);
    for (const place of places) {
      const target = place instanceof HTMLButtonElement ? place : place.querySelector<HTMLElement>("button");
      if (target && target.offsetParent !== null) return target;
    }
    return root.querySelector<HTMLElement>('input[name="on"]');
  }

  #render(): void {
    const { words } = this.#context;
    const rows = this.#rows;
    const isOne = rows.length === 1;
    replace(this.#title, ...(isOne ? this.#heading(elementAt(rows, 0)) : [words.claimsTogether(rows.length)]));
    const parts = rows.map((row) =>
      isOne ? this.#claim(row) : el("details", { class: "card-part", open: true }, el("summary", {}, ...this.#heading(row)), this.#claim(row)),
    );
    replace(this.#body, ...parts);
  }

  #heading(row: number): Child[] {
    const { block, words } = this.#context;
    const kind = block.reports.kind.at(row);
    if (kind === "dispute") return [disputedMark(), " ", bdi(words.disputeBy(wordClaimant(block, row, words)))];
    if (kind === "context") return [bdi(words.contextBy(wordClaimant(block, row, words)))];
    return [this.#sign(row), " ", bdi(wordFigure(block, row, words)), " ", el("span", { class: "subject" }, bdi(wordSubject(block, row, words)))];
  }

  #sign(row: number): SVGSVGElement {
    const { block, forces } = this.#context;
    const { on, stretches } = this.#shown!;
    const span = figureOf(block.reports, row);
    const certainty = certaintyOn(stretches, row, on);
    return drawSign(
      {
        span, phase: block.reports.phase.at(row), isPossible: certainty === POSSIBLE,
        isLastCited: certainty !== NOT && isLastCited(stretches, row, on),
        colour: certainty === NOT ? "force-off" : forces.className(block.reports.force.at(row)),
      },
      fixedRadii(span),
    );
  }

  #claim(row: number): HTMLElement {
    const { block, words } = this.#context;
    const { reports } = block;
    const { fields } = words;
    const isClaim = reports.kind.at(row) === "claim";
    const forces = wordForce(reports.force.at(row), words);
    const measure = reports.measure.at(row);
    const attributed = reports.attributed_to.at(row);
    return el(
      "article", { class: "claim", "data-card-report": reports.id.at(row) },
      ...summaryOf(reports.summary.at(row), words),
      isClaim && this.#status(row),
      el(
        "dl", {},
        ...line(fields.claimant, bdi(wordClaimant(block, row, words)), attributed && el("div", { class: "quiet" }, bdi(words.onInformation(isolate(attributed))))),
        ...line(fields.figure, ...this.#figure(row)),
        ...line(fields.force, forces && bdi(forces)),
        ...line(fields.component, text(reports.component.at(row))),
        ...line(fields.unit, text(reports.unit.at(row))),
        ...line(fields.phase, isClaim && (words.phases[reports.phase.at(row)] ?? text(reports.phase.at(row)))),
        ...line(fields.measure, measure && bdi(words.measures[measure] ? `${measure}: ${words.measures[measure]}` : measure)),
        ...line(fields.quantity, text(reports.quantity.at(row))),
        ...line(fields.span, isClaim || reports.start.at(row) || reports.end.at(row) ? bdi(wordSpan(block, row, words)) : null, this.#wordings(row, ["start", "end"])),
        ...line(fields.said, bdi(wordSaid(block, row, words)), this.#wordings(row, ["said"])),
        ...line(fields.place, ...this.#place(row)),
        ...line(fields.role, text(reports.role.at(row))),
        ...line(fields.origin, text(reports.origin.at(row))),
        ...line(fields.quote, this.#quote(row)),
        ...this.#relations(row),
        ...line(fields.credibility, reports.credibility.at(row) && words.credibility(isolate(reports.credibility.at(row)))),
        ...line(fields.source, ...this.#source(row)),
        ...line(fields.number, el("code", {}, bdi(reports.id.at(row)))),
      ),
      ...this.#unread(row),
    );
  }

  #status(row: number): HTMLElement {
    const { block, words } = this.#context;
    const { on, stretches } = this.#shown!;
    const certainty = certaintyOn(stretches, row, on);
    const reasons = whyOn(block, stretches, row, on).map((reason) => words.reasons[reason]).join("; ");
    const cited = certainty !== NOT && isLastCited(stretches, row, on);
    return el(
      "p", { class: "status" },
      certainty !== NOT && el("strong", {}, certainty === CERTAIN ? words.certain : words.possible),
      certainty !== NOT && ": ", reasons, cited && `. ${capital(words.lastCitedLong)}`,
    );
  }

  #figure(row: number): Child[] {
    const { block, words } = this.#context;
    if (block.reports.kind.at(row) !== "claim") return [];
    const wording = block.reports.figure.at(row);
    const reading = wordFigure(block, row, words);
    if (!wording || wording === block.reports.figure_text.at(row)) return [bdi(reading)];
    return [bdi(words.wordOf(isolate(wording))), el("div", { class: "quiet" }, block.reports.figure_text.at(row) ? bdi(words.read(reading)) : words.unreadFigure)];
  }

  #wordings(row: number, names: readonly ("said" | "start" | "end")[]): HTMLElement | null {
    const { block, words } = this.#context;
    const found = [...new Set(names.filter((name) => block.reports[name].at(row)).map((name) => block.reports[`${name}_wording`].at(row)))].filter(Boolean);
    return found.length ? el("div", { class: "quiet" }, ...found.map((wording) => bdi(words.wordOf(isolate(wording))))) : null;
  }

  #place(row: number): Child[] {
    const { block, words } = this.#context;
    const wording = block.reports.place_wording.at(row);
    const place = intAt(block.placeOf, row);
    if (place < 0) {
      if (block.reports.kind.at(row) !== "claim" && !wording) return [];
      return [wording && bdi(words.wordOf(isolate(wording))), el("div", { class: "quiet" }, bdi(words.notPlacedBecause(whyUnplaced(block, row, words))))];
    }
    const { name, precision, radius_m } = block.places;
    const isArea = block.places.geometry[place] !== null;
    const radius = realAt(radius_m, place) >= 1000 ? words.km(Math.round(realAt(radius_m, place) / 1000)) : words.metres(Math.round(realAt(radius_m, place)));
    const exact = [words.precisions[elementAt(precision, place)] ?? isolate(elementAt(precision, place)), !isArea && realAt(radius_m, place) > 0 && words.precise(radius)];
    return [
      bdi(wording ? words.wordOf(isolate(wording)) : elementAt(name, place)),
      el("div", { class: "quiet" }, precisionSign(elementAt(precision, place)), bdi([isolate(elementAt(name, place)), ...exact].filter(Boolean).join(", "))),
      block.reports.place_how.at(row) && el("div", { class: "quiet" }, bdi(wordHow(block.reports.place_how.at(row), words))),
      intAt(block.drawnAt, row) < 0
        ? el("div", { class: "quiet" }, words.notDrawn)
        : button({ class: "as-link show-on-map" }, () => this.#context.showOnMap(place), words.showOnMap),
    ];
  }

  #quote(row: number): HTMLElement | null {
    const { quote, quote_lang: lang } = this.#context.block.reports;
    if (!quote.at(row)) return null;
    return el("blockquote", { lang: lang.at(row) || null, dir: "auto" }, quote.at(row));
  }

  #relations(row: number): HTMLElement[] {
    const { block, words } = this.#context;
    const { stretches } = this.#shown!;
    const { fields } = words;
    const { edges } = block.reports;
    const to = (name: keyof typeof edges) => edges[name].filter(([from]) => from === row).map(([, target]) => target);
    const from = (name: keyof typeof edges) => edges[name].filter(([, target]) => target === row).map(([source]) => source);
    const buttons = (rows: readonly number[]) => rows.map((other) => this.#other(other));
    return [
      ...line(fields.disputes, ...buttons(stretches.disputes.get(row) ?? [])),
      ...line(fields.disputing, ...buttons(to("disputes"))),
      ...line(fields.echoes, ...buttons(from("repeats"))),
      ...line(fields.repeats, ...buttons(to("repeats"))),
      ...line(fields.updates, ...buttons(to("updates"))),
      ...line(fields.updatedBy, ...buttons(from("updates"))),
    ];
  }

  #other(row: number): HTMLElement {
    const { block, words } = this.#context;
    const isClaim = block.reports.kind.at(row) === "claim";
    const what = block.reports.summary.at(row) || (isClaim ? `${wordFigure(block, row, words)}, ${wordSubject(block, row, words)}` : wordSaying(block, row, words));
    const made = button({ class: "other" }, () => this.open([row], made), el("b", {}, bdi(wordClaimant(block, row, words))), ": ", bdi(what));
    return made;
  }

  #source(row: number): Child[] {
    const { block, words } = this.#context;
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
      sources.archive_url.at(source) && el("div", { class: "quiet" }, link(words.archive, sources.archive_url.at(source))),
      sources.note.at(source) && el("div", { class: "quiet" }, bdi(sources.note.at(source))),
    ];
  }

  /** A note for each wording that was kept but not read. */
  #unread(row: number): HTMLElement[] {
    const { block, words } = this.#context;
    const { reports } = block;
    const note = (name: keyof Words["fieldNames"], wording: string, isRead: boolean) =>
      wording && !isRead ? [el("p", { class: "unread" }, bdi(words.notRead(words.fieldNames[name], isolate(wording))))] : [];
    return [
      ...note("said", reports.said_wording.at(row), reports.said.at(row) !== ""),
      ...note("start", reports.start_wording.at(row), reports.start.at(row) !== ""),
      ...note("end", reports.end_wording.at(row), reports.end.at(row) !== ""),
      ...note("figure", reports.figure.at(row), reports.figure_text.at(row) !== ""),
    ];
  }
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
