/**
 * What the sentence says of one section: its spread, the newest, what is beside it, and what has no figure.
 *
 * Python has the same rule (layers/comparison/section_clauses.py); tests/cases/sentences.json is run by both.
 */
import { elementAt } from "../checked_access.ts";
import type { AnswerSection, Beside } from "../rules/answer.ts";
import type { Newest, NewestRow } from "../rules/newest_saying.ts";
import {
  type Group,
  rowsByGroup,
  type SectionRows,
  silentOf,
  type SilentClaim,
} from "../rules/section_rows.ts";
import { type Counted, grouped, MOST_LISTED, type StatedSpread } from "../rules/stated_numbers.ts";
import type { Words } from "./catalogue.ts";
import { byClaimant, disputesOf, whoPart } from "./claimant_words.ts";
import { wordSaidDays } from "./date_texts.ts";
import {
  asMeasured,
  type Context,
  figuresOf,
  firstFew,
  idsOf,
  isSeveral,
  listed,
  movementsParts,
  partItem,
  rowFigure,
  wordedClause,
} from "./row_words.ts";
import { filled, joinParts, partOf, type Parts } from "./sentence_parts.ts";
import { figureParts, limitsParts, spreadParts } from "./spread_words.ts";

/** What is said of a section. */
export interface SectionClauses {
  /** Its clauses, in order; none where there is nothing to say. */
  readonly clauses: readonly Parts[];
  /** The spread of its stated and carried rows. */
  readonly spread: StatedSpread | null;
  /** Whether it has nothing but figures with vague dates. */
  readonly isVague: boolean;
}

type GroupRows = readonly (readonly [Exclude<Group, "unnamed">, SectionRows])[];

/** What is said of a section on a day. */
export function clausesOf(section: AnswerSection, day: number, words: Words): SectionClauses {
  const rows = rowsByGroup(section, day);
  const { main, stale } = rows;
  const context = { section, day, words };
  const { spread } = main;
  const dated = mainClauses(main, context);
  let staleClauses = spreadClauses("stale", stale, words);
  const isCounted = spread !== null || stale.spread !== null;
  let vague = [
    ...spreadClauses(isCounted ? "undatedBeside" : "undated", rows.undated, words),
    ...spreadClauses(isCounted ? "vagueBeside" : "vague", rows.vague, words),
  ];
  const isEmpty = () => dated.length + staleClauses.length + vague.length === 0;
  if (!spread && main.parts.length > 0) {
    if (dated.length + staleClauses.length === 0) dated.push(partOf(words.answer.noneForAll));
    dated.push(partsClause("main", main, context));
  }
  if (isEmpty()) staleClauses = onlyBeside([["stale", stale]], context);
  if (isEmpty())
    vague = onlyBeside(
      [
        ["undated", rows.undated],
        ["vague", rows.vague],
      ],
      context,
    );
  const withoutNumber = silentOf(section);
  const silent = withoutNumber.length > 0 && isEmpty() ? [silentClause(withoutNumber, words)] : [];
  const denied = spread ? [] : deniedClauses(section.denied, words);
  const clauses = [...dated, ...staleClauses, ...vague, ...silent, ...denied];
  return { clauses, spread, isVague: vague.length > 0 && vague.length === clauses.length };
}

function mainClauses(main: SectionRows, context: Context): Parts[] {
  const { words } = context;
  const { spread, newest } = main;
  const clauses = spread ? [spreadParts(spread, words, true)] : [];
  if (newest) clauses.push(newestClause(newest, namedIn(clauses), context));
  const limits = spread && limitsParts(spread, namedIn(clauses), words);
  if (limits) clauses.push(limits);
  const named = newest ? newest.rows.slice(0, MOST_LISTED).map(({ row }) => row) : [];
  const unnamed = main.otherMeasure.filter(([row]) => !named.includes(row));
  clauses.push(...otherMeasure(unnamed, context));
  if (main.inWords.length > 0) clauses.push(wordedClause(main.inWords, words));
  return clauses;
}

/** The clause on the newest figures; a claim that is `named` before is not called disputed again. */
function newestClause(newest: Newest, named: ReadonlySet<string>, context: Context): Parts {
  const { section, words } = context;
  const { by, whoDay, newest: say, newestOf } = words.answer;
  const figures = listed(
    newest.rows,
    (one) => {
      const { row, claims } = one;
      const disputedBy = disputesOf(claims.filter(({ id }) => !named.has(id)));
      const name = whoPart(row.claimant, idsOf(claims), words, disputedBy);
      const day = dayPart(one, words);
      const who = newest.isKnown ? name : filled((mark) => whoDay(mark(name), mark(day)));
      const figure = figuresOf(row, claims, words);
      const text = filled((mark) => by(mark(figure), mark(who)));
      return asMeasured(row, section, text, words);
    },
    words,
  );
  if (!newest.isKnown) return filled((mark) => newestOf(mark(figures)));
  const said = dayPart(elementAt(newest.rows, 0), words);
  return filled((mark) => say(mark(said), mark(figures)));
}

