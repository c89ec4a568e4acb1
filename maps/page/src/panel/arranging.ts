/** The parts of the page in their places of the frame. */
import type { Block } from "../block/block.ts";
import type { DayCounts, DayStatus } from "../frame/day_counts.ts";
import { bdi, el } from "../frame/dom.ts";
import type { Frame } from "../frame/frame.ts";
import { makePublicationNote } from "../frame/notes.ts";
import type { PhoneSheet } from "../frame/phone_sheet.ts";
import type { Words } from "../words/catalogue.ts";
import type { Card } from "./card.ts";
import type { List } from "./list.ts";
import type { SubjectPanel } from "./subject_panel.ts";

export interface Arranged {
  readonly sheet: PhoneSheet;
  readonly legend: HTMLElement;
  readonly counts: DayCounts;
  readonly subject: SubjectPanel;
  readonly list: List;
  readonly card: Card;
  readonly dayStatus: DayStatus;
}

/** Put the parts into their places; around a map of somebody else's the title is a heading of theirs. */
export function arrange(
  frame: Frame,
  block: Block,
  words: Words,
  parts: Arranged,
  isPart: boolean,
): void {
  const { sheet, legend, counts, subject, list, card, dayStatus } = parts;
  legend.setAttribute("data-covers-map", "");
  frame.legend.append(legend);
  frame.title.append(el(isPart ? "h2" : "h1", {}, bdi(block.title)), counts.overMap);
  const note = makePublicationNote(block, words);
  if (note) frame.title.append(note);
  frame.panel.prepend(sheet.handle);
  frame.comparison.append(subject.element);
  frame.claims.append(counts.heading, counts.element, list.element);
  frame.panel.append(card.element);
  frame.root.append(dayStatus.element);
}
