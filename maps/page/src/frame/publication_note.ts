/** With how much care the page is published: what was left out, told less precisely, or withheld. */
import type { Block } from "../block/block.ts";
import { wordDay } from "../words/date_texts.ts";
import { bdi, el } from "./dom.ts";
import type { Words } from "../words/catalogue.ts";

/** In a sentence, or blank where nothing was kept back. */
export function wordCare({ care }: Block, words: Words): string {
  if (!care) return "";
  const parts = [
    care.from_day !== null && words.care.embargo(care.left_out, wordDay(care.from_day, words)),
    care.coarsen && words.care.coarsen[care.coarsen],
    care.redact.length > 0 && words.care.redact(care.redact.map((name) => name.replaceAll("_", " "))),
  ];
  return words.care.published(parts.filter((part): part is string => Boolean(part)).join("; "));
}

/** The sentence over the map. */
export function makeCare(block: Block, words: Words): HTMLElement | null {
  const text = wordCare(block, words);
  return text ? el("p", { class: "care" }, bdi(text)) : null;
}
