/** What changed on the subject since a day: section by section, the newest first, then what is near it. */
import { el, button, type Child, replace } from "../frame/dom.ts";
import { keepInOrder } from "../frame/virtual_rows.ts";
import { type Changed, type ChangeLine, SubjectChanges } from "../rules/changes.ts";
import type { Heading } from "../rules/change_headings.ts";
import { addMonths, calendar } from "../rules/days.ts";
import { groupedBy } from "../rules/section_making.ts";
import type { Subject, SubjectClaim } from "../rules/subject_claims.ts";
import type { State } from "../state/state.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";
import { wordDay } from "../words/date_texts.ts";
import { isolate } from "../words/isolate.ts";
import { type ChangeContext, ChangeRows, ChangeSection, hasNumber } from "./change_rows.ts";
import { DayField } from "../frame/day_field.ts";
import { Unfolding } from "./unfolding.ts";

const WEEK = 7;
/** Holds the place of a button in a message. */
const HOLE = "\ue000";

/** Headings of what is claimed beside the subject, in their order. */
const APART: readonly Heading[] = ["other quantity", "joint force", "not placed", "larger area"];

export class ChangesTab {
  readonly element: HTMLElement;
  readonly #context: ChangeContext;
  readonly #since: DayField;
  readonly #status = el("p", { class: "visually-hidden", role: "status" });
  readonly #note = el("p", { class: "quiet since-note" });
  readonly #known = el("p", { class: "quiet since-known" });
  readonly #nothing = el("p", { class: "quiet since-nothing" });
  readonly #sections = el("div", { class: "answer-sections" });
  readonly #made = new Map<string, ChangeSection>();
  readonly #figures: FoldedLines;
  readonly #silent: FoldedLines;
  readonly #apart: FoldedLines;
  readonly #forces: FoldedLines;
  #changes: { subject: Subject; near: readonly SubjectClaim[]; changes: SubjectChanges } | null =
    null;
  #view: View | null = null;
  #shown: readonly unknown[] = [];

