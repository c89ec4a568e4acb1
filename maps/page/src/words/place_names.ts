/** What places are called: each has one name on the page. Python has the same rule (layers/places/usual_names.py). */
import { elementAt, intAt } from "../checked_access.ts";
import type { Block } from "../block/block.ts";
import { englishCountry } from "./country_names.ts";

/** A longer wording is no name: the gazetteer's stays. */
const LONGEST_NAME = 40;
/** A letter of the script that the gazetteer and the basemap write names in. */
const LATIN = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/;

/** Words that two names may share that mean two places. */
const KINDS = new Set(
  (
    "administrative airbase airfield airport autonomous base camp central city county district eastern garrison " +
    "governorate ground hromada island military near north northern oblast okrug polygon province raion range region " +
    "republic south southern station territory the town training village western"
  ).split(" "),
);
/** So many first letters of a word are the same in two spellings of a name. */
const STEM = 4;

/**
 * Return the block with each place called as most of its reports call it in the gazetteer's script, of several wordings as the
 * first, if that is short and can mean no other place; a country as the gazetteer calls it. `gazetteer` keeps the gazetteer's
 * names.
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
  const usual = counts.map((at, place) => {
    const given = elementAt(places.name, place);
    if (places.precision[place] === "country") return "";
    const [most = ["", 0]] = [...at].sort((a, b) => b[1] - a[1]);
    return most[0] !== given && isNameOf(most[0], given, isArea(block, place)) ? most[0] : "";
  });
  const [claimed, own] = [countsOf(usual), countsOf(places.name)];
  const name = places.name.map((given, place) => {
    const wording = elementAt(usual, place);
    const key = wording.toLowerCase();
    const isOnly =
      claimed.get(key) === 1 && (own.get(key) ?? 0) === Number(given.toLowerCase() === key);
    return wording !== "" && isOnly ? wording : given;
  });
  return { ...block, places: { ...places, name, gazetteer: places.name } };
}

/** Check whether a wording of another name is that of a part or of a neighbour rather than another name of the place. */
function isArea({ places }: Block, place: number): boolean {
  const isOfMany = ["region", "line"].includes(elementAt(places.precision, place));
  return isOfMany && elementAt(places.ref, place).split(":").length < 3;
}

/** Check whether a wording is short, no country's name, and says which place; of an area, by a word of its name. */
function isNameOf(wording: string, name: string, sharesWord: boolean): boolean {
  if (wording === "" || wording.length > LONGEST_NAME || englishCountry(wording) !== "")
    return false;
  const [own, given] = [stemsOf(wording), stemsOf(name)];
  return sharesWord ? [...own].some((stem) => given.has(stem)) : own.size > 0;
}

/** Return how the words of a name begin, without marks on letters; not those of kinds of places. */
function stemsOf(text: string): Set<string> {
  const plain = text
    .toLowerCase()
    .replaceAll("\u0142", "l")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "");
  const words = plain.match(/[a-z]{3,}/g) ?? [];
  return new Set(words.filter((word) => !KINDS.has(word)).map((word) => word.slice(0, STEM)));
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    counts.set(text.toLowerCase(), (counts.get(text.toLowerCase()) ?? 0) + 1);
  return counts;
}
