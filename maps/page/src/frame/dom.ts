/** Make elements. Text becomes part of the page here, as text, and nowhere else. */

export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

const SVG = "http://www.w3.org/2000/svg";

/** Make an HTML element; strings among its children become text. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  return fill(document.createElement(name), attributes, children);
}

/** Make an SVG element. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Name] {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** Isolate a report's text, so that its direction of writing does not reorder the text around it. */
export function bdi(text: string, attributes: Attributes = {}): HTMLElement {
  return el("bdi", attributes, text);
}

const taken = new Map<string, number>();

/** Return a name for an element that no other has: the name itself for the first layer, numbered for later ones. */
export function unique(name: string): string {
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}

/** Make a button that does one thing. */
export function button(
  attributes: Attributes,
  onPress: (event: MouseEvent) => void,
  ...children: Child[]
): HTMLButtonElement {
  const made = el("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", onPress);
  return made;
}

/** Put other children into an element. */
export function replace(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));
}

/** Return an address that a link may open (http or https), else null. */
function webAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Make a link to the web; the text alone where the address is none. */
export function link(text: string, address: string): HTMLElement {
  const href = webAddress(address);
  if (!href) return bdi(text);
  return el("a", { href, rel: "noopener noreferrer", target: "_blank" }, bdi(text));
}

function fill<Made extends Element>(
  element: Made,
  attributes: Attributes,
  children: Child[],
): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  replace(element, ...children);
  return element;
}
