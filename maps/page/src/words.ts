/**
 * The page's own words, one catalogue a language. Reports stay in the language in which they were written.
 *
 * A language is added by adding a catalogue with the same names to `catalogues`.
 */

import { list, number, plural } from "./counting.ts";
import { comparison } from "./words_comparison.ts";

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(["en-GB"], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

const english = {
  locale: "en-GB",
  number,

  // Dates of reports
  dateUnknown: "not given",
  dateOpen: "open",
  dateBetween: (from: string, to: string) => `${from} to ${to}`,
  dateOneOf: (from: string, to: string) => `some day of ${from}–${to}`,
  dateOrLater: (day: string) => `${day} or later`,
  dateOrEarlier: (day: string) => `${day} or earlier`,
  dateAbout: (day: string) => `about ${day}`,
  dateDoubted: (day: string) => `${day} (uncertain)`,
  dateAboutAndDoubted: (day: string) => `about ${day} (uncertain)`,
  someDayOf: (month: string) => `some day of ${month}`,
  decade: (year: string) => `the ${year}s`,
  season: (which: number, year: string) => `${["spring", "summer", "autumn", "winter"][which]} ${year}`,
  either: (days: readonly string[]) => list(days, "disjunction"),

  // Spans
  noSpan: "no span given",
  spanOn: (day: string) => `on ${day}`,
  span: (from: string, to: string) => `${from} to ${to}`,
  spanOpen: (from: string) => `since ${from}, with no end`,
  spanFrom: (from: string) => `from ${from}, end not given`,
  spanUntil: (to: string) => `until ${to}, start not given`,
  spanNoStart: "with no end, start not given",

  // Who, whose, how many
  joint: (forces: readonly string[]) => `${list(forces, "conjunction")}, jointly`,
  noForce: "force not named",
  noNumber: "no number",
  noClaimant: "nobody named",
  said: (day: string) => `said ${day}`,
  saidNotGiven: "day not given",
  onInformation: (who: string) => `on the information of ${who}`,
  figureRange: (low: string, high: string) => `${low}–${high}`,
  figureMore: (low: string) => `more than ${low}`,
  figureAtLeast: (low: string) => `at least ${low}`,
  figureLess: (low: string, high: string) => `${low} to less than ${high}`,
  figureTo: (low: string, high: string) => `${low} to ${high}`,
  figureUpTo: (high: string) => `up to ${high}`,
  figureBelow: (high: string) => `less than ${high}`,
  figureOrOpen: (range: string) => `${range}, or with no upper bound`,
  unreadFigure: "not read as a figure",
  figureNotRead: (wording: string) => `“${wording}” (not read)`,
  phases: {
    planned: "planned", ordered: "ordered", arriving: "arriving", present: "present", withdrawn: "withdrawn", "": "phase not given",
  } as Record<string, string>,
  measures: { stock: "so many are there", flow: "so many arrive within the span", "": "not given" } as Record<string, string>,
  precisions: {
    exact: "exact", site: "site", settlement: "settlement", region: "whole region", country: "whole country", line: "line",
  } as Record<string, string>,
  wholes: { region: "whole region", country: "whole country", line: "along the line" } as Record<string, string>,
  withPrecision: (place: string, precision: string) => `${place} (${precision})`,
  notPlaced: "not placed",
  notPlacedBecause: (reason: string) => `not placed: ${reason}`,
  namesNoPlace: "the report names no place",

  // Certainty
  certain: "said to hold on this day",
  possible: "possibly said to hold on this day",
  lastCited: "last cited",
  lastCitedLong: "last cited: nobody is known to have said it again for more than 180 days",
  possibly: "possibly",
  reasons: {
    certain: "its dates cover this day",
    saidMaybe: "the day on which it was said is not certain",
    noSpan: "no span given",
    startUnknown: "its start is not given",
    startOpen: "it may not have begun yet",
    endUnknown: "its end is not given",
    endOpen: "it may have ended",
    qualified: "its dates are approximate or uncertain",
    updated: "an update may have replaced it",
    notSaid: "not said by then",
    notBegun: "not begun on this day",
    ended: "ended before this day",
    replaced: "replaced by an update",
    echo: "counted under the report that it repeats",
    empty: "it holds on no day that can be told",
  },

  // Counts
  counts: (inEffect: number, reports: number, unplaced: number) =>
    `${number(inEffect)} in effect of ${plural(reports, "report", "reports")}, ${number(unplaced)} not placed`,
  sources: (count: number) => plural(count, "source", "sources"),
  claims: (count: number) => plural(count, "claim", "claims"),
  disputesCount: (count: number) => plural(count, "dispute", "disputes"),
  echoesCount: (count: number) => plural(count, "echo", "echoes"),
  more: (count: number) => `+${number(count)}`,
  moreLabel: (count: number, place: string) => `${plural(count, "more claim", "more claims")} about ${place}`,
  showMore: (count: number) => `Show ${plural(count, "more report", "more reports")}`,

  // The list
  inEffectOn: (day: string) => `In effect on ${day}`,
  certainly: "Said to hold on this day",
  possiblyHeading: "Possibly said to hold on this day",
  nothing: "No report claims anything for this day.",
  sections: {
    rest: "Said, but not in effect on this day",
    disputes: "Disputes",
    context: "Context",
    echoes: "Echoes",
    unsaid: (day: string) => `Not said by ${day}`,
  },
  disputedBy: (who: string) => `Disputed: ${who}`,
  denies: (what: string) => `Disputes: ${what}`,
  possiblySaid: "possibly said by then",

  // The card
  close: "Close",
  claimBy: (who: string) => `Claim by ${who}`,
  disputeBy: (who: string) => `Dispute by ${who}`,
  contextBy: (who: string) => `Context: ${who}`,
  claimsTogether: (count: number) => plural(count, "claim", "claims"),
  onThisDay: "On this day",
  moreText: "more",
  lessText: "less",
  wordOf: (wording: string) => `“${wording}”`,
  read: (reading: string) => `read as ${reading}`,
  notRead: (field: string, wording: string) => `The wording of ${field}, “${wording}”, was not read.`,
  fields: {
    claimant: "Claimant", figure: "Figure", force: "Force", component: "Component", unit: "Unit", phase: "Phase", measure: "Measure",
    quantity: "Quantity", span: "Span", said: "Said", place: "Place", role: "Role there", origin: "From", quote: "Quote", source: "Source",
    disputes: "Disputed by", disputing: "Disputes", echoes: "Echoes", repeats: "Repeats", updates: "Updates", updatedBy: "Updated by",
    credibility: "Credibility", note: "Note", number: "Report",
  },
  fieldNames: { said: "the day on which it was said", start: "the start", end: "the end", figure: "the figure", place: "the place" },
  credibility: (grade: string) => `${grade} of 6`,
  precise: (radius: string) => `within about ${radius}`,
  published: (day: string) => `published ${day}`,
  accessed: (day: string) => `accessed ${day}`,
  reliability: (grade: string) => `reliability ${grade}`,
  language: (code: string) => `in ${languageName(code)}`,
  archive: "archived copy",
  km: (value: number) => `${number(value)} km`,
  metres: (value: number) => `${number(value)} m`,

  // The legend
  legend: "Reading the marks",
  signs: {
    discAndRing: "disc: lowest · ring: highest",
    open: "open ring: no upper bound",
    planned: "planned",
    ordered: "ordered or arriving",
    present: "present",
    withdrawn: "withdrawn",
    possible: "dotted: possibly said to hold",
    lastCited: "fainter: last cited",
    noNumber: "no number",
    noNumberRead: "no number, or none that was read",
    none: "0: said to be none",
    disputed: "disputed",
    echo: "echoes, and how many",
  },
  scale: "One scale for the whole map: area by figure",
  otherQuantity: "Of aircraft and whatever else is not persons all marks are of one size.",

  comparison,

  // Time
  saidToHold: "said to hold on",
  dayLabel: "Day shown",
  timeBar: "Time",
  stepBack: "One day back",
  stepOn: "One day on",
  play: "Play",
  pause: "Pause",
  previousChange: "Previous day on which anything changes",
  nextChange: "Next day on which anything changes",
  knownBy: "Known by",
  showAllKnown: "show all that is known",
  allKnown: "All that is known",
  breakYears: (years: number) => plural(years, "year", "years"),
  breakMonths: (months: number) => plural(months, "month", "months"),

  // Notes
  unread: {
    unreadable: (name: string, got: string) => `The address asks for ${name}=${got}, which is no day: write it as 2022-12-01.`,
    outside: (name: string, got: string) => `The address asks for ${name}=${got}, outside the days of the reports: the nearest day is shown.`,
  },
  dismiss: "Dismiss",
  coarse: "The embedded map is coarse at this zoom.",
  noBasemap: "The embedded map could not be unpacked by this browser; the claims are shown without it.",

  // The map
  map: "Map of the claims in effect",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  panel: "Claims in effect",
  sheet: "Draw the list up or down",
  credits: "Credits",
  badgeDisputed: "disputed",
  showAll: "All",
  showAllPlaces: "Show all places that any report names",
  showOnMap: "show on the map",
};

export type Words = typeof english;

const catalogues: Record<string, Words> = { en: english };

/** The catalogue of the first language wanted that there is one for, else English. */
export function wordsFor(languages: readonly string[]): Words {
  for (const language of languages) {
    const found = catalogues[language.toLowerCase().split("-")[0]];
    if (found) return found;
  }
  return english;
}
