/** The tools over the map: filter, search, the way to what changed, the table, and sharing, each in its place of the frame. */
import { button } from "../frame/dom.ts";
import { publicationText } from "../frame/notes.ts";
import { FilterPanel } from "./filter_panel.ts";
import type { FilterIndex } from "../state/filters.ts";
import type { Frame } from "../frame/frame.ts";
import { wordDay } from "../words/date_texts.ts";
import { makeLanguageSwitch } from "../frame/language.ts";
import type { DrawnMap } from "../share/drawn_map.ts";
import { knownText, Paper } from "../share/printed_sheet.ts";
import type { Poster } from "../share/poster.ts";
import { SearchBox } from "./search_box.ts";
import { Share } from "../share/share.ts";
import { type State, writeHash } from "../state/state.ts";
import { TableBox } from "./table_box.ts";
import type { Part, View } from "../state/view.ts";
import type { LineContext } from "../panel/report_line.ts";

export interface FindContext extends LineContext {
  readonly frame: Frame;
  readonly filters: FilterIndex;
  readonly isPart: boolean;
  readonly legend: HTMLDetailsElement;
  readonly onChange: (change: Partial<State>) => void;
  readonly drawn: DrawnMap;
  /** Called when more or less of the map is covered. */
  readonly onCover: () => void;
}

/** All the tools as one part of the page. */
export class FindTools implements Part {
  readonly element: HTMLElement;
  readonly #parts: readonly { show(view: View): void }[];
  #view: View | null = null;

  constructor(context: FindContext) {
    const { frame, words, block, calls, onChange } = context;
    const filter = new FilterPanel(words, context.filters, onChange);
    const search = new SearchBox(context, onChange);
    const since = button(
      { class: "tool since-tool" },
      () => calls.onShowTab("changes"),
      words.subject.tabs.changes,
    );
    const table = new TableBox({ block, words }, calls, onChange);
    // Link, print and language belong to the address and the window: in a page of somebody else they are not ours.
    const share = context.isPart ? null : new Share(words, () => this.#poster(context));
    this.#parts = [filter, search, table, ...(share ? [share] : [])];
    this.element = frame.tools;
    frame.tools.append(search.element, filter.popover.opener, since);
    frame.map.append(filter.popover.box, search.popover.box, table.element);
    frame.title.append(filter.line);
    frame.actions.append(table.opener);
    if (share) {
      frame.map.append(share.popover.box);
      frame.actions.append(
        share.popover.opener,
        makeLanguageSwitch(words, (lang) => writeHash({ ...this.#view!.state, lang })),
      );
      frame.root.append(new Paper(context, () => this.#view).element);
    }
    frame.tools.setAttribute("data-covers-map", "");
    const head = frame.tools.parentElement!;
    new ResizeObserver(() =>
      frame.root.style.setProperty("--head", `${head.offsetHeight}px`),
    ).observe(head);
    const covered = new ResizeObserver(context.onCover);
    for (const { popover } of [filter, search, ...(share ? [share] : [])])
      covered.observe(popover.box);
  }

  show(view: View): void {
    this.#view = view;
    for (const part of this.#parts) part.show(view);
  }

  #poster({ frame, legend, drawn }: FindContext): Poster {
    const { block, words, on, knownBy, effect, hidden } = this.#view!;
    const day = (one: number) => wordDay(one, words);
    const counts = words.counts(
      effect.certain + effect.possible,
      block.reports.count,
      block.sources.count,
      effect.unplaced,
    );
    const credits = block.credits.map(({ text }) => text).join(" · ");
    const panel = frame.comparison.firstElementChild;
    const subject = panel?.getAttribute("aria-label") ?? "";
    const sentences = panel?.querySelectorAll(".answer-sentence > :not([hidden])") ?? [];
    const sentence = [...sentences].map(({ textContent }) => textContent).join(" ");
    const filters = frame.title.querySelector(".filters-on bdi")?.textContent;
    return {
      map: frame.map,
      drawSharp: drawn.sharp,
      legend,
      title: block.title,
      credits,
      lines: [
        [words.subject.on(day(on)), subject, knownText(knownBy, words)].filter(Boolean).join(" · "),
        sentence,
        counts,
        publicationText(block, words),
        ...(hidden > 0 && filters ? [`${words.find.hidden(hidden)} · ${filters}`] : []),
      ].filter(Boolean),
    };
  }
}
