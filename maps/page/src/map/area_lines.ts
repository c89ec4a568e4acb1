/**
 * The lines of an area: for each force and section its figures, how many claim them, and how they stand on the day.
 *
 * They are of the same claims and spreads as the sentence of the panel: what a newer word has replaced is in none.
 */
import { elementAt, required } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import type { AnswerSection } from "../rules/answer.ts";
import { SubjectClaims } from "../rules/day_sections.ts";
import { type Group, rowsByGroup, type SectionRows, silentOf } from "../rules/section_rows.ts";
import { figureOf, type Span } from "../rules/spans.ts";
import { CARRIED, STALE, STANDINGS, VAGUE } from "../rules/standing_numbers.ts";
import {
  type Counted,
  type StatedNumber,
  type StatedSpread,
  statedSpread,
  voicesOf,
} from "../rules/stated_numbers.ts";
import type { Nesting } from "../rules/nesting.ts";
import { ClaimIndex } from "../rules/subject_index.ts";
import { quantityOf } from "../rules/subject_numbers.ts";
import type { View } from "../state/view.ts";
import { isolate } from "../words/isolate.ts";
import { withQuantity } from "../words/report_texts.ts";
import { claimFigure, deniedParts } from "../words/row_texts.ts";
import { textOfParts } from "../words/sentence_parts.ts";
import { spreadInBrief } from "../words/spread_in_brief.ts";
import type { Words } from "../words/catalogue.ts";

/** One line: what is claimed of a force in an area and a phase. */
export interface AreaLine {
  /** The claims of the section. */
  readonly rows: readonly number[];
  readonly force: string;
  readonly phase: string;
  readonly quantity: string;
  /** A position in `STANDINGS`. */
  readonly standing: number;
  /** Null without a number. */
  readonly span: Span | null;
  readonly figures: string;
  /** What the figures are of, where they are not of all of the force. */
  readonly of: string;
  /** How many claimants state them. */
  readonly claimants: number;
  readonly disputes: number;
  readonly echoes: number;
}

type Said = Pick<AreaLine, "standing" | "span" | "figures" | "of" | "claimants">;
type Named = Exclude<Group, "unnamed">;

interface OwnSubject {
  readonly force: string;
  readonly quantity: string;
  claims: SubjectClaims;
  /** The filters of these claims. */
  shown: Uint8Array | null;
}

const GROUPS: readonly (readonly [Named, number])[] = [
  ["main", CARRIED],
  ["stale", STALE],
  ["undated", VAGUE],
  ["vague", VAGUE],
];
const NO_FORCES: ReadonlyMap<string, readonly number[]> = new Map();

/** The reports about one place itself of one force and quantity, as an index: nothing else lies near. */
class OwnRows extends ClaimIndex {
  readonly #rows: Int32Array;
  readonly #nestings: Nesting[] = [];

  constructor(block: Block, place: number, rows: readonly number[]) {
    super(block);
    this.#rows = Int32Array.from(rows);
    this.#nestings[place] = "same";
  }

  override at(): Int32Array {
    return this.#rows;
  }

  override get byForce(): ReadonlyMap<string, readonly number[]> {
    return NO_FORCES;
  }

  override nestings(): readonly Nesting[] {
    return this.#nestings;
  }
}

/** Works out the lines of areas, and keeps what a day does not change. */
export class AreaLines {
  readonly #block: Block;
  readonly #words: Words;
  readonly #index: ClaimIndex;
  readonly #subjects = new Map<number, readonly OwnSubject[]>();
  readonly #rowOf = new Map<string, number>();

  constructor(block: Block, words: Words) {
    this.#block = block;
    this.#words = words;
    this.#index = new ClaimIndex(block);
  }

  /** Return the lines of an area on the view's day: people first, the force of the most claimants first, its phases in order. */
  at(place: number, { on, stretches, shown }: View): AreaLine[] {
    const found: { lines: AreaLine[]; isPeople: boolean; most: number }[] = [];
    for (const subject of this.#subjectsAt(place, stretches, shown)) {
      if (subject.claims.stretches !== stretches || subject.shown !== shown) {
        subject.claims = subject.claims.with(stretches, shown);
        subject.shown = shown;
      }
      const { sections } = subject.claims.on(on);
      const lines = sections.flatMap((section) => this.#lineOf(section, subject, on) ?? []);
      if (lines.length > 0)
        found.push({
          lines,
          isPeople: subject.quantity === "personnel",
          most: Math.max(...lines.map(({ claimants }) => claimants)),
        });
    }
    return found
      .sort((a, b) => Number(b.isPeople) - Number(a.isPeople) || b.most - a.most)
      .flatMap(({ lines }) => lines);
  }

  #subjectsAt(
    place: number,
    stretches: View["stretches"],
    shown: View["shown"],
  ): readonly OwnSubject[] {
    const known = this.#subjects.get(place);
    if (known) return known;
    const block = this.#block;
    const byKey = new Map<string, { force: string; quantity: string; rows: number[] }>();
    for (const row of this.#index.at(place)) {
      this.#rowOf.set(block.reports.id.at(row), row);
      const [force, quantity] = [block.reports.force.at(row), quantityOf(block, row)];
      const key = `${quantity}\n${force}`;
      const one = byKey.get(key) ?? { force, quantity, rows: [] };
      byKey.set(key, one);
      one.rows.push(row);
    }
    const made = Array.from(byKey.values(), ({ force, quantity, rows }) => ({
      force,
      quantity,
      shown,
      claims: new SubjectClaims(block, new OwnRows(block, place, rows), stretches, shown, {
        force,
        place,
        quantity,
      }),
    }));
    this.#subjects.set(place, made);
    return made;
  }

