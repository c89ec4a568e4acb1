/** How many pixels of a canvas make one pixel of the page: as many as the screen has; for paper and saved pictures others. */
let wanted: number | null = null;

/** Return the pixels of a canvas for one pixel of the page. */
export function sharpness(): number {
  return wanted ?? (window.devicePixelRatio || 1);
}

/** Run what draws canvases of this many pixels for one pixel of the page. */
export function withSharpness<Result>(pixels: number, act: () => Result): Result {
  const before = wanted;
  wanted = pixels;
  try {
    return act();
  } finally {
    wanted = before;
  }
}
