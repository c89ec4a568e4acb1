/** What is pointed at in the chart over time: a line opens its claim, anywhere else chooses the day, and so does a drag. */

/** What pointing asks of the chart; places are in pixels from its corner. */
export interface PointingCalls {
  /** Return the id of the claim of a line that is nearest to a place. */
  readonly claimAt: (line: number, x: number, y: number) => string | null;
  readonly onOpen: (id: string) => void;
  readonly onHover: (id: string | null) => void;
  readonly onPlace: (x: number) => void;
}

/** A pointer that went further sideways has dragged. */
const DRAGGED_PX = 5;

/** Listen to what is pointed at in a drawing. */
export function listenToPointing(drawing: SVGSVGElement, calls: PointingCalls): void {
  let from: number | null = null;
  let isDragged = false;
  const placeOf = ({ clientX, clientY }: MouseEvent) => {
    const { left, top } = drawing.getBoundingClientRect();
    return [clientX - left, clientY - top] as const;
  };
  const claimOf = (event: MouseEvent) => {
    const line = event.target instanceof Element ? event.target.closest("[data-line]") : null;
    const number = line?.getAttribute("data-line");
    return number ? calls.claimAt(Number(number), ...placeOf(event)) : null;
  };
  drawing.addEventListener("pointerdown", (event) => {
    isDragged = false;
    if (event.button === 0) from = event.clientX;
  });
  drawing.addEventListener("pointermove", (event) => {
    if (from === null) {
      calls.onHover(claimOf(event));
      return;
    }
    if (!isDragged && Math.abs(event.clientX - from) <= DRAGGED_PX) return;
    if (!isDragged) drawing.setPointerCapture(event.pointerId);
    isDragged = true;
    calls.onPlace(placeOf(event)[0]);
  });
  for (const name of ["pointerup", "pointercancel"] as const)
    drawing.addEventListener(name, () => {
      from = null;
    });
  drawing.addEventListener("pointerleave", () => calls.onHover(null));
  drawing.addEventListener("click", (event) => {
    if (isDragged) return;
    const id = claimOf(event);
    if (id === null) calls.onPlace(placeOf(event)[0]);
    else calls.onOpen(id);
  });
}