  constructor(context: ChangeContext, onChange: (change: Partial<State>) => void) {
    this.#context = context;
    const { words, block } = context;
    const { changes, subject } = words;
    const texts = {
      name: "since",
      label: changes.sinceDay,
      pick: subject.pickDay,
      around: changes.since,
    };
    const line = el("p", { class: "since-day" });
    this.#since = new DayField(words, texts, line, (since) => onChange({ since }));
    const goBack = (from: (day: number) => number) => () => {
      if (this.#view) onChange({ since: Math.max(from(this.#view.on), block.days.first) });
    };
    this.#figures = new FoldedLines("rows-undated", context);
    this.#silent = new FoldedLines("rows-undated", context);
    this.#apart = new FoldedLines("beside-fold changes-apart", context);
    this.#forces = new FoldedLines("beside-fold changes-forces", context);
    this.element = el(
      "div",
      { class: "changes" },
      el(
        "div",
        { class: "since-choice" },
        this.#since.element,
        orBefore(
          words,
          goBack((day) => day - WEEK),
          goBack((day) => addMonths(day, -1)),
        ),
      ),
      this.#status,
      this.#note,
      this.#known,
      this.#nothing,
      this.#sections,
      this.#figures.element,
      this.#silent.element,
      el("div", { class: "beside-lists" }, this.#apart.element, this.#forces.element),
    );
  }

  /** Show what changed on a subject between the day that is chosen, else a month before, and the day shown. */
  show(view: View, subject: Subject, near: readonly SubjectClaim[]): void {
    this.#view = view;
    const { block, words } = this.#context;
    const { on, knownBy } = view;
    const since = view.state.since ?? Math.max(addMonths(on, -1), block.days.first);
    this.#since.show(since);
    const changes = this.#changesOf(subject, near);
    const isBefore = since <= on;
    const changed = isBefore
      ? changes.between(since, on, knownBy ?? on, view.shown)
      : { lines: [], undated: [] };
    const day = (one: number) => wordDay(one, words);
    const count = words.changes.count(changed.lines.length);
    this.#status.textContent = `${words.changes.title(day(since), day(on))}: ${count}`;
    const { monthBefore, dayLeftOut } = words.changes;
    this.#note.textContent = view.state.since === null ? monthBefore : dayLeftOut;
    replace(this.#known, knownBy !== null && words.since.knownBy(day(knownBy)));
    this.#known.hidden = knownBy === null;
    const isNothing = changed.lines.length + changed.undated.length === 0;
    this.#nothing.hidden = !isNothing;
    if (isNothing)
      this.#nothing.textContent = isBefore
        ? words.changes.nothing
        : words.changes.later(day(since));
    // Days near to the day shown are written without its year.
    const shown = [changed, calendar(on)[0]];
    if (shown.every((one, at) => one === this.#shown[at])) return;
    this.#shown = shown;
    this.#showLines(changed, on);
  }

  #changesOf(subject: Subject, near: readonly SubjectClaim[]): SubjectChanges {
    const known = this.#changes;
    if (known?.subject === subject && known.near === near) return known.changes;
    const changes = new SubjectChanges(this.#context.block, subject, near);
    this.#changes = { subject, near, changes };
    return changes;
  }

  #showLines({ lines, undated }: Changed, day: number): void {
    const { lines: named, comparison, changes } = this.#context.words;
    const of = groupedBy(lines, ({ heading }) => heading);
    const phases = groupedBy(of.get("") ?? [], ({ claims }) => claims[0]?.phase ?? "");
    const sections = Array.from(phases, ([phase, own]) =>
      this.#section(`phase ${phase}`, comparison.phases[phase] ?? isolate(phase), own, day),
    );
    const parts = of.get("places and parts") ?? [];
    if (parts.length > 0) sections.push(this.#section("parts", changes.parts, parts, day));
    keepInOrder(this.#sections, sections);
    const figures = undated.filter(hasNumber);
    const silent = undated.filter((line) => !hasNumber(line));
    this.#figures.show([{ heading: "", lines: figures }], changes.undatedFigures, day);
    this.#silent.show([{ heading: "", lines: silent }], changes.undatedNoNumber, day);
    const names: Partial<Record<Heading, string>> = {
      "other quantity": named.quantities,
      "joint force": named.joint,
      "not placed": named.unplaced,
      "larger area": named.larger,
    };
    const apart = APART.map((heading) => ({
      heading: names[heading] ?? "",
      lines: of.get(heading) ?? [],
    }));
    this.#apart.show(apart, changes.apart, day);
    const forces = of.get("other force") ?? [];
    this.#forces.show([{ heading: "", lines: forces }], changes.otherForces, day);
  }

  #section(key: string, name: string, lines: readonly ChangeLine[], day: number): HTMLElement {
    const section = this.#made.get(key) ?? new ChangeSection(name, this.#context);
    this.#made.set(key, section);
    section.element.dataset["changes"] = key;
    section.show(lines, day);
    return section.element;
  }
}

/** Make the two buttons that choose a day some time before the day shown, in their line. */
function orBefore(words: Words, onWeek: () => void, onMonth: () => void): HTMLElement {
  const { orBefore: say, week, month } = words.changes;
  const buttons = [
    button({ class: "as-link", name: "week" }, onWeek, week),
    button({ class: "as-link", name: "month" }, onMonth, month),
  ];
  const pieces = say(`${HOLE}0${HOLE}`, `${HOLE}1${HOLE}`).split(HOLE);
  const children = pieces.map((piece, at): Child => (at % 2 ? buttons[Number(piece)] : piece));
  return el("p", { class: "since-before" }, ...children);
}

interface Group {
  /** Blank where there is but one group. */
  readonly heading: string;
  readonly lines: readonly ChangeLine[];
}

/** Lines under headings, behind one line that opens and says how many there are. */
class FoldedLines {
  readonly element: HTMLElement;
  readonly #context: ChangeContext;
  readonly #fold: Unfolding;
  readonly #list = el("div", { class: "beside-groups" });
  readonly #rows = new Map<string, ChangeRows>();

  constructor(name: string, context: ChangeContext) {
    this.#context = context;
    this.#fold = new Unfolding(name, this.#list, context.words);
    this.element = this.#fold.element;
  }

  show(groups: readonly Group[], label: (count: number) => string, day: number): void {
    const all = groups.reduce((sum, { lines }) => sum + lines.length, 0);
    this.#fold.show(all, label(all), (most) => {
      let left = most;
      const shown = groups.flatMap(({ heading, lines }) => {
        const some = lines.slice(0, Math.max(left, 0));
        left -= some.length;
        return some.length > 0 ? [this.#group(heading, some, day)] : [];
      });
      keepInOrder(this.#list, shown);
    });
  }

  #group(heading: string, lines: readonly ChangeLine[], day: number): HTMLElement {
    const known = this.#rows.get(heading);
    const rows = known ?? new ChangeRows(this.#context);
    rows.show(lines, day);
    if (known) return rows.element.parentElement!;
    this.#rows.set(heading, rows);
    return el("section", { class: "beside-group" }, heading && el("h4", {}, heading), rows.element);
  }
}
