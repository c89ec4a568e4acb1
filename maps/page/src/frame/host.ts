/**
 * Where the page is shown: as a document of its own, or as a part of a page that somebody else made, around a map of theirs.
 *
 * A document's address, language, keys and zoom belong to the page. A part takes nothing of the page around it but the map's
 * rectangle, and it handles keys only while the focus is in it.
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

/** Return the options that are written beside a block of data; null in a document of our own. */
export function readPart(data: HTMLElement): Part | null {
  const text = data.dataset["part"];
  return text === undefined ? null : (JSON.parse(text) as Part);
}

/** The forms of the app in whose page the map is shown. */
export interface Editor {
  readonly edit: string;
  readonly add: string;
}

/**
 * Return the forms that the page around names on the element of this frame; null anywhere else.
 *
 * The document itself names none, so no copy of it, wherever it is opened, offers what only the app of its ledger can do.
 */
export function readEditor(): Editor | null {
  // Null also where the page around is another site's. Its elements are of another window's classes.
  const around = window.frameElement as HTMLElement | null;
  const { edit, add } = around?.dataset ?? {};
  return edit && add ? { edit, add } : null;
}

/** Return the element that a new frame encloses: the map, or the outermost frame of another layer around it. */
export function outermost(map: HTMLElement): HTMLElement {
  let found = map;
  for (let frame = frameAround(map); frame; frame = frameAround(frame.parentElement)) found = frame;
  return found;
}

function frameAround(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>(".mustermap-frame") ?? null;
}
