/**
 * Typed parts of a sentence: each figure with the report and the bound that it is; joined, they are the text.
 *
 * A message of the catalogues is written with a mark for each argument that has parts, and the parts are then put in its
 * place, so a text of a report is never searched. Python has the same (layers/comparison/sentence_parts.py).
 */
import { elementAt } from "../checked_access.ts";

export type PartKind = "text" | "figure" | "count" | "factor" | "day";

/** A stretch of a sentence. */
export interface Part {
  readonly text: string;
  /** A figure, a count of claimants or claims, a factor, a day, or any other text. */
  readonly kind: PartKind;
  /** The reports that state it, or that it is about. */
  readonly ids: readonly string[];
  /** Of a figure, the bound of those reports that it is. */
  readonly field: "" | "low" | "high" | "best";
}

export type Parts = readonly Part[];
/** Keep some parts and return their mark in a text. */
export type Mark = (parts: Parts) => string;

const MARKED = /\ue000([0-9]+)\ue001/;

/** A part of a kind. */
export function partOf(
  text: string,
  kind: PartKind = "text",
  ids: readonly string[] = [],
  field: Part["field"] = "",
): Parts {
  return [{ text, kind, ids, field }];
}

/** The text of a sentence. */
export function textOfParts(parts: Parts): string {
  return parts.map(({ text }) => text).join("");
}

/** The parts of a text that is written with marks for parts. */
export function filled(write: (mark: Mark) => string): Parts {
  const kept: Parts[] = [];
  const text = write((parts) => {
    kept.push(parts);
    return `\ue000${kept.length - 1}\ue001`;
  });
  const found = text
    .split(MARKED)
    .flatMap((piece, at) => (at % 2 ? elementAt(kept, Number(piece)) : partOf(piece)));
  return merged(found);
}

/** Parts one after the other, with a text between them. */
export function joinParts(several: readonly Parts[], between: string): Parts {
  return filled((mark) => several.map(mark).join(between));
}

/** Join texts that nothing distinguishes, and leave out empty ones. */
function merged(parts: Parts): Parts {
  const joined: Part[] = [];
  for (const part of parts) {
    if (part.text === "") continue;
    const last = joined.at(-1);
    const isSame =
      last?.kind === "text" && part.kind === "text" && last.ids.join(" ") === part.ids.join(" ");
    if (last && isSame) joined[joined.length - 1] = { ...last, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}
