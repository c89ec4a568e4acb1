/** The list beside the map: every report, placed or not, by what it is on the day shown. */
import type { Block } from "../block/block.ts";
import { bdi, button, type Child, el } from "../frame/dom.ts";
import { figureOf } from "../rules/spans.ts";
import type { Forces } from "../signs/force_colours.ts";
import { disputedMark, drawSign, echoMark } from "../signs/svg_signs.ts";
import { fixedRadii } from "../signs/signs.ts";
import { CERTAIN, certaintyOn, isLastCited, NOT, POSSIBLE, type Stretches } from "../rules/claims_in_effect.ts";
import { whyOn, wordClaimant, wordFigure, wordPlace, wordSaying, wordSpan, wordSubject } from "../words/report_texts.ts";
import { isolate } from "../words/isolate.ts";
import { keepInOrder, type RowMaker, Rows } from "../frame/virtual_rows.ts";
import type { Calls, Part, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";
import { wordDay } from "../words/date_texts.ts";

/** The sections of the list, from the top; all but the first two are folded until they are opened. */
const IN_EFFECT = ["certain", "possible"] as const;
const FOLDED = ["rest", "echoes", "disputes", "context", "unsaid"] as const;
type Name = (typeof IN_EFFECT)[number] | (typeof FOLDED)[number];

interface Section {
  readonly element: HTMLElement;
  readonly count: HTMLElement;
  readonly heading: HTMLElement;
  readonly rows: Rows;
}

/** What the reports of a section are, whatever the day: sorted anew for another `knownBy` or other filters. */
interface Kinds {
  readonly of: Uint8Array;
  readonly counts: Int32Array;
}
const CLAIMS = FOLDED.indexOf("rest");

/** The list: every report that the filters let through is in one section, and each row is made anew only where it changed. */
export class List implements Part {
  readonly element = el("div", { class: "list" });
  readonly #words: Words;
  readonly #block: Block;
  readonly #forces: Forces;
  readonly #calls: Pick<Calls, "onOpen" | "onHover">;
  readonly #nothing: HTMLElement;
  readonly #sections = new Map<Name, Section>();
  #kinds: Kinds | null = null;
  #view: View | null = null;

  constructor(block: Block, words: Words, forces: Forces, calls: Pick<Calls, "onOpen" | "onHover">, scroll: HTMLElement) {
    this.#block = block;
    this.#words = words;
    this.#forces = forces;
    this.#calls = calls;
    this.#nothing = el("p", { class: "nothing" }, words.nothing);
    for (const name of [...IN_EFFECT, ...FOLDED]) this.#sections.set(name, this.#section(name, scroll));
    this.#listen();
  }

  /** Show the reports on a day. */
  show(view: View): void {
    const before = this.#view;
    this.#view = view;
    if (before?.stretches !== view.stretches || before.shown !== view.shown) this.#kinds = sortKinds(this.#block, view);
    const { effect } = view;
    const shown: Element[] = effect.certain + effect.possible === 0 ? [this.#nothing] : [];
    const inEffect = effect.inEffect();
    for (const name of IN_EFFECT) {
      const section = this.#sections.get(name)!;
      if (inEffect[name].length === 0) continue;
      shown.push(section.element);
      section.count.textContent = this.#words.number(inEffect[name].length);
      section.rows.show(inEffect[name], this.#claims);
    }
    FOLDED.forEach((name, kind) => {
      const count = this.#kinds!.counts[kind] - (kind === CLAIMS ? effect.certain + effect.possible : 0);
      if (count === 0) return;
      const section = this.#sections.get(name)!;
      shown.push(section.element);
      section.count.textContent = this.#words.number(count);
      if (name === "unsaid") section.heading.textContent = this.#words.sections.unsaid(wordDay(view.knownBy!, this.#words));
      if ((section.element as HTMLDetailsElement).open) this.#unfold(name);
    });
    keepInOrder(this.element, shown);
  }

  /** Mark the entry of a row that is pointed at elsewhere. */
  highlight(row: number | null): void {
    for (const pointed of this.element.querySelectorAll(".is-pointed-at")) pointed.classList.remove("is-pointed-at");
    if (row === null) return;
    const id = CSS.escape(this.#block.reports.id.at(row));
    this.element.querySelector(`li[data-report="${id}"]`)?.classList.add("is-pointed-at");
  }

  readonly #claims: RowMaker = { sign: (row) => this.#sign(row), make: (row) => this.#claim(row, this.#view!.stretches, this.#view!) };
  readonly #others: RowMaker = {
    sign: (row) => this.#sign(row),
    make: (row) => (this.#block.reports.kind.at(row) === "claim" ? this.#claim(row, this.#view!.stretches, this.#view!) : this.#other(row, this.#view!.stretches)),
  };

  /** What decides how a row looks on a day, for one `knownBy`. */
  #sign(row: number): string {
    const { stretches, effect, on } = this.#view!;
    return `${stretches.knownBy} ${effect.status[row]} ${whyOn(this.#block, stretches, row, on).join()}`;
  }

  #section(name: Name, scroll: HTMLElement): Section {
    const { words } = this;
    const rows = new Rows(scroll);
    const count = el("span", { class: "quiet" });
    const text = name === "certain" ? words.certainly : name === "possible" ? words.possiblyHeading : name === "unsaid" ? "" : words.sections[name];
    const heading = el("span", {}, text);
    const attributes = { class: `section ${name}`, "data-section": name };
    if (name === "certain" || name === "possible") {
      return { element: el("section", attributes, el("h3", {}, heading, " ", count), rows.element), count, heading, rows };
    }
    const element = el("details", attributes, el("summary", {}, heading, " ", count), rows.element);
    element.addEventListener("toggle", () => element.open && this.#unfold(name));
    return { element, count, heading, rows };
  }

  /** Rows of a folded section are looked for only while it is open. */
  #unfold(name: (typeof FOLDED)[number]): void {
    const { effect } = this.#view!;
    const kind = FOLDED.indexOf(name);
    const rows: number[] = [];
    this.#kinds!.of.forEach((its, row) => {
      if (its === kind && effect.status[row] === NOT) rows.push(row);
    });
    this.#sections.get(name)!.rows.show(rows, this.#others);
  }

  /** Pointing at an entry, by mouse or by keyboard, is told to the rest of the page. */
  #listen(): void {
    const rowOf = (event: Event) => {
      const id = event.target instanceof Element ? event.target.closest<HTMLElement>("li[data-row]")?.dataset["row"] : undefined;
      this.#calls.onHover(id === undefined ? null : Number(id));
    };
    for (const name of ["mouseover", "focusin"]) this.element.addEventListener(name, rowOf);
    for (const name of ["mouseleave", "focusout"]) this.element.addEventListener(name, () => this.#calls.onHover(null));
  }

  get words(): Words {
    return this.#words;
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
      { class: "row" }, () => this.#calls.onOpen([row], pressed),
      sign,
      el("span", { class: "row-title" }, el("b", {}, bdi(wordFigure(block, row, words))), " ", bdi(wordSubject(block, row, words))),
      el("span", { class: "row-line" }, bdi(wordClaimant(block, row, words)), ", ", bdi(wordSaying(block, row, words))),
      el("span", { class: "row-line" }, ...joined([words.phases[phase] ?? isolate(phase), span, wordPlace(block, row, words)])),
      (holding || cited) && el("span", { class: "row-line holding" }, ...joined([holding, cited ? words.lastCited : ""])),
      disputes.length > 0 && el("span", { class: "row-line disputed" }, disputedMark(), " ", bdi(words.disputedBy(disputes.join("; ")))),
      echoes > 0 && el("span", { class: "row-line" }, echoMark(), " ", words.echoesCount(echoes)),
    );
    const data: Record<string, string> = { "data-report": block.reports.id.at(row), "data-row": String(row) };
    if (holds) {
      data["data-certainty"] = certainty === CERTAIN ? "certain" : "possible";
      data["data-last-cited"] = String(cited);
      data["data-placed"] = String(block.drawnAt[row] >= 0);
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
      { class: "row" }, () => this.#calls.onOpen([row], pressed),
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

/** Say of every report which section it is in while it is not in effect; those that a filter hides are in none. */
function sortKinds(block: Block, { stretches, shown }: View): Kinds {
  const { kind, count } = block.reports;
  const of = new Uint8Array(count).fill(FOLDED.length);
  const counts = new Int32Array(FOLDED.length + 1);
  for (let row = 0; row < count; row++) {
    if (shown && !shown[row]) continue;
    const is = kind.at(row);
    const name = stretches.said[row] === NOT ? "unsaid" : is === "dispute" ? "disputes" : is === "context" ? "context"
      : stretches.foldedUnder[row] >= 0 ? "echoes" : "rest";
    of[row] = FOLDED.indexOf(name);
    counts[of[row]]++;
  }
  return { of, counts };
}
