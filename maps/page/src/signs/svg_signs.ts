/** Signs as SVG: beside words, in the list, the cards and the legend. Their shapes are in signs.ts. */
import { svg } from "../frame/dom.ts";
import { extent, type Radii, type Sign, shapesOf, standingClass } from "./signs.ts";

/** Draw a sign as a square picture, hidden from screen readers: the words are beside it. */
export function drawSign(sign: Sign, radii: Radii): SVGSVGElement {
  const half = extent(sign.span, radii);
  const classes = ["sign", sign.colour, standingClass(sign.standing)];
  return svg(
    "svg",
    {
      class: classes.filter(Boolean).join(" "),
      width: 2 * half,
      height: 2 * half,
      viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`,
      "aria-hidden": "true",
      focusable: "false",
    },
    ...shapesOf(sign, radii).map(({ d, as, isFaint }) =>
      svg("path", { d, class: `${as === "thin" ? "line thin" : as}${isFaint ? " faint" : ""}` }),
    ),
  );
}

/** Make the small mark beside a sign: somebody disputes it. */
export function disputedMark(): SVGSVGElement {
  return svg(
    "svg",
    {
      class: "beside disputed-mark",
      width: 12,
      height: 12,
      viewBox: "-6 -6 12 12",
      "aria-hidden": "true",
    },
    svg("circle", { r: 5.25 }),
    svg("path", { d: "M-2.6 -1.3H2.6M-2.6 1.3H2.6M-1.3 3L1.3 -3" }),
  );
}

/** Make the small mark beside a sign: others repeat it; the count is beside it as text. */
export function echoMark(): SVGSVGElement {
  return svg(
    "svg",
    {
      class: "beside echo-mark",
      width: 12,
      height: 12,
      viewBox: "-6 -6 12 12",
      "aria-hidden": "true",
    },
    svg("circle", { r: 1.4, cx: -3.4 }),
    svg("path", { d: "M-1 -2.6A3.6 3.6 0 0 1 -1 2.6M1.6 -4.6A6 6 0 0 1 1.6 4.6" }),
  );
}
