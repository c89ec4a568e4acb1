/** The entry point of the bundle: a document calls `mustermap.mount`, and may ask for `mustermap.words`. */
import { readBlock } from "./block/block.ts";
import { required } from "./checked_access.ts";
import { languagesHere } from "./frame/language.ts";
import { readPart } from "./frame/host.ts";
import { Page } from "./page.ts";
import { wordsFor } from "./words/catalogue.ts";
import { withCountriesNamed } from "./words/country_names.ts";
import { withUsualNames } from "./words/place_names.ts";

export * as words from "./words/offered.ts";

/** Show a block of claims on a Leaflet map. */
export async function mount(map: L.Map, dataId: string, basemapId: string): Promise<void> {
  const data = required(document.getElementById(dataId), `the element ${dataId}`);
  const host = readPart(data);
  const words = wordsFor(languagesHere(host !== null));
  const block = withCountriesNamed(withUsualNames(await readBlock(data.textContent!)), words);
  new Page(map, block, words, host, dataId).open(
    document.getElementById(basemapId)?.textContent ?? "",
  );
}
