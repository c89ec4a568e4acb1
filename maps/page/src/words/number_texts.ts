/** Numbers as a language writes them, and the plural that they ask for; the same as words/number_texts.py. */
import { required } from "../checked_access.ts";

/** How a language writes numbers. */
export interface NumberForm {
  readonly group: string;
  readonly decimal: string;
  /** How many digits the first group has at least: with 2, 1000 is written without a sign. */
  readonly least_grouped: number;
  /** Names of thousand, million, … each with its number, the largest first. */
  readonly short: readonly (readonly [size: number, name: string])[];
}

/** A number, without a fraction that it does not have. */
export function numberText(value: number, form: NumberForm): string {
  const [digits = "", fraction] = String(Math.abs(value)).split(".");
  const grouped =
    digits.length >= 3 + form.least_grouped
      ? digits.replace(/\B(?=(\d{3})+$)/g, form.group)
      : digits;
  return (value < 0 ? "-" : "") + grouped + (fraction ? form.decimal + fraction : "");
}

/** A number in short, with three digits, as the ticks of an axis are. */
export function shortText(value: number, form: NumberForm): string {
  const rounded = Number(value.toPrecision(3));
  const unit = form.short.find(([size]) => rounded >= size);
  return unit
    ? numberText(Number((rounded / unit[0]).toPrecision(3)), form) + unit[1]
    : numberText(rounded, form);
}

/** How many times more one number is than another, with two figures: "2.6", "4.0", "10". */
export function timesText(factor: number, form: NumberForm): string {
  const rounded = withTwoFigures(factor);
  return rounded >= 10 ? numberText(rounded, form) : rounded.toFixed(1).replace(".", form.decimal);
}

/** A number, rounded to two figures. */
export function withTwoFigures(value: number): number {
  return Number(value.toPrecision(2));
}

/** The plural category of a number, by rules in the syntax of Unicode CLDR; "other" where none fits. */
export function pluralOf(value: number, rules: Readonly<Record<string, string>>): string {
  const [digits = "", fraction = ""] = String(Math.abs(value)).split(".");
  const operands: Readonly<Record<string, number>> = {
    n: Math.abs(value),
    i: Number(digits),
    v: fraction.length,
    f: Number(fraction),
  };
  const fits = (rule: string) =>
    rule
      .split(" or ")
      .some((some) => some.split(" and ").every((relation) => holds(relation, operands)));
  return Object.entries(rules).find(([, rule]) => fits(rule))?.[0] ?? "other";
}

function holds(relation: string, operands: Readonly<Record<string, number>>): boolean {
  const found = /^([nivf])(?: % (\d+))? (!?=) ([\d.,]+)$/.exec(relation);
  if (!found) throw new Error(`plural rule: ${relation} is no relation such as i % 10 = 2..4`);
  const [, name = "", divisor, sign, ranges = ""] = found;
  const operand = required(operands[name], `the operand ${name}`);
  const value = divisor ? operand % Number(divisor) : operand;
  const isWithin = ranges.split(",").some((range) => {
    const [low = "", high = low] = range.split("..");
    return Number.isInteger(value) && Number(low) <= value && value <= Number(high);
  });
  return isWithin === (sign === "=");
}
