/** The card of one area: its name, and a line for each force and section with a sign on the map's one scale. */
import { elementAt } from "../checked_access.ts";
import type { AreaLine } from "./area_lines.ts";
import { bdi, button, el } from "../frame/dom.ts";
import { disputedMark, drawSign, echoMark } from "../signs/svg_signs.ts";
import { fixedRadii, radiiByArea, standingClass } from "../signs/signs.ts";
import { isolate } from "../words/isolate.ts";
import { makeLead } from "./leaders.ts";
import { reportData } from "./mark_buttons.ts";
import type { MarkContext } from "./marks.ts";
import { isPersonnel, wordForce } from "../words/report_texts.ts";

/** As many lines as a card has where there is room, and where there is less and less. */
export const LINES = [4, 2, 1] as const;

/** On a map of at most this width the lines change with the sheet over it: the keys reach the heading, which opens the same. */
const NARROW = 760;

/** The card of an area. */
export interface AreaCard {
  readonly version: number;
  /** The forces of its lines. */
  readonly forces: ReadonlySet<string>;
  readonly card: HTMLElement;
  readonly lead: SVGSVGElement;
  /** Show as many lines at most, and how many more there are. */
  limit(lines: number): void;
}

/** Make the card of an area with some lines; `rows` are all of its claims on the day. */
export function makeAreaCard(
  place: number,
  rows: readonly number[],
  lines: readonly AreaLine[],
  version: number,
  context: MarkContext,
): AreaCard {
  const { block, words, open, panes } = context;
  const name = isolate(elementAt(block.places.name, place));
  const whole = words.wholes[elementAt(block.places.precision, place)] ?? "";
  const heading = button(
    {
      class: "area-heading",
      "aria-label": [name, whole, words.claims(rows.length)].filter(Boolean).join(", "),
      ...reportData(block, rows),
    },
    () => open(rows, heading),
    el("b", {}, bdi(name)),
    ` ${whole}`,
  );
  // What the numbers at the end of the lines are: beside the button, of whose name it is no part.
  const head = el(
    "div",
    { class: "area-head" },
    heading,
    el("span", { class: "area-count", "aria-hidden": "true" }, words.claimantsOfArea),
  );
  const listed = lines.map((line, k) => lineOf(line, lines[k - 1], context));
  // For a pointer only: the heading opens the same, and the number of lines changes with the room.
  const more = el("div", { class: "area-more" });
  more.addEventListener("click", () => open(rows, heading));
  const card = el(
    "div",
    { class: "area-card", "data-place": block.places.ref[place] },
    head,
    ...listed,
    more,
  );
  L.DomEvent.disableClickPropagation(card);
  L.DomEvent.disableScrollPropagation(card);
  panes.get("cards").append(card);
  const limit = (most: number) => {
    listed.forEach((line, k) => {
      line.hidden = k >= most;
    });
    const rest = lines.slice(most);
    more.hidden = rest.length === 0;
    more.textContent = words.moreLines(rest.length);
  };
  const its = new Set(lines.map(({ force }) => force));
  return { version, forces: its, card, lead: makeLead(panes), limit };
}

function lineOf(
  line: AreaLine,
  before: AreaLine | undefined,
  { block, words, forces, open, scale, map }: MarkContext,
): HTMLElement {
  const { span, phase, standing, quantity, force } = line;
  const isPeople = isPersonnel(quantity);
  const sign = drawSign(
    { span, phase, standing, colour: forces.className(force), isSquare: !isPeople },
    span && isPeople ? radiiByArea(span, scale) : fixedRadii(span),
  );
  const isSameForce = before?.force === force;
  const whose = wordForce(force, words) || words.noForce;
  const asides = line.of === "" ? [] : line.of.split(" · ");
  const row = button(
    {
      class: `area-row ${standingClass(standing)}`.trim(),
      tabindex: map.getSize().x <= NARROW ? -1 : null,
      "data-claims": line.rows.map((row) => block.reports.id.at(row)).join(" "),
    },
    () => open(line.rows, row),
    el("span", { class: "area-sign" }, sign),
    el("b", {}, bdi(whose, { class: isSameForce ? "visually-hidden" : "" })),
    el("span", { class: "area-phase" }, words.phases[phase] ?? isolate(phase)),
    el(
      "span",
      { class: "area-figures" },
      line.disputes > 0 && disputedMark(),
      line.disputes > 0 && el("span", { class: "visually-hidden" }, words.badgeDisputed),
      el("b", {}, bdi(line.figures)),
      ...asides.flatMap((text) => [
        " ",
        el("span", { class: "area-aside quiet" }, "· ", bdi(text)),
      ]),
      line.echoes > 0 && echoMark(),
      line.echoes > 0 && el("span", { class: "visually-hidden" }, words.echoesCount(line.echoes)),
    ),
    el("span", { class: "area-count" }, line.claimants > 0 && words.number(line.claimants)),
  );
  return row;
}
