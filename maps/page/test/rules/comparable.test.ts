/** The cases of what is comparable: their file is named by MUSTERMAP_COMPARISONS. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Block, readBlock } from "../../src/block/block.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { byWording, compare, isPart } from "../../src/rules/comparable.ts";
import { stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { certaintyOn, NOT } from "../../src/rules/claims_in_effect.ts";
import { textOf, wordSituation } from "../../src/words/sentence.ts";
import { type Spread, spreadsOn } from "../../src/rules/spreads.ts";
import { wordsFor } from "../../src/words/catalogue.ts";

interface ExpectedSpread {
  readonly phase: string;
  readonly part?: string;
  readonly claims: string[];
  readonly figures: string | null;
  readonly independent: number;
  readonly possible?: string[];
  readonly last_cited?: string[];
  readonly disputed?: string[];
  readonly disputes?: string[];
  readonly echoes?: number;
}
interface Answer {
  readonly on: number;
  readonly known_by: number | null;
  readonly force: string;
  readonly place: string;
  readonly yardstick: [string, string] | null;
  readonly spreads: ExpectedSpread[];
  readonly parts?: string[];
  readonly apart?: Record<string, string[]>;
  readonly sentence?: string;
  readonly unplaced?: Record<string, string[]>;
}

const file = process.env["MUSTERMAP_COMPARISONS"];
const situations: { name: string; block: string; answers: Answer[] }[] = file
  ? JSON.parse(readFileSync(file, "utf8"))
  : [];

/** The notation of the file of cases. */
function figures({ span, isLowAbout, isHighAbout }: Spread): string | null {
  if (!span) return null;
  const [open, close] = [span.lowIncluded ? "[" : "(", span.highIncluded ? "]" : ")"];
  if (span.topIsOpen && span.low === span.high) return `${open}${span.low}, ∞)`;
  return `${open}${isLowAbout ? "~" : ""}${span.low}, ${isHighAbout ? "~" : ""}${span.high}${close}${span.isOpen ? " or more" : ""}`;
}

function placeNamed(block: Block, name: string): number {
  const row = block.placeOf.findIndex(
    (place, one) => place >= 0 && block.reports.place_wording.at(one) === name,
  );
  assert.ok(row >= 0, `${name} is not placed`);
  return block.placeOf[row]!;
}

for (const { name, block: raw, answers } of situations) {
  const block = await readBlock(raw);
  const index = new ClaimIndex(block);
  const ids = (rows: readonly number[]) => rows.map((row) => block.reports.id.at(row)).sort();
  for (const answer of answers) {
    test(`case: ${name}, on ${answer.on} by ${answer.known_by}, ${answer.force} in ${answer.place}`, () => {
      const stretches = stretchesAt(block.reports, answer.known_by);
      const comparison = compare(block, index, stretches, null, {
        force: answer.force,
        place: placeNamed(block, answer.place),
      });
      const { yardstick } = comparison;
      assert.deepEqual(yardstick && [yardstick.quantity, yardstick.measure], answer.yardstick);
      const spreads = spreadsOn(block, comparison, stretches, answer.on);
      assert.deepEqual(
        spreads.map((one) => [one.phase, one.part, ids(one.rows), figures(one), one.independent]),
        answer.spreads.map((one) => [
          one.phase,
          one.part ?? "",
          one.claims,
          one.figures,
          one.independent,
        ]),
      );
      answer.spreads.forEach((expected, k) => {
        const got = spreads[k]!;
        if (expected.possible) assert.deepEqual(ids(got.possible), expected.possible);
        if (expected.last_cited) assert.deepEqual(ids(got.lastCited), expected.last_cited);
        if (expected.disputed) assert.deepEqual(ids(got.disputed), expected.disputed);
        if (expected.disputes) assert.deepEqual(ids(got.disputes), expected.disputes);
        if (expected.echoes !== undefined) assert.equal(got.echoes, expected.echoes);
      });
      if (answer.parts)
        assert.deepEqual(
          ids(comparison.rows.filter((row) => isPart(block, comparison, row))),
          answer.parts.toSorted(),
        );
      if (answer.apart) {
        const holding = comparison.apart.map(
          ({ reason, rows }) =>
            [
              reason,
              ids(rows.filter((row) => certaintyOn(stretches, row, answer.on) !== NOT)),
            ] as const,
        );
        assert.deepEqual(
          Object.fromEntries(holding.filter(([, rows]) => rows.length > 0)),
          answer.apart,
        );
      }
      if (answer.unplaced) {
        const holding = comparison.apart
          .flatMap(({ reason, rows }) => (reason === "notPlaced" ? rows : []))
          .filter((row) => certaintyOn(stretches, row, answer.on) !== NOT);
        assert.deepEqual(
          Object.fromEntries(
            byWording(block, holding).map(({ wording, rows }) => [wording, ids(rows)]),
          ),
          answer.unplaced,
        );
      }
      if (answer.sentence !== undefined)
        assert.equal(
          textOf(wordSituation(block, comparison, spreads, wordsFor(["en"]))),
          answer.sentence,
        );
    });
  }
}
