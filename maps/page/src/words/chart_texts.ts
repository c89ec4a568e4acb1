/** What is written in the chart over time: at its lines, at groups of them, and on what is not drawn. */
import { elementAt } from "../checked_access.ts";
import {
  type ChartGroup,
  type ChartLine,
  type ChartStep,
  lastStep,
  type NotDrawn,
} from "../rules/chart_lines.ts";
import { rowClaim } from "../rules/section_making.ts";
import type { SubjectClaim } from "../rules/subject_claims.ts";
import type { Words } from "./catalogue.ts";
import { isolate } from "./isolate.ts";
import { wordName } from "./name_texts.ts";
import { claimFigure, wordSaidBriefly, wordWho } from "./row_texts.ts";
import { type Parts, textOfParts } from "./sentence_parts.ts";
import { wordDay, wordSaidDays } from "./date_texts.ts";

/** The texts at the end of a line. */
export interface LineLabel {
  readonly figure: Parts;
  readonly claimant: string;
  /** Its phase; blank in the first section of the chart. */
  readonly section: string;
  /** That its day is not known, and that it is disputed. */
  readonly undated: string;
  readonly disputed: string;
}

/** Write the label of a line; `first` is the first section of the chart. */
export function lineLabel(line: ChartLine, first: string, words: Words): LineLabel {
  const { claim } = lastStep(line);
  const [from, to] = claim.said;
  return {
    figure: claimFigure(rowOf(claim), words),
    claimant: wordName(line.claimant, words),
    section: line.section === first ? "" : phaseName(line.section, words),
    undated: from === null && to === null ? words.lines.dayNotKnown : "",
    disputed: line.disputed ? words.overTime.disputed : "",
  };
}

/** Return a label as one text. */
export function labelText({ figure, claimant, section, undated, disputed }: LineLabel): string {
  const name = [textOfParts(figure), claimant, section].filter(Boolean).join(" ");
  return [name, undated, disputed].filter(Boolean).join(" · ");
}

/** Write what an older step of a line says. */
export function stepText(claim: SubjectClaim, words: Words): string {
  return textOfParts(claimFigure(rowOf(claim), words));
}

/** Write how many lines of a section have no label of their own, and from which number to which. */
export function groupText(
  { section, lines, low, high }: ChartGroup,
  first: string,
  words: Words,
): string {
  const number = (value: number) => (value === 0 ? words.figures.none : words.number(value));
  const figures = low === high ? number(low) : words.answer.range(number(low), number(high));
  const text = words.subject.moreFrom(lines.length, figures);
  return section === first ? text : `${text} ${phaseName(section, words)}`;
}

/** Write a line as it is read out: who, in which phase, and each of its figures with its days. */
export function spokenLine(line: ChartLine, words: Words): string {
  const { comparison, overTime } = words;
  const section = phaseName(line.section, words);
  const steps = line.steps.map((step) => spokenStep(step, words)).join(comparison.between);
  const text = overTime.line(wordName(line.claimant, words), section, steps);
  return line.disputed ? [text, overTime.disputed].join(comparison.between) : text;
}

function spokenStep({ claim, from, to, runs, endsOpen }: ChartStep, words: Words): string {
  const { lines, overTime } = words;
  const [earliest, latest] = claim.said;
  const isDated = earliest !== null || latest !== null;
  const begin = wordDay(from, words, "short");
  const text = overTime.step(
    stepText(claim, words),
    endsOpen ? overTime.from(begin) : overTime.fromTo(begin, wordDay(to, words, "short")),
    isDated ? words.said(wordSaidDays(earliest, latest, words)) : lines.dayNotKnown,
  );
  const { standing } = elementAt(runs, runs.length - 1);
  return endsOpen ? overTime.standing(text, overTime.key[standing]) : text;
}

/** Write what is not drawn: for each reason who says what, up to three, and how many more; blank where all is drawn. */
export function notDrawnText(notDrawn: readonly NotDrawn[], words: Words): string {
  const { overTime, comparison } = words;
  const parts = notDrawn.map(({ why, claims }) => {
    const said = claims.slice(0, MOST_SAID).map((claim) => saidBeside(claim, words));
    const more = claims.length - said.length;
    const all = more > 0 ? [...said, comparison.moreWho(more)] : said;
    return overTime.why[why](all.join(words.grammar.lists.between));
  });
  return parts.length > 0 ? overTime.notDrawn(parts.join(comparison.between)) : "";
}

function saidBeside(claim: SubjectClaim, words: Words): string {
  const day = claim.said.every((one) => one === null) ? "" : wordSaidBriefly(claim.said, 0, words);
  const who = [wordWho(claim, words), day].filter(Boolean).join(words.grammar.lists.between);
  if (!claim.figure) return day === "" ? who : words.answer.by(wordWho(claim, words), day);
  return words.answer.by(stepText(claim, words), who);
}

/** As many claims that are not drawn are written out. */
const MOST_SAID = 3;

function rowOf(claim: SubjectClaim) {
  return rowClaim({ claim, standing: "stated", earlier: [] });
}

function phaseName(phase: string, words: Words): string {
  return words.phases[phase] ?? isolate(phase);
}
