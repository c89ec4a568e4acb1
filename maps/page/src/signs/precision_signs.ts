/** The signs of precision: a small sign for each, beside how precisely a place is known on a claim's card. */
import { svg } from "../frame/dom.ts";

/** From the most to the least precise, with the sign of each in a square of 12. */
const SIGNS: readonly (readonly [precision: string, path: string])[] = [
  ["exact", "M0-5.2V-1.6M0 1.6V5.2M-5.2 0H-1.6M1.6 0H5.2"],
  ["site", "M-3.4-3.4H3.4V3.4H-3.4Z"],
  ["settlement", "M3.8 0A3.8 3.8 0 1 1-3.8 0A3.8 3.8 0 1 1 3.8 0"],
  ["region", "M-5-2L-1-4.8L4.6-3.2L5 2.4L.4 4.8L-4.4 3Z"],
  ["country", "M-5-2L-1-4.8L4.6-3.2L5 2.4L.4 4.8L-4.4 3Z"],
  ["line", "M-5 3.6L-1.6-.8L1.4 1L5-3.8"],
];

/** Make the sign of a precision; null for one that is not known. */
export function precisionSign(precision: string): SVGSVGElement | null {
  const found = SIGNS.find(([name]) => name === precision);
  if (!found) return null;
  return svg(
    "svg",
    {
      class: `precision-sign precision-${precision}`,
      width: 12,
      height: 12,
      viewBox: "-6 -6 12 12",
      "aria-hidden": "true",
    },
    svg("path", { d: found[1] }),
  );
}
