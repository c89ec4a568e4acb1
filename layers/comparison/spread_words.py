"""The words of a spread: its figures, who states its ends, how far they are apart, and which rows state only a limit.

The page has the same rule (``maps/page/src/words/spread_words.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from mustermap.layers.comparison.sentence_parts import Part, Parts, filled, join_parts, say_parts
from mustermap.layers.comparison.stated_numbers import (
    Spread,
    StatedNumber,
    factor_of,
    figure_key,
    latest_first,
    limits_of,
)
from mustermap.words.name_texts import claimant_text, shortened_name
from mustermap.words.number_texts import plural_of, times_text, with_two_figures
from mustermap.words.span_texts import numbered_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mustermap.data.figures import Figure
    from mustermap.words import Words

MOST_LIMITS: Final = 4
"""As many limits are listed; of more, the lowest and the highest."""


def figure_parts(figure: Figure, ids: tuple[str, ...], words: Words, *, is_beside: bool = False) -> Parts:
    """Return the figure of a claim; 0, where it is all that is stated, is none."""
    is_none = figure.low == figure.high == 0

    def write(mark: Callable[[Parts], str]) -> str:
        def number(bound: str, value: float) -> str:
            text = words.say("figures.none") if is_none else words.number(value)
            return mark((Part(text, "figure", ids, bound),))  # type: ignore[arg-type]

        return numbered_text(figure, words, number, is_beside=is_beside)

    return filled(write)


def who_part(claimant: str, ids: tuple[str, ...], words: Words) -> Parts:
    """Return a claimant's name in the sentence."""
    return (Part(claimant_text(shortened_name(claimant), words), ids=ids),)


def by_claimant(figure: Parts, claimant: str, ids: tuple[str, ...], words: Words) -> Parts:
    """Return a figure with its claimant."""
    return say_parts(words, "answer.by", figure=figure, who=who_part(claimant, ids, words))


def alternatives(spread: Spread, words: Words) -> Parts:
    """Return the different figures of a spread, the lowest and the most exact first, joined by "or"."""
    numbers = sorted(
        zip(spread.lower, spread.upper, strict=True),
        key=lambda both: (both[0].value, both[1].value, both[0].rank, both[1].rank),
    )
    found: dict[tuple[object, ...], list[StatedNumber]] = {}
    for lower, _ in numbers:
        found.setdefault(figure_key(lower.claim), []).append(lower)
    texts = [
        figure_parts(same[0].claim.figure, tuple(one.claim.id for one in same), words, is_beside=len(found) > 1)
        for same in found.values()
    ]
    return filled(lambda mark: words.joined([mark(text) for text in texts], "or"))


def spread_parts(spread: Spread, words: Words, *, is_main: bool) -> Parts:
    """Return a spread with its claimants.

    Parameters
    ----------
    spread
        The stated numbers.
    words
        The language.
    is_main
        Whether its claims are stated for the day or carried forward: only then it has a factor.
    """
    shape = spread.shape
    if shape == "limits":
        return _limits_one_by_one(spread, words)
    if shape == "one":
        ids = tuple(claim.id for claim in spread.claims)
        return by_claimant(alternatives(spread, words), spread.rows[0].claimant, ids, words)
    parts = _from_end_to_end(spread, words) if shape == "range" else alternatives(spread, words)
    count = spread_count(spread, words, is_main=is_main) if len(spread.rows) > 1 else ()
    more = [count, spread_factor(spread, words) if is_main else ()]
    return join_parts([parts, *(say_parts(words, "comparison.apiece", text=text) for text in more if text)], "")


def spread_figures(spread: Spread, words: Words) -> Parts:
    """Return a spread without its claimants, as it heads a section: "from about 4,300 to 11,000"."""
    if spread.shape in ("one", "alike"):
        return alternatives(spread, words)
    low, high = spread.low, spread.high
    return say_parts(words, "answer.range", low=_end(low, "low", words), high=_end(high, "high", words))


