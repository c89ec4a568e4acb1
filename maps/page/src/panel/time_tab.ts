/** The claims on the subject over time: the chart, drawn again only for another subject, other filters or other knowledge. */
import { Chart, type ChartCalls } from "../chart/chart.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { keepInOrder } from "../frame/virtual_rows.ts";
import { chartLines } from "../rules/chart_lines.ts";
import type { ChartGroup, ChartLines } from "../rules/chart_model.ts";
import type { SubjectClaims } from "../rules/day_sections.ts";
import { type ChartScale, SCALES } from "../state/state.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";
import { groupText, labelText, lineLabel, notDrawnText } from "../words/chart_texts.ts";
import { isolate } from "../words/isolate.ts";
import { isPersonnel } from "../words/report_texts.ts";
import { ChartWindow } from "./chart_window.ts";
import type { RowCalls } from "./claim_rows.ts";
import { Pick } from "./pick.ts";
import { lineOf } from "./section_rows_view.ts";
import { Unfolding } from "./unfolding.ts";

/** What the tab asks of the page. */
export interface TimeCalls extends RowCalls {
  readonly onGo: (day: number) => void;
  readonly onScale: (scale: ChartScale) => void;
}

/** The days of the slider, both included. */
interface Period {
  readonly from: number;
  readonly to: number;
}

interface Made {
  readonly claims: SubjectClaims;
  readonly scale: ChartScale;
  readonly chart: ChartLines;
}

/** The lines of a section that have no label of their own, below the chart. */
interface GroupLines {
  readonly unfolding: Unfolding;
  readonly rows: HTMLElement;
}

export class TimeTab {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #period: Period;
  readonly #calls: TimeCalls;
  readonly #unit = el("span", {});
  readonly #scale: Pick;
  readonly #chart: Chart;
  readonly #window: ChartWindow;
  readonly #drawn: HTMLElement;
  readonly #nothing = el("p", { class: "nothing" });
  readonly #groups = el("div", { class: "chart-groups" });
  readonly #bySection = new Map<string, GroupLines>();
  readonly #notDrawn = el("p", { class: "chart-note" });
  #made: Made | null = null;

  /** `name` is the id of the sentence, by which the chart is called. */
  constructor(words: Words, period: Period, calls: TimeCalls, name: string) {
    this.#words = words;
    this.#period = period;
    this.#calls = calls;
    const { overTime } = words;
    this.#scale = new Pick("scale", overTime.scale, () =>
      calls.onScale(this.#scale.select.value as ChartScale),
    );
    replace(
      this.#scale.select,
      ...SCALES.map((scale) => el("option", { value: scale }, overTime[scale])),
    );
    const chartCalls: ChartCalls = {
      onOpen: (id, opener) => calls.onOpen([id], opener),
      onHover: calls.onHover,
      onGo: calls.onGo,
      onGroup: (section) => this.#openGroup(section),
    };
    this.#chart = new Chart(words, chartCalls);
    this.#chart.element.setAttribute("aria-labelledby", name);
    this.#window = new ChartWindow(words, chartCalls, name);
    const enlarge = button(
      { class: "as-link chart-enlarge" },
      () => this.#enlarge(),
      overTime.enlarge,
    );
    const tools = el(
      "div",
      { class: "chart-tools" },
      el("span", { class: "chart-scale" }, this.#unit, " · ", this.#scale.element),
      enlarge,
    );
    this.#drawn = el("div", {}, tools, this.#chart.element, this.#groups);
    this.element = el(
      "div",
      { class: "over-time" },
      this.#nothing,
      this.#drawn,
      this.#notDrawn,
      this.#window.element,
    );
  }

  /** Show a view: only the rule is moved as long as the claims and the scale are the same; `title` is the subject as text. */
  show(view: View, claims: SubjectClaims, title: string): void {
    const { on, knownBy } = view;
    const { scale } = view.state;
    const before = this.#made;
    if (before?.claims === claims && before.scale === scale) {
      this.#chart.move(on, knownBy);
      this.#window.move(on, knownBy);
      return;
    }
    const { from, to } = this.#period;
    const chart = before?.claims === claims ? before.chart : chartLines(claims, from, to);
    this.#made = { claims, scale, chart };
    const isDrawn = chart.lines.length > 0;
    this.#drawn.hidden = !isDrawn;
    this.#nothing.hidden = isDrawn;
    const { overTime, comparison } = this.#words;
    const isEmpty = !isDrawn && chart.notDrawn.length === 0;
    this.#nothing.textContent = isEmpty ? comparison.nothingEver : overTime.nothing;
    this.#showUnit(claims.subject.quantity);
    this.#scale.show(scale);
    const drawn = { chart, scale, on, knownBy };
    if (isDrawn) this.#chart.show(drawn);
    this.#window.show(drawn, title);
    this.#showGroups(chart);
    const text = notDrawnText(chart.notDrawn, this.#words);
    this.#notDrawn.hidden = text === "";
    replace(this.#notDrawn, bdi(text));
  }

  /** Mark the line of the claim that is pointed at elsewhere. */
  highlight(id: string | null): void {
    this.#chart.highlight(id);
    this.#window.highlight(id);
  }

  #showUnit(quantity: string): void {
    const unit = isPersonnel(quantity) ? this.#words.subject.people : isolate(quantity);
    this.#unit.textContent = unit.charAt(0).toUpperCase() + unit.slice(1);
  }

  #enlarge(): void {
    this.#window.open();
  }

  #showGroups({ lines, groups }: ChartLines): void {
    const first = lines[0]?.section ?? "";
    const shown = groups.map((group) => {
      const { unfolding, rows } = this.#groupOf(group.section);
      unfolding.show(group.lines.length, groupText(group, first, this.#words), (count) =>
        replace(rows, ...group.lines.slice(0, count).map((line) => this.#row(line, group))),
      );
      return unfolding.element;
    });
    keepInOrder(this.#groups, shown);
  }

  #row(line: ChartGroup["lines"][number], { section }: ChartGroup): HTMLElement {
    const text = labelText(lineLabel(line, section, this.#words));
    return lineOf(
      line.row.claims.map(({ id }) => id),
      [el("span", { class: "line-text" }, bdi(text))],
      this.#calls,
    );
  }

  #groupOf(section: string): GroupLines {
    const known = this.#bySection.get(section);
    if (known) return known;
    const rows = el("ul", { class: "claim-rows" });
    const made = { rows, unfolding: new Unfolding("chart-more", rows, this.#words) };
    this.#bySection.set(section, made);
    return made;
  }

  /** Open the lines of a section that have no label, and take the focus there. */
  #openGroup(section: string): void {
    this.#window.close();
    const { element } = this.#groupOf(section).unfolding;
    element.open = true;
    element.querySelector("summary")?.focus();
  }
}
