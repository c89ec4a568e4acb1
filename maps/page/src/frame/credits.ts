/** The credits of the map's data: one line that nothing covers, and behind its button every credit in full. */
import { elementAt } from "../checked_access.ts";
import { button, el, link } from "./dom.ts";
import type { Credit } from "../block/block.ts";
import type { Words } from "../words/catalogue.ts";

const TILES: Credit = { text: "© OpenStreetMap", url: "https://www.openstreetmap.org/copyright" };

export interface Credits {
  readonly element: HTMLElement;
  /** Credit the online tiles while they are shown. */
  readonly showTiles: (areShown: boolean) => void;
}

/** Put credits in one line with their separators; what several are for ("Airfields: …") is named once. */
function inOneLine(credits: readonly Credit[]): readonly (Credit & { readonly before: string })[] {
  const thing = ({ text }: Credit) => /^[^:;,]+: /.exec(text)?.[0] ?? "";
  return credits.map((credit, k) => {
    const isSame =
      k > 0 && thing(credit) !== "" && thing(elementAt(credits, k - 1)) === thing(credit);
    return {
      url: credit.url,
      text: isSame ? credit.text.slice(thing(credit).length) : credit.text,
      before: k === 0 ? "" : isSame ? ", " : " · ",
    };
  });
}

/** Make the line. */
export function makeCredits(credits: readonly Credit[], words: Words): Credits {
  const tiles = el("span", { hidden: true }, link(TILES.text, TILES.url), " · ");
  const line = el(
    "span",
    { class: "credits-line" },
    tiles,
    ...inOneLine(credits).flatMap(({ text, url, before }) => [before, link(text, url)]),
  );
  // In the folded line only the button can be reached by the tab key: a link may be cut off there.
  const show = (isWhole: boolean) => {
    element.classList.toggle("is-whole", isWhole);
    toggle.setAttribute("aria-expanded", String(isWhole));
    toggle.textContent = isWhole ? words.lessText : words.credits;
    for (const one of line.querySelectorAll("a")) one.tabIndex = isWhole ? 0 : -1;
  };
  const toggle = button({ class: "as-link" }, () => show(!element.classList.contains("is-whole")));
  const element = el(
    "footer",
    { class: "credits", "aria-label": words.credits },
    line,
    " ",
    toggle,
  );
  show(false);
  return { element, showTiles: (areShown) => (tiles.hidden = !areShown) };
}
