/** The words of the comparison, in English. */
import { counted, list, number, plural, short } from "./counting.ts";

const claimants = (count: number) => counted(count, "claimant", "claimants");

function otherMeasure(axis: string, measure: string): string {
  if (measure === "") return "It is not said whether so many are there or arrive.";
  if (axis === "") return measure === "stock" ? "So many are there: of the others that is not said." : "So many arrive: of the others that is not said.";
  return measure === "stock" ? "A stock beside flows: so many are there, not arriving." : "A flow beside stocks: so many arrive, and are not all that are there.";
}

export const comparison = {
  title: (force: string, place: string) => `${force} in ${place}`,
  titleNoPlace: (force: string) => force,
  label: "Comparison",
  chooseForce: "Force",
  choosePlace: "Place",
  withClaims: "With claims about this force",
  others: "Other places",
  noForce: "Force not named",
  noPlace: "No place",
  claimants: (count: number) => `${counted(count, "independent claimant", "independent claimants")} on this day`,
  counts: (quantity: string, measure: string) =>
    `Compared: ${quantity}${measure === "stock" ? ", as so many that are there" : measure === "flow" ? ", as so many that arrive" : ", whether there or arriving is not said"}.`,

  // The situation in one sentence
  phase: (phase: string) => `${phase}: `,
  phases: {
    planned: "Planned", ordered: "Ordered", arriving: "Arriving", present: "Present", withdrawn: "Withdrawn", "": "Phase not given",
  } as Record<string, string>,
  between: "; ",
  end: ". ",
  noNumber: "no number",
  about: (figure: string) => `about ${figure}`,
  partOnly: (part: string) => (/^the\b/i.test(part) ? ` for ${part} only` : ` for the ${part} only`),
  behind: (independent: number, names: number) =>
    independent === names ? claimants(names) : `${claimants(names)}, ${counted(independent, "independent", "independent")}`,
  apiece: (text: string) => `, ${text}`,
  disputed: (disputed: number, claims: number, who: readonly string[]) =>
    `${disputed === claims ? "" : `${counted(disputed, "claim", "claims")} `}disputed by ${list(who, "conjunction")}`,
  possibly: (possible: number, claims: number) =>
    possible === claims ? "possibly in effect" : `${counted(possible, "claim", "claims")} only possibly in effect`,
  lastCited: (cited: number, claims: number) => (cited === claims ? "last cited" : `${counted(cited, "claim", "claims")} last cited`),
  moreParts: (count: number) => counted(count, "more part", "more parts"),
  moreWho: (count: number) => counted(count, "more", "more"),
  nothingNow: "Nothing comparable is claimed for this day.",
  nothingEver: (force: string, place: string) => `No report gives anything about ${force} in ${place}.`,

  // The chart
  chart: "Who claims what, over time",
  chartHelp: "A row a claimant; time to the right; the figures of this day on the scale beside.",
  time: "Time",
  figures: "Figures of the day",
  linear: "Scale of the figures: linear, from 0.",
  logarithmic: (factor: string) => `Scale of the figures: logarithmic, each line ${factor} times the one before.`,
  short,
  rule: (day: string) => day,
  knownBy: (day: string) => `known by ${day}`,
  part: "a part",
  echoes: (count: number) => plural(count, "echo", "echoes"),
  disputedBy: (who: readonly string[]) => `disputed: ${list(who, "conjunction")}`,
  notOnDay: "not in effect on this day",
  more: (count: number) => `and ${number(count)} more`,
  attributed: (who: string) => `on the information of ${who}`,

  // What stands apart
  apart: "Apart from these",
  apartIntro: "In effect on this day, and not comparable:",
  compareThese: "compare these instead",
  moreClaims: (count: number) => `and ${plural(count, "more claim", "more claims")}`,
  why: {
    force: () => "Another force.",
    joint: () => "A joint force, compared as a force of its own.",
    noForce: () => "It is not said whose troops.",
    quantity: (what: string) => `Something else is counted than ${what}; quantities are never converted.`,
    measure: (axis: string, measures: readonly string[]) => measures.map((measure) => otherMeasure(axis, measure)).join(" "),
    noNumber: () => "No number.",
    inside: (place: string) => `At a place in ${place}: a part of it, not the whole.`,
    around: (place: string) => `About an area around ${place}, not about ${place} alone.`,
    notPlaced: () => "Not placed on the map, so where is not certain.",
    elsewhere: () => "The same force at another place.",
  },
};
