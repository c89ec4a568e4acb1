/** How many pixels of a canvas make one pixel of the page: as many as the screen has, or more for paper and saved pictures. */
let least = 1;

/** Return the pixels of a canvas for one pixel of the page. */
export function sharpness(): number {
  return Math.max(window.devicePixelRatio || 1, least);
}

/** Run what draws canvases of at least this many pixels for one pixel of the page. */
export function withSharpness<Result>(pixels: number, act: () => Result): Result {
  const before = least;
  least = pixels;
  try {
    return act();
  } finally {
    least = before;
  }
}