def spread_factor(spread: Spread, words: Words) -> Parts:
    """Return how many times its upper end is its lower one; empty where that says nothing."""
    factor = factor_of(spread) if spread.shape == "range" else None
    return _factor(spread, *factor, words=words) if factor else ()


def movement_figures(spread: Spread, words: Words) -> Parts:
    """Return the figures of one claimant's movements, from the smallest to the largest."""
    low, high = spread.low, spread.high
    if low.value == high.value or len({figure_key(claim) for claim in spread.claims}) == 1:
        return alternatives(spread, words)
    return say_parts(words, "figures.to", low=_end(low, "low", words), high=_end(high, "high", words))


def _from_end_to_end(spread: Spread, words: Words) -> Parts:
    low, high = spread.low, spread.high
    low_others, high_others = spread.others(low), spread.others(high)
    low_text, high_text = _end(low, "low", words), _end(high, "high", words)
    if low.row == high.row and not low_others and not high_others:
        ids = tuple(dict.fromkeys((low.claim.id, high.claim.id)))
        who = who_part(spread.rows[low.row].claimant, ids, words)
        return say_parts(words, "answer.both", low=low_text, high=high_text, who=who)
    return say_parts(
        words,
        "answer.range",
        low=_with_claimants(low_text, low, low_others, spread, words),
        high=_with_claimants(high_text, high, high_others, spread, words),
    )


def _end(end: StatedNumber, side: Literal["low", "high"], words: Words) -> Parts:
    is_none = end.value == 0 and not end.word
    none = words.say("figures.ends.none" if side == "low" else "figures.none") if is_none else ""
    number: Parts = (Part(none or words.number(end.value), "figure", (end.claim.id,), end.bound),)
    return say_parts(words, f"figures.ends.{end.word}", number=number) if end.word else number


def _with_claimants(
    text: Parts, named: StatedNumber, others: Sequence[StatedNumber], spread: Spread, words: Words
) -> Parts:
    who = who_part(spread.rows[named.row].claimant, (named.claim.id,), words)
    if len(others) == 1 and spread.rows[others[0].row].claimant:
        who = _with_other(who, named, others[0], spread, words)
    elif others:
        count = (Part(words.number(len(others)), "count", tuple(one.claim.id for one in others)),)
        who = say_parts(words, "answer.whoMore", who=who, count=count)
    return say_parts(words, "answer.by", figure=text, who=who)


def _with_other(who: Parts, named: StatedNumber, other: StatedNumber, spread: Spread, words: Words) -> Parts:
    """Return two claimants of one number; where the word of the second one's number differs, with that."""
    name = who_part(spread.rows[other.row].claimant, (other.claim.id,), words)
    if other.word == named.word:
        return say_parts(words, "answer.whoAnd", who=who, other=name)
    number: Parts = (Part(words.number(other.value), "figure", (other.claim.id,), other.bound),)
    figure = say_parts(words, f"figures.{other.word}", number=number) if other.word else number
    return say_parts(words, "answer.whoBeside", who=who, other=name, figure=figure)


def _limits_one_by_one(spread: Spread, words: Words) -> Parts:
    limits: dict[tuple[float, str], list[StatedNumber]] = {}
    # Of a limit, both numbers are the same one.
    for number in sorted(spread.lower, key=lambda one: (one.value, one.word)):
        limits.setdefault((number.value, number.word), []).append(number)
    texts = []
    for same in limits.values():
        named = min(same, key=lambda one: [-day for day in latest_first(one.claim)])
        others = list({one.row: one for one in same if one.row != named.row}.values())
        figure = figure_parts(named.claim.figure, (named.claim.id,), words, is_beside=True)
        texts.append(_with_claimants(figure, named, others, spread, words))
    return filled(lambda mark: words.joined([mark(text) for text in texts], "or"))


def spread_count(spread: Spread, words: Words, *, is_main: bool = True) -> Parts:
    """Return how many claimants are counted; several of one voice say so."""
    key = "comparison.names" if is_main else "answer.fewer"
    is_one_voice = spread.voices == 1 and len(spread.rows) > 1
    text = words.say("answer.oneVoice") if is_one_voice else words.say(key, count=spread.voices)
    return (Part(text, "count", tuple(claim.id for claim in spread.claims)),)


