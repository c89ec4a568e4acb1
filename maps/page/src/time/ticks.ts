/** The labels under the axis: its ends, the breaks with their lengths, and the months between, where there is room. */
import { type Axis, type Piece, position } from "./axis.ts";
import { addMonths, calendar, dayOf, wordDay } from "../rules/days.ts";
import { el, replace } from "../frame/dom.ts";
import type { Words } from "../words/catalogue.ts";

interface Tick {
  /** 0 to 1 along the axis. */
  readonly at: number;
  readonly text: string;
  readonly align: "start" | "centre" | "end";
  readonly isBreak?: boolean;
}

const SPACE = 10;

/** Put the words where they fit, the ends first. */
export function placeTicks(element: HTMLElement, axis: Axis, words: Words): void {
  const width = element.clientWidth;
  const ruler = document.createElement("canvas").getContext("2d")!;
  ruler.font = getComputedStyle(element).font;
  const taken: [number, number][] = [];
  const made: HTMLElement[] = axis.pieces.filter((piece) => piece.isBreak).map(breakMark);
  for (const tick of [...ends(axis, words), ...months(axis, words), ...breaks(axis, words)]) {
    const size = ruler.measureText(tick.text).width;
    const at = tick.at * width;
    const left = tick.align === "start" ? at : tick.align === "end" ? at - size : at - size / 2;
    if (
      left < 0 ||
      left + size > width + 1 ||
      taken.some(([from, to]) => left < to + SPACE && from < left + size + SPACE)
    )
      continue;
    taken.push([left, left + size]);
    const label = el("span", { class: tick.isBreak ? "break-label" : "tick" }, tick.text);
    label.style.setProperty("left", `${left}px`);
    made.push(label);
    if (tick.isBreak) continue;
    const line = el("span", { class: "tick-line" });
    line.style.setProperty("left", `${at}px`);
    made.push(line);
  }
  replace(element, ...made);
}

function ends(axis: Axis, words: Words): Tick[] {
  const text = (day: number) => {
    const year = wordDay(day, words.locale, "year");
    if (isOneMonth) return wordDay(day, words.locale, "short");
    return isOneYear ? `${wordDay(day, words.locale, "monthShort")} ${year}` : year;
  };
  const [[year, month], [lastYear, lastMonth]] = [calendar(axis.first), calendar(axis.last)];
  const isOneYear = year === lastYear;
  const isOneMonth = isOneYear && month === lastMonth;
  if (axis.first === axis.last) return [{ at: 0, text: text(axis.first), align: "start" }];
  return [
    { at: 0, text: text(axis.first), align: "start" },
    { at: 1, text: text(axis.last), align: "end" },
  ];
}

/** Return the first days of months; January and the first label of a stretch carry their year. */
function months(axis: Axis, words: Words): Tick[] {
  const [years, firsts, others]: [Tick[], Tick[], Tick[]] = [[], [], []];
  let isFirst = true;
  for (const piece of axis.pieces) {
    if (piece.isBreak) {
      isFirst = true;
      continue;
    }
    const [year, month] = calendar(piece.fromDay);
    for (let day = dayOf(year, month, 1); day <= piece.toDay; day = addMonths(day, 1)) {
      if (day < piece.fromDay) continue;
      const name = wordDay(day, words.locale, "monthShort");
      const [itsYear, itsMonth] = calendar(day);
      const isNamed = itsMonth === 1 || isFirst;
      const tick: Tick = {
        at: position(axis, day),
        text: isNamed ? `${name} ${itsYear}` : name,
        align: "centre",
      };
      (itsMonth === 1 ? years : isFirst ? firsts : others).push(tick);
      isFirst = false;
    }
  }
  return [...firsts, ...years, ...others];
}

/** Return the labels of the breaks: their lengths. */
function breaks(axis: Axis, words: Words): Tick[] {
  return axis.pieces
    .filter((piece) => piece.isBreak)
    .map((piece) => {
      const days = piece.toDay - piece.fromDay;
      const text =
        days >= 548
          ? words.breakYears(Math.round(days / 365.25))
          : words.breakMonths(Math.round(days / 30.44));
      return { at: (piece.from + piece.to) / 2, text, align: "centre", isBreak: true };
    });
}

function breakMark(piece: Piece): HTMLElement {
  const mark = el("span", { class: "break" });
  mark.style.setProperty("left", `${piece.from * 100}%`);
  mark.style.setProperty("width", `${(piece.to - piece.from) * 100}%`);
  return mark;
}
