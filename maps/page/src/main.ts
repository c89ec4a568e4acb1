/** What the page offers to the document: `mustermap.mount`, and its words. */
export { mount } from "./page.ts";
export * as words from "./words/offered.ts";
