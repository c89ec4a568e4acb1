/** Work that can wait until the page has nothing else to do. */

/** The longest that it waits; of the browsers only Safari knows no idle time, and waits as long. */
const MOST_MS = 400;

/** Run something once the page has nothing else to do. */
export function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: MOST_MS });
  else setTimeout(run, MOST_MS);
}
