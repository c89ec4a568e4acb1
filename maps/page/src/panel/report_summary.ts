/** What a report says in short. */
import { bdi, button, el } from "../frame/dom.ts";
import type { Words } from "../words/catalogue.ts";

/** Letters of a summary beyond which only its beginning is shown at first. */
const LONGEST = 400;

/** A summary, in a few lines where it is long: whose words they are must not be pushed out of sight. */
export function summaryOf(summary: string, words: Words): HTMLElement[] {
  if (!summary) return [];
  const paragraph = el("p", { class: "summary" }, bdi(summary));
  if (summary.length <= LONGEST) return [paragraph];
  paragraph.classList.add("clamped");
  const more = button({ class: "as-link summary-more", "aria-expanded": "false" }, () => {
    const isClamped = paragraph.classList.toggle("clamped");
    more.textContent = isClamped ? words.moreText : words.lessText;
    more.setAttribute("aria-expanded", String(!isClamped));
  }, words.moreText);
  return [paragraph, more];
}
