/** Keys that move time, except while the reader types. */

export interface Moves {
  readonly days: (days: number) => void;
  readonly months: (months: number) => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly play: () => void;
  readonly pan: (x: number, y: number) => void;
  readonly zoom: (levels: number) => void;
}

const PAN = 90;

/** Handle the keys that are pressed on or in a target. */
export function listenToKeys(from: EventTarget, moves: Moves): void {
  from.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || isOnMap(event)) return;
    if (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isTyping(event.target) ||
      isChoosing(event)
    )
      return;
    const move = event.shiftKey ? panning(event, moves) : moving(event, moves);
    if (!move) return;
    event.preventDefault();
    move();
  });
}

function moving(event: KeyboardEvent, moves: Moves): (() => void) | null {
  const target = event.target instanceof Element ? event.target : null;
  switch (event.key) {
    case "ArrowLeft":
      return () => moves.days(-1);
    case "ArrowRight":
      return () => moves.days(1);
    // In the list, up and down scroll it.
    case "ArrowUp":
      return target?.closest(".panel") ? null : () => moves.days(1);
    case "ArrowDown":
      return target?.closest(".panel") ? null : () => moves.days(-1);
    case "PageUp":
      return () => moves.months(1);
    case "PageDown":
      return () => moves.months(-1);
    case "Home":
      return moves.first;
    case "End":
      return moves.last;
    case "n":
    case "N":
      return moves.next;
    case "p":
    case "P":
      return moves.previous;
    case "+":
      return () => moves.zoom(1);
    case "-":
      return () => moves.zoom(-1);
    // A button that has the focus is pressed by the space bar, a box is ticked.
    case " ":
      return target?.closest("button, summary, a, input[type=checkbox]") ? null : moves.play;
    default:
      return null;
  }
}

function panning(event: KeyboardEvent, moves: Moves): (() => void) | null {
  switch (event.key) {
    case "ArrowLeft":
      return () => moves.pan(-PAN, 0);
    case "ArrowRight":
      return () => moves.pan(PAN, 0);
    case "ArrowUp":
      return () => moves.pan(0, -PAN);
    case "ArrowDown":
      return () => moves.pan(0, PAN);
    default:
      return "NP+".includes(event.key.toUpperCase()) ? moving(event, moves) : null;
  }
}

/** Check whether the focus is on a map with keys of its own: one that somebody else made. */
function isOnMap({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.classList.contains("leaflet-container");
}

/** Check whether an arrow moves between the radio buttons of a group. */
function isChoosing({ target, key }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement && target.type === "radio" && key.startsWith("Arrow");
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !["range", "checkbox", "radio", "button"].includes(target.type)
  );
}
