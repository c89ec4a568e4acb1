/** The card over the list: one claim in full, or several. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { standingOn } from "../rules/standing.ts";
import { NOT_HELD } from "../rules/standing_numbers.ts";
import { sayingDays } from "../rules/saying_days.ts";
import { figureOf } from "../rules/spans.ts";
import { isPersonnel, wordClaimant, wordFigure, wordSubject } from "../words/report_texts.ts";
import { wordSaidBriefly } from "../words/row_texts.ts";
import type { Words } from "../words/catalogue.ts";
import type { Part, View } from "../state/view.ts";
import { bdi, button, type Child, el, replace, unique } from "../frame/dom.ts";
import type { Forces } from "../signs/force_colours.ts";
import { fixedRadii } from "../signs/signs.ts";
import { disputedMark, drawSign } from "../signs/svg_signs.ts";
import { type DetailsContext, reportDetails } from "./report_details.ts";

/** What a card needs to know of the page. */
export interface CardContext {
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  /** The target whose keys are handled. */
  readonly keys: EventTarget;
  readonly showOnMap: (place: number) => void;
  /** Make what is offered on a report besides reading it; null in a page of somebody else. */
  readonly makeActions: ((row: number) => HTMLElement) | null;
}

/** A panel that opens over the list with one claim or with several, and returns the focus when it closes. */
export class Card implements Part {
  readonly element: HTMLElement;
  readonly #context: CardContext;
  readonly #body = el("div", { class: "card-body" });
  readonly #title = el("h2", { class: "card-title", id: unique("card-title"), tabindex: -1 });
  readonly #onToggle: (isOpen: boolean) => void;
  readonly #onShow: (rows: readonly number[]) => void;
  #rows: readonly number[] = [];
  /** Which of several are unfolded: kept when the day changes. */
  readonly #unfolded = new Set<number>();
  #opener: HTMLElement | null = null;
  #shown: View | null = null;

  /** `onShow` is called with the rows that the card shows from then on: none once it is closed. */
  constructor(
    context: CardContext,
    onToggle: (isOpen: boolean) => void,
    onShow: (rows: readonly number[]) => void,
  ) {
    this.#context = context;
    this.#onToggle = onToggle;
    this.#onShow = onShow;
    const close = button(
      { class: "close", "aria-label": context.words.close },
      () => this.close(),
      "×",
    );
    this.element = el(
      "section",
      { class: "card", role: "dialog", "aria-labelledby": this.#title.id, hidden: true },
      el("header", {}, this.#title, close),
      this.#body,
    );
    context.keys.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape" && this.isOpen) {
        event.preventDefault();
        this.close();
      }
    });
  }

  /** The rows that are shown; none while the card is closed. */
  get rows(): readonly number[] {
    return this.isOpen ? this.#rows : [];
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Open the claims of some rows. */
  open(rows: readonly number[], opener: HTMLElement | null): void {
    if (!this.element.contains(opener)) this.#opener = opener;
    this.#rows = rows;
    this.#unfolded.clear();
    this.element.hidden = false;
    this.#onToggle(true);
    this.#render();
    this.element.scrollTop = 0;
    this.#title.focus({ preventScroll: true });
    this.#onShow(rows);
  }

  /** Close, and return the focus to what opened the card, or to what is in its place now. */
  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#onToggle(false);
    this.#onShow([]);
    const opener = this.#opener;
    this.#opener = null;
    if (opener?.isConnected && opener.offsetParent !== null) opener.focus();
    else this.#successor()?.focus();
  }

  /** Show the claims on another day. */
  show(view: View): void {
    this.#shown = view;
    if (this.isOpen) this.#render();
  }

  #successor(): HTMLElement | null {
    const id = this.#context.block.reports.id.at(elementAt(this.#rows, 0));
    const root = this.element.closest<HTMLElement>(".mustermap")!;
    const places = [...root.querySelectorAll<HTMLElement>("[data-report]")].filter(
      (place) => place.dataset["report"] === id,
    );
    for (const place of places) {
      const target =
        place instanceof HTMLButtonElement ? place : place.querySelector<HTMLElement>("button");
      if (target && target.offsetParent !== null) return target;
    }
    return root.querySelector<HTMLElement>('input[name="on"]');
  }

  #render(): void {
    const { block, words, showOnMap, makeActions } = this.#context;
    const view = this.#shown!;
    const details: DetailsContext = {
      block,
      words,
      view,
      showOnMap,
      makeActions,
      open: (others, opener) => this.open(others, opener),
    };
    const rows = this.#rows;
    const isOne = rows.length === 1;
    replace(
      this.#title,
      ...(isOne ? this.#heading(elementAt(rows, 0)) : [words.claimsTogether(rows.length)]),
    );
    const parts = rows.map((row) =>
      isOne ? reportDetails(details, row) : this.#fold(row, details),
    );
    const focused = this.#body.querySelector<HTMLElement>("summary:focus")?.parentElement;
    replace(this.#body, ...parts);
    // The list is made anew for each day: whoever goes through it by keys stays in place.
    const id = focused?.dataset["partReport"];
    if (id !== undefined)
      parts
        .find((part) => part.dataset["partReport"] === id)
        ?.querySelector("summary")
        ?.focus();
  }

  /** One of several claims: how many, who says so and when, and all of it where that is unfolded. */
  #fold(row: number, context: DetailsContext): HTMLElement {
    const { block, words } = context;
    const isClaim = block.reports.kind.at(row) === "claim";
    const said = wordSaidBriefly(sayingDays(block.reports, row), context.view.on, words);
    const byline: Child[] = isClaim ? [bdi(wordClaimant(block, row, words)), ` · ${said}`] : [said];
    if (isClaim && context.view.stretches.disputes.has(row))
      byline.push(" · ", disputedMark(), " ", words.badgeDisputed);
    const fold = el(
      "details",
      {
        class: "card-part",
        open: this.#unfolded.has(row),
        "data-part-report": block.reports.id.at(row),
      },
      el("summary", {}, ...this.#heading(row), el("span", { class: "byline quiet" }, ...byline)),
    );
    const unfold = () => {
      if (fold.childElementCount === 1) fold.append(reportDetails(context, row));
    };
    if (fold.open) unfold();
    fold.addEventListener("toggle", () => {
      if (fold.open) unfold();
      if (fold.open) this.#unfolded.add(row);
      else this.#unfolded.delete(row);
    });
    return fold;
  }

  #heading(row: number): Child[] {
    const { block, words } = this.#context;
    const kind = block.reports.kind.at(row);
    if (kind === "dispute")
      return [disputedMark(), " ", bdi(words.disputeBy(wordClaimant(block, row, words)))];
    if (kind === "context") return [bdi(words.contextBy(wordClaimant(block, row, words)))];
    return [
      this.#sign(row),
      " ",
      bdi(wordFigure(block, row, words)),
      " ",
      el("span", { class: "whose" }, bdi(wordSubject(block, row, words))),
    ];
  }

  #sign(row: number): SVGSVGElement {
    const { block, forces } = this.#context;
    const { on, stretches } = this.#shown!;
    const span = figureOf(block.reports, row);
    const standing = standingOn(block.reports, stretches, row, on);
    return drawSign(
      {
        span,
        phase: block.reports.phase.at(row),
        standing,
        colour: standing === NOT_HELD ? "force-off" : forces.className(block.reports.force.at(row)),
        isSquare: !isPersonnel(block.reports.quantity.at(row)),
      },
      fixedRadii(span),
    );
  }
}
