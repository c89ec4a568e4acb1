/** The cases of what changed, named by MUSTERMAP_CHANGES, and what changed in tables drawn at random, by MUSTERMAP_CHANGED. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { elementAt } from "../../src/checked_access.ts";
import { type Block, readBlock } from "../../src/block/block.ts";
import { type ChangeLine, SubjectChanges } from "../../src/rules/changes.ts";
import { stretchesAt } from "../../src/rules/claims_in_effect.ts";
import { formatDay } from "../../src/rules/days.ts";
import { SubjectClaims } from "../../src/rules/day_sections.ts";
import { ClaimIndex } from "../../src/rules/subject_index.ts";
import { changeFacts, figuresText } from "../../src/words/change_texts.ts";
import { wordsFor } from "../../src/words/catalogue.ts";
import { withUsualNames } from "../../src/words/place_names.ts";
import { isolate } from "../../src/words/isolate.ts";
import { wordClaimant } from "../../src/words/report_texts.ts";

interface Asked {
  readonly since: number;
  readonly until: number;
  readonly known_by: number | null;
  readonly lines: unknown;
  readonly figures_without_day?: string[];
  readonly no_number_without_day?: string[];
}
interface Situation {
  readonly name: string;
  readonly block: string;
  readonly force: string;
  /** The ref of the place that is asked for. */
  readonly place: string;
  readonly answers: readonly Asked[];
}

function read(variable: string): Situation[] {
  const file = process.env[variable];
  return file ? JSON.parse(readFileSync(file, "utf8")) : [];
}

const words = wordsFor(["en"]);

function changesOf(block: Block, { force, place }: Situation): SubjectChanges {
  const subject = { force, place: block.places.ref.indexOf(place), quantity: "personnel" };
  const stretches = stretchesAt(block.reports, null);
  const claims = new SubjectClaims(block, new ClaimIndex(block), stretches, null, subject);
  return new SubjectChanges(block, subject, claims.near);
}

const ids = (claims: readonly { readonly id: string }[]) => claims.map(({ id }) => id);

/** A line as Python has it, but for its day as a text. */
function cellsOf(block: Block, line: ChangeLine): unknown {
  const { heading, what, from, to, claims, older } = line;
  const [first, last] = [formatDay(from), formatDay(to)];
  return {
    ...(heading === "" ? {} : { heading }),
    section: elementAt(claims, 0).phase,
    what,
    day: first === last ? first : `${first}..${last}`,
    ids: ids(claims),
    ...(older.length === 0 ? {} : { older: older.map((row) => block.reports.id.at(row)) }),
    text: textOf(block, line),
  };
}

/** A line as Python writes it. */
function textOf(block: Block, line: ChangeLine): string {
  const { changes, answer, grammar } = words;
  const rows = line.claims.map(({ row }) => row);
  const [figure, older] = [figuresText(block, rows, words), figuresText(block, line.older, words)];
  const { phase, measure, force, span } = changeFacts(line, words);
  const { label, place } = elementAt(line.claims, 0);
  const what = {
    new: changes.new(figure),
    changed: changes.changed(older, figure),
    "said again": changes.again(figure),
    began: changes.began(figure),
    ended: changes.ended(figure),
    "new, ended": changes.newEnded(figure),
    "not repeated any more": changes.stale(figure),
    "day not known": changes.noDay(figure),
  }[line.what];
  const said = [phase, what, measure, force, isolate(label), isolate(place), span];
  const who = wordClaimant(block, elementAt(rows, 0), words);
  return answer.by(said.filter(Boolean).join(grammar.lists.between), who);
}

for (const variable of ["MUSTERMAP_CHANGES", "MUSTERMAP_CHANGED"])
  for (const situation of read(variable)) {
    const block = withUsualNames(await readBlock(situation.block));
    const changes = changesOf(block, situation);
    for (const asked of situation.answers) {
      const { since, until, known_by: knownBy } = asked;
      test(`case: ${situation.name}, ${since} to ${until}`, () => {
        const { lines, undated } = changes.between(since, until, knownBy ?? until, null);
        assert.deepEqual(
          lines.map((line) => cellsOf(block, line)),
          asked.lines,
        );
        const maybe = undated.flatMap(({ claims }) => claims);
        const numbered = maybe.filter(({ figure }) => figure);
        assert.deepEqual(ids(numbered), asked.figures_without_day ?? []);
        const silent = maybe.filter(({ figure }) => !figure);
        assert.deepEqual(ids(silent), asked.no_number_without_day ?? []);
      });
    }
  }

test("filters hide lines, and change nothing else", async () => {
  for (const situation of read("MUSTERMAP_CHANGES").slice(0, 12)) {
    const block = withUsualNames(await readBlock(situation.block));
    const changes = changesOf(block, situation);
    for (const { since, until } of situation.answers) {
      const all = changes.between(since, until, until, null);
      const one = all.lines[0]?.claims[0];
      const hidden = new Uint8Array(block.reports.count).fill(1);
      if (one) hidden[one.row] = 0;
      const { lines } = changes.between(since, until, until, hidden);
      const left = all.lines
        .map((line) => ({ ...line, claims: line.claims.filter((claim) => claim.row !== one?.row) }))
        .filter(({ claims }) => claims.length > 0);
      assert.deepEqual(lines, left);
    }
  }
});

test("from day to day what is returned again is what would be found anew", async () => {
  const situations = read("MUSTERMAP_CHANGES");
  let returned = 0;
  for (const situation of situations) {
    const block = withUsualNames(await readBlock(situation.block));
    const changes = changesOf(block, situation);
    const anew = changesOf(block, situation);
    const { first, last } = block.days;
    const all = () => new Uint8Array(block.reports.count).fill(1);
    let before: unknown = null;
    for (let day = Math.max(first, last - 260); day <= last; day++) {
      const found = changes.between(day - 30, day, day, null);
      assert.deepEqual(found, anew.between(day - 30, day, day, all()));
      returned += Number(found === before);
      before = found;
    }
  }
  assert.ok(situations.length === 0 || returned > 1000, String(returned));
});
