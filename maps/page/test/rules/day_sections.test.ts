/** The cases of sections, named by MUSTERMAP_SECTIONS, and answers to tables drawn at random, by MUSTERMAP_DAY_ANSWERS. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Block, readBlock } from "../../src/block/block.ts";
import type { AnswerRow, AnswerSection, Beside, DayAnswer } from "../../src/rules/answer.ts";
import { stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { formatDay } from "../../src/rules/days.ts";
import { SubjectClaims } from "../../src/rules/day_sections.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { TurningDays } from "../../src/rules/turning_days.ts";
import { sentenceOf } from "../../src/words/answer_sentence.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { textOfParts } from "../../src/words/sentence_parts.ts";

interface Asked {
  readonly on: number;
  readonly known_by: number | null;
  readonly expected: unknown;
  readonly sentence?: string;
}
interface Situation {
  readonly name: string;
  readonly block: string;
  readonly force: string;
  /** The ref of the place that is asked for. */
  readonly place: string;
  readonly quantity: string;
  readonly answers: readonly Asked[];
}

function read(variable: string): Situation[] {
  const file = process.env[variable];
  return file ? JSON.parse(readFileSync(file, "utf8")) : [];
}

/** Answers of a situation: the claims on its subject are sorted once for each day of knowledge. */
function answersOf(block: Block, situation: Situation): (asked: Asked) => DayAnswer {
  const claimsAt = claimsOf(block, situation);
  return ({ on, known_by: knownBy }) => claimsAt(knownBy).on(on);
}

function claimsOf(
  block: Block,
  { force, place, quantity }: Situation,
): (knownBy: number | null) => SubjectClaims {
  const index = new ClaimIndex(block);
  const subject = { force, place: block.places.ref.indexOf(place), quantity };
  const known = new Map<number | null, SubjectClaims>();
  return (knownBy) => {
    const stretches = stretchesAt(block.reports, knownBy);
    const claims = known.get(knownBy) ?? new SubjectClaims(block, index, stretches, null, subject);
    known.set(knownBy, claims);
    return claims;
  };
}

/** The claims that lead on a day by the runs of days, as id and standing. */
function leadingByRuns(claims: SubjectClaims, day: number): string[] {
  const runs = claims.leadingRuns();
  return claims.claims.flatMap(({ id, isOnSubject }, at) => {
    const run = runs[at]?.find(({ from, to }) => from <= day && day <= to);
    return run && isOnSubject ? [`${id} ${run.standing}`] : [];
  });
}

/** The claims in the sections of an answer, as id and standing. */
function leadingInSections({ sections }: DayAnswer): string[] {
  return sections.flatMap(({ rows, noNumber }) =>
    [...rows.flatMap(({ claims }) => claims), ...noNumber].map(
      ({ id, standing }) => `${id} ${standing}`,
    ),
  );
}

const ids = (beside: readonly Beside[]) => beside.map(({ id }) => id).sort();

/** An answer as a case writes it. */
function cellsOf(answer: DayAnswer): unknown {
  const { sections, jointly, unplaced, larger, quantities = [], forces = [], last } = answer;
  return {
    sections: sections.map(sectionCells),
    jointly: ids(jointly),
    unplaced: ids(unplaced),
    larger: ids(larger),
    quantities: ids(quantities),
    forces: ids(forces),
    last: ids(last),
  };
}

function sectionCells({ phase, measure, rows, noNumber, denied, later }: AnswerSection): unknown {
  const beside = { no_number: ids(noNumber), denied: ids(denied), later: ids(later) };
  return { phase, measure, rows: rows.map(rowCells), ...beside };
}

function rowCells({ claimant, claims, kind, label, place, earlier, since }: AnswerRow): unknown {
  return {
    who: claimant,
    claims: claims.map(({ id, standing }) => [id, standing]),
    kind,
    label,
    place,
    earlier,
    since: since?.id ?? "",
  };
}

