/**
 * What the page stands in: a document of its own, or as a part a map that somebody else has made, in a page of theirs.
 *
 * A document's address, language, keys and zoom are the page's. Of somebody else's page a part takes nothing but the map's
 * rectangle, and it obeys keys only while the focus is in it.
 */

/** How a part opens; `maps/document/claims_layer.py` writes it beside the data. */
export interface Part {
  /** What is shown at first, written as in the hash of a document's address. */
  readonly view: string;
  /** Whether the map was made without a place, so that it may be moved to the claims. */
  readonly fits: boolean;
  /** Whether the map has tiles of its own, which are light and which name countries and towns. */
  readonly overTiles: boolean;
}

/** What is said beside a block of data; null in a document of our own. */
export function readPart(data: HTMLElement): Part | null {
  const text = data.dataset["part"];
  return text === undefined ? null : JSON.parse(text) as Part;
}

/** What a new frame goes around: the map, or the outermost frame that another layer has put around it. */
export function outermost(map: HTMLElement): HTMLElement {
  let found = map;
  for (let frame = frameAround(map); frame; frame = frameAround(frame.parentElement)) found = frame;
  return found;
}

function frameAround(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>(".mustermap-frame") ?? null;
}
