/** The map, drawn otherwise than the screen shows it, for what is copied of it at once. */
export interface DrawnMap {
  /** Draw it in the colours that the page has now. */
  readonly now: () => void;
  /** Draw it with this many pixels of a canvas for one of the page, run `act`, and draw it as before. */
  readonly sharp: <Result>(pixels: number, act: () => Result) => Result;
  /** Draw the same part of the world in another width, free of what covers it, run `act`, and put all back. */
  readonly forPaper: <Result>(width: number, pixels: number, act: () => Result) => Result;
}
