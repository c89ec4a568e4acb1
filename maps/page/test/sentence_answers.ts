/** Read the answers of tests/cases/sentences.json; tests/cases/sentence_answers.py says how they are written. */
import type {
  AnswerRow,
  AnswerSection,
  Beside,
  DayAnswer,
  RowClaim,
  Said,
  Standing,
} from "../src/rules/answer.ts";
import { parseDay } from "../src/rules/days.ts";
import { figure } from "./words/answers.mjs";

interface RowCells extends Partial<Omit<AnswerRow, "claims" | "claimant">> {
  readonly who: string;
  readonly claims: readonly string[];
  readonly named_days?: readonly string[];
}

interface BesideCells {
  readonly id: string;
  readonly who: string;
  readonly figure?: string;
  readonly forces?: readonly string[];
  readonly start?: string;
  readonly end?: string;
  readonly said?: string;
  readonly until?: string;
  readonly disputed_by?: readonly string[];
}

interface SectionCells {
  readonly phase: string;
  readonly measure?: string;
  readonly rows?: readonly RowCells[];
  readonly no_number?: readonly BesideCells[];
  readonly denied?: readonly BesideCells[];
  readonly later?: readonly BesideCells[];
}

export interface AnswerCells {
  readonly day: string;
  readonly force?: string;
  readonly sections?: readonly SectionCells[];
  readonly jointly?: readonly BesideCells[];
  readonly unplaced?: readonly BesideCells[];
  readonly larger?: readonly BesideCells[];
  readonly last?: readonly BesideCells[];
}

export function readAnswer(cells: AnswerCells): DayAnswer {
  return {
    day: day(cells.day),
    force: cells.force ?? "",
    sections: (cells.sections ?? []).map(section),
    jointly: (cells.jointly ?? []).map(beside),
    unplaced: (cells.unplaced ?? []).map(beside),
    larger: (cells.larger ?? []).map(beside),
    last: (cells.last ?? []).map(beside),
  };
}

function section(cells: SectionCells): AnswerSection {
  return {
    phase: cells.phase,
    measure: cells.measure ?? "",
    rows: (cells.rows ?? []).map(row),
    noNumber: (cells.no_number ?? []).map(beside),
    denied: (cells.denied ?? []).map(beside),
    later: (cells.later ?? []).map(beside),
  };
}

function row(cells: RowCells): AnswerRow {
  const named = (cells.named_days ?? []).map(day);
  return {
    claimant: cells.who,
    claims: cells.claims.map((text) => claim(text, named)),
    kind: cells.kind ?? "whole",
    label: cells.label ?? "",
    place: cells.place ?? "",
    voice: cells.voice ?? "",
  };
}

function claim(text: string, namedDays: readonly number[]): RowClaim {
  const [id = "", bounds = "", days = "", held = "", ...wording] = text.split(" ");
  const [standing, ...disputedBy] = held.split("!");
  return {
    id,
    figure: figure(bounds),
    wording: wording.join(" "),
    said: said(days),
    standing: standing as Standing,
    namedDays,
    disputedBy,
  };
}

function beside(cells: BesideCells): Beside {
  return {
    id: cells.id,
    claimant: cells.who,
    figure: cells.figure === undefined ? null : figure(cells.figure),
    forces: cells.forces ?? [],
    start: cells.start ?? "",
    end: cells.end ?? "",
    said: said(cells.said ?? "?"),
    untilDay: cells.until === undefined ? null : day(cells.until),
    disputedBy: cells.disputed_by ?? [],
  };
}

function said(text: string): Said {
  if (text === "?") return [null, null];
  const [earliest = "", latest = earliest] = text.split("..");
  return [earliest ? day(earliest) : null, latest ? day(latest) : null];
}

function day(text: string): number {
  const found = parseDay(text);
  if (found === null) throw new Error(`${text} is no day`);
  return found;
}
