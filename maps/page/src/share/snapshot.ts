/**
 * A picture of a part of the page, painted from its elements: boxes, words, drawings and canvases, in the order in which
 * they lie over each other. No request is sent and nothing leaves the page.
 */

import { elementAt } from "../checked_access.ts";
import { copyCanvas } from "./paper_copy.ts";

/** Paints one thing, once everything that it needs is there. */
type Stroke = (context: CanvasRenderingContext2D) => void;

const DRAWN = [
  "fill",
  "fill-opacity",
  "fill-rule",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "letter-spacing",
  "text-anchor",
  "visibility",
  "display",
  "paint-order",
  "clip-path",
] as const;

/**
 * Paint an element as it is now into a context whose origin is the element's corner, without what `isLeftOut` excludes.
 * The context is painted on once all drawings are there; the element may have changed by then.
 */
export async function paint(
  context: CanvasRenderingContext2D,
  element: HTMLElement,
  isLeftOut: (part: Element) => boolean,
): Promise<void> {
  const corner = element.getBoundingClientRect();
  const strokes: (Stroke | Promise<Stroke>)[] = [];
  gather(element, corner, strokes, isLeftOut);
  const painted = await Promise.all(strokes);
  context.save();
  for (const stroke of painted) stroke(context);
  context.restore();
}

function gather(
  part: Element,
  corner: DOMRect,
  strokes: (Stroke | Promise<Stroke>)[],
  isLeftOut: (part: Element) => boolean,
): void {
  const style = getComputedStyle(part);
  if (
    isLeftOut(part) ||
    style.display === "none" ||
    style.visibility === "hidden" ||
    style.opacity === "0"
  )
    return;
  const box = part.getBoundingClientRect();
  const [x, y] = [box.left - corner.left, box.top - corner.top];
  const alpha = Number(style.opacity);
  strokes.push((context) => {
    context.save();
    context.globalAlpha *= alpha;
  });
  if (part instanceof HTMLCanvasElement) {
    if (part.width > 0 && part.height > 0 && box.width > 0) {
      // What it shows now: until all is there to be painted, the page may have drawn it again.
      const copy = copyCanvas(part);
      strokes.push((context) => paintCanvas(context, copy, x, y, box.width, box.height));
    }
  } else if (part instanceof SVGSVGElement) {
    if (box.width > 0 && box.height > 0) strokes.push(drawing(part, box, corner));
  } else {
    strokes.push((context) => paintBox(context, style, x, y, box.width, box.height));
    const children = [...part.childNodes];
    // What is not positioned itself is as high as what is in it: the map's scale lies over the map.
    const depth = (node: ChildNode): number => {
      if (!(node instanceof Element)) return 0;
      const { position, zIndex } = getComputedStyle(node);
      return position === "static"
        ? Math.max(
            0,
            ...Array.from(node.children, (one) => Number(getComputedStyle(one).zIndex) || 0),
          )
        : Number(zIndex) || 0;
    };
    for (const child of children
      .map((node) => [depth(node), node] as const)
      .sort((a, b) => a[0] - b[0])) {
      if (child[1] instanceof Text) strokes.push(...lines(child[1], style, corner));
      else if (child[1] instanceof Element) gather(child[1], corner, strokes, isLeftOut);
    }
  }
  strokes.push((context) => context.restore());
}

/** Paint a canvas with its edges on whole pixels: between two tiles there would be a line, and letters would blur. */
function paintCanvas(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const scale = context.getTransform().a;
  const whole = (at: number) => Math.round(at * scale) / scale;
  const [left, top] = [whole(x), whole(y)];
  context.drawImage(canvas, left, top, whole(x + width) - left, whole(y + height) - top);
}

