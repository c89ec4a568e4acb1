"""Figures and spans of figures as texts; a bound is never written as if it were the figure.

The page has the same rule (``maps/page/src/words/span_texts.ts``); ``tests/cases/words.json`` is run by both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.words.catalogue import Words


class FigureLike(Protocol):
    """What one claim says: `mustermap.data.figures.Figure`, or anything with its attributes."""

    @property
    def low(self) -> float | None:
        """The lower bound; None where nobody states one."""

    @property
    def low_included(self) -> bool:
        """Whether the lower bound itself is possible."""

    @property
    def high(self) -> float | None:
        """The upper bound; None where nobody states one."""

    @property
    def high_included(self) -> bool:
        """Whether the upper bound itself is possible."""

    @property
    def best(self) -> float | None:
        """A single value that is stated as near, or as the best of a range."""


class SpanLike(Protocol):
    """What several claims say: `mustermap.layers.comparison.spans.Span`, or anything with its attributes."""

    @property
    def low(self) -> float:
        """The lowest figure; 0 and not included where nobody states how many at least."""

    @property
    def low_included(self) -> bool:
        """Whether that end itself is possible."""

    @property
    def low_is_about(self) -> bool:
        """Whether that end was only stated as near."""

    @property
    def high(self) -> float:
        """The highest figure that anybody states."""

    @property
    def high_included(self) -> bool:
        """Whether that end itself is possible."""

    @property
    def high_is_about(self) -> bool:
        """Whether that end was only stated as near."""

    @property
    def is_open(self) -> bool:
        """Whether at least one claim has no upper bound."""

    @property
    def top_is_open(self) -> bool:
        """Whether the highest figure is the lower bound of such a claim."""


def figure_text(figure: FigureLike, words: Words) -> str:
    r"""Write the figure of one claim.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> from types import SimpleNamespace
    >>> figure = SimpleNamespace(low=1000, low_included=False, high=None, high_included=True, best=None)
    >>> figure_text(figure, words_of("en")), figure_text(figure, words_of("uk"))
    ('more than 1,000', 'понад 1\xa0000')
    """
    return numbered_text(figure, words, lambda _, number: words.number(number))


def numbered_text(figure: FigureLike, words: Words, number: Callable[[str, float], str]) -> str:
    """Write the figure of one claim with numbers that the caller writes.

    Parameters
    ----------
    figure
        What the claim says.
    words
        The language.
    number
        Returns the text of a number, from the name of its bound (``low``, ``high`` or ``best``) and its value.
    """
    low, high, best = figure.low, figure.high, figure.best
    is_one = low is not None and low == high
    bounds = number("low", low) if low is not None and is_one else _bounds_text(figure, words, number)
    if best is None or best == low == high:
        return bounds
    if not bounds:
        return words.say("figures.about", number=number("best", best))
    return words.say("figures.best", range=bounds, best=number("best", best))


def _bounds_text(figure: FigureLike, words: Words, number: Callable[[str, float], str]) -> str:
    low, high = figure.low, figure.high
    least = "figures.atLeast" if figure.low_included else "figures.more"
    most = "figures.atMost" if figure.high_included else "figures.fewer"
    if high is None:
        return "" if low is None else words.say(least, number=number("low", low))
    if low is None or (low == 0 and not figure.low_included):
        return words.say(most, number=number("high", high))
    if figure.low_included and figure.high_included:
        return words.say("figures.range", low=number("low", low), high=number("high", high))
    lower, upper = words.say(least, number=number("low", low)), words.say(most, number=number("high", high))
    return words.say("figures.bounds", lower=lower, upper=upper)


def span_text(span: SpanLike, words: Words) -> str:
    """Write a span from its lowest to its highest figure.

    Each end keeps its own word: an excluded bound is more than or fewer than, a figure that is only near is about. An
    end that nobody states is left out.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from mustermap.words import words_of
    >>> ends = {"low": 1000, "low_included": False, "low_is_about": False}
    >>> ends |= {"high": 9000, "high_included": True, "high_is_about": False, "top_is_open": False}
    >>> span_text(SimpleNamespace(**ends, is_open=True), words_of("en"))
    'more than 1,000 to 9,000, or with no upper bound'
    """
    is_low_stated = span.low > 0 or span.low_included
    is_one = span.low == span.high
    if span.top_is_open:
        # Where somebody states the bound itself, it is included, whatever the others say.
        is_included = span.high_included or (is_one and span.low_included)
        if not is_low_stated or is_one:
            return words.say("figures.atLeast" if is_included else "figures.more", number=words.number(span.high))
        return words.say("figures.to", low=_low_end(span, words), high=_high_end(span, words))
    if not is_low_stated:
        name = "about" if span.high_is_about else ""
        high = words.say(f"figures.{name}", number=words.number(span.high)) if name else words.number(span.high)
        text = words.say("figures.atMost" if span.high_included else "figures.fewer", number=high)
    elif is_one:
        number = words.number(span.low)
        text = words.say("figures.about", number=number) if span.low_is_about else number
    elif span.low_included and span.high_included and not (span.low_is_about or span.high_is_about):
        text = words.say("figures.range", low=words.number(span.low), high=words.number(span.high))
    else:
        text = words.say("figures.to", low=_low_end(span, words), high=_high_end(span, words))
    return words.say("figures.orOpen", range=text) if span.is_open else text


def _low_end(span: SpanLike, words: Words) -> str:
    number = words.number(span.low)
    if span.low_is_about:
        return words.say("figures.ends.about", number=number)
    return number if span.low_included else words.say("figures.ends.more", number=number)


def _high_end(span: SpanLike, words: Words) -> str:
    number = words.number(span.high)
    if span.top_is_open:
        return words.say("figures.ends.atLeast" if span.high_included else "figures.ends.more", number=number)
    if span.high_is_about:
        return words.say("figures.ends.about", number=number)
    return number if span.high_included else words.say("figures.ends.fewer", number=number)
