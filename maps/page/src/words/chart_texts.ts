/** What is written in the chart over time: at its lines, at groups of them, and on what is not drawn. */
import { elementAt } from "../checked_access.ts";
import type { ChartGroup, ChartLine, ChartStep, NotDrawn } from "../rules/chart_model.ts";
import { MEASURES, rowClaim } from "../rules/section_making.ts";
import { statedSpread } from "../rules/stated_numbers.ts";
import type { SubjectClaim } from "../rules/subject_claims.ts";
import type { Words } from "./catalogue.ts";
import { wordDay, wordSaidDays } from "./date_texts.ts";
import { isolate } from "./isolate.ts";
import { wordName } from "./name_texts.ts";
import { claimFigure, wordSaidBriefly, wordWho } from "./row_texts.ts";
import { asMeasured, figuresOf, isSeveral } from "./row_words.ts";
import { filled, type Parts, textOfParts } from "./sentence_parts.ts";
import { movementFigures, spreadFigures } from "./spread_words.ts";

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
  const { row, section } = line;
  const isDated = row.claims.some(({ said }) => said[0] !== null || said[1] !== null);
  return {
    figure: labelFigure(line, words),
    claimant: wordName(row.claimant, words),
    section: section === first ? "" : phaseName(section, words),
    undated: isDated ? "" : words.lines.dayNotKnown,
    disputed: line.disputed ? words.overTime.disputed : "",
  };
}

/** Write the figure of a label: as in the rows; of several movements from the smallest to the largest. */
function labelFigure({ row, section: phase }: ChartLine, words: Words): Parts {
  const measure = MEASURES[phase] ?? "";
  const section = { phase, measure, rows: [row], noNumber: [], denied: [], later: [] };
  const spread = isSeveral(row, section) ? statedSpread([[row, row.claims]]) : null;
  if (spread) {
    const figures = movementFigures(spread, words);
    return filled((mark) => words.overTime.each(mark(figures)));
  }
  return asMeasured(row, section, figuresOf(row, row.claims, words), words);
}

/** Return a label as one text. */
export function labelText({ figure, claimant, section, undated, disputed }: LineLabel): string {
  const name = [textOfParts(figure), claimant, section].filter(Boolean).join(" ");
  return [name, undated, disputed].filter(Boolean).join(" · ");
}

/** Write what an older step of a line says. */
export function stepText(claim: SubjectClaim, words: Words): string {
  return textOfParts(claimFigure(rowClaim({ claim, standing: "stated", earlier: [] }), words));
}

/** Write how many lines of a section have no label of their own, and from which number to which. */
export function groupText(
  { section, lines, spread }: ChartGroup,
  first: string,
  words: Words,
): string {
  const text = words.subject.moreFrom(lines.length, textOfParts(spreadFigures(spread, words)));
  return section === first ? text : `${text} ${phaseName(section, words)}`;
}

/** Of a line with more steps the earlier ones are only counted. */
const MOST_SPOKEN = 4;

/** Write a line as it is read out: who, in which phase, and each of its newest figures with its days. */
export function spokenLine(line: ChartLine, words: Words): string {
  const { comparison, overTime } = words;
  const section = phaseName(line.section, words);
  const last = line.steps.slice(-MOST_SPOKEN).map((step) => spokenStep(step, words));
  const earlier = line.steps.length - last.length;
  const all = earlier > 0 ? [comparison.moreWho(earlier), ...last] : last;
  const steps = all.join(comparison.between);
  const text = overTime.line(wordName(line.row.claimant, words), section, steps);
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

/** Write what is not drawn: for each reason who says what, and how many more; blank where all is drawn. */
export function notDrawnText(notDrawn: readonly NotDrawn[], words: Words): string {
  const { overTime, comparison, answer, grammar } = words;
  const parts = notDrawn.map(({ why, claims }) => {
    if (COUNTED.includes(why)) return overTime.why[why](answer.count(claims.length));
    const said = saidBeside(elementAt(claims, 0), words);
    const more = claims.length - 1;
    const all = more > 0 ? [said, comparison.moreWho(more)] : [said];
    return overTime.why[why](all.join(grammar.lists.between));
  });
  return parts.length > 0 ? overTime.notDrawn(parts.join(comparison.between)) : "";
}

/** Reasons of which the claims are only counted. */
const COUNTED: readonly string[] = ["no_number", "unplaced", "other_quantity"];

function saidBeside(claim: SubjectClaim, words: Words): string {
  const day = claim.said.every((one) => one === null) ? "" : wordSaidBriefly(claim.said, 0, words);
  const who = [wordWho(claim, words), day].filter(Boolean).join(words.grammar.lists.between);
  return words.answer.by(stepText(claim, words), who);
}

function phaseName(phase: string, words: Words): string {
  return words.phases[phase] ?? isolate(phase);
}
