/** The notes over the map: what was left out before publication, and what of the address could not be read. */
import type { Block } from "../block/block.ts";
import { wordDay } from "../rules/days.ts";
import { isolate } from "../words/isolate.ts";
import { bdi, button, el } from "./dom.ts";
import type { Unread } from "../state/state.ts";
import type { Words } from "../words/catalogue.ts";

/** Return what was left out, made less precise or withheld, as a sentence; blank where nothing was. */
export function publicationText({ care }: Block, words: Words): string {
  if (!care) return "";
  const parts = [
    care.from_day !== null &&
      words.care.embargo(care.left_out, wordDay(care.from_day, words.locale)),
    care.coarsen && words.care.coarsen[care.coarsen],
    care.redact.length > 0 &&
      words.care.redact(care.redact.map((name) => name.replaceAll("_", " "))),
  ];
  return words.care.published(parts.filter((part): part is string => Boolean(part)).join("; "));
}

/** Make the paragraph over the map; null where nothing was kept back. */
export function makePublicationNote(block: Block, words: Words): HTMLElement | null {
  const text = publicationText(block, words);
  return text ? el("p", { class: "care" }, bdi(text)) : null;
}

/** Make the note on a part of the address that could not be read. */
export function unreadNote(unread: Unread, words: Words): HTMLElement {
  const made = el(
    "p",
    { class: "note" },
    bdi(words.unread[unread.why](unread.name, isolate(unread.got))),
    " ",
    button({ class: "as-link" }, () => made.remove(), words.dismiss),
  );
  return made;
}
