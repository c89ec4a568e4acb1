"""The words of a spread: its figures, who states its ends, how far they are apart, and which rows state only a limit.

The page has the same rule (``maps/page/src/words/spread_words.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from mustermap.layers.comparison.claimant_words import (
    by_claimant,
    disputes_of,
    if_all_disputed,
    who_part,
    with_disputes,
)
from mustermap.layers.comparison.sentence_parts import Part, Parts, filled, join_parts, say_parts
from mustermap.layers.comparison.stated_numbers import (
    Spread,
    StatedNumber,
    factor_of,
    figure_key,
    has_two_ends,
    latest_first,
    limit_of,
    limits_of,
)
from mustermap.words.number_texts import plural_of, times_text, with_two_figures
from mustermap.words.span_texts import numbered_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from mustermap.data.figures import Figure
    from mustermap.words import Words

MOST_LIMITS: Final = 4
"""As many limits are listed; of more, the lowest and the highest."""


def figure_parts(figure: Figure, ids: tuple[str, ...], words: Words) -> Parts:
    """Return the figure of a claim; 0, where it is all that is stated, is none."""
    is_none = figure.low == figure.high == 0

    def write(mark: Callable[[Parts], str]) -> str:
        def number(bound: str, value: float) -> str:
            text = words.say("figures.none") if is_none else words.number(value)
            return mark((Part(text, "figure", ids, bound),))  # type: ignore[arg-type]

        return numbered_text(figure, words, number)

    return filled(write)


def alternatives(spread: Spread, words: Words) -> Parts:
    """Return the different figures of a spread, the lowest and the most exact first, joined by "or"."""
    numbers = sorted(
        zip(spread.lower, spread.upper, strict=True),
        key=lambda both: (both[0].value, both[1].value, both[0].rank, both[1].rank),
    )
    found: dict[tuple[object, ...], list[StatedNumber]] = {}
    for lower, _ in numbers:
        found.setdefault(figure_key(lower.claim), []).append(lower)
    texts = [figure_parts(same[0].claim.figure, tuple(one.claim.id for one in same), words) for same in found.values()]
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
        figure = alternatives(spread, words)
        return by_claimant(figure, spread.rows[0].claimant, ids, words, disputes_of(spread.claims))
    if shape == "range":
        parts = _from_end_to_end(spread, words)
    else:
        parts = if_all_disputed(alternatives(spread, words), spread.claims, words)
    count = spread_count(spread, words) if len(spread.rows) > 1 else ()
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
        who = who_part(spread.rows[low.row].claimant, ids, words, disputes_of((low.claim, high.claim)))
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
    """Return an end with its claimant, and those who state the same number: one by name, several by their count."""
    who, has_more = _who_at(named, named, spread, words)
    if len(others) == 1 and spread.rows[others[0].row].claimant:
        other, has_other = _who_at(others[0], named, spread, words)
        who = say_parts(words, "answer.whoBeside" if has_more or has_other else "answer.whoAnd", who=who, other=other)
    elif others:
        count = (Part(words.number(len(others)), "count", tuple(one.claim.id for one in others)),)
        who = say_parts(words, "answer.moreBeside" if has_more else "answer.whoMore", who=who, count=count)
    return say_parts(words, "answer.by", figure=text, who=who)


def _who_at(one: StatedNumber, named: StatedNumber, spread: Spread, words: Words) -> tuple[Parts, bool]:
    """Return a claimant at an end, and whether with more than a name: the figure of his row, or that it is disputed.

    The figure is there where it is not as the end reads. An end may be one of two numbers that he states, "12,000
    (A: 11,000–12,000)", or have the word of another claimant, "about 11,000 (A; B: at most 11,000)".
    """
    ids = (one.claim.id,)
    who = who_part(spread.rows[one.row].claimant, ids, words)
    has_figure = one.word != named.word or has_two_ends(one.claim)
    if has_figure:
        who = say_parts(words, "answer.whoFigure", who=who, figure=figure_parts(one.claim.figure, ids, words))
    disputed_by = one.claim.disputed_by
    return with_disputes(who, disputed_by, words), has_figure or bool(disputed_by)


def _limits_one_by_one(spread: Spread, words: Words) -> Parts:
    limits: dict[tuple[float, str], list[StatedNumber]] = {}
    # Of a limit, both numbers are the same one.
    for number in sorted(spread.lower, key=lambda one: (one.value, one.word)):
        limits.setdefault((number.value, number.word), []).append(number)
    texts = []
    for same in limits.values():
        named = min(same, key=lambda one: [-day for day in latest_first(one.claim)])
        others = list({one.row: one for one in same if one.row != named.row}.values())
        figure = figure_parts(named.claim.figure, (named.claim.id,), words)
        texts.append(_with_claimants(figure, named, others, spread, words))
    return filled(lambda mark: words.joined([mark(text) for text in texts], "or"))


def spread_count(spread: Spread, words: Words) -> Parts:
    """Return how many claimants are counted; several of one voice say so."""
    is_one_voice = spread.voices == 1 and len(spread.rows) > 1
    text = words.say("answer.oneVoice") if is_one_voice else words.say("comparison.names", count=spread.voices)
    return (Part(text, "count", tuple(claim.id for claim in spread.claims)),)


def _factor(spread: Spread, factor: float, relation: str, *, words: Words) -> Parts:
    ids = (spread.low.claim.id, spread.high.claim.id)
    text = times_text(factor, words.grammar["numbers"])
    rounded = with_two_figures(factor)
    form = plural_of(rounded, words.grammar["plurals"]) if rounded >= 10 else "other"
    number: Parts = (Part(text, "factor", ids),)
    return say_parts(words, "answer.factor", relation=relation, factor=number, form=form)


def limits_parts(spread: Spread, named: Collection[str], words: Words) -> Parts:
    """Return what is said of the rows that state only a limit; blank where there are none.

    Parameters
    ----------
    spread
        That of a section. Unless it is written from end to end, each limit is read in its own text.
    named
        The ids of claims whose figure is named with its claimant: such a limit is not said twice.
    words
        The language.
    """
    if spread.shape != "range":
        return ()
    rows: list[tuple[str, list[StatedNumber]]] = []
    for at, (limit, row) in enumerate(zip(limits_of(spread), spread.rows, strict=True)):
        # Of a limit, both numbers are the same one.
        numbers = [one for one in spread.lower if one.row == at]
        if limit and not any(one.claim.id in named for one in numbers):
            rows.append((row.claimant, numbers))
    if not rows:
        return ()
    every = [one for _, numbers in rows for one in numbers]
    ids = tuple(one.claim.id for one in every)
    figures = _limit_figures(every, words)
    if len(rows) == 1 and rows[0][0]:
        return say_parts(words, "answer.limitsOne", who=who_part(rows[0][0], ids, words), figures=figures)
    number: Parts = (Part(words.say("answer.count", count=len(rows)), "count", ids),)
    return say_parts(words, "answer.limits", number=number, count=len(rows), figures=figures)


def _limit_figures(numbers: Sequence[StatedNumber], words: Words) -> Parts:
    """Return limits: upper ones, then lower ones, each from the lowest on."""
    kinds = [[one for one in numbers if limit_of(one, one) == kind] for kind in ("upper", "lower")]
    texts = [text for some in kinds for text in _limits_of_kind(some, words)]
    return filled(lambda mark: words.joined([mark(text) for text in texts]))


def _limits_of_kind(numbers: Sequence[StatedNumber], words: Words) -> list[Parts]:
    """Return the limits of one kind, each once; of many the lowest and the highest."""
    found: dict[tuple[float, str], list[StatedNumber]] = {}
    for one in sorted(numbers, key=lambda one: (one.value, one.word)):
        found.setdefault((one.value, one.word), []).append(one)
    group = "figures" if len(found) <= MOST_LIMITS else "figures.ends"
    texts: list[Parts] = []
    for (value, word), same in found.items():
        number = (Part(words.number(value), "figure", tuple(one.claim.id for one in same), same[0].bound),)
        limit = say_parts(words, f"{group}.{word}", number=number)
        texts.append(if_all_disputed(limit, [one.claim for one in same], words))
    return texts if len(texts) <= MOST_LIMITS else [say_parts(words, "figures.to", low=texts[0], high=texts[-1])]
