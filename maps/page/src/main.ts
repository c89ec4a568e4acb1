/** The entry point of the bundle: a document calls `mustermap.mount`, and may ask for `mustermap.words`. */
export { mount } from "./page.ts";
export * as words from "./words/offered.ts";
