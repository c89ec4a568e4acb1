/**
 * The shapes of signs, drawn by svg_signs.ts as SVG and by canvas_pictures.ts on a canvas.
 *
 * Disc: the lowest figure; ring: the highest. Each has the size of a figure that somebody states: without an upper bound there is
 * an arrow, and no ring of its own. An excluded bound has an open end; a 0 means none. Fill shows the phase, line and strength how
 * it stands on the day, colour (a class) the force; a small diamond is a claim without a number, and what is not people is square.
 */
import { isNone, type Span } from "../rules/spans.ts";
import { STALE, VAGUE } from "../rules/standing_numbers.ts";

export interface Sign {
  readonly span: Span | null;
  readonly phase: string;
  /** How it stands on the day, a position in `STANDINGS`: dotted where its dates are vague, faint where it is stale. */
  readonly standing: number;
  /** The class of the force's colour. */
  readonly colour: string;
  /** What is counted is not people, so that three aircraft never look like three men. */
  readonly isSquare?: boolean;
}

/** Radii in pixels of the two figures. */
export interface Radii {
  readonly disc: number;
  readonly ring: number;
}

/** The role of a shape in a sign, which decides how it is drawn. */
type Part = "ground" | "solid" | "tint" | "hatch" | "bar" | "line" | "thin" | "arrow" | "none";

export interface Shape {
  /** An SVG path; the sign's middle is 0 0. */
  readonly d: string;
  readonly as: Part;
  readonly isFaint: boolean;
}

/** Return the class of how a claim stands: only vague dates and what was not repeated look different. */
export function standingClass(standing: number): "" | "vague" | "stale" {
  return standing === VAGUE ? "vague" : standing === STALE ? "stale" : "";
}

const LINE = 2;
/** Not larger than a mark of few people: it states no number. */
const DIAMOND = 6;
const LIST_RADIUS = 8;
const SMALLEST_DISC = 2;
const SMALLEST_RING = 3.5;

/** The one scale of a map, of its areas, towns and sites: the largest figure, and the radius of its mark in pixels. */
export interface Scale {
  readonly most: number;
  readonly largest: number;
}

/** Return the figure below which all marks of a scale are of the same smallest size. */
export function smallestFigure({ most, largest }: Scale): number {
  return most * (SMALLEST_RING / largest) ** 2;
}

/** Return radii by area: `largest` pixels for the figure `most`; nothing is larger than the figure that it states. */
export function radiiByArea(span: Span | null, { most, largest }: Scale): Radii {
  if (!span) return { disc: DIAMOND, ring: DIAMOND };
  const radius = (figure: number) => largest * Math.sqrt(figure / most);
  const disc = span.low > 0 ? Math.max(SMALLEST_DISC, radius(span.low)) : 0;
  return { disc, ring: Math.max(SMALLEST_RING, radius(span.high), disc) };
}

/** Return radii where size has no meaning: beside the figure as text. */
export function fixedRadii(span: Span | null): Radii {
  if (!span) return { disc: LIST_RADIUS, ring: LIST_RADIUS };
  const isOne = span.low === span.high;
  return {
    disc: span.low === 0 ? 0 : isOne ? LIST_RADIUS - 0.5 : LIST_RADIUS - 4,
    ring: LIST_RADIUS - 0.5,
  };
}

/** Return half the side of the square that a sign takes, in pixels. */
export function extent(span: Span | null, radii: Radii): number {
  return Math.ceil(radii.ring + LINE / 2 + (span?.isOpen ? 4 : 1));
}

/** Return the shapes of a sign, from the ground up. */
export function shapesOf(sign: Sign, radii: Radii): Shape[] {
  return sign.span ? discAndRing(sign, sign.span, radii) : diamond(sign, radii.ring);
}

function discAndRing(sign: Sign, span: Span, { disc, ring }: Radii): Shape[] {
  const [path, chord] = sign.isSquare ? [squarePath, squareChord] : [circlePath, circleChord];
  const parts: Shape[] = [shape(path(ring, 0), "ground")];
  if (isNone(span))
    return [...parts, shape("M0 -3.6A2.4 3.6 0 0 1 0 3.6A2.4 3.6 0 0 1 0 -3.6Z", "none")];
  if (span.low === span.high && span.low > 0) {
    const isWhole = span.lowIncluded && span.highIncluded;
    parts.push(
      ...filled(sign, ring, chord),
      outline(path(ring, isWhole ? 0 : span.isOpen ? 84 : 24)),
    );
  } else {
    // Where the lowest figure is 0 there is no disc: the phase is drawn faintly within the ring.
    if (disc === 0)
      parts.push(...filled(sign, ring, chord).map((part) => ({ ...part, isFaint: true })));
    if (disc > 0) {
      parts.push(...filled(sign, disc, chord));
      parts.push(outline(path(disc, span.lowIncluded ? 0 : disc < 5 ? 60 : 34), "thin"));
    }
    parts.push(outline(path(ring, span.isOpen ? 84 : span.highIncluded ? 0 : 30)));
  }
  if (span.isOpen) parts.push(arrow(ring));
  return parts;
}

