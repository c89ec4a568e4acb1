/** What the page offers to the document: `mustermap.mount`. */
export { mount } from "./page.ts";
