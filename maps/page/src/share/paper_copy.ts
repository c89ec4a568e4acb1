/** Copies of parts of the page for paper: what is read, without what is operated. */
import { el } from "../frame/dom.ts";

/** What is operated, and what only a screen reader or a closed sheet needs. */
const LEFT_OUT =
  "[hidden], select, .tabs, .day-calendar, .day-sizer, .chart-enlarge, .chart-window, .since-before, button.small, " +
  ".closed-line, .visually-hidden, .basemap, .online-tiles, .mark-buttons, .mark-ring, .leaflet-control:not(.leaflet-control-scale), .day-problem, .since-problem";

/** Attributes that say what a text is; beside them those that styles go by. */
const KEPT: readonly string[] = ["lang", "dir", "href"];

/** Copy an element with all that it shows; null for what is not read. */
export function copyForPaper(source: Element): Element | null {
  if (source.matches(LEFT_OUT)) return null;
  if (source instanceof SVGElement) return source.cloneNode(true) as Element;
  if (source instanceof HTMLCanvasElement) return copyCanvas(source);
  if (source instanceof HTMLInputElement)
    return source.type === "text" ? el("span", {}, source.value) : null;
  const copy = shell(source);
  const isFolded = source instanceof HTMLDetailsElement && !source.open;
  for (const child of source.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    else if (child instanceof Element && (!isFolded || child.matches("summary"))) {
      const made = copyForPaper(child);
      if (made) copy.append(made);
    }
  }
  return copy;
}

/** Make an element that looks the same; a line that opens is a text. */
function shell(source: Element): HTMLElement {
  const name = source.matches("summary, details") ? "div" : source.localName;
  const copy = document.createElement(name);
  copy.className = source.getAttribute("class") ?? "";
  for (const { name: kept, value } of source.attributes)
    if (KEPT.includes(kept) || kept.startsWith("data-")) copy.setAttribute(kept, value);
  if (source instanceof HTMLElement) copy.style.cssText = source.style.cssText;
  return copy;
}

/** Copy what a canvas shows now. */
export function copyCanvas(source: HTMLCanvasElement): HTMLCanvasElement {
  const { width, height, className } = source;
  const copy = el("canvas", { class: className, width, height });
  copy.style.cssText = source.style.cssText;
  Object.assign(copy.dataset, source.dataset);
  if (width > 0 && height > 0) copy.getContext("2d")!.drawImage(source, 0, 0);
  return copy;
}
