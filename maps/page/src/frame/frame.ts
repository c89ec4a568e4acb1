/**
 * The layout of the page: on the left the map with what lies over it, below it time, on the right the panel. Each place is an
 * element into which a part puts its own.
 *
 * Around a map that somebody else made, title and tools are above the map and the legend is in the panel, which folds: what lies
 * over the map belongs to its maker.
 */
import { button, el, unique } from "./dom.ts";
import { outermost } from "./host.ts";
import type { Words } from "../words/catalogue.ts";

/** Below this width the panel is a sheet; the stylesheets say the same of the frame's width. */
const NARROW = 760;
/** From this width on the key starts open. */
const WIDE = 1440;
/** Where there is less room, marks are smaller, and the panel beside somebody else's map starts folded. */
const SMALL = { width: 900, height: 700 };

export interface Frame {
  /** All of the page, of the size that the map had. */
  readonly outer: HTMLElement;
  readonly root: HTMLElement;
  readonly map: HTMLElement;
  /** Title and counts, over the map. */
  readonly title: HTMLElement;
  /** Beside the title: buttons that open filters and search. */
  readonly tools: HTMLElement;
  /** Notes that are shown once, over the map. */
  readonly notes: HTMLElement;
  readonly legend: HTMLElement;
  readonly panel: HTMLElement;
  /** In the panel, from the top: the comparison, what was found or changed, the claims in effect. */
  readonly comparison: HTMLElement;
  readonly found: HTMLElement;
  readonly claims: HTMLElement;
  /** The panel's part that scrolls. */
  readonly scroll: HTMLElement;
  /** Below the axis: actions on the view as a whole. */
  readonly actions: HTMLElement;
}

/** Make the frame around the map's element, with the bar of time in it. */
export function makeFrame(
  container: HTMLElement,
  timeBar: HTMLElement,
  words: Words,
  isPart: boolean,
  heading: string,
): Frame {
  const place = (className: string) => el("div", { class: className });
  const title = el("header", { class: "title-box", "data-covers-map": "" });
  const tools = place("tools");
  const notes = el("div", { class: "notes", role: "status" });
  const legend = el("section", { class: "key-corner", "aria-label": words.key });
  const [comparison, found, claims] = [place("comparison"), place("found"), place("claims")];
  const scroll = el(
    "div",
    { class: "panel-scroll", tabindex: -1 },
    comparison,
    found,
    claims,
    isPart && legend,
  );
  const panel = el(
    "aside",
    { class: "panel", id: unique("mustermap-panel"), "aria-label": words.panel },
    scroll,
  );
  const head = el("div", { class: "map-head" }, title, tools);
  // The map has a button for each mark: keyboard users can skip them, after the title and the tools.
  const skip = button(
    { class: "tool skip" },
    () => timeBar.querySelector("input")?.focus(),
    words.skipMap,
  );
  const map = el("div", { class: "map-box" }, !isPart && head, skip, !isPart && legend, notes);
  const attributes = { class: "mustermap", lang: words.lang };
  const root = isPart
    ? el("section", { ...attributes, "aria-label": heading }, head)
    : el("main", attributes);
  const outer = el("div", { class: "mustermap-frame" }, root);
  const inner = outermost(container);
  if (isPart) takePlace(outer, inner);
  // There may be several in a page: the name of a landmark says to which map its time or panel belongs.
  if (isPart)
    for (const part of [timeBar, panel, legend])
      part.setAttribute("aria-label", `${part.getAttribute("aria-label")}, ${heading}`);
  inner.replaceWith(outer);
  skip.after(inner);
  root.append(map, timeBar, panel);
  return {
    outer,
    root,
    map,
    title,
    tools,
    notes,
    legend,
    panel,
    comparison,
    found,
    claims,
    scroll,
    actions: place("actions"),
  };
}

/** Give the stylesheets the heights of the bar of time and of the title, now and whenever they change. */
export function followSizes({ root, title }: Frame, timeBar: HTMLElement): void {
  const measure = () => {
    // Both are read before either is written: reading after writing has the whole page laid out in between.
    const sizes = [
      ["--time", timeBar.offsetHeight],
      ["--title", title.offsetHeight],
    ] as const;
    for (const [name, height] of sizes) root.style.setProperty(name, `${height}px`);
  };
  const measured = new ResizeObserver(measure);
  for (const element of [timeBar, title]) measured.observe(element);
  measure();
}

/** Check whether the panel is a sheet. */
export function isNarrow({ outer }: Frame): boolean {
  return outer.clientWidth <= NARROW;
}

/** Check whether there is little room. */
export function isSmall({ outer }: Frame): boolean {
  return outer.clientWidth <= SMALL.width || outer.clientHeight <= SMALL.height;
}

/** Check whether there is room for the open key beside the map. */
export function isWide(frame: Frame): boolean {
  return frame.outer.clientWidth >= WIDE && !isSmall(frame);
}

/** Add a button that folds a part's panel; it starts folded where there is little room, or another layer's panel beside it. */
export function addFold(frame: Frame, words: Words): { unfold(): void } {
  const { root, panel, tools } = frame;
  const fold = (isFolded: boolean) => {
    root.classList.toggle("is-folded", isFolded);
    opener.setAttribute("aria-expanded", String(!isFolded));
  };
  const opener = button(
    { class: "tool panel-tool", "aria-controls": panel.id },
    () => fold(!root.classList.contains("is-folded")),
    words.panel,
  );
  tools.append(opener);
  fold(isSmall(frame) || frame.map.querySelector(":scope > .mustermap-frame") !== null);
  return { unfold: () => fold(false) };
}

/**
 * Put the frame in the map's place: it takes over the id, by which the page around sizes the map. Whoever made
 * the map holds the map object, and does not look for its element again.
 */
function takePlace(outer: HTMLElement, inner: HTMLElement): void {
  const id = inner.id;
  inner.id = unique(`${id}-framed`);
  outer.id = id;
  outer.classList.add("is-part");
}
