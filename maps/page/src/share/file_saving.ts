/** Save what the page has made as a file; no request is sent. */
import { el } from "../frame/dom.ts";

/** Save a text in UTF-8. */
export function saveText(text: string, type: string, name: string): void {
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);
}

/** Save a blob under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // A browser may read the file only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
