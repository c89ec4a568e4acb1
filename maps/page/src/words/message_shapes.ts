/**
 * Which words the page has: for each key the arguments of its message, in their order; none for a plain text.
 *
 * An argument is a text unless it says otherwise: `"count: number"`, `"forces: all of"` (a list, joined as the
 * language joins it), `"language: code"` (the name of a language). The messages themselves are in words/ at the top of the
 * tree, one file a language; a key is added here and to each of them.
 */

export type Argument = string;
export type Shape = { readonly [key: string]: readonly Argument[] | Shape };

/** Read-only tuples with literal names, without `as const` behind every line. */
const words = <const Given extends Shape>(given: Given): Given => given;

export const SHAPE = words({
  // Dates of reports
  dateUnknown: [],
  dateOpen: [],
  dateBetween: ["from", "to"],
  dateOneOf: ["from", "to"],
  dateOrLater: ["day"],
  dateOrEarlier: ["day"],
  dateAbout: ["day"],
  dateDoubted: ["day"],
  dateAboutAndDoubted: ["day"],
  someDayOf: ["month"],
  decade: ["year"],
  season: ["which: number", "year"],

  // Spans
  noSpan: [],
  spanOn: ["day"],
  span: ["from", "to"],
  spanOpen: ["from"],
  spanFrom: ["from"],
  spanUntil: ["to"],
  spanNoStart: [],

  // Who, whose, how many
  joint: ["forces: all of"],
  noForce: [],
  coloursShared: ["forces: number", "colours: number"],
  noNumber: [],
  noClaimant: [],
  said: ["day"],
  saidNotGiven: [],
  onInformation: ["who"],
  figures: {
    about: ["number"], more: ["number"], atLeast: ["number"], fewer: ["number"], atMost: ["number"], upTo: ["number"], range: ["low", "high"],
    bounds: ["lower", "upper"], best: ["range", "best"], to: ["low", "high"],
    ends: { about: ["number"], more: ["number"], atLeast: ["number"], fewer: ["number"] },
    orOpen: ["range"], counted: ["figure", "quantity"],
  },
  unreadFigure: [],
  figureNotRead: ["wording"],
  phases: { planned: [], ordered: [], arriving: [], present: [], withdrawn: [], "": [] },
  measures: { stock: [], flow: [], "": [] },
  precisions: { exact: [], site: [], settlement: [], region: [], country: [], line: [] },
  wholes: { region: [], country: [], line: [] },
  withPrecision: ["place", "precision"],
  notPlaced: [],
  notPlacedBecause: ["reason"],
  beyondTheMap: ["place"], notDrawn: [],
  namesNoPlace: [],

  // What the gazetteer says of places, in sentences of geo/: tests/test_page_place_words.py holds the English ones against them
  placeReasons: {
    noLatitude: ["value"], noLongitude: ["value"], missingValue: [], noName: [], misspelled: ["names"], noNameIn: ["country", "elsewhere"],
    noNameWithin: ["within", "elsewhere"], severalUncounted: ["names"], several: ["count", "names"], writtenSmall: ["name"],
    codeSmall: ["name"], initials: ["name"], article: ["name"], commonWord: ["name"], small: ["name"], countriesInPart: ["count"],
    baseMissing: ["wording", "reason"], baseUnclear: ["wording", "reason"], noArea: [], otherCountry: ["country", "hint"],
    hintDiffers: ["country", "hint"], unknownCountry: ["hint"], coordinates: [], border: [], manyBorders: ["name"],
    noBorder: ["one", "other"], farApart: ["one", "other", "km"], nearArea: ["name"], besideArea: ["wind", "name"], farFromArea: ["name"],
    districtTown: ["name"], district: [], tooLong: ["count"], noLetters: [], kindOnly: [], standsFor: [], left: [],
  },
  // "from" comes first: it holds anything.
  foundBy: {
    from: ["wording"], northern: [], southern: [], eastern: [], western: [], northeastern: [], northwestern: [], southeastern: [],
    southwestern: [], central: [], settlement: [], airfield: [], site: [], region: [], country: [], border: [], corridor: [], point: [],
    approximate: [], both: [], inflected: [], transliterated: [], corrected: ["core"], ground: ["town"], near: [],
    kmAround: ["km"], kmTo: ["km", "wind"], noDistance: ["wind", "km"], part: ["side"], byReference: [], given: [],
  },

  // Certainty
  certain: [],
  possible: [],
  lastCited: [],
  lastCitedLong: [],
  possibly: [],
  reasons: {
    certain: [], saidMaybe: [], noSpan: [], startUnknown: [], startOpen: [], endUnknown: [], endOpen: [], qualified: [], updated: [], citedHidden: [],
    notSaid: [], notBegun: [], ended: [], replaced: [], echo: [], empty: [],
  },

  // Counts
  counts: ["inEffect: number", "reports: number", "unplaced: number"],
  sources: ["count: number"],
  claims: ["count: number"],
  disputesCount: ["count: number"],
  echoesCount: ["count: number"],
  more: ["count: number"],
  moreLabel: ["count: number", "place"],
  showMore: ["count: number"],

  // With how much care it is published
  care: {
    published: ["what"], embargo: ["count: number", "day"], coarsen: { settlement: [], region: [], country: [] }, redact: ["fields: all of"],
  },

  // The list
  inEffectOn: ["day"],
  certainly: [],
  possiblyHeading: [],
  nothing: [],
  sections: { rest: [], disputes: [], context: [], echoes: [], unsaid: ["day"] },
  disputedBy: ["who"],
  denies: ["what"],
  possiblySaid: [],

  // The card
  close: [],
  claimBy: ["who"],
  disputeBy: ["who"],
  contextBy: ["who"],
  claimsTogether: ["count: number"],
  onThisDay: [],
  moreText: [],
  lessText: [],
  wordOf: ["wording"],
  read: ["reading"],
  notRead: ["field", "wording"],
  fields: {
    claimant: [], figure: [], force: [], component: [], unit: [], phase: [], measure: [], quantity: [], span: [], said: [], place: [], role: [],
    origin: [], quote: [], source: [], disputes: [], disputing: [], echoes: [], repeats: [], updates: [], updatedBy: [], credibility: [],
    note: [], number: [],
  },
  fieldNames: { said: [], start: [], end: [], figure: [], place: [] },
  credibility: ["grade"],
  precise: ["radius"],
  published: ["day"],
  accessed: ["day"],
  reliability: ["grade"],
  language: ["language: code"],
  archive: [],
  km: ["value: number"],
  metres: ["value: number"],

  // The legend
  legend: [],
  signs: {
    discAndRing: [], open: [], planned: [], ordered: [], present: [], withdrawn: [], possible: [], lastCited: [], noNumber: [], noNumberRead: [],
    none: [], disputed: [], echo: [],
  },
  where: [],
  precisionsLong: { exact: [], site: [], settlement: [], region: [], country: [], line: [] },
  pointedAt: [],
  scale: [],
  otherQuantity: [],

  comparison: {
    troops: [],
    title: ["what", "force", "place"],
    chooseForce: [],
    choosePlace: [],
    withClaims: [],
    others: [],
    noForce: [],
    noPlace: [],
    claimants: ["count: number"],
    measured: ["measure"],

    // The situation in one sentence
    phase: ["phase"],
    phases: { planned: [], ordered: [], arriving: [], present: [], withdrawn: [], "": [] },
    between: [],
    end: [],
    noNumber: [],
    partOnly: ["part", "article"],
    names: ["count: number"],
    behind: ["names: number", "independent: number"],
    apiece: ["text"],
    disputed: ["count: number", "who: all of"],
    allDisputed: ["who: all of"],
    possibly: ["count: number"],
    allPossibly: [],
    lastCited: ["count: number"],
    allLastCited: [],
    moreParts: ["count: number"],
    moreWho: ["count: number"],
    nothingNow: [],
    nothingEver: [],

    // The chart
    chart: [],
    figures: [],
    linear: [],
    logarithmic: ["factor"],
    broken: [],
    knownBy: ["day"],
    part: [],
    echoes: ["count: number"],
    disputedBy: ["who: all of"],
    notOnDay: [],
    more: ["count: number"],
    attributed: ["who"],

    // What is not compared
    apart: [],
    compareThese: [],
    moreClaims: ["count: number"],
    crowd: ["claims: number", "places: number"], crowdUnplaced: ["claims: number", "places: number"],
    why: {
      force: [], joint: [], noForce: [], quantity: ["what"], measure: ["axis", "measure"], noNumber: [], inside: ["place"], around: ["place"],
      notPlaced: [], elsewhere: [],
    },
  },

  // Finding
  find: {
    filter: [],
    filterWith: ["count: number"],
    filtersOn: ["count: number"],
    clear: [],
    hidden: ["count: number"],
    hideCited: [],
    citedHidden: [],
    withNumber: [],
    withoutNumber: [],
    notGiven: [],
    searchIn: ["field"],
    chosen: ["count: number"],
    noneFound: [],
    moreValues: ["count: number"],
    fields: { force: [], component: [], phase: [], claimant: [], source: [], quantity: [], reliability: [], credibility: [], number: [] },
    search: [],
    found: [],
    foundCount: ["reports: number", "places: number"],
    moreFound: ["count: number"],
    place: [],
    columns: {
      claimant: [], place_wording: [], place: [], force: [], component: [], unit: [], figure: [], summary: [], quote: [], attributed_to: [],
      origin: [], role: [], source: [], publisher: [], id: [],
    },
  },
  since: {
    title: [], day: [], back: ["days: number"], between: ["from", "to"], knownBy: ["day"], begun: [], updated: [], ended: [], certainty: [],
    saidSince: [], begunSince: [], instead: ["figure"], hasEnded: [], noLonger: [], nowCertain: [], nowPossible: [], none: [], meaning: [],
    definition: [],
  },
  table: {
    open: [], download: [], certain: [], possible: [],
    columns: { figure: [], force: [], part: [], phase: [], place: [], claimant: [], span: [], said: [], certainty: [], source: [] },
  },
  share: {
    title: [], copy: [], copied: [], copyByHand: [], link: [], tooLong: ["fields: all of"], picture: [], print: [], drawing: [], saved: [], failed: [],
  },

  // Time
  saidToHold: [],
  dayLabel: [],
  timeBar: [],
  stepBack: [],
  stepOn: [],
  play: [],
  pause: [],
  previousChange: [],
  nextChange: [],
  knownByDay: [],
  knownChoice: [],
  allKnown: [],
  saidBy: [],
  aDay: [],
  asItLooked: [],
  playStep: [],
  steps: { day: [], week: [], month: [] },
  playSpeed: [],
  speeds: { slow: [], usual: [], fast: [] },
  breakYears: ["years: number"],
  breakMonths: ["months: number"],

  // Notes
  unread: { unreadable: ["name", "got"], outside: ["name", "got"] },
  dismiss: [],
  coarse: [],
  showTiles: [],
  mapOptions: [],
  mapOptionsLong: [],
  showRadii: [],
  radiiNote: [],
  onlineTiles: [],
  tilesNote: [],
  tilesFromDisk: [],
  tilesRefused: [],
  tilesFailed: [],
  tooMany: [], tooManyAreas: [], noPlaces: [],
  places: ["count: number"],
  noBasemap: [],

  // The map
  map: [],
  zoomIn: [],
  zoomOut: [],
  panel: [],
  sheet: [],
  credits: [],
  badgeDisputed: [],
  showAll: [],
  showAllPlaces: [],
  skipMap: [],
  showOnMap: [],
  pageLanguage: [],
});