/** An answer as JSON has it; voices are counted up, since Python has other names for them. */
function jsonOf(answer: DayAnswer): unknown {
  const voices = new Map<string, number>();
  const numbered = (voice: string) => {
    if (!voices.has(voice)) voices.set(voice, voices.size);
    return voices.get(voice);
  };
  const sections = answer.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) => ({ ...row, voice: numbered(row.voice) })),
  }));
  return JSON.parse(JSON.stringify({ ...answer, sections }));
}

const words = wordsFor(["en"]);

for (const situation of read("MUSTERMAP_SECTIONS")) {
  const answer = answersOf(await readBlock(situation.block), situation);
  for (const asked of situation.answers) {
    test(`case: ${situation.name}, on ${asked.on} by ${asked.known_by}`, () => {
      const found = answer(asked);
      assert.deepEqual(cellsOf(found), asked.expected);
      if (asked.sentence !== undefined)
        assert.equal(textOfParts(sentenceOf(found, words)), asked.sentence);
    });
  }
}

test("filters hide claims, and what is known changes nothing that was read", async () => {
  for (const situation of read("MUSTERMAP_SECTIONS").slice(0, 20)) {
    const { reports, ...block } = await readBlock(situation.block);
    const all = { reports, ...block };
    const subject = { ...situation, place: block.places.ref.indexOf(situation.place) };
    const stretches = stretchesAt(reports, null);
    const index = new ClaimIndex(all);
    const claims = new SubjectClaims(all, index, stretches, null, subject);
    for (const { on, known_by: knownBy } of situation.answers) {
      const shown = new Uint8Array(reports.count).fill(1);
      assert.deepEqual(claims.with(stretches, shown).on(on), claims.on(on));
      const hidden = claims.with(stretches, new Uint8Array(reports.count)).on(on);
      assert.deepEqual(
        [hidden.sections, hidden.unplaced, hidden.forces, hidden.last],
        [[], [], [], []],
      );
      const known = stretchesAt(reports, knownBy);
      const again = new SubjectClaims(all, index, known, null, subject);
      assert.deepEqual(claims.with(known, null).on(on), again.on(on));
    }
  }
});

for (const situation of read("MUSTERMAP_DAY_ANSWERS")) {
  test(`drawn: ${situation.name}`, async () => {
    const claimsAt = claimsOf(await readBlock(situation.block), situation);
    for (const { on, known_by: knownBy, expected } of situation.answers) {
      const answer = claimsAt(knownBy).on(on);
      assert.deepEqual(jsonOf(answer), expected);
      // The runs of days, worked out at once for all days, say the same as the sections of each.
      assert.deepEqual(
        leadingByRuns(claimsAt(knownBy), on).sort(),
        leadingInSections(answer).sort(),
      );
    }
  });
}

/** The days from one to the next of a situation on which the panel would sort nothing, and on which it must not. */
function changesBetweenSteadyDays(block: Block, situation: Situation): number[] {
  const { force, place, quantity, answers } = situation;
  const index = new ClaimIndex(block);
  const stretches = stretchesAt(block.reports, answers[0]?.known_by ?? null);
  const subject = { force, place: block.places.ref.indexOf(place), quantity };
  const claims = new SubjectClaims(block, index, stretches, null, subject);
  const turns = new TurningDays(block, stretches, claims.rows);
  const on = (day: number) => {
    const answer = claims.on(day);
    // Days near to the day shown are written without its year: the panel writes the sentence of another year again.
    return JSON.stringify([{ ...answer, day: 0 }, textOfParts(sentenceOf(answer, words))]);
  };
  const wrong: number[] = [];
  const { first, last } = block.days;
  let day = Math.max(first, last - 300);
  for (let before = on(day); day < last; day++) {
    const after = on(day + 1);
    const isOneYear = formatDay(day).slice(0, 4) === formatDay(day + 1).slice(0, 4);
    if (isOneYear && turns.isSteady(day, day + 1) && before !== after) wrong.push(day);
    before = after;
  }
  return wrong;
}

for (const situation of read("MUSTERMAP_SECTIONS")) {
  test(`nothing changes on a day on which nothing can: ${situation.name}`, async () => {
    const block = await readBlock(situation.block);
    assert.deepEqual(changesBetweenSteadyDays(block, situation), []);
  });
}