function diamond(sign: Sign, size: number): Shape[] {
  const path = `M0 ${-size}L${size} 0L0 ${size}L${-size} 0Z`;
  return [shape(path, "ground"), ...filled(sign, size, diamondChord), outline(path)];
}

/** Return how far a shape of a size reaches along a line at 45°, at a distance of that line from its middle. */
type Chord = (size: number, distance: number) => number;
const circleChord: Chord = (size, distance) =>
  Math.sqrt(Math.max(0, size * size - distance * distance));
const diamondChord: Chord = (size, distance) =>
  Math.abs(distance) < size / Math.SQRT2 ? size / Math.SQRT2 : 0;

const squareChord: Chord = (size, distance) => Math.max(0, size * Math.SQRT2 - Math.abs(distance));

function filled({ phase, standing }: Sign, size: number, chord: Chord): Shape[] {
  // A dotted line needs a little ground on both sides to be visible as dotted.
  const inset = standing === VAGUE ? Math.min(2.9, Math.max(0.8, size - 1.2)) : 0.8;
  const inside = Math.max(size - (chord === diamondChord ? inset * Math.SQRT2 : inset), 0.5);
  const { whole, lower } = bodies(inside, chord);
  switch (phase) {
    case "present":
      return [shape(whole, "solid")];
    case "ordered":
    case "arriving":
      return [shape(lower, "solid")];
    case "planned":
      return [shape(whole, "tint"), shape(hatching(inside, chord), "hatch")];
    case "withdrawn":
      return [shape(`M${-size - 1} 0H${size + 1}`, "bar")];
    default:
      return [shape(whole, "tint")];
  }
}

/** Return the paths of a whole shape and of its lower half. */
function bodies(half: number, chord: Chord): { whole: string; lower: string } {
  if (chord === circleChord)
    return {
      whole: `M${-half} 0A${half} ${half} 0 1 1 ${half} 0A${half} ${half} 0 1 1 ${-half} 0Z`,
      lower: `M${-half} 0A${half} ${half} 0 0 0 ${half} 0Z`,
    };
  return chord === squareChord
    ? {
        whole: `M${-half} ${-half}H${half}V${half}H${-half}Z`,
        lower: `M${-half} 0H${half}V${half}H${-half}Z`,
      }
    : {
        whole: `M0 ${-half}L${half} 0L0 ${half}L${-half} 0Z`,
        lower: `M${-half} 0L0 ${half}L${half} 0Z`,
      };
}

/** Return lines at 45° within a shape, as a path. */
function hatching(size: number, chord: Chord): string {
  const gap = Math.min(4.2, Math.max(2.6, size / 2.4));
  const lines: string[] = [];
  for (let k = -Math.floor(size / gap); k <= size / gap; k++) {
    const distance = k * gap;
    const reach = chord(size, distance);
    if (reach < 1) continue;
    const [mx, my] = [distance * Math.SQRT1_2, distance * Math.SQRT1_2];
    const along = reach * Math.SQRT1_2;
    lines.push(`M${tidy(mx - along)} ${tidy(my + along)}L${tidy(mx + along)} ${tidy(my - along)}`);
  }
  return lines.join("");
}

/** Return a circle as a path, open by some degrees at the upper right. */
function circlePath(radius: number, openDegrees: number): string {
  if (openDegrees === 0) {
    return `M${tidy(radius)} 0A${tidy(radius)} ${tidy(radius)} 0 1 1 ${tidy(-radius)} 0A${tidy(radius)} ${tidy(radius)} 0 1 1 ${tidy(radius)} 0`;
  }
  const point = (degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return `${tidy(radius * Math.cos(angle))} ${tidy(radius * Math.sin(angle))}`;
  };
  return `M${point(-45 + openDegrees / 2)}A${tidy(radius)} ${tidy(radius)} 0 1 1 ${point(-45 - openDegrees / 2)}`;
}

/** Return a square as a path, open at its upper right corner by as many degrees as a circle would be. */
function squarePath(half: number, openDegrees: number): string {
  const side = tidy(half);
  if (openDegrees === 0) return `M${side} ${side}H${-side}V${-side}H${side}Z`;
  const open = tidy(half * Math.tan(((45 - openDegrees / 2) * Math.PI) / 180));
  return `M${side} ${-open}L${side} ${side}L${-side} ${side}L${-side} ${-side}L${open} ${-side}`;
}

/** Return the arrow out of the upper right of a disc or a ring, as a path: no upper bound is stated. */
function arrow(radius: number): Shape {
  const [from, to] = [(radius - 1) * Math.SQRT1_2, (radius + 6) * Math.SQRT1_2];
  const d = `M${tidy(from)} ${tidy(-from)}L${tidy(to)} ${tidy(-to)}M${tidy(to - 4)} ${tidy(-to)}H${tidy(to)}V${tidy(4 - to)}`;
  return shape(d, "arrow");
}

function outline(d: string, as: "line" | "thin" = "line"): Shape {
  return shape(d, as);
}

function shape(d: string, as: Part): Shape {
  return { d, as, isFaint: false };
}

function tidy(value: number): number {
  return Math.round(value * 100) / 100;
}
