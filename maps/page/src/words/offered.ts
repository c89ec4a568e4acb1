/** The words of the page for whoever writes beside its map: what it says of days, figures, forces and claimants. */
export { spanOf } from "../rules/spans.ts";
export { parseDay } from "../rules/days.ts";
export { wordsFor } from "./catalogue.ts";
export { wordAge, wordDate, wordDay } from "./date_texts.ts";
export { wordForce } from "./report_texts.ts";
export { wordBounds, wordRange } from "./span_texts.ts";