  #lineOf(
    section: AnswerSection,
    { force, quantity, claims }: OwnSubject,
    day: number,
  ): AreaLine | null {
    const said = this.#said(section, day);
    if (!said) return null;
    const ids = [
      ...section.rows.flatMap((row) => row.claims.map(({ id }) => id)),
      ...[...section.noNumber, ...section.denied].map(({ id }) => id),
    ];
    const rows = ids.map((id) => required(this.#rowOf.get(id), `the row of ${id}`));
    const { disputes, echoes } = claims.stretches;
    return {
      ...said,
      figures: said.span ? withQuantity(said.figures, quantity, this.#words) : said.figures,
      rows,
      force,
      phase: section.phase,
      quantity,
      disputes: new Set(rows.flatMap((row) => disputes.get(row) ?? [])).size,
      echoes: rows.reduce((sum, row) => sum + (echoes.get(row)?.length ?? 0), 0),
    };
  }

  /** Return what is said of all of the force, else of the other measure, in words, of parts, without a number, or denied. */
  #said(section: AnswerSection, day: number): Said | null {
    const words = this.#words;
    const groups = rowsByGroup(section, day);
    const first = (say: (rows: SectionRows, standing: number) => Said | null): Said | null => {
      for (const [name, standing] of GROUPS) {
        const said = say(groups[name], standing);
        if (said) return said;
      }
      return null;
    };
    return (
      first(({ spread }, standing) => spread && this.#spread(spread, standing, "")) ??
      first(({ otherMeasure }, standing) => {
        const spread = statedSpread(otherMeasure);
        return spread && this.#spread(spread, standing, words.lines.asMovement);
      }) ??
      first(({ inWords }, standing) => this.#single(inWords, standing)) ??
      first(({ parts }, standing) => this.#single(parts, standing)) ??
      this.#silent(section)
    );
  }

  #spread(spread: StatedSpread, standing: number, of: string): Said {
    const claims = spread.lower.map(({ claim }) => claim);
    return {
      standing: Math.min(standing, ...claims.map((one) => STANDINGS.indexOf(one.standing))),
      span: this.#spanOf(spread),
      figures: spreadInBrief(spread, this.#words),
      of,
      claimants: voicesOf(spread),
    };
  }

  /** Return the first of some rows that make no spread, and that there are others. */
  #single(rows: readonly Counted[], standing: number): Said | null {
    const [first, ...others] = rows;
    if (!first) return null;
    const [row, claims] = first;
    const claim = elementAt(claims, 0);
    const spread = statedSpread([[row, claims]]);
    const rest = others.reduce((sum, [, own]) => sum + own.length, 0);
    const more = rest > 0 ? this.#words.moreClaims(rest) : "";
    return {
      standing,
      span: spread && this.#spanOf(spread),
      figures: textOfParts(claimFigure(claim, this.#words)),
      of: [isolate(row.label), more].filter(Boolean).join(" "),
      claimants: new Set(rows.map(([one], at) => one.voice || at)).size,
    };
  }

  #silent(section: AnswerSection): Said | null {
    const silent = silentOf(section);
    const held = section.noNumber.map(({ standing }) => STANDINGS.indexOf(standing ?? "vague"));
    const standing = held.length > 0 ? Math.min(...held) : VAGUE;
    const said = { standing, span: null, of: "" };
    if (silent.length > 0) {
      const claimants = new Set(silent.map(({ claimant }, at) => claimant || at)).size;
      return { ...said, figures: this.#words.noNumber, claimants };
    }
    const [denied] = section.denied;
    return denied
      ? { ...said, figures: textOfParts(deniedParts(denied, this.#words)), claimants: 0 }
      : null;
  }

  /** Return a spread as a sign shows it: one claim with its own bounds, several from the lowest to the highest number. */
  #spanOf({ low, high, lower }: StatedSpread): Span | null {
    if (lower.length === 1) return figureOf(this.#block.reports, this.#rowAt(low));
    const isOpen = high.word === "more" || high.word === "atLeast";
    return {
      low: low.value,
      lowIncluded: low.word !== "more",
      lowIsAbout: low.word === "about",
      lowRow: this.#rowAt(low),
      high: high.value,
      highIncluded: high.word !== "fewer",
      highIsAbout: high.word === "about",
      highRow: this.#rowAt(high),
      isOpen,
      topIsOpen: isOpen,
    };
  }

  #rowAt({ claim }: StatedNumber): number {
    return required(this.#rowOf.get(claim.id), `the row of ${claim.id}`);
  }
}
