/** The rows of the list: a claim with its sign, or another report without one. */
import { intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { CERTAIN, certaintyOn, POSSIBLE } from "../rules/claims_in_effect.ts";
import { standingOn } from "../rules/standing.ts";
import { NOT_HELD, STALE, STANDINGS } from "../rules/standing_numbers.ts";
import { figureOf } from "../rules/spans.ts";
import { isolate } from "../words/isolate.ts";
import {
  isPersonnel,
  whyOn,
  wordClaimant,
  wordFigure,
  wordPlace,
  wordSaying,
  wordSpan,
  wordSubject,
} from "../words/report_texts.ts";
import type { Words } from "../words/catalogue.ts";
import type { Calls, View } from "../state/view.ts";
import { bdi, button, type Child, el } from "../frame/dom.ts";
import type { Forces } from "../signs/force_colours.ts";
import { fixedRadii } from "../signs/signs.ts";
import { disputedMark, drawSign, echoMark } from "../signs/svg_signs.ts";

/** What the rows need to know of the page. */
export interface RowContext {
  readonly block: Block;
  readonly words: Words;
  readonly forces: Forces;
  readonly onOpen: Calls["onOpen"];
}

/** Make the row of a claim: its sign, figure, claimant, and how it holds on the day. */
export function claimRow(context: RowContext, view: View, row: number): HTMLElement {
  const { block, words, onOpen } = context;
  const { stretches, on } = view;
  const certainty = certaintyOn(stretches, row, on);
  const standing = standingOn(block.reports, stretches, row, on);
  const holds = standing !== NOT_HELD;
  const colour = context.forces.className(block.reports.force.at(row));
  const figure = figureOf(block.reports, row);
  const phase = block.reports.phase.at(row);
  const sign = drawSign(
    {
      span: figure,
      phase,
      standing,
      colour: holds ? colour : "force-off",
      isSquare: !isPersonnel(block.reports.quantity.at(row)),
    },
    fixedRadii(figure),
  );
  const why =
    certainty === CERTAIN
      ? []
      : whyOn(block, stretches, row, on).map((reason) => words.reasons[reason]);
  const held = STANDINGS[standing];
  const holding = [held ? words.lines.standing[held] : "", why.join("; ")]
    .filter(Boolean)
    .join(": ");
  const span = why.includes(words.reasons.noSpan) ? "" : wordSpan(block, row, words);
  const disputes = (stretches.disputes.get(row) ?? []).map((dispute) =>
    wordClaimant(block, dispute, words),
  );
  const echoes = stretches.echoes.get(row)?.length ?? 0;
  const pressed = button(
    { class: "row" },
    () => onOpen([row], pressed),
    sign,
    el(
      "span",
      { class: "row-title" },
      el("b", {}, bdi(wordFigure(block, row, words))),
      " ",
      bdi(wordSubject(block, row, words)),
    ),
    el(
      "span",
      { class: "row-line" },
      bdi(wordClaimant(block, row, words)),
      ", ",
      bdi(wordSaying(block, row, words)),
    ),
    el(
      "span",
      { class: "row-line" },
      ...joined([words.phases[phase] ?? isolate(phase), span, wordPlace(block, row, words)]),
    ),
    holding && el("span", { class: "row-line holding" }, ...joined([holding])),
    disputes.length > 0 &&
      el(
        "span",
        { class: "row-line disputed" },
        disputedMark(),
        " ",
        bdi(words.disputedBy(disputes.join("; "))),
      ),
    echoes > 0 && el("span", { class: "row-line" }, echoMark(), " ", words.echoesCount(echoes)),
  );
  const data: Record<string, string> = {
    "data-report": block.reports.id.at(row),
    "data-row": String(row),
  };
  if (holds) {
    data["data-certainty"] = certainty === CERTAIN ? "certain" : "possible";
    data["data-last-cited"] = String(standing === STALE);
    data["data-placed"] = String(intAt(block.drawnAt, row) >= 0);
    data["data-disputes"] = (stretches.disputes.get(row) ?? [])
      .map((dispute) => block.reports.id.at(dispute))
      .join(" ");
  }
  return el(
    "li",
    { class: `report ${colour}${standing === STALE ? " stale" : ""}`, ...data },
    pressed,
  );
}

/** Make the row of a dispute or of context. */
export function otherRow(context: RowContext, { stretches }: View, row: number): HTMLElement {
  const { block, words, onOpen } = context;
  const disputes = (stretches.disputes.get(row) ?? []).map((dispute) =>
    wordClaimant(block, dispute, words),
  );
  const denied = block.reports.edges.disputes
    .filter(([from]) => from === row)
    .map(
      ([, claim]) =>
        `${wordClaimant(block, claim, words)}, ${wordFigure(block, claim, words)} ${wordSubject(block, claim, words)}`,
    );
  const pressed = button(
    { class: "row" },
    () => onOpen([row], pressed),
    el("span", { class: "row-title" }, el("b", {}, bdi(wordClaimant(block, row, words)))),
    denied.length > 0 &&
      el(
        "span",
        { class: "row-line disputed" },
        disputedMark(),
        " ",
        bdi(words.denies(denied.join("; "))),
      ),
    block.reports.summary.at(row) &&
      el("span", { class: "row-line" }, bdi(block.reports.summary.at(row))),
    el(
      "span",
      { class: "row-line" },
      bdi(wordSaying(block, row, words)),
      stretches.said[row] === POSSIBLE && ` · ${words.perhapsSaid}`,
    ),
    disputes.length > 0 &&
      el(
        "span",
        { class: "row-line disputed" },
        disputedMark(),
        " ",
        bdi(words.disputedBy(disputes.join("; "))),
      ),
  );
  return el("li", { class: "report other-kind", "data-report": block.reports.id.at(row) }, pressed);
}

function joined(parts: readonly string[]): Child[] {
  return parts.filter(Boolean).flatMap((part, k) => (k ? [" · ", bdi(part)] : [bdi(part)]));
}
