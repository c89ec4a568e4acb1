/** What the panel looks up of a claim in the block, by its id. */
import type { Block } from "../block/block.ts";
import type { Stretches } from "../rules/claims_in_effect.ts";
import { wordClaimant, wordSpan } from "../words/report_texts.ts";
import type { ClaimFacts } from "../words/row_texts.ts";
import type { Words } from "../words/catalogue.ts";

/** The reports of a block by their ids. */
export class ClaimLookup {
  readonly #block: Block;
  readonly #words: Words;
  #rows: Map<string, number> | null = null;

  constructor(block: Block, words: Words) {
    this.#block = block;
    this.#words = words;
  }

  /** Return the row of a report; -1 for an id that the block does not have. */
  rowOf(id: string): number {
    const guessed = this.#block.reports.id.guess(id);
    return guessed >= 0 ? guessed : (this.#byId.get(id) ?? -1);
  }

  /** Return the rows of some reports. */
  rowsOf(ids: readonly string[]): number[] {
    return ids.map((id) => this.rowOf(id)).filter((row) => row >= 0);
  }

  /** Return what an answer does not hold of a claim. */
  factsOf(id: string, stretches: Stretches): ClaimFacts {
    const row = this.rowOf(id);
    if (row < 0) return { disputers: [], period: "" };
    const disputes = stretches.disputes.get(row) ?? [];
    const { start, end } = this.#block.reports;
    const isPeriod = isDate(start.at(row)) && isDate(end.at(row)) && start.at(row) !== end.at(row);
    return {
      disputers: [...new Set(disputes.map((one) => wordClaimant(this.#block, one, this.#words)))],
      period: isPeriod ? wordSpan(this.#block, row, this.#words) : "",
    };
  }

  get #byId(): ReadonlyMap<string, number> {
    if (!this.#rows) {
      const { id, count } = this.#block.reports;
      this.#rows = new Map();
      for (let row = 0; row < count; row++) this.#rows.set(id.at(row), row);
    }
    return this.#rows;
  }
}

function isDate(text: string): boolean {
  return text !== "" && text !== "..";
}
