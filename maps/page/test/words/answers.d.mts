/** A row of tests/cases/words.json. */
export interface Row {
  readonly say: string;
  readonly of: unknown;
  /** Who states the ends of a span: the claimants are A, B, … in the order of the figures. */
  readonly ends?: readonly [string, string];
  readonly [language: string]: unknown;
}

export function answerOf(
  row: Row,
  language: string,
  page: typeof import("../../src/words/offered.ts"),
): unknown;
export function columnsOf(figures: readonly string[]): import("../../src/block/block.ts").Reports;
export function endsOf(
  row: Row,
  page: typeof import("../../src/words/offered.ts"),
): [string, string];
export function figure(text: string): import("../../src/rules/answer.ts").Figure;
