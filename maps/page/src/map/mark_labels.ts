/** The label beside the marks of a place: its name, and what its groups claim in short. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { STALE, STANDINGS } from "../rules/standing_numbers.ts";
import type { Group } from "../rules/mark_groups.ts";
import { isolate } from "../words/isolate.ts";
import { wordFigures, wordForce } from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";
import type { Picture, Pictures, Words as Line } from "../signs/canvas_pictures.ts";
import type { Forces } from "../signs/force_colours.ts";

/** A label of more letters has its name on a line of its own. */
const LONGEST_LINE = 38;
/** A name of this many letters is broken in two where one line has no room. */
const LONG_NAME = 14;
/** Groups that a label spells out before it counts the rest. */
const LABELLED = 3;
const LABEL_SIZE = 12.5;
const PRESENT = "present";
const WITHDRAWN = "withdrawn";

/** What a label needs to know of the page. */
export interface LabelContext {
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  readonly pictures: Pictures;
}

/** Draws a label to the right of its marks, or to their left. */
export type Label = (isToLeft: boolean) => Picture;

/**
 * Return the labels of a place from the longest to the shortest: in full; the name with its first figure, beside it and below
 * it; the name alone; the name on two lines. Of a place whose marks are too small to be compared none leaves out the figure,
 * if it has one. None leaves out the name.
 */
export function labelsOf(
  place: number,
  groups: readonly Group[],
  context: LabelContext,
  isBrief: boolean,
  areSmallest: boolean,
): readonly Label[] {
  const { block, words, pictures } = context;
  const name: Line = { text: elementAt(block.places.name, place), isStrong: true };
  const label =
    (lines: readonly (readonly Line[])[]): Label =>
    (isToLeft) =>
      pictures.words(lines, LABEL_SIZE, isToLeft);
  const [first, second] = halves(name.text);
  const split = second === "" ? [] : [[{ ...name, text: first }], [{ ...name, text: second }]];
  const alone = [label([[name]]), ...(second === "" ? [] : [label(split)])];
  const numbered = groups.find(({ span }) => span !== null);
  const figures = numbered ? figuresOf(numbered, context) : [];
  const figure = figures.at(-1) ?? null;
  const brief = figures.flatMap((one) => [label([[name, one]]), label([[name], [one]])]);
  const narrow = figure && split.length > 0 ? [label([...split, [figure]])] : [];
  const short = areSmallest && figure ? [...brief, ...narrow] : [...brief, ...alone];
  if (isBrief) return areSmallest && figure ? short : alone;
  const texts = groups.slice(0, LABELLED).map((group) => inShort(group, context));
  const rest = groups.slice(LABELLED).reduce((sum, { rows }) => sum + rows.length, 0);
  if (rest > 0) texts.push(words.moreClaims(rest));
  const quiet = texts.map((text): Line => ({ text, isStrong: false }));
  const isTall = texts.length > 1 || name.text.length + elementAt(texts, 0).length > LONGEST_LINE;
  const lines = isTall ? [[name], ...quiet.map((text) => [text])] : [[name, ...quiet]];
  return [label(lines), ...short];
}

/** Return the figures of claims on one place and in one phase, with that phase for those who are not there, or not yet. */
export function figuresInPhase(block: Block, rows: readonly number[], words: Words): string {
  const text = wordFigures(block, rows, words);
  const phase = block.reports.phase.at(elementAt(rows, 0));
  return phase === "" || phase === PRESENT
    ? text
    : `${text} · ${words.phases[phase] ?? isolate(phase)}`;
}

/**
 * Return the figures of a group as a label has them, the longest first. Of those who have left the phase is always there: a
 * number alone is read as of those who are present.
 */
function figuresOf({ rows, phase }: Group, { block, words }: LabelContext): readonly Line[] {
  const inPhase = figuresInPhase(block, rows, words);
  const alone = phase === WITHDRAWN ? inPhase : wordFigures(block, rows, words);
  return [...new Set([inPhase, alone])].map((text): Line => ({ text, isStrong: false }));
}

/** Return a long name split at the space nearest to its middle; a short one, or one without a space, and a blank. */
function halves(name: string): readonly [string, string] {
  const middle = name.length / 2;
  const spaces = [...name.matchAll(/ /g)]
    .map(({ index }) => index)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return name.length < LONG_NAME || spaces.length === 0
    ? [name, ""]
    : [name.slice(0, spaces[0]), name.slice(elementAt(spaces, 0) + 1)];
}

/** Return a group as text: its figures, phase and certainty, and its force where several are named. */
function inShort(group: Group, { block, words, forces }: LabelContext): string {
  return [
    wordFigures(block, group.rows, words),
    group.phase && (words.phases[group.phase] ?? isolate(group.phase)),
    forces.areSeveral && wordForce(group.force, words),
    group.rows.length > 1 && words.claims(group.rows.length),
    group.standing >= STALE && words.lines.standing[elementAt(STANDINGS, group.standing)],
  ]
    .filter(Boolean)
    .join(" · ");
}