/** The ids of the claims that some clauses name with their claimants. */
function namedIn(clauses: readonly Parts[]): ReadonlySet<string> {
  return new Set(clauses.flat().flatMap(({ kind, ids }) => (kind === "text" ? ids : [])));
}

function dayPart({ said, claims }: NewestRow, words: Words): Parts {
  return partOf(wordSaidDays(...said, words), "day", idsOf(claims));
}

/** The clauses on figures of the other measure, and on a claimant's several movements. */
function otherMeasure(rows: readonly Counted[], context: Context): Parts[] {
  const { section, words } = context;
  const several = rows.filter(([row]) => isSeveral(row, section));
  const clauses = firstFew(several, (one) => movementsParts(one, context, null), words);
  for (const kind of ["movement", "total"] as const) {
    const single = rows.filter(([row]) => row.kind === kind && !isSeveral(row, section));
    const say = kind === "movement" ? words.answer.asMovement : words.answer.asTotal;
    const figures = listed(single, (one) => rowFigure(one, words), words);
    if (single.length > 0) clauses.push(filled((mark) => say(mark(figures))));
  }
  return clauses;
}

/** The clause on rows for all of it that are in no spread of the day: not repeated, or with vague dates. */
function spreadClauses(
  group: "stale" | "undated" | "undatedBeside" | "vague" | "vagueBeside",
  rows: SectionRows,
  words: Words,
): Parts[] {
  const { spread } = rows;
  const inside = spread ? [spreadParts(spread, words, false)] : [];
  if (rows.inWords.length > 0) inside.push(wordedClause(rows.inWords, words));
  const what = joinParts(inside, words.grammar.lists.between);
  return inside.length > 0 ? [filled((mark) => words.answer[group](mark(what)))] : [];
}

/** What is left to say of a section: figures of the other measure, else those for parts. */
function onlyBeside(groups: GroupRows, context: Context): Parts[] {
  const { words } = context;
  const other = groups.flatMap(([group, rows]) =>
    group === "main"
      ? []
      : otherMeasure(rows.otherMeasure, context).map((clause) =>
          filled((mark) => words.answer[group](mark(clause))),
        ),
  );
  if (other.length > 0) return other;
  const parts = groups
    .filter(([, rows]) => rows.parts.length > 0)
    .map(([group, rows]) => partsClause(group, rows, context));
  return parts.length > 0 ? [partOf(words.answer.noneForAll), ...parts] : [];
}

function partsClause(group: string, { parts }: SectionRows, context: Context): Parts {
  const { words } = context;
  if (parts.length > MOST_LISTED) {
    const ids = parts.flatMap(([, claims]) => idsOf(claims));
    const number = partOf(words.answer.count(parts.length), "count", ids);
    return filled((mark) => words.answer.partsCount(mark(number), parts.length, group));
  }
  const item = (one: Counted) => {
    const isPlaced = parts.filter(([other]) => other.label === one[0].label).length > 1;
    return partItem(one, context, isPlaced);
  };
  const figures = listed(parts, item, words);
  return filled((mark) => words.answer.parts(group, mark(figures)));
}

function silentClause(silent: readonly SilentClaim[], words: Words): Parts {
  // Claimants without a name are never the same.
  const numbered = silent.map((one, at) => ({ ...one, key: one.claimant || at }));
  const named = grouped(numbered, ({ key }) => key);
  const nameOf = (same: readonly SilentClaim[]) =>
    whoPart(
      elementAt(same, 0).claimant,
      same.map(({ id }) => id),
      words,
    );
  return filled((mark) => words.answer.noNumber(firstFew(named, nameOf, words).map(mark)));
}

function deniedClauses(denied: readonly Beside[], words: Words): Parts[] {
  const stating = denied.filter(({ figure }) => figure);
  const figures = listed(stating, (one) => claimParts(one, words), words);
  return stating.length > 0 ? [filled((mark) => words.answer.denied(mark(figures)))] : [];
}

/** A claim that is named beside the rows: its figure, or that it has none, with its claimant. */
export function claimParts(one: Beside, words: Words): Parts {
  return byClaimant(figureOrNone(one, words), one.claimant, [one.id], words, one.disputedBy);
}

/** The figure of a claim that is named beside the rows, or that it has none. */
export function figureOrNone({ figure, id }: Beside, words: Words): Parts {
  return figure ? figureParts(figure, [id], words) : partOf(words.noNumber);
}
