/** Thin lines from marks that had to move to the point to which they belong: under the marks, ending at their edge. */
import { nearestOf, type Ring } from "../geometry/outline.ts";
import type { Box } from "../geometry/rectangles.ts";
import { svg } from "../frame/dom.ts";
import type { Panes } from "./panes.ts";

/** Make an empty line, below marks and cards. */
export function makeLead(panes: Panes): SVGSVGElement {
  const line = svg("svg", { class: "lead", width: 1, height: 1, "aria-hidden": "true" });
  panes.get("leads").append(line);
  return line;
}

/** How far into an area the line from a card goes that lies across its outline, in pixels. */
const INTO = 18;

/** Return where in an area a line from its card ends: at the outline, or within it where the card lies across that. */
export function leadEnd(
  ring: Ring,
  near: { x: number; y: number },
  box: Box,
): [x: number, y: number] {
  const [x, y] = nearestOf(ring, near, box);
  const edge = leadTo({ x, y }, box, false) ? null : leadTo(near, box, false);
  if (!edge) return [x, y];
  const share = Math.min(1, INTO / Math.hypot(near.x - edge.x, near.y - edge.y));
  return [edge.x + (near.x - edge.x) * share, edge.y + (near.y - edge.y) * share];
}

/** Draw a line from a point of the map's container to the edge of a box; nothing, where the box lies over the point. */
export function drawLead(
  line: SVGSVGElement,
  map: L.Map,
  point: L.Point,
  box: Box,
  isRound: boolean,
): void {
  line.replaceChildren();
  const end = leadTo(point, box, isRound);
  if (!end) return;
  L.DomUtil.setPosition(line as unknown as HTMLElement, map.containerPointToLayerPoint(point));
  line.append(
    svg("path", { d: `M0 0L${end.x - point.x} ${end.y - point.y}` }),
    svg("circle", { r: 2.5 }),
  );
}

/** Return where a line from a point to the middle of a box meets the box, or the ellipse in it; null where that covers the point. */
export function leadTo(
  point: { x: number; y: number },
  box: Box,
  isRound: boolean,
): { x: number; y: number } | null {
  const [dx, dy] = [box.x + box.width / 2 - point.x, box.y + box.height / 2 - point.y];
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  // How much of the way from the box's middle to the point lies within the box, or within the ellipse in it.
  const within = isRound
    ? 1 / Math.hypot(dx / halfWidth, dy / halfHeight)
    : 1 / Math.max(Math.abs(dx) / halfWidth, Math.abs(dy) / halfHeight);
  return within < 1 ? { x: point.x + dx * (1 - within), y: point.y + dy * (1 - within) } : null;
}
