/** What places are called: each has one name on the page. Python has the same rule (layers/places/usual_names.py). */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";

/** A longer wording is no name: the gazetteer's stays. */
const LONGEST_NAME = 40;
/** A letter of the script that the gazetteer and the basemap write names in. */
const LATIN = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/;

/**
 * Return the block with each place called as most of its reports call it in the gazetteer's script, of several wordings as the
 * first, if that is short; a country as the gazetteer calls it. `gazetteer` keeps the gazetteer's names.
 */
export function withUsualNames(block: Block): Block {
  const { reports, places, placeOf } = block;
  const counts = Array.from({ length: places.count }, () => new Map<string, number>());
  for (let row = 0; row < reports.count; row++) {
    const at = counts[intAt(placeOf, row)];
    const wording = reports.place_wording.at(row);
    if (wording !== "" && !LATIN.test(wording)) continue;
    at?.set(wording, (at.get(wording) ?? 0) + 1);
  }
  const name = counts.map((at, place) => {
    const given = elementAt(places.name, place);
    if (places.precision[place] === "country") return given;
    const [usual = ["", 0]] = [...at].sort((a, b) => b[1] - a[1]);
    return usual[0] !== "" && usual[0].length <= LONGEST_NAME ? usual[0] : given;
  });
  return { ...block, places: { ...places, name, gazetteer: places.name } };
}
