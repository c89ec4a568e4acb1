/** The panel: the day, the subject and the answer in a sentence; below them its claims on the day, over time, and what changed. */
import type { Block } from "../block/block.ts";
import { el } from "../frame/dom.ts";
import type { DayAnswer } from "../rules/answer.ts";
import { stretchesAt, type Stretches } from "../rules/claims_in_effect.ts";
import { SubjectClaims } from "../rules/day_sections.ts";
import { sayingDays } from "../rules/saying_days.ts";
import type { Subject } from "../rules/subject_claims.ts";
import { ClaimIndex } from "../rules/subject_index.ts";
import { largestOf } from "../rules/subject_numbers.ts";
import { TurningDays } from "../rules/turning_days.ts";
import type { Forces } from "../signs/force_colours.ts";
import { whenIdle } from "../state/idle.ts";
import type { Tab } from "../state/state.ts";
import { findPair, usualQuantity } from "../state/subject_choice.ts";
import type { Calls, Chosen, Part, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";
import { wordFigure } from "../words/report_texts.ts";
import { wordSaidBriefly } from "../words/row_texts.ts";
import { SentenceView } from "./answer_sentence_view.ts";
import { ChangesTab } from "./changes_tab.ts";
import type { RowCalls } from "./claim_rows.ts";
import { ClaimLookup } from "./claim_lookup.ts";
import { DayField } from "../frame/day_field.ts";
import { DayTab } from "./day_tab.ts";
import { axisUpTo, type FigureAxis } from "./figure_bars.ts";
import { SubjectLine } from "./subject_line.ts";
import { Tabs } from "./tabs.ts";
import { TimeTab } from "./time_tab.ts";

/** What the answers were made for; they are made again when any of it changes. */
interface Made {
  readonly claims: SubjectClaims;
  readonly stretches: Stretches;
  readonly shown: Uint8Array | null;
  readonly subject: Subject;
  /** Worked out when nothing else is to be done, at the latest when the same claims are shown on a second day. */
  turns: TurningDays | null;
  answer: DayAnswer;
}

/** What the panel asks of the page; `openCard` opens reports without making them the subject. */
export interface PanelCalls extends Calls {
  readonly openCard: (rows: readonly number[], opener: HTMLElement) => void;
}

/** A panel of which more than this is seen has room for the sentence above what a tab shows. */
const MUCH_PX = 640;

export class SubjectPanel implements Part {
  readonly element: HTMLElement;
  readonly #block: Block;
  readonly #words: Words;
  readonly #forces: Forces;
  readonly #index: ClaimIndex;
  readonly #lookup: ClaimLookup;
  readonly #dayField: DayField;
  readonly #line: SubjectLine;
  readonly #sentence: SentenceView;
  readonly #tabs: Tabs<Tab>;
  readonly #day: DayTab;
  readonly #time: TimeTab;
  readonly #changes: ChangesTab;
  #made: Made | null = null;
  #axis: { subject: Subject; shown: Uint8Array | null; axis: FigureAxis } | null = null;
  #found: { chosen: Chosen; subject: Subject | null } | null = null;
  #opening: Subject | null = null;
  /** The day of the address, else that on which the page opens: later days keep its subject. */
  #firstDay: number | null = null;

  constructor(block: Block, words: Words, forces: Forces, calls: PanelCalls) {
    this.#block = block;
    this.#words = words;
    this.#forces = forces;
    this.#index = new ClaimIndex(block);
    this.#lookup = new ClaimLookup(block, words);
    const { on, day, pickDay } = words.subject;
    this.#dayField = new DayField(
      words,
      { name: "day", label: day, pick: pickDay, around: on },
      el("h2", { class: "day-heading" }),
      calls.onGo,
    );
    this.#line = new SubjectLine(block, words, this.#index, (changed) =>
      this.#choose(changed, calls),
    );
    this.#sentence = new SentenceView(words);
    this.#day = this.#makeDayTab(calls);
    this.#time = this.#makeTimeTab(calls);
    this.#changes = new ChangesTab({ block, words, calls: this.#rowCalls(calls) }, (change) => {
      calls.onChange(change);
      this.#bringUp();
    });
    const { tabs } = words.subject;
    this.#tabs = new Tabs<Tab>(
      tabs.label,
      [
        { name: "day", label: tabs.day, content: this.#day.element },
        { name: "time", label: tabs.time, content: this.#time.element },
        { name: "changes", label: tabs.changes, content: this.#changes.element },
      ],
      (tab) => {
        calls.onChange({ tab });
        this.#bringUp();
      },
    );
    this.element = el(
      "div",
      { class: "subject", role: "group" },
      this.#sentence.line,
      this.#dayField.element,
      this.#line.element,
      this.#sentence.element,
      this.#tabs.list,
      ...this.#tabs.panels,
    );
  }

  /** The day and the first of the answer, in a line of its own. */
  get line(): HTMLElement {
    return this.#sentence.line;
  }

  /** Show a view: the sentence, and of the tabs the one that is chosen. */
  show(view: View): void {
    const { tab } = view.state;
    this.#dayField.show(view.on);
    this.#tabs.show(tab);
    const subject = this.#subjectOf(view);
    for (const part of [this.#line.element, this.#sentence.element, this.#sentence.line])
      part.hidden = subject === null;
    if (!subject) return;
    const answer = this.#answerOn(view, subject);
    this.#line.show(subject);
    this.element.setAttribute("aria-label", this.#line.titleOf(subject));
    this.#sentence.show(answer, this.#line.titleOf(subject));
    for (const part of [this.#day.element, this.#time.element]) this.#colour(part, subject);
    if (tab === "day")
      this.#day.show(answer, this.#axisOf(view, subject), subject, view.state.rows);
    if (tab === "time") this.#time.show(view, this.#made!.claims, this.#line.titleOf(subject));
    if (tab === "changes") this.#changes.show(view, subject, this.#made!.claims.near);
  }

  /** The subject's place; -1 for none. */
  get place(): number {
    return this.#found?.subject?.place ?? -1;
  }

  get force(): string {
    return this.#found?.subject?.force ?? "";
  }

  highlight(row: number | null): void {
    const id = row === null ? null : this.#block.reports.id.at(row);
    this.#day.highlight(id);
    this.#time.highlight(id);
  }

  /** Move the focus to the day, to type another. */
  focusDay(): void {
    this.#dayField.focus();
  }

  /** Move the focus to a tab, and bring what it shows into sight. */
  focusTab(tab: Tab): void {
    this.#tabs.focus(tab);
    this.#bringUp();
  }

  /**
   * Scroll to the beginning of what the tab shows where it is above what is seen; where little of the panel is seen, as on
   * a phone, also where it is below.
   */
  #bringUp(): void {
    const { list, panels } = this.#tabs;
    const scroll = list.closest(".panel-scroll");
    const shown = panels.find(({ hidden }) => !hidden);
    if (!scroll || !shown) return;
    const begin = shown.getBoundingClientRect().top - list.offsetHeight;
    const below = begin - scroll.getBoundingClientRect().top;
    if (below < 0 || scroll.clientHeight <= MUCH_PX) scroll.scrollTop += below;
  }

  #rowCalls(calls: PanelCalls): RowCalls {
    const lookup = this.#lookup;
    return {
      words: this.#words,
      onOpen: (ids, opener) => calls.openCard(lookup.rowsOf(ids), opener),
      onHover: (id) => calls.onHover(id === null ? null : lookup.rowOf(id)),
    };
  }

  #makeDayTab(calls: PanelCalls): DayTab {
    const lookup = this.#lookup;
    return new DayTab(
      {
        words: this.#words,
        facts: (id) => lookup.factsOf(id, this.#made!.stretches),
        earlier: (ids, day) => this.#earlierText(ids, day),
      },
      {
        ...this.#rowCalls(calls),
        onForce: (force) => this.#choose({ force }, calls),
        onQuantity: (quantity) => this.#choose({ quantity }, calls),
      },
      (rows) => calls.onChange({ rows }),
    );
  }

  #makeTimeTab(calls: PanelCalls): TimeTab {
    const lookup = this.#lookup;
    return new TimeTab(
      this.#words,
      { from: this.#block.days.first, to: this.#block.days.last },
      {
        words: this.#words,
        onOpen: (ids, opener) => calls.openCard(lookup.rowsOf(ids), opener),
        onHover: (id) => calls.onHover(id === null ? null : lookup.rowOf(id)),
        onGo: calls.onGo,
        onScale: (scale) => calls.onChange({ scale }),
      },
      this.#sentence.element.id,
    );
  }

  #earlierText(ids: readonly string[], day: number): string {
    const { lines, subject } = this.#words;
    const [newest, ...others] = this.#lookup.rowsOf(ids);
    if (newest === undefined) return "";
    const figure = wordFigure(this.#block, newest, this.#words);
    const said = sayingDays(this.#block.reports, newest);
    const text = subject.dated(figure, wordSaidBriefly(said, day, this.#words));
    return lines.earlier(others.length > 0 ? subject.others(text, others.length) : text);
  }

  #choose(changed: Partial<Subject>, calls: PanelCalls): void {
    const subject = this.#made?.subject;
    if (!subject) return;
    const { force, place } = { ...subject, ...changed };
    const chosen = this.#found?.chosen.quantity ?? null;
    const quantity = changed.quantity ?? chosen;
    calls.onChoose({ force, place: place < 0 ? null : place, quantity });
  }

  /** Return the answer of a day; where nothing can have changed since that of another day, its sections are the same. */
  #answerOn(view: View, subject: Subject): DayAnswer {
    const { stretches, shown, on } = view;
    const made = this.#made;
    if (made?.stretches !== stretches || made.shown !== shown || made.subject !== subject) {
      const claims =
        made?.subject === subject
          ? made.claims.with(stretches, shown)
          : new SubjectClaims(this.#block, this.#index, stretches, shown, subject);
      const fresh: Made = { claims, stretches, shown, subject, turns: null, answer: claims.on(on) };
      this.#made = fresh;
      // What is known by the day shown is another on each day.
      if (!view.tied) whenIdle(() => this.#turnsOf(fresh));
      return fresh.answer;
    }
    const before = made.answer.day;
    if (before === on) return made.answer;
    made.answer = this.#turnsOf(made).isSteady(before, on)
      ? { ...made.answer, day: on }
      : made.claims.on(on);
    return made.answer;
  }

  #turnsOf(made: Made): TurningDays {
    return (made.turns ??= new TurningDays(this.#block, made.stretches, made.claims.rows));
  }

  #axisOf({ shown }: View, subject: Subject): FigureAxis {
    const made = this.#axis;
    if (made?.subject === subject && made.shown === shown) return made.axis;
    const axis = axisUpTo(largestOf(this.#block, this.#index, shown, subject));
    this.#axis = { subject, shown, axis };
    return axis;
  }

  /** Give bars and lines the colour of the subject's force. */
  #colour(part: HTMLElement, { force }: Subject): void {
    const name = this.#forces.className(force);
    if (part.classList.contains(name)) return;
    for (const one of [...part.classList]) if (one.startsWith("force-")) part.classList.remove(one);
    part.classList.add(name);
  }

  /** Return what the reader has chosen; else what most rivals claim on the day first shown, of all that is known. */
  #subjectOf({ chosen, knownBy, on, stretches }: View): Subject | null {
    const firstDay = (this.#firstDay ??= on);
    if (this.#found?.chosen === chosen) return this.#found.subject;
    const find = () => {
      const known = knownBy === null ? stretches : stretchesAt(this.#block.reports, null);
      const pair = findPair(this.#block, this.#index, known, firstDay, chosen);
      if (!pair) return null;
      const quantity = chosen.quantity ?? usualQuantity(this.#block, this.#index, pair);
      return { ...pair, quantity };
    };
    const isNothing = Object.values(chosen).every((one) => one === null);
    const subject = isNothing ? (this.#opening ??= find()) : find();
    this.#found = { chosen, subject };
    return subject;
  }
}
