/** The list beside the map: every report, placed or not, by what it is on the day shown. */
import type { Block } from "./block.ts";
import { bdi, button, type Child, el, replace } from "./dom.ts";
import { figureOf } from "./figures.ts";
import type { Forces } from "./forces.ts";
import { disputedMark, drawSign, echoMark, fixedRadii } from "./glyph.ts";
import { CERTAIN, certaintyOn, type InEffect, isLastCited, NOT, POSSIBLE, type Stretches } from "./ineffect.ts";
import { whyOn, wordClaimant, wordFigure, wordPlace, wordSaying, wordSpan, wordSubject } from "./reading.ts";
import { isolate } from "./isolate.ts";
import type { Part, View } from "./view.ts";
import type { Words } from "./words.ts";
import { wordDay } from "./days.ts";

/** Rows that a section shows at once, and adds when asked. */
const PAGE = 200;

/** Reports by what they are on a day: rows of the table. */
export interface Sections {
  readonly certain: readonly number[];
  readonly possible: readonly number[];
  readonly rest: readonly number[];
  readonly disputes: readonly number[];
  readonly context: readonly number[];
  readonly echoes: readonly number[];
  readonly unsaid: readonly number[];
}

/** Sort every report into the one section that it belongs to. */
export function sortIntoSections(block: Block, stretches: Stretches, shown: InEffect): Sections {
  const { reports } = block;
  const inEffect = new Set([...shown.certain, ...shown.possible]);
  const sections = { rest: [] as number[], disputes: [] as number[], context: [] as number[], echoes: [] as number[], unsaid: [] as number[] };
  for (let row = 0; row < reports.count; row++) {
    if (inEffect.has(row)) continue;
    const kind = reports.kind.at(row);
    if (stretches.said[row] === NOT) sections.unsaid.push(row);
    else if (kind === "dispute") sections.disputes.push(row);
    else if (kind === "context") sections.context.push(row);
    else if (stretches.foldedUnder[row] >= 0) sections.echoes.push(row);
    else sections.rest.push(row);
  }
  return { ...shown, ...sections };
}

/** The list, made anew only where something changed. */
export class List implements Part {
  readonly element = el("div", { class: "list" });
  readonly #block: Block;
  readonly #words: Words;
  readonly #forces: Forces;
  readonly #open: (rows: readonly number[], opener: HTMLElement) => void;
  readonly #unfolded = new Set<string>();
  #signature = "";

  constructor(block: Block, words: Words, forces: Forces, open: (rows: readonly number[], opener: HTMLElement) => void) {
    this.#block = block;
    this.#words = words;
    this.#forces = forces;
    this.#open = open;
  }

