/** The note on a careful publication: what was left out, made less precise, or withheld. */
import type { Block } from "../block/block.ts";
import { wordDay } from "../rules/days.ts";
import { bdi, el } from "./dom.ts";
import type { Words } from "../words/catalogue.ts";

/** Return the note as a sentence; blank where nothing was kept back. */
export function publicationText({ care }: Block, words: Words): string {
  if (!care) return "";
  const parts = [
    care.from_day !== null && words.care.embargo(care.left_out, wordDay(care.from_day, words.locale)),
    care.coarsen && words.care.coarsen[care.coarsen],
    care.redact.length > 0 && words.care.redact(care.redact.map((name) => name.replaceAll("_", " "))),
  ];
  return words.care.published(parts.filter((part): part is string => Boolean(part)).join("; "));
}

/** Make the paragraph over the map; null where nothing was kept back. */
export function makePublicationNote(block: Block, words: Words): HTMLElement | null {
  const text = publicationText(block, words);
  return text ? el("p", { class: "care" }, bdi(text)) : null;
}
