/** The tools over the map: filter, search, the way to what changed, the table, and sharing, each in its place of the frame. */
import type { Address } from "../state/address.ts";
import { bdi, button, el, replace } from "../frame/dom.ts";
import { publicationText } from "../frame/notes.ts";
import { FilterPanel } from "./filter_panel.ts";
import type { FilterIndex } from "../state/filters.ts";
import type { Frame } from "../frame/frame.ts";
import { wordDay } from "../words/date_texts.ts";
import { makeLanguageSwitch } from "../frame/language.ts";
import type { Poster } from "../share/poster.ts";
import {
  wordClaimant,
  wordFigure,
  wordPlace,
  wordSaying,
  wordSpan,
  wordSubject,
} from "../words/report_texts.ts";
import { SearchBox } from "./search_box.ts";
import { Share } from "../share/share.ts";
import { type State, writeHash } from "../state/state.ts";
import { TableBox } from "./table_box.ts";
import type { Part, View } from "../state/view.ts";
import type { LineContext } from "../panel/report_line.ts";

/** More claims than these are only counted on paper. */
const MOST_PRINTED = 300;

export interface FindContext extends LineContext {
  readonly frame: Frame;
  readonly filters: FilterIndex;
  readonly address: Address;
  readonly isPart: boolean;
  readonly legend: HTMLDetailsElement;
  readonly onChange: (change: Partial<State>) => void;
  /** Called when more or less of the map is covered. */
  readonly onCover: () => void;
}

/** All the tools as one part of the page. */
export class FindTools implements Part {
  readonly element: HTMLElement;
  readonly #parts: readonly { show(view: View): void }[];
  readonly #printed = el("div", { class: "print-map", "aria-hidden": "true" });
  readonly #paper = el("div", { class: "print-claims", "aria-hidden": "true" });
  #view: View | null = null;

  constructor(context: FindContext) {
    const { frame, words, block, calls, onChange } = context;
    const filter = new FilterPanel(words, context.filters, onChange);
    const search = new SearchBox(context, onChange);
    const since = button(
      { class: "tool since-tool" },
      () => calls.onShowTab("changes"),
      words.since.title,
    );
    const table = new TableBox({ block, words }, calls, onChange);
    // Link, print and language belong to the address and the window: in a page of somebody else they are not ours.
    const share = context.isPart
      ? null
      : new Share(words, context.address, () => this.#poster(context), this.#printed);
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
      // On paper the map comes first.
      frame.root.prepend(this.#printed);
      frame.root.append(this.#paper);
    }
    frame.tools.setAttribute("data-covers-map", "");
    const head = frame.tools.parentElement!;
    new ResizeObserver(() =>
      frame.root.style.setProperty("--head", `${head.offsetHeight}px`),
    ).observe(head);
    const covered = new ResizeObserver(context.onCover);
    for (const { popover } of [filter, search, ...(share ? [share] : [])])
      covered.observe(popover.box);
    addEventListener("beforeprint", () =>
      replace(this.#paper, this.#view && paperList(this.#view)),
    );
    addEventListener("afterprint", () => replace(this.#paper));
  }

  show(view: View): void {
    this.#view = view;
    for (const part of this.#parts) part.show(view);
  }

  #poster({ frame, legend }: FindContext): Poster {
    const { block, words, on, knownBy, effect, hidden } = this.#view!;
    const day = (one: number) => wordDay(one, words);
    const known =
      knownBy === null
        ? `${words.known.said} ${words.known.anyTime}`
        : words.since.knownBy(day(knownBy));
    const counts = words.counts(
      effect.certain + effect.possible,
      block.reports.count,
      block.sources.count,
      effect.unplaced,
    );
    const credits = block.credits.map(({ text }) => text).join(" · ");
    const filters = frame.title.querySelector(".filters-on bdi")?.textContent;
    return {
      map: frame.map,
      legend,
      title: block.title,
      credits,
      lines: [
        `${words.subject.on(day(on))} · ${known}`,
        counts,
        ...[publicationText(block, words)].filter(Boolean),
        ...(hidden > 0 && filters ? [`${words.find.hidden(hidden)} · ${filters}`] : []),
      ],
    };
  }
}

/** Make the list of claims in effect for paper: all of them, up to the most that a reader may want to print. */
function paperList(view: View): HTMLElement {
  const { block, words, effect } = view;
  const { certain, possible } = effect.inEffect();
  const rows = [...certain, ...possible];
  const lines = rows
    .slice(0, MOST_PRINTED)
    .map((row) =>
      el(
        "li",
        {},
        el("b", {}, bdi(wordFigure(block, row, words))),
        " ",
        bdi(wordSubject(block, row, words)),
        " · ",
        bdi(wordClaimant(block, row, words)),
        ", ",
        bdi(wordSaying(block, row, words)),
        " · ",
        bdi(words.phases[block.reports.phase.at(row)] ?? block.reports.phase.at(row)),
        " · ",
        bdi(wordSpan(block, row, words)),
        " · ",
        bdi(wordPlace(block, row, words)),
      ),
    );
  return el(
    "ol",
    {},
    ...lines,
    rows.length > MOST_PRINTED && el("li", {}, words.more(rows.length - MOST_PRINTED)),
  );
}
