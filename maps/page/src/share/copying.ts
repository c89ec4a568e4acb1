/** A text that is copied, what is said of it, and the text itself where the browser lets no page copy. */
import { el } from "../frame/dom.ts";
import type { Words } from "../words/catalogue.ts";

export class Copying {
  readonly status = el("p", { class: "share-status", role: "status" });
  readonly field: HTMLInputElement;
  readonly #words: Words;

  constructor(words: Words) {
    this.#words = words;
    this.field = el("input", { type: "text", readonly: true, class: "share-link", hidden: true });
  }

  /** Copy a text called `label`; `copied` is said where that succeeds, `further` in any case. */
  async copy(
    text: string,
    label: string,
    copied: string,
    further: readonly string[],
  ): Promise<void> {
    this.say("");
    const isCopied = (await writesText(text)) || this.#copiesField(text, label);
    const said = isCopied ? copied : this.#words.share.copyByHand;
    this.status.textContent = [said, ...further].join(" ");
  }

  /** Show a text alone. */
  say(text: string): void {
    this.status.textContent = text;
    this.field.hidden = true;
  }

  /** Show the text, selected, and copy it where the browser lets a page do so at all. */
  #copiesField(text: string, label: string): boolean {
    this.field.hidden = false;
    this.field.setAttribute("aria-label", label);
    this.field.value = text;
    this.field.select();
    return document.execCommand("copy");
  }
}

/** Copy by the clipboard; a page opened from disk, or in a frame, may have none. */
async function writesText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