def _factor(spread: Spread, factor: float, relation: str, *, words: Words) -> Parts:
    ids = (spread.low.claim.id, spread.high.claim.id)
    text = times_text(factor, words.grammar["numbers"])
    rounded = with_two_figures(factor)
    form = plural_of(rounded, words.grammar["plurals"]) if rounded >= 10 else "other"
    number: Parts = (Part(text, "factor", ids),)
    return say_parts(words, "answer.factor", relation=relation, factor=number, form=form)


def limits_parts(spreads: Sequence[Spread], words: Words) -> Parts:
    """Return the sentence on the rows that state only a limit; blank where there are none.

    Parameters
    ----------
    spreads
        Those of the sections. A spread counts where it is written from end to end: elsewhere each limit is read in its
        own text.
    words
        The language.
    """
    rows: dict[str, list[_LimitRow]] = {"upper": [], "lower": [], "": []}
    for spread in spreads:
        if spread.shape != "range":
            continue
        numbers: list[list[StatedNumber]] = [[] for _ in spread.rows]
        # Of a limit, both numbers are the same one.
        for one in spread.lower:
            numbers[one.row].append(one)
        for limit, row, own in zip(limits_of(spread), spread.rows, numbers, strict=True):
            rows[limit].append(_LimitRow(row.claimant, own))
    upper, lower = rows["upper"], rows["lower"]
    if not lower:
        return _limit_sentence("upper", upper, words) if upper else ()
    if not upper:
        return _limit_sentence("lower", lower, words)
    return say_parts(
        words,
        "answer.limits.both",
        upper=_limit_sentence("upper", upper, words),
        number=_only_claimant(lower, words) or _row_count("answer.count", lower, words),
        figures=_limit_figures(lower, words),
    )


class _LimitRow(NamedTuple):
    """A row that states only a limit: its claimant and its numbers."""

    claimant: str
    numbers: Sequence[StatedNumber]


def _limit_sentence(kind: Literal["upper", "lower"], rows: Sequence[_LimitRow], words: Words) -> Parts:
    figures = _limit_figures(rows, words)
    if who := _only_claimant(rows, words):
        return say_parts(words, f"answer.limits.{kind}One", who=who, figures=figures)
    number = _row_count("answer.countFirst", rows, words)
    return say_parts(words, f"answer.limits.{kind}", number=number, count=len(rows), figures=figures)


def _only_claimant(rows: Sequence[_LimitRow], words: Words) -> Parts:
    """Return the name of the claimant of one row; blank of several, and where nobody is named."""
    if len(rows) > 1 or not rows[0].claimant:
        return ()
    return who_part(rows[0].claimant, tuple(one.claim.id for one in rows[0].numbers), words)


def _row_count(key: str, rows: Sequence[_LimitRow], words: Words) -> Parts:
    ids = tuple(one.claim.id for row in rows for one in row.numbers)
    return (Part(words.say(key, count=len(rows)), "count", ids),)


def _limit_figures(rows: Sequence[_LimitRow], words: Words) -> Parts:
    """Return the limits, the lowest first; an included one is its number alone."""
    found: dict[tuple[float, bool], list[StatedNumber]] = {}
    for one in sorted((one for row in rows for one in row.numbers), key=lambda one: (one.value, one.word)):
        found.setdefault((one.value, one.word in ("more", "fewer")), []).append(one)
    is_listed = len(found) <= MOST_LIMITS
    group = "figures" if is_listed else "figures.ends"
    texts = []
    for (value, is_excluded), same in found.items():
        number: Parts = (Part(words.number(value), "figure", tuple(one.claim.id for one in same), same[0].bound),)
        texts.append(say_parts(words, f"{group}.{same[0].word}", number=number) if is_excluded else number)
    if not is_listed:
        return say_parts(words, "figures.to", low=texts[0], high=texts[-1])
    return filled(lambda mark: words.joined([mark(text) for text in texts]))
