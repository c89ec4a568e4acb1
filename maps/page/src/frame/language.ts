/** The language of the page's words: declared to the browser, chosen by the reader. */
import { el } from "./dom.ts";
import { languages, languagesAsked, type Words } from "../words/catalogue.ts";

/** Declare the document's language; a page of somebody else that holds our map keeps its own. */
export function declareLanguage(words: Words): void {
  const { documentElement } = document;
  if ("mustermap" in documentElement.dataset) documentElement.lang = words.lang;
}

/** Return the languages that the reader asks for; the address is read in a document of our own only. */
export function languagesHere(isPart: boolean): string[] {
  return isPart ? [...navigator.languages] : languagesAsked(location, navigator.languages);
}

/** Make the choice of language: the page is opened again at the address that holds all that it shows. */
export function makeLanguageSwitch(words: Words, addressIn: (lang: string) => string): HTMLElement {
  const options = languages().map(({ code, name }) =>
    el("option", { value: code, lang: code, selected: code === words.lang }, name),
  );
  const choice = el(
    "select",
    { class: "language", name: "lang", "aria-label": words.pageLanguage },
    ...options,
  );
  choice.addEventListener("change", () => {
    history.replaceState(null, "", addressIn(choice.value));
    location.reload();
  });
  return choice;
}
