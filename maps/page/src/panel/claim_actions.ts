/** What a card offers on a report besides reading it: a link to it, and on the map of a ledger's app its forms. */
import type { Block } from "../block/block.ts";
import { button, el } from "../frame/dom.ts";
import type { Editor } from "../frame/host.ts";
import { Copying } from "../share/copying.ts";
import { isOnServer, linkTo } from "../share/links.ts";
import type { Words } from "../words/catalogue.ts";

/** Return what makes the actions of a row; `editor` is null outside of a ledger's app. */
export function claimActions(
  { reports }: Block,
  words: Words,
  editor: Editor | null,
): (row: number) => HTMLElement {
  const { share, editing } = words;
  return (row) => {
    const id = reports.id.at(row);
    const claimant = reports.claimant.at(row);
    const copying = new Copying(words);
    const hash = `#${new URLSearchParams({ claim: id })}`;
    const copy = async () => {
      const further = isOnServer(location) ? [] : [share.linkEnd];
      await copying.copy(linkTo(hash, location), share.claim, share.copied, further);
      copying.status.scrollIntoView({ block: "nearest" });
    };
    return el(
      "div",
      { class: "claim-actions" },
      button({ class: "as-link", name: "claim-link" }, () => void copy(), share.claim),
      editor && formLink(editor.edit, { id }, editing.correct),
      editor && claimant !== "" && formLink(editor.add, { claimant }, editing.another),
      copying.status,
      copying.field,
    );
  };
}

/** Make a link to a form of the app, which opens in the window around the map. */
function formLink(page: string, asked: Record<string, string>, text: string): HTMLElement {
  return el("a", { href: `${page}?${new URLSearchParams(asked)}`, target: "_top" }, text);
}
