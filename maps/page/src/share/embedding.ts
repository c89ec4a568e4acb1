/** A document in a small frame of another page: the map, the day, the answer's line, play and step, and a link to the whole. */
import { el } from "../frame/dom.ts";
import type { Frame } from "../frame/frame.ts";
import { readEditor } from "../frame/host.ts";
import type { MapPlace } from "../state/map_position.ts";
import type { State } from "../state/state.ts";
import type { Words } from "../words/catalogue.ts";
import { wholeAddress } from "./links.ts";

/** A frame up to this size has no room for the panel, nor for a sheet over the map. */
const SMALL_FRAME = { width: 760, height: 600 };

/** Pixels left free around the places in a small frame. */
const RIM = 12;
export const ROOM_IN_SMALL_FRAME = { left: RIM, top: RIM, right: RIM, bottom: RIM };

/** What is shown in a small frame, and when. */
export class Embedding {
  readonly #frame: Frame;
  readonly #map: L.Map;
  readonly #link: HTMLAnchorElement;
  /** The answer's line, which is read out only where there is no panel. */
  readonly #line: HTMLElement;
  readonly #onToggle: () => void;
  readonly #state: () => State;

  /** `state` returns what is shown; `onToggle` is called when there is more or less room for the map. */
  constructor(
    { frame, map, words, timeBar, line }: EmbeddedParts,
    state: () => State,
    onToggle: () => void,
  ) {
    this.#frame = frame;
    this.#map = map;
    this.#line = line;
    this.#state = state;
    this.#onToggle = onToggle;
    this.#link = el(
      "a",
      { class: "open-whole", target: "_blank", rel: "noopener" },
      words.openWhole,
    );
    this.#link.addEventListener("click", () => this.#point());
    timeBar.append(this.#link);
  }

  get isOn(): boolean {
    return this.#frame.root.classList.contains("is-embedded");
  }

  /** Show the page as it is in a small frame or whole: as its address says, else as its frame is. */
  show(): void {
    const { outer } = this.#frame;
    // A frame that is not shown yet has no size.
    if (outer.clientWidth === 0 || outer.clientHeight === 0) return;
    const isOn = this.#state().embed ?? isInSmallFrame(outer);
    this.#point();
    if (isOn === this.isOn) return;
    this.#frame.root.classList.toggle("is-embedded", isOn);
    this.#line.setAttribute("aria-hidden", String(!isOn));
    leavePageItsScrolling(this.#map, isOn);
    this.#map.invalidateSize({ animate: false, pan: false });
    this.#onToggle();
  }

  /** Follow the frame's size: where the page becomes embedded or whole, or has a size at last, the map shows its part again. */
  follow(mapPlace: MapPlace): void {
    const { outer } = this.#frame;
    let hadSize = outer.clientWidth > 0;
    new ResizeObserver(() => {
      const wasOn = this.isOn;
      this.show();
      const hasSize = outer.clientWidth > 0;
      if (hasSize && (!hadSize || wasOn !== this.isOn)) {
        this.#map.invalidateSize({ animate: false, pan: false });
        mapPlace.show(this.#state().map);
      }
      hadSize = hasSize;
    }).observe(outer);
  }

  #point(): void {
    const address = wholeAddress(this.#state(), location);
    this.#link.hidden = address === null;
    if (address !== null) this.#link.href = address;
  }
}

/** The parts of the page that are embedded. */
export interface EmbeddedParts {
  readonly frame: Frame;
  readonly map: L.Map;
  readonly words: Words;
  readonly timeBar: HTMLElement;
  readonly line: HTMLElement;
}

/** Check whether another page shows this one in little room; in the ledger's app the frame is the app's own page. */
function isInSmallFrame({ clientWidth, clientHeight }: HTMLElement): boolean {
  return (
    window.parent !== window &&
    readEditor() === null &&
    clientWidth <= SMALL_FRAME.width &&
    clientHeight <= SMALL_FRAME.height
  );
}

/** Leave the wheel, and one finger, to the page around the map: they scroll it. */
function leavePageItsScrolling(map: L.Map, isEmbedded: boolean): void {
  map.scrollWheelZoom[isEmbedded ? "disable" : "enable"]();
  if (L.Browser.mobile) map.dragging[isEmbedded ? "disable" : "enable"]();
}
