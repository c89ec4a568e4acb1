/** Sharing the view: a link that shows the same, a picture of the map, the page on paper. */
import type { Address } from "../state/address.ts";
import { formatDay } from "../rules/days.ts";
import { button, el, replace } from "../frame/dom.ts";
import { Popover } from "../frame/popover.ts";
import { drawPoster, type Poster } from "./poster.ts";
import { saveBlob } from "./file_saving.ts";
import { leftOut } from "../state/state.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

export class Share {
  readonly popover: Popover;
  readonly #words: Words;
  readonly #address: Address;
  readonly #poster: () => Poster;
  readonly #print: HTMLElement;
  readonly #status = el("p", { class: "share-status", role: "status" });
  readonly #link = el("input", { type: "text", readonly: true, class: "share-link", hidden: true });
  #view: View | null = null;

  /** `print` is the element of the picture on paper. */
  constructor(words: Words, address: Address, poster: () => Poster, print: HTMLElement) {
    this.#words = words;
    this.#address = address;
    this.#poster = poster;
    this.#print = print;
    const { share } = words;
    this.#link.setAttribute("aria-label", share.link);
    this.popover = new Popover(
      "share",
      share.title,
      words,
      [
        el(
          "div",
          { class: "share-buttons" },
          button({ class: "small", name: "copy" }, () => void this.#copy(), share.copy),
          button(
            { class: "small", name: "png" },
            () => void this.#try(() => this.#savePicture()),
            share.picture,
          ),
          button(
            { class: "small", name: "print" },
            () => void this.#try(() => this.#printPage()),
            share.print,
          ),
        ),
        this.#status,
        this.#link,
      ],
      () => this.#showStatus(""),
    );
    addEventListener("afterprint", () => replace(this.#print));
  }

  show(view: View): void {
    this.#view = view;
  }

  async #copy(): Promise<void> {
    this.#address.flush();
    const missing = this.#view
      ? leftOut(this.#view.state).map((field) => this.#words.find.fields[field])
      : [];
    const omitted = missing.length > 0 ? ` ${this.#words.share.tooLong(missing)}` : "";
    try {
      await navigator.clipboard.writeText(location.href);
      this.#showStatus(this.#words.share.copied + omitted);
    } catch {
      // A page opened from disk may have no clipboard: the link is shown and selected, and copied by execCommand where allowed.
      this.#showStatus("");
      this.#link.hidden = false;
      this.#link.value = location.href;
      this.#link.select();
      const isCopied = document.execCommand("copy");
      this.#status.textContent =
        (isCopied ? this.#words.share.copied : this.#words.share.copyByHand) + omitted;
    }
  }

  async #savePicture(): Promise<void> {
    const canvas = await drawPoster(this.#poster());
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("the browser made no picture of the canvas");
    saveBlob(blob, `map-${formatDay(this.#view!.on)}.png`);
    this.#showStatus(this.#words.share.saved);
  }

  async #printPage(): Promise<void> {
    replace(this.#print, await drawPoster(this.#poster()));
    this.popover.close();
    print();
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.#showStatus(this.#words.share.drawing);
    try {
      await act();
    } catch (error) {
      console.warn(error);
      this.#showStatus(this.#words.share.failed);
    }
  }

  #showStatus(text: string): void {
    this.#status.textContent = text;
    this.#link.hidden = true;
  }
}
