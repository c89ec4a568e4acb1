/** The language of the page's words: told to the browser, and changed by the reader. */
import { el } from "./dom.ts";
import { languages, languagesAsked, type Words } from "../words/catalogue.ts";

/** Say in which language the document is; a page of somebody else's that holds our map keeps its own. */
export function tellLanguage(words: Words): void {
  const { documentElement } = document;
  if ("mustermap" in documentElement.dataset) documentElement.lang = words.lang;
}

/** Which languages the reader asks for; of the address of a page that is not ours nothing is read. */
export function languagesHere(isPart: boolean): string[] {
  return isPart ? [...navigator.languages] : languagesAsked(location, navigator.languages);
}

/** A choice of language: the page is opened anew at the address that says all that it shows. */
export function makeLanguageSwitch(words: Words, addressIn: (lang: string) => string): HTMLElement {
  const options = languages().map(({ code, name }) => el("option", { value: code, lang: code, selected: code === words.lang }, name));
  const choice = el("select", { class: "language", name: "lang", "aria-label": words.pageLanguage }, ...options);
  choice.addEventListener("change", () => {
    history.replaceState(null, "", addressIn(choice.value));
    location.reload();
  });
  return choice;
}