function paintBox(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Number.parseFloat(style.borderTopLeftRadius) || 0);
  context.fillStyle = style.backgroundColor;
  context.fill();
  const edge = (side: "Top" | "Right" | "Bottom" | "Left") => {
    const isDrawn = style[`border${side}Style`] !== "none";
    return {
      px: isDrawn ? Number.parseFloat(style[`border${side}Width`]) : 0,
      colour: style[`border${side}Color`],
    };
  };
  const [top, right, bottom, left] = [edge("Top"), edge("Right"), edge("Bottom"), edge("Left")];
  if ([top, right, bottom, left].every(({ px }) => px > 0)) {
    context.lineWidth = top.px;
    context.strokeStyle = top.colour;
    context.stroke();
  } else {
    const line = (
      { colour }: { colour: string },
      ...rectangle: [number, number, number, number]
    ) => {
      context.fillStyle = colour;
      context.fillRect(...rectangle);
    };
    line(top, x, y, width, top.px);
    line(right, x + width - right.px, y, right.px, height);
    line(bottom, x, y + height - bottom.px, width, bottom.px);
    line(left, x, y, left.px, height);
  }
  if (style.overflowX === "visible") return;
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
}

/** Return the lines of a text as the browser has broken them. */
function lines(text: Text, style: CSSStyleDeclaration, corner: DOMRect): Stroke[] {
  const words = text.data;
  if (!words.trim()) return [];
  const range = document.createRange();
  const found: { from: number; to: number; box: DOMRect }[] = [];
  for (let at = 0; at < words.length; at++) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const box = range.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) continue;
    const line = found.at(-1);
    if (line && Math.abs(line.box.top - box.top) < box.height / 2) line.to = at + 1;
    else found.push({ from: at, to: at + 1, box });
  }
  return found.map(({ from, to }) => {
    range.setStart(text, from);
    range.setEnd(text, to);
    const box = range.getBoundingClientRect();
    return (context) =>
      paintLine(
        context,
        words.slice(from, to).replace(/\s+/g, " "),
        style,
        box.left - corner.left,
        box.top - corner.top,
        box.height,
      );
  });
}

function paintLine(
  context: CanvasRenderingContext2D,
  text: string,
  style: CSSStyleDeclaration,
  x: number,
  top: number,
  height: number,
): void {
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } =
    context.measureText(text);
  const y = top + (height - ascent - descent) / 2 + ascent;
  const halo = /rgba?\([^)]*\)/.exec(style.textShadow)?.[0];
  if (halo) {
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = halo;
    context.strokeText(text, x, y);
  }
  context.fillStyle = style.color;
  context.fillText(text, x, y);
}

/** Return a stroke that paints an SVG drawing; the page's styles are written into a copy of it. */
async function drawing(source: SVGSVGElement, box: DOMRect, corner: DOMRect): Promise<Stroke> {
  const copy = source.cloneNode(true) as SVGSVGElement;
  const own = [source, ...source.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [k, element] of own.entries()) writeStyle(element, elementAt(copies, k));
  for (const id of namesIn(copy)) {
    const named = document.getElementById(id);
    if (named && !source.contains(named)) copy.append(namedCopy(named));
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(box.width));
  copy.setAttribute("height", String(box.height));
  copy.removeAttribute("style");
  copy.removeAttribute("class");
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return (context) =>
    context.drawImage(image, box.left - corner.left, box.top - corner.top, box.width, box.height);
}

function namedCopy(named: HTMLElement): Element {
  const copy = named.cloneNode(true) as Element;
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [k, element] of [named, ...named.querySelectorAll("*")].entries())
    writeStyle(element, elementAt(copies, k));
  const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
  defs.append(copy);
  return defs;
}

/** Return the ids to which url(#id) refers. */
function namesIn(copy: Element): Set<string> {
  const values = [...copy.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes].map(({ value }) => value),
  );
  return new Set(
    values.flatMap((value) =>
      [...value.matchAll(/url\("?#([^")]+)"?\)/g)].map((found) => elementAt(found, 1)),
    ),
  );
}

function writeStyle(element: Element, copy: Element): void {
  const style = getComputedStyle(element);
  for (const name of DRAWN) {
    const value = style.getPropertyValue(name);
    if (value && value !== "none" && value !== "normal" && value !== "auto")
      copy.setAttribute(name, value);
    else if (name === "fill" || name === "stroke") copy.setAttribute(name, value);
  }
  copy.removeAttribute("style");
  copy.removeAttribute("class");
}
