/** The axis of figures of the chart over time: linear from 0, or logarithmic with a line of its own for none. */
import { elementAt } from "../checked_access.ts";

/** A line across the chart. */
export interface ValueMark {
  readonly value: number;
  /** From 0 at the bottom to 1 at the top. */
  readonly at: number;
  /** A power of ten, or none; of a linear axis each. */
  readonly isHeavy: boolean;
  /** Whether it is the line of none, below a logarithmic axis. */
  readonly isNone: boolean;
  /** Whether its number is written where there is little room. */
  readonly isWritten: boolean;
}

export interface ValueAxis {
  readonly marks: readonly ValueMark[];
  /** Return the position of a figure, from 0 at the bottom to 1 at the top. */
  readonly at: (value: number) => number;
}

/** How far the axis goes on beyond the smallest and the largest figure. */
const ROOM = 1.3;
/** Share of a logarithmic axis below its smallest decade, for none. */
const ROOM_FOR_NONE = 0.1;
/** Over more powers of ten than these only the powers are marked. */
const MOST_POWERS = 5;
const MOST_STEPS = 6;
const LEAST_MARKS = 2;

/** Lay out the axis of some figures, of which any may be 0. */
export function valueAxis(values: readonly number[], isLogarithmic: boolean): ValueAxis {
  let [least, most, hasNone] = [Number.POSITIVE_INFINITY, 0, false];
  for (const value of values) {
    most = Math.max(most, value);
    if (value > 0) least = Math.min(least, value);
    else hasNone = true;
  }
  if (most === 0) return linear(1);
  return isLogarithmic ? logarithmic(least, most, hasNone) : linear(most);
}

function linear(most: number): ValueAxis {
  const power = 10 ** Math.floor(Math.log10(most / MOST_STEPS));
  const step = ([1, 2, 5, 10].find((times) => most / (times * power) <= MOST_STEPS) ?? 10) * power;
  const whole = Math.max(step, 1);
  const top = most * 1.06;
  const at = (value: number) => value / top;
  const count = Math.floor(most / whole);
  const marks = Array.from({ length: count + 1 }, (_, k) => k * whole).map((value) => ({
    value,
    at: at(value),
    isHeavy: true,
    isNone: false,
    isWritten: true,
  }));
  return { marks, at };
}

function logarithmic(least: number, most: number, hasNone: boolean): ValueAxis {
  const [from, to] = endsOf(least, most);
  const floor = hasNone ? ROOM_FOR_NONE : 0;
  const at = (value: number) =>
    value <= 0 ? 0.02 : floor + ((1 - floor) * Math.log(value / from)) / Math.log(to / from);
  const inside = marksBetween(from, to);
  const powers = inside.filter(isPower);
  const drawn = powers.length > MOST_POWERS ? powers : inside;
  const marks = drawn.map((value) => ({
    value,
    at: at(value),
    isHeavy: isPower(value),
    isNone: false,
    isWritten: isPower(value) || powers.length < 2,
  }));
  const none = { value: 0, at: at(0), isHeavy: true, isNone: true, isWritten: true };
  return { marks: hasNone ? [none, ...marks] : marks, at };
}

/** Return the ends of a logarithmic axis: with room beyond the figures, and with at least two round figures in it. */
function endsOf(least: number, most: number): readonly [from: number, to: number] {
  const [from, to] = [least / ROOM, most * ROOM];
  if (marksBetween(from, to).length >= LEAST_MARKS) return [from, to];
  const below = marksBetween(from / 10, from);
  const above = marksBetween(to, to * 10);
  return [elementAt(below, below.length - 1) / 1.1, elementAt(above, 0) * 1.1];
}

/** Return the numbers 1, 2 and 5 times a power of ten from one number to another. */
function marksBetween(from: number, to: number): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to) + 1; power++)
    for (const times of [1, 2, 5]) {
      const value = times * 10 ** power;
      if (from <= value && value <= to) found.push(value);
    }
  return found;
}

function isPower(value: number): boolean {
  return Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9);
}
