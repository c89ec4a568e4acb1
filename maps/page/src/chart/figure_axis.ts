/** An axis of figures: linear from 0, or logarithmic where the largest is many times the smallest. */

/** From this many times on, small figures would be lost on a linear scale. */
const LOG_FROM_TIMES = 20;
/** Most ticks, the ends included. */
const MOST_TICKS = 5;
/** Share of a logarithmic axis that is reserved for 0. */
const ROOM_FOR_NONE = 0.12;

export interface FigureScale {
  readonly isLog: boolean;
  /** The factor between ticks of a logarithmic axis. */
  readonly factor: number;
  readonly ticks: readonly { readonly at: number; readonly value: number }[];
  /** Return the position of a figure, 0 to 1. */
  readonly at: (figure: number) => number;
}

/** Scale some figures; any of them may be 0. */
export function scaleFigures(figures: readonly number[]): FigureScale {
  const positive = figures.filter((figure) => figure > 0);
  if (positive.length === 0) return linear(1);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  return most > LOG_FROM_TIMES * least
    ? logarithmic(least, most, figures.includes(0))
    : linear(most);
}

function linear(most: number): FigureScale {
  const step = niceStep(most / (MOST_TICKS - 1));
  const top = Math.ceil(most / step - 1e-9) * step;
  const count = Math.round(top / step);
  const ticks = Array.from({ length: count + 1 }, (_, k) => ({ at: k / count, value: k * step }));
  return { isLog: false, factor: 1, ticks, at: (figure) => Math.min(Math.max(figure / top, 0), 1) };
}

/** Return the smallest of 1, 2, 2.5 and 5 times a power of ten that is no less. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 2.5, 5, 10].find((nice) => nice * power >= least * (1 - 1e-9)) ?? 10;
  return step * power;
}

function logarithmic(least: number, most: number, hasNone: boolean): FigureScale {
  const [from, to] = [Math.floor(Math.log10(least) + 1e-9), Math.ceil(Math.log10(most) - 1e-9)];
  const every = Math.ceil((to - from) / (MOST_TICKS - 1));
  const start = hasNone ? ROOM_FOR_NONE : 0;
  const at = (figure: number) =>
    figure <= 0
      ? 0
      : Math.min(
          Math.max(start + ((Math.log10(figure) - from) / (to - from)) * (1 - start), start),
          1,
        );
  const powers = Array.from(
    { length: Math.floor((to - from) / every) + 1 },
    (_, k) => 10 ** (from + k * every),
  );
  const ticks = [...(hasNone ? [0] : []), ...powers].map((value) => ({ at: at(value), value }));
  return { isLog: true, factor: 10 ** every, ticks, at };
}
