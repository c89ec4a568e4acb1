/** The entry point of the bundle: a document calls `mustermap.mount`. */
export { mount } from "./page.ts";