  /** Show the reports on a day. */
  show(state: View): void {
    const { stretches } = state;
    const sections = sortIntoSections(this.#block, stretches, state.effect.inEffect());
    const signature = this.#sign(sections, stretches, state);
    if (signature === this.#signature) return;
    this.#signature = signature;
    const { words } = this;
    const claim = (row: number) => this.#claim(row, stretches, state);
    const other = (row: number) => this.#other(row, stretches);
    const rest = (row: number) => (this.#block.reports.kind.at(row) === "claim" ? claim(row) : other(row));
    const isEmpty = sections.certain.length + sections.possible.length === 0;
    replace(
      this.element,
      isEmpty && el("p", { class: "nothing" }, words.nothing),
      ...this.#section("certain", words.certainly, sections.certain, claim),
      ...this.#section("possible", words.possiblyHeading, sections.possible, claim),
      this.#folded("rest", words.sections.rest, sections.rest, claim),
      this.#folded("echoes", words.sections.echoes, sections.echoes, claim),
      this.#folded("disputes", words.sections.disputes, sections.disputes, other),
      this.#folded("context", words.sections.context, sections.context, other),
      state.knownBy !== null &&
        this.#folded("unsaid", words.sections.unsaid(wordDay(state.knownBy, words.locale)), sections.unsaid, rest),
    );
  }

  get words(): Words {
    return this.#words;
  }

  /** What decides how the list looks: two days with the same text need no new list. */
  #sign(sections: Sections, stretches: Stretches, state: View): string {
    const shown = [...sections.certain, ...sections.possible].slice(0, 2 * PAGE);
    const cited = shown.map((row) => Number(isLastCited(stretches, row, state.on)));
    const why = [...shown, ...sections.rest.slice(0, PAGE)].map((row) => whyOn(this.#block, stretches, row, state.on).join());
    return JSON.stringify([sections, cited, why, state.knownBy]);
  }

  #section(name: string, heading: string, rows: readonly number[], make: (row: number) => HTMLElement): HTMLElement[] {
    if (rows.length === 0) return [];
    return [el("section", { class: `section ${name}`, "data-section": name },
      el("h3", {}, heading, " ", el("span", { class: "quiet" }, this.#words.number(rows.length))), this.#rows(rows, make))];
  }

  #folded(name: string, heading: string, rows: readonly number[], make: (row: number) => HTMLElement): HTMLElement | null {
    if (rows.length === 0) return null;
    const details = el("details", { class: `section ${name}`, "data-section": name, open: this.#unfolded.has(name) },
      el("summary", {}, heading, " ", el("span", { class: "quiet" }, this.#words.number(rows.length))));
    const unfold = () => {
      if (details.childElementCount === 1) details.append(this.#rows(rows, make));
    };
    if (details.open) unfold();
    // Rows of a folded section are made when it is first opened.
    details.addEventListener("toggle", () => {
      if (details.open) this.#unfolded.add(name);
      else this.#unfolded.delete(name);
      unfold();
    });
    return details;
  }

  #rows(rows: readonly number[], make: (row: number) => HTMLElement): HTMLElement {
    const list = el("ul", {});
    const add = (from: number) => {
      list.append(...rows.slice(from, from + PAGE).map(make));
      const left = rows.length - from - PAGE;
      if (left <= 0) return;
      const more = el("li", { class: "more" }, button({}, () => {
        more.remove();
        add(from + PAGE);
      }, this.#words.showMore(left)));
      list.append(more);
    };
    add(0);
    return list;
  }

  #claim(row: number, stretches: Stretches, state: View): HTMLElement {
    const block = this.#block;
    const words = this.#words;
    const certainty = certaintyOn(stretches, row, state.on);
    const holds = certainty !== NOT;
    const cited = holds && isLastCited(stretches, row, state.on);
    const colour = this.#forces.className(block.reports.force.at(row));
    const figure = figureOf(block.reports, row);
    const phase = block.reports.phase.at(row);
    const sign = drawSign({ span: figure, phase, isPossible: certainty === POSSIBLE, isLastCited: cited, colour: holds ? colour : "force-off" }, fixedRadii(figure));
    const why = certainty === CERTAIN ? [] : whyOn(block, stretches, row, state.on).map((reason) => words.reasons[reason]);
    const holding = certainty === POSSIBLE ? `${words.possible}: ${why.join("; ")}` : why.join("; ");
    const span = why.includes(words.reasons.noSpan) ? "" : wordSpan(block, row, words);
    const disputes = (stretches.disputes.get(row) ?? []).map((dispute) => wordClaimant(block, dispute, words));
    const echoes = stretches.echoes.get(row)?.length ?? 0;
    const pressed = button(
      { class: "row" }, () => this.#open([row], pressed),
      sign,
      el("span", { class: "row-title" }, el("b", {}, bdi(wordFigure(block, row, words))), " ", bdi(wordSubject(block, row, words))),
      el("span", { class: "row-line" }, bdi(wordClaimant(block, row, words)), ", ", bdi(wordSaying(block, row, words))),
      el("span", { class: "row-line" }, ...joined([words.phases[phase] ?? isolate(phase), span, wordPlace(block, row, words)])),
      (holding || cited) && el("span", { class: "row-line holding" }, ...joined([holding, cited ? words.lastCited : ""])),
      disputes.length > 0 && el("span", { class: "row-line disputed" }, disputedMark(), " ", bdi(words.disputedBy(disputes.join("; ")))),
      echoes > 0 && el("span", { class: "row-line" }, echoMark(), " ", words.echoesCount(echoes)),
    );
    const data: Record<string, string> = { "data-report": block.reports.id.at(row) };
    if (holds) {
      data["data-certainty"] = certainty === CERTAIN ? "certain" : "possible";
      data["data-last-cited"] = String(cited);
      data["data-placed"] = String(block.placeOf[row] >= 0);
      data["data-disputes"] = (stretches.disputes.get(row) ?? []).map((dispute) => block.reports.id.at(dispute)).join(" ");
    }
    return el("li", { class: `report ${colour}${cited ? " last-cited" : ""}`, ...data }, pressed);
  }

  #other(row: number, stretches: Stretches): HTMLElement {
    const block = this.#block;
    const words = this.#words;
    const disputes = (stretches.disputes.get(row) ?? []).map((dispute) => wordClaimant(block, dispute, words));
    const denied = block.reports.edges.disputes.filter(([from]) => from === row).map(([, claim]) =>
      `${wordClaimant(block, claim, words)}, ${wordFigure(block, claim, words)} ${wordSubject(block, claim, words)}`);
    const pressed = button(
      { class: "row" }, () => this.#open([row], pressed),
      el("span", { class: "row-title" }, el("b", {}, bdi(wordClaimant(block, row, words)))),
      denied.length > 0 && el("span", { class: "row-line disputed" }, disputedMark(), " ", bdi(words.denies(denied.join("; ")))),
      block.reports.summary.at(row) && el("span", { class: "row-line" }, bdi(block.reports.summary.at(row))),
      el("span", { class: "row-line" }, bdi(wordSaying(block, row, words)), stretches.said[row] === POSSIBLE && ` · ${words.possiblySaid}`),
      disputes.length > 0 && el("span", { class: "row-line disputed" }, disputedMark(), " ", bdi(words.disputedBy(disputes.join("; ")))),
    );
    return el("li", { class: "report other-kind", "data-report": block.reports.id.at(row) }, pressed);
  }
}

function joined(parts: readonly string[]): Child[] {
  return parts.filter(Boolean).flatMap((part, k) => (k ? [" · ", bdi(part)] : [bdi(part)]));
}
