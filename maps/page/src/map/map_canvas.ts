/** A canvas that lies over the whole map and a little beyond, as sharp as what it is drawn for. */
import { sharpness } from "../signs/sharpness.ts";

/** Pixels drawn beyond each side of the map, so that dragging it a little shows no blank. */
export const BEYOND_VIEW = 80;

/** One canvas in a pane of its own. */
export class MapCanvas {
  readonly #map: L.Map;
  readonly #canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D;

  constructor(map: L.Map, pane: HTMLElement) {
    this.#map = map;
    this.#canvas.className = "map-sheet";
    this.#canvas.setAttribute("aria-hidden", "true");
    this.#context = this.#canvas.getContext("2d")!;
    pane.append(this.#canvas);
  }

  get canvas(): HTMLCanvasElement {
    return this.#canvas;
  }

  /** Move the canvas to the map's position, clear it, and return its context, in pixels of the map's container. */
  wipe(): CanvasRenderingContext2D {
    const ratio = sharpness();
    const { x: width, y: height } = this.#map.getSize();
    const [wide, tall] = [width + 2 * BEYOND_VIEW, height + 2 * BEYOND_VIEW];
    const context = this.#context;
    if (
      this.#canvas.width !== Math.round(wide * ratio) ||
      this.#canvas.height !== Math.round(tall * ratio)
    ) {
      this.#canvas.width = Math.round(wide * ratio);
      this.#canvas.height = Math.round(tall * ratio);
      this.#canvas.style.setProperty("width", `${wide}px`);
      this.#canvas.style.setProperty("height", `${tall}px`);
    } else {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    }
    context.setTransform(ratio, 0, 0, ratio, BEYOND_VIEW * ratio, BEYOND_VIEW * ratio);
    L.DomUtil.setPosition(
      this.#canvas,
      this.#map.containerPointToLayerPoint([-BEYOND_VIEW, -BEYOND_VIEW]),
    );
    return context;
  }
}
