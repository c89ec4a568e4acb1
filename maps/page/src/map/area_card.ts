/** The label of one area: a card of its claims, its name with a count, or a swatch with a count. */
import { elementAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { coloursByWeight } from "./area_shapes.ts";
import { bdi, button, el } from "../frame/dom.ts";
import { disputedMark, drawSign, echoMark } from "../signs/svg_signs.ts";
import { fixedRadii, standingClass } from "../signs/signs.ts";
import type { Group } from "../rules/mark_groups.ts";
import { isolate } from "../words/isolate.ts";
import { makeLead } from "./leaders.ts";
import { reportData } from "./mark_buttons.ts";
import type { MarkContext } from "./marks.ts";
import { precisionSign } from "../signs/precision_signs.ts";
import { wordFigures, wordSubject } from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";

/** Rows that a card lists before it says how many more there are. */
const ROWS = 3;

/** The card of an area, and the chip in its place where there is no room; one of them is shown. */
export interface AreaCard {
  readonly version: number;
  readonly card: HTMLElement;
  readonly chip: HTMLElement;
  readonly lead: SVGSVGElement;
}

/** Make card and chip of an area. */
export function makeAreaCard(
  place: number,
  groups: readonly Group[],
  version: number,
  context: MarkContext,
): AreaCard {
  const { block, words, forces, open, panes } = context;
  const rows = groups.flatMap((group) => group.rows);
  const colours = coloursByWeight(groups, forces);
  const name = isolate(elementAt(block.places.name, place));
  const whole = words.wholes[elementAt(block.places.precision, place)] ?? "";
  const heading = button(
    { class: "area-heading", "aria-label": `${name}, ${whole}, ${words.claims(rows.length)}` },
    () => open(rows, heading),
    el("b", {}, precisionSign(elementAt(block.places.precision, place)), bdi(name)),
    ` ${whole} · ${words.claims(rows.length)}`,
  );
  const listed = groups.slice(0, ROWS).map((group) => rowOf(group, context));
  const more =
    rows.length - groups.slice(0, ROWS).reduce((sum, group) => sum + group.rows.length, 0);
  const moreButton: HTMLButtonElement | null =
    more > 0
      ? button(
          { class: "area-more", "aria-label": words.moreLabel(more, name) },
          () => open(rows, moreButton!),
          words.more(more),
        )
      : null;
  const card = el(
    "div",
    { class: "area-card", "data-place": block.places.ref[place] },
    el("div", { class: "area-top" }, heading, moreButton),
    ...listed,
  );
  const chip: HTMLButtonElement = button(
    { class: "area-chip", "data-place": block.places.ref[place], ...reportData(block, rows) },
    () => open(rows, chip),
    ...colours.map((colour) => el("span", { class: `swatch ${colour}` })),
    el("b", {}, precisionSign(elementAt(block.places.precision, place)), bdi(name)),
    el("span", { class: "chip-count" }, ` ${words.claims(rows.length)}`),
    el(
      "span",
      { class: "chip-number" },
      `${block.places.country_code[place]} ${words.number(rows.length)}`.trim(),
    ),
  );
  chip.title = `${block.places.name[place]}, ${words.claims(rows.length)}`;
  for (const part of [card, chip]) {
    part.classList.add(elementAt(colours, 0));
    L.DomEvent.disableClickPropagation(part);
    L.DomEvent.disableScrollPropagation(part);
  }
  panes.get("cards").append(card, chip);
  return { version, card, chip, lead: makeLead(panes) };
}

function rowOf(group: Group, { block, words, forces, open }: MarkContext): HTMLElement {
  const sign = drawSign(
    {
      span: group.span,
      phase: group.phase,
      standing: group.standing,
      colour: forces.className(group.force),
    },
    fixedRadii(group.span),
  );
  const row = button(
    {
      class: `area-row ${standingClass(group.standing)}`.trim(),
      ...reportData(block, group.rows),
    },
    () => open(group.rows, row),
    sign,
    el(
      "span",
      { class: "area-text" },
      el("b", {}, bdi(wordFigures(block, group.rows, words))),
      " ",
      quietText(block, group, words),
    ),
    group.disputes > 0 && disputedMark(),
    group.disputes > 0 && el("span", { class: "visually-hidden" }, words.badgeDisputed),
    group.echoes > 0 && echoMark(),
    group.echoes > 0 && el("span", { class: "beside-word" }, words.echoesCount(group.echoes)),
  );
  return row;
}

function quietText(block: Block, group: Group, words: Words): HTMLElement {
  const claimants = [...new Set(group.rows.map((row) => block.reports.claimant.at(row)))];
  // The name alone: the office after it is in the list and on the claim's own card.
  const who =
    claimants.length === 1
      ? elementAt(claimants, 0).replace(/,.*/s, "")
      : words.claims(group.rows.length);
  const parts = [
    words.phases[group.phase] ?? group.phase,
    wordSubject(block, elementAt(group.rows, 0), words),
    who,
  ].filter(Boolean);
  return el(
    "span",
    { class: "quiet" },
    ...parts.flatMap((part, k) => (k ? [" · ", bdi(part)] : [bdi(part)])),
  );
}
