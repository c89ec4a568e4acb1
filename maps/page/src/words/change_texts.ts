/** What the lines of what changed say: when, who, what happened, and to which figure. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { ChangeLine } from "../rules/changes.ts";
import type { Change } from "../rules/change_events.ts";
import { DISTANT_FUTURE, DISTANT_PAST } from "../rules/days.ts";
import type { Said } from "../rules/answer.ts";
import type { SubjectClaim } from "../rules/subject_claims.ts";
import type { Words } from "./catalogue.ts";
import { wordDate } from "./date_texts.ts";
import { isolate } from "./isolate.ts";
import { isPersonnel, wordFigure, wordForce } from "./report_texts.ts";
import { wordSaidBriefly, wordWho } from "./row_texts.ts";
import { filled, joinParts, partOf, type Parts } from "./sentence_parts.ts";
import { figureParts } from "./spread_words.ts";

/** The texts of a line. */
export interface ChangeText {
  readonly day: string;
  readonly who: string;
  /** What happened: "new", "changed from 3,200", "began; said 29 Sep", "new, a count of arrivals, not of all who are there". */
  readonly what: string;
  /** Which claim it is, where that is not said above it: the phase, the force. */
  readonly about: readonly string[];
  readonly figure: Parts;
}

/** The message of each change. */
const KEYS = {
  new: "new",
  changed: "changed",
  "said again": "again",
  began: "began",
  ended: "ended",
  "new, ended": "newEnded",
  "not repeated any more": "stale",
  "day not known": "noDay",
} as const satisfies Record<Change, keyof Words["changes"]["brief"]>;

const BETWEEN = " / ";

/** Write a line on the page of a day. */
export function changeText(block: Block, line: ChangeLine, day: number, words: Words): ChangeText {
  const first = elementAt(line.claims, 0);
  const { phase, measure, force } = changeFacts(line, words);
  const figures = line.claims.map((claim) => claimFigure(claim, words));
  const distinct = new Map(
    figures.map((one) => [JSON.stringify(one.map(({ text }) => text)), one]),
  );
  return {
    day: dayText(line, first, day, words),
    who: wordWho(first, words),
    what: [whatText(block, line, day, words), measure]
      .filter(Boolean)
      .join(words.grammar.lists.between),
    about: [phase, force].filter(Boolean),
    figure: joinParts([...distinct.values()], BETWEEN),
  };
}

/** What is said of a line's claims beside their figure; each blank where it is not said. */
export function changeFacts({ heading, what, claims }: ChangeLine, words: Words) {
  const { phase, measure, force, start, end } = elementAt(claims, 0);
  const isElsewhere = heading !== "" || what === "day not known";
  const isFlow = phase === "arriving" || phase === "withdrawn";
  const { asArrivals, asAllThere } = words.changes;
  return {
    phase: isElsewhere ? (words.phases[phase] ?? isolate(phase)) : "",
    measure:
      phase === "present" && measure === "flow"
        ? asArrivals
        : isFlow && measure === "stock"
          ? asAllThere
          : "",
    force: heading === "other force" || force.includes(";") ? wordForce(force, words) : "",
    span: what === "new, ended" ? spanText(start, end, words) : "",
  };
}

/** The different figures of reports. */
export function figuresText(block: Block, rows: readonly number[], words: Words): string {
  return [...new Set(rows.map((row) => wordFigure(block, row, words)))].join(BETWEEN);
}

function whatText(block: Block, line: ChangeLine, day: number, words: Words): string {
  const { brief } = words.changes;
  const key = KEYS[line.what];
  if (key === "changed") return brief.changed(figuresText(block, line.older, words));
  if (key === "newEnded") return newEndedText(elementAt(line.claims, 0), words);
  if (key !== "began") return brief[key];
  return brief.began(wordSaidBriefly(elementAt(line.claims, 0).said, day, words));
}

function newEndedText({ start, end }: SubjectClaim, words: Words): string {
  const { brief } = words.changes;
  if (start === "") return brief.newUntil(wordDate(end, words));
  return brief.newEnded(spanText(start, end, words));
}

/** The time that a claim was for. */
function spanText(start: string, end: string, words: Words): string {
  if (start === "") return words.changes.until(wordDate(end, words));
  const [from, to] = [wordDate(start, words), wordDate(end, words)];
  return start === end ? from : words.span(from, to);
}

function dayText(
  line: ChangeLine,
  { start, end }: SubjectClaim,
  day: number,
  words: Words,
): string {
  const { what, from, to } = line;
  const isTurn = what === "began" || what === "ended";
  const isWhole = isTurn && from === DISTANT_PAST;
  if (isWhole) return wordDate(what === "began" ? start : end, words);
  const said: Said = [from === DISTANT_PAST ? null : from, to === DISTANT_FUTURE ? null : to];
  return wordSaidBriefly(said, day, words);
}

/** The figure of a claim, or its wording where its bound was read from a word; with what it counts, if not persons. */
function claimFigure({ id, figure, wording, quantity }: SubjectClaim, words: Words): Parts {
  if (!figure) return partOf(words.noNumber, "text", [id]);
  const own = wording === "" ? figureParts(figure, [id], words) : partOf(isolate(wording));
  if (isPersonnel(quantity)) return own;
  return filled((mark) => words.figures.counted(mark(own), isolate(quantity)));
}
