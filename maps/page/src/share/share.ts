/** Sharing the view: a link that shows the same, code that embeds it, a picture of the map, the page on paper. */
import { formatDay } from "../rules/days.ts";
import { button, el } from "../frame/dom.ts";
import { Popover } from "../frame/popover.ts";
import { Copying } from "./copying.ts";
import { embedCode, isOnServer, linkTo } from "./links.ts";
import { drawPoster, type Poster } from "./poster.ts";
import { saveBlob } from "./file_saving.ts";
import { leftOut, writeHash } from "../state/state.ts";
import type { View } from "../state/view.ts";
import type { Words } from "../words/catalogue.ts";

export class Share {
  readonly popover: Popover;
  readonly #words: Words;
  readonly #poster: () => Poster;
  readonly #copying: Copying;
  #view: View | null = null;

  constructor(words: Words, poster: () => Poster) {
    this.#words = words;
    this.#poster = poster;
    const { share } = words;
    this.#copying = new Copying(words);
    this.popover = new Popover(
      "share",
      share.title,
      words,
      [
        el(
          "div",
          { class: "share-buttons" },
          button({ class: "small", name: "copy" }, () => void this.#copyLink(), share.copy),
          button({ class: "small", name: "embed" }, () => void this.#copyCode(), share.embed),
          button(
            { class: "small", name: "png" },
            () => void this.#try(() => this.#savePicture()),
            share.picture,
          ),
          button({ class: "small", name: "print" }, () => this.#printPage(), share.print),
        ),
        this.#copying.status,
        this.#copying.field,
      ],
      () => this.#copying.say(""),
    );
  }

  show(view: View): void {
    this.#view = view;
  }

  async #copyLink(): Promise<void> {
    const { share, find } = this.#words;
    const { state } = this.#view!;
    const missing = leftOut(state).map((field) => find.fields[field]);
    await this.#copying.copy(linkTo(writeHash(state), location), share.link, share.copied, [
      ...(isOnServer(location) ? [] : [share.linkEnd]),
      ...(missing.length > 0 ? [share.tooLong(missing)] : []),
    ]);
  }

  async #copyCode(): Promise<void> {
    const { share } = this.#words;
    const { block, state } = this.#view!;
    const hash = writeHash({ ...state, claims: [], table: false, embed: true });
    await this.#copying.copy(
      embedCode(hash, block.title, location),
      share.embedCode,
      share.embedCopied,
      isOnServer(location) ? [] : [share.embedFile],
    );
  }

  async #savePicture(): Promise<void> {
    const canvas = await drawPoster(this.#poster());
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("the browser made no picture of the canvas");
    saveBlob(blob, `map-${formatDay(this.#view!.on)}.png`);
    this.#copying.say(this.#words.share.saved);
  }

  /** Print what the browser's own command prints. */
  #printPage(): void {
    this.popover.close();
    print();
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.#copying.say(this.#words.share.drawing);
    try {
      await act();
    } catch (error) {
      console.warn(error);
      this.#copying.say(this.#words.share.failed);
    }
  }
}
