/** The comparison: the rival figures for one force at one place, as a sentence and a chart, and what is not comparable. */
import { elementAt } from "../checked_access.ts";
import { ApartList } from "./not_comparable.ts";
import type { Block } from "../block/block.ts";
import { Chart } from "../chart/chart.ts";
import { lastBefore, nextAfter } from "../rules/change_days.ts";
import { findPair } from "../state/subject_choice.ts";
import { countIndependent } from "../rules/claimants.ts";
import { ClaimIndex } from "../rules/subject_index.ts";
import { compare, type Comparison, type Pair, type Yardstick } from "../rules/comparable.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "../rules/days.ts";
import { el, replace } from "../frame/dom.ts";
import type { Forces } from "../signs/force_colours.ts";
import { type Stretches, stretchesAt } from "../rules/claims_in_effect.ts";
import { PairHead } from "./comparison_head.ts";
import { type Piece, wordSituation } from "../words/sentence.ts";
import { spreadsOn } from "../rules/spreads.ts";
import { turnsOf } from "../chart/time_axis.ts";
import type { Calls, Chosen, Part, View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

/** What the comparison was made for; it is made again when any of it changes. */
interface Made {
  readonly comparison: Comparison;
  readonly stretches: Stretches;
  readonly shown: Uint8Array | null;
  readonly pair: Pair;
  /** The days, sorted, on which anything of it changes. */
  readonly turns: Int32Array;
}

/** The comparison panel. */
export class ComparisonPanel implements Part {
  readonly element: HTMLElement;
  readonly #block: Block;
  readonly #words: Words;
  readonly #index: ClaimIndex;
  readonly #head: PairHead;
  readonly #situation = el("p", { class: "situation" });
  readonly #chart: Chart;
  readonly #apart: ApartList;
  #made: Made | null = null;
  #found: { chosen: Chosen; pair: Pair | null } | null = null;
  #opening: Pair | null = null;
  #wanted: { pair: Pair; yardstick: Yardstick } | null = null;
  /** The days from which and before which nothing shown changes. */
  #steady: readonly [number, number] = [0, 0];
  #view: View | null = null;

  constructor(
    block: Block,
    words: Words,
    forces: Forces,
    calls: Pick<Calls, "onOpen" | "onChoose" | "onHover">,
  ) {
    this.#block = block;
    this.#words = words;
    this.#index = new ClaimIndex(block);
    this.#head = new PairHead(block, words, this.#index, (force, place) =>
      calls.onChoose(force, place < 0 ? null : place),
    );
    this.#chart = new Chart({ block, words, forces, onOpen: calls.onOpen, onHover: calls.onHover });
    this.#apart = new ApartList({
      block,
      words,
      forces,
      onOpen: calls.onOpen,
      onHover: calls.onHover,
      onChoose: calls.onChoose,
      onMeasure: (yardstick) => this.#measureBy(yardstick),
    });
    this.element = el(
      "div",
      { class: "compared", role: "group" },
      this.#head.element,
      this.#situation,
      this.#chart.element,
      this.#apart.element,
    );
  }

  /** Show a view: the rule alone is moved as long as nothing comes into effect or goes. */
  show(view: View): void {
    this.#view = view;
    const pair = this.#pairOf(view);
    this.element.hidden = pair === null;
    if (!pair) return;
    const made = this.#made;
    const isSame =
      made?.stretches === view.stretches &&
      made.shown === view.shown &&
      made.pair.force === pair.force &&
      made.pair.place === pair.place;
    if (!isSame) this.#make(view, pair);
    else if (view.on < this.#steady[0] || view.on >= this.#steady[1]) this.#step(view);
    else this.#chart.move(view.on, view.knownBy);
  }

  highlight(row: number | null): void {
    this.#chart.highlight(row);
    this.#apart.highlight(row);
  }

  #make(view: View, pair: Pair): void {
    const { stretches, shown } = view;
    const isWanted =
      this.#wanted?.pair.force === pair.force && this.#wanted.pair.place === pair.place;
    const comparison = compare(
      this.#block,
      this.#index,
      stretches,
      shown,
      pair,
      isWanted ? this.#wanted!.yardstick : null,
    );
    this.#made = { comparison, stretches, shown, pair, turns: turnsIn(comparison, stretches) };
    this.#head.show(comparison);
    this.element.setAttribute("aria-label", this.#head.title);
    this.#chart.build(comparison, stretches, view.on, view.knownBy);
    this.#step(view);
  }

  #step(view: View): void {
    const { comparison, turns } = this.#made!;
    const { stretches, on, knownBy } = view;
    const spreads = spreadsOn(this.#block, comparison, stretches, on);
    const pieces = wordSituation(this.#block, comparison, spreads, this.#words);
    replace(
      this.#situation,
      ...(comparison.rows.length > 0 ? byPhase(pieces) : [this.#words.comparison.nothingEver]),
    );
    this.#head.showClaimants(
      countIndependent(
        this.#block.reports,
        spreads.flatMap(({ rows }) => rows),
      ),
      comparison.yardstick?.measure ?? null,
    );
    this.#chart.step(on, knownBy);
    this.#apart.show(comparison, stretches, on);
    this.#steady = [
      lastBefore(turns, on + 1) ?? DISTANT_PAST,
      nextAfter(turns, on) ?? DISTANT_FUTURE,
    ];
  }

  #measureBy(yardstick: Yardstick): void {
    if (!this.#made || !this.#view) return;
    this.#wanted = { pair: this.#made.pair, yardstick };
    this.#make(this.#view, this.#made.pair);
  }

  /** Return what the reader has chosen; else the pair with the most rivals on the opening day, of all that is known. */
  #pairOf({ chosen, knownBy, stretches }: View): Pair | null {
    if (this.#found?.chosen.force === chosen.force && this.#found.chosen.place === chosen.place)
      return this.#found.pair;
    const opened = this.#block.days.open;
    const isNothing = chosen.force === null && chosen.place === null;
    const find = () =>
      findPair(
        this.#block,
        this.#index,
        knownBy === null ? stretches : stretchesAt(this.#block.reports, null),
        opened,
        chosen,
      );
    const pair = isNothing ? (this.#opening ??= find()) : find();
    this.#found = { chosen, pair };
    return pair;
  }
}

/** Make the sentence, each phase on a new line. */
function byPhase(pieces: readonly Piece[]): HTMLElement[] {
  const lines: HTMLElement[] = [];
  for (const { text, isFigure, isPhase } of pieces) {
    if (isPhase || lines.length === 0) lines.push(el("span", { class: "situation-phase" }));
    elementAt(lines, lines.length - 1).append(isFigure ? el("b", {}, el("bdi", {}, text)) : text);
  }
  return lines;
}

function turnsIn(comparison: Comparison, stretches: Stretches): Int32Array {
  const days = new Set<number>();
  for (const { rows } of [comparison, ...comparison.apart]) {
    for (const row of rows) for (const day of turnsOf(stretches, row)) days.add(day);
  }
  return Int32Array.from(days).sort();
}
