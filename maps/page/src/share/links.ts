/** What is passed on: the address of a view, and the code that embeds it in another page. */
import { type State, writeHash } from "../state/state.ts";

/** The height of an embedded view, in pixels, until whoever embeds it chooses another. */
const HEIGHT = 480;
/** Scripts draw the view; what it links to opens in a tab of its own. */
const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/** Where the page is: what of `location` decides how it is passed on. */
export type Here = Pick<Location, "protocol" | "href" | "pathname">;

/** Check whether others reach the page at its own address: a file lies elsewhere for everybody else. */
export function isOnServer({ protocol }: Here): boolean {
  return protocol === "https:" || protocol === "http:";
}

/** Return the address of a view, of a file the end of it alone. */
export function linkTo(hash: string, here: Here): string {
  return isOnServer(here) ? here.href.replace(/#.*/s, "") + hash : hash;
}

/** Return where the whole map of an embedded view is; null where the page has no address of its own. */
export function wholeAddress(state: State, here: Here): string | null {
  const hash = writeHash({ ...state, embed: null });
  if (isOnServer(here)) return linkTo(hash, here);
  return here.protocol === "file:" ? here.href.replace(/#.*/s, "") + hash : null;
}

/** Return the element that shows a view within another page; of a file the name stands for an address. */
export function embedCode(hash: string, title: string, here: Here): string {
  const name = here.pathname.split("/").at(-1) || "map.html";
  const address = isOnServer(here) ? linkTo(hash, here) : name + hash;
  return (
    `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="${HEIGHT}" ` +
    `loading="lazy" sandbox="${SANDBOX}" style="border:0"></iframe>`
  );
}

function attribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
