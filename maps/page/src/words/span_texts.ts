/**
 * Figures and spans of figures as texts; a bound is never written as if it were the figure.
 *
 * Python has the same rule (words/span_texts.py); tests/cases/words.json is run by both.
 */
import type { Figure } from "../rules/answer.ts";
import type { Span } from "../rules/spans.ts";
import type { Words } from "./catalogue.ts";

/** The figure of one claim; blank without a number. */
export function wordBounds(figure: Figure, words: Words): string {
  return wordNumbered(figure, words, (_, number) => words.number(number));
}

/** The text of a number of a figure, from the bound that it is. */
export type WriteNumber = (bound: "low" | "high" | "best", value: number) => string;

/** The figure of one claim with numbers that the caller writes. */
export function wordNumbered(figure: Figure, words: Words, number: WriteNumber): string {
  const { low, high, best } = figure;
  const { figures } = words;
  const bounds = low === high ? number("low", low) : boundsText(figure, words, number);
  if (Number.isNaN(best) || (best === low && best === high)) return bounds;
  return bounds ? figures.best(bounds, number("best", best)) : figures.about(number("best", best));
}

function boundsText(
  { low, lowIncluded, high, highIncluded }: Figure,
  { figures }: Words,
  number: WriteNumber,
): string {
  const [hasLow, hasHigh] = [!Number.isNaN(low), Number.isFinite(high)];
  const least = lowIncluded ? figures.atLeast : figures.more;
  const most = highIncluded ? figures.atMost : figures.fewer;
  if (!hasHigh) return hasLow ? least(number("low", low)) : "";
  if (!hasLow || (low === 0 && !lowIncluded)) return most(number("high", high));
  if (lowIncluded && highIncluded) return figures.range(number("low", low), number("high", high));
  return figures.bounds(least(number("low", low)), most(number("high", high)));
}

/** A span from its lowest to its highest figure; each end keeps its own word, and one that nobody states is left out. */
export function wordRange(span: Span, words: Words): string {
  const { figures, number } = words;
  const isLowStated = span.low > 0 || span.lowIncluded;
  const isOne = span.low === span.high;
  if (span.topIsOpen) {
    // Where somebody states the bound itself, it is included, whatever the others say.
    const isIncluded = span.highIncluded || (isOne && span.lowIncluded);
    if (!isLowStated || isOne)
      return (isIncluded ? figures.atLeast : figures.more)(number(span.high));
    return figures.to(lowEnd(span, words), highEnd(span, words));
  }
  const closed = closedRange(span, words, isLowStated, isOne);
  return span.isOpen ? figures.orOpen(closed) : closed;
}

function closedRange(span: Span, words: Words, isLowStated: boolean, isOne: boolean): string {
  const { figures, number } = words;
  if (!isLowStated) {
    const high = number(span.high);
    return (span.highIncluded ? figures.atMost : figures.fewer)(
      span.highIsAbout ? figures.about(high) : high,
    );
  }
  if (isOne) return span.lowIsAbout ? figures.about(number(span.low)) : number(span.low);
  if (span.lowIncluded && span.highIncluded && !span.lowIsAbout && !span.highIsAbout)
    return figures.range(number(span.low), number(span.high));
  return figures.to(lowEnd(span, words), highEnd(span, words));
}

function lowEnd(span: Span, { figures, number }: Words): string {
  const low = number(span.low);
  if (span.lowIsAbout) return figures.ends.about(low);
  return span.lowIncluded ? low : figures.ends.more(low);
}

function highEnd(span: Span, { figures, number }: Words): string {
  const high = number(span.high);
  if (span.topIsOpen) return (span.highIncluded ? figures.ends.atLeast : figures.ends.more)(high);
  if (span.highIsAbout) return figures.ends.about(high);
  return span.highIncluded ? high : figures.ends.fewer(high);
}
