/** The sentence of an answer: its first section large, the others smaller, its figures strong. */
import { elementAt } from "../checked_access.ts";
import { type Child, el, replace, unique } from "../frame/dom.ts";
import type { DayAnswer } from "../rules/answer.ts";
import { calendar } from "../rules/days.ts";
import { partsOf, type SectionSentence, sentencesOf } from "../words/answer_sentence.ts";
import type { Words } from "../words/catalogue.ts";
import { wordDay } from "../words/date_texts.ts";
import { textOfParts } from "../words/sentence_parts.ts";
import { figureChildren } from "./claim_rows.ts";

export class SentenceView {
  readonly element = el("div", { class: "answer-sentence", id: unique("mustermap-sentence") });
  /** The day, the subject and the first section: what a sheet shows that is drawn down, and a small frame. */
  readonly line = el("p", { class: "closed-line", "aria-hidden": "true" });
  readonly #words: Words;
  readonly #first = el("p", { class: "sentence-first" });
  readonly #others = el("p", { class: "sentence-others" });
  readonly #day = el("b", {});
  readonly #subject = el("span", {});
  readonly #closed = el("span", {});
  #made: readonly unknown[] = [];
  #text = "";

  constructor(words: Words) {
    this.#words = words;
    this.element.append(this.#first, this.#others);
    const day = el("span", { class: "closed-day" }, this.#day, " · ");
    this.line.append(day, this.#subject, " · ", this.#closed);
  }

  /** Show the sentence of an answer on a subject, of which `title` is the text. */
  show(answer: DayAnswer, title: string): void {
    if (this.#subject.textContent !== title) this.#subject.textContent = title;
    this.#day.textContent = wordDay(answer.day, this.#words, "short");
    // Days near to the day shown are written without its year.
    const year = calendar(answer.day)[0];
    const made = [
      answer.sections,
      answer.jointly,
      answer.unplaced,
      answer.larger,
      answer.last,
      year,
    ];
    if (made.every((one, at) => one === this.#made[at])) return;
    this.#made = made;
    const sentences = sentencesOf(answer, this.#words);
    const first = elementAt(sentences, 0);
    const text = sentences.map((one) => textOfParts(partsOf(one))).join(" ");
    if (text === this.#text) return;
    this.#text = text;
    replace(this.#closed, textOfParts([...first.heading, ...first.brief]));
    replace(this.#first, ...written(first));
    const others = sentences.slice(1);
    this.#others.hidden = others.length === 0;
    replace(
      this.#others,
      ...others.flatMap((one, at) => (at > 0 ? [" ", ...written(one)] : written(one))),
    );
  }
}

/** Make what is said of a section: its name and its figures are strong. */
function written({ heading, body }: SectionSentence): Child[] {
  const name = textOfParts(heading);
  return [
    name && el("b", {}, name.trimEnd()),
    name.slice(name.trimEnd().length),
    ...figureChildren(body),
  ];
}
