from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap.data.figures import Figure
from mustermap.data.wordings.figure_wordings import is_from_word, read_figure
from mustermap.errors import DataError, NoCount, UnreadableFigure

NONE = None


def above(low: float) -> Figure:
    return Figure(low=low, low_included=False)


def least(low: float) -> Figure:
    return Figure(low=low)


def up_to(high: float) -> Figure:
    return Figure(low=0, low_included=False, high=high)


def just(number: float) -> Figure:
    return Figure(low=number, high=number)


@pytest.mark.parametrize(
    ("wording", "figure"),
    [
        # bounds
        ("more than a thousand", above(1000)),
        ("over 9,000 troops", above(9000)),
        ("not just one thousand", above(1000)),
        (">1000", above(1000)),
        ("at least 1,000", least(1000)),
        ("no fewer than 500", least(500)),
        ("1,000+", least(1000)),
        ("≥ 1000", least(1000)),
        (">= 1000", least(1000)),
        ("9,000 or more", least(9000)),
        ("up to 9,000", up_to(9000)),
        ("as many as 100,000", up_to(100_000)),
        ("no more than a thousand", up_to(1000)),
        ("fewer than 500", Figure(low=0, low_included=False, high=500, high_included=False)),
        ("more than 1,000 but fewer than 2,000", Figure(low=1000, low_included=False, high=2000, high_included=False)),
        # ranges
        ("10–15 thousand", Figure(low=10_000, high=15_000)),
        ("10-15k", Figure(low=10_000, high=15_000)),
        ("10,000-15,000", Figure(low=10_000, high=15_000)),
        ("from 10 to 15 thousand men", Figure(low=10_000, high=15_000)),
        ("between ten and fifteen thousand", Figure(low=10_000, high=15_000)),
        ("500 to 1,500", Figure(low=500, high=1500)),
        # near
        ("about 9,000", Figure(best=9000)),
        ("some 9,000 soldiers", Figure(best=9000)),
        ("an estimated 9 000", Figure(best=9000)),
        ("~9000", Figure(best=9000)),
        ("9,000 or so", Figure(best=9000)),
        # plurals are at least two
        ("dozens", least(24)),
        ("dozens of soldiers", least(24)),
        ("tens of thousands of soldiers", least(20_000)),
        ("hundreds", least(200)),
        ("thousands of Russian soldiers", least(2000)),
        ("several thousand", least(2000)),
        ("tens of thousands", least(20_000)),
        ("hundreds of thousands", least(200_000)),
        # thousands separators of several countries
        ("20,000", just(20_000)),
        ("20 000", just(20_000)),
        ("20\u00a0000", just(20_000)),
        ("20\u202f000", just(20_000)),
        ("20.000", just(20_000)),
        ("20'000", just(20_000)),
        ("20\u2019000", just(20_000)),
        ("1.200.000", just(1_200_000)),
        # words
        ("120k", just(120_000)),
        ("a thousand", just(1000)),
        ("twenty-five thousand", just(25_000)),
        ("one hundred and twenty thousand", just(120_000)),
        ("half a million", just(500_000)),
        ("one and a half thousand", just(1500)),
        ("1,5 million", just(1_500_000)),
        ("1.5 million", just(1_500_000)),
        ("two dozen", just(24)),
        ("20,000 newly mobilised men", just(20_000)),
        ("1.150 million", just(1_150_000)),
        # as programs write numbers
        ("1e+05", just(100_000)),
        ("2e3", just(2000)),
        ("1.2E+06", just(1_200_000)),
        ("up to 2e3", up_to(2000)),
        ("1,218.75", just(1218.75)),
        ("1.218,75", just(1218.75)),
        ("12.125", just(12_125)),
        ("none", just(0)),
        ("no troops", just(0)),
    ],
)
def test_a_wording_keeps_its_bounds(wording: str, figure: Figure) -> None:
    assert read_figure(wording) == figure


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "significant forces",
        "a brigade",
        "a",
        "20,00",
        "1,5",
        "5–10,000",  # 5 or 5,000
        "15 to 10 thousand",
        "20,000 killed",
        "20,000 per month",
        "20,000 to Belarus",
        "-5",
        "twenty twenty two",
        "nineteen ninety nine",
        "one two three",
        # another unit, or a word that changes what the number means
        "three battalion tactical groups",
        "one brigade",
        "1,500 hryvnias",
        "9,000 deaths",
        "1,000 daily",
        "1,000 fewer",
        "9,000 since October",
        "20 billion",
        "1.5 mil",
        "1,150 million",  # 1.15 million or 1,150 million
        # nobody gave a number: that is not none
        "no figure",
        "no confirmed figure",
        "no details",
        "no significant forces",
        "no doubt thousands",
        "zero evidence of troops",
    ],
)
def test_what_is_not_plain_is_not_read(wording: str) -> None:
    with pytest.raises(UnreadableFigure, match="states no figure that can be read"):
        read_figure(wording)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (above(1000), "more than 1,000"),
        (Figure(low=0, low_included=False, high=500, high_included=False), "fewer than 500"),
        (least(24), "at least 24"),
        (up_to(9000), "at most 9,000"),
        (Figure(low=10_000, high=15_000), "10,000–15,000"),
        (Figure(low=1000, low_included=False, high=2000), "more than 1,000, at most 2,000"),
        (Figure(best=9000), "about 9,000"),
        (just(120_000), "120,000"),
        (Figure(low=10_000, high=15_000, best=12_000), "10,000–15,000, best 12,000"),
        (just(1.5), "1.5"),
    ],
)
def test_the_text_never_turns_a_bound_into_the_figure(figure: Figure, text: str) -> None:
    assert figure.text == text


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ({}, "no number is given"),
        ({"low": 500, "high": 300}, "low 500 exceeds high 300; swap them or leave high blank"),
        ({"low": 500, "high": 500, "low_included": False}, "both 500, so both must be included"),
        ({"low": 500, "high": 900, "best": 1000}, "best 1,000 is not between 500 and 900"),
        ({"low": -1}, "no count"),
        ({"best": float("inf")}, "no count"),
        ({"best": 1e308}, "1e\\+308 is no count; write 0, or a number from 0.001 to 1,000,000,000,000"),
        ({"low": 1e-7}, "1e-07 is no count"),
    ],
)
def test_bounds_that_contradict_say_so(bounds: dict[str, float], why: str) -> None:
    with pytest.raises(UnreadableFigure, match=why):
        Figure(**bounds)  # type: ignore[arg-type]


counts = st.integers(0, 10**9).map(float)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    kind = draw(st.sampled_from(["just", "above", "least", "up to", "below", "range", "open range", "about"]))
    low, high = sorted((draw(counts), draw(counts)))
    high = max(high, 1.0)
    match kind:
        case "just":
            return just(low)
        case "above":
            return above(low)
        case "least":
            return least(low)
        case "up to":
            return up_to(high)
        case "below":
            return Figure(low=0, low_included=False, high=high, high_included=False)
        case "about":
            return Figure(best=low)
        case "range" if low * 1000 > high or low == high:
            return Figure(low=low, high=high)
        case _:
            return Figure(low=low, low_included=False, high=high + 1, high_included=draw(st.booleans()))


@given(figures())
def test_reading_the_text_gives_the_figure_back(figure: Figure) -> None:
    if figure.low == 0 and not figure.low_included and figure.high is not None:
        again = read_figure(figure.text)
        assert (again.high, again.high_included) == (figure.high, figure.high_included)
    else:
        assert read_figure(figure.text) == figure


@given(st.text(max_size=60) | st.from_regex(r"\A[0-9a-z ,.'+\-]{1,30}\Z"))
def test_reading_raises_nothing_but_our_error_and_keeps_the_order(text: str) -> None:
    try:
        figure = read_figure(text)
    except DataError:
        return
    stated = [number for number in (figure.low, figure.best, figure.high) if number is not None]
    assert stated == sorted(stated)


@pytest.mark.parametrize(
    ("wording", "low", "is_word"),
    [
        ("dozens", 24, True),
        ("Dozens of soldiers", 24, True),
        ("hundreds", 200, True),
        ("at least several hundred", 200, True),
        ("tens of thousands of Russian troops", 20_000, True),
        ("a few thousand", 2_000, True),
        ("dozens", 30, False),  # the editor filled figure_low: somebody stated 30
        ("more than a thousand", 1_000, False),
        ("two dozen", 24, False),
        ("half a thousand", 500, False),
        ("at least 24", 24, False),
        ("3,000", 3_000, False),
        ("many troops", 24, False),
        ("десятки", 24, False),  # not read: the bound was filled in
        ("", 24, False),
    ],
)
def test_a_bound_is_from_a_word_where_the_wording_states_no_number(wording: str, low: float, is_word: bool) -> None:
    assert is_from_word(wording, low) == is_word


def test_a_word_of_another_quantity_is_one_too() -> None:
    assert is_from_word("dozens of tanks", 24, quantity="tanks")
    assert not is_from_word("dozens of tanks", 24)


def test_a_wording_that_counts_something_else_is_read_where_the_quantity_says_so() -> None:
    assert read_figure("170 tanks", quantity="tanks") == just(170)
    assert read_figure("up to 10 battalions", quantity="battalions") == up_to(10)
    with pytest.raises(UnreadableFigure):
        read_figure("170 tanks")
    with pytest.raises(UnreadableFigure):
        read_figure("170 soldiers", quantity="tanks")


@pytest.mark.parametrize("wording", ["1e308", "1e400", "9" * 400, "1e-7", "0.0000001", "more than 1e13"])
def test_a_number_that_counts_nothing_is_refused_with_the_bounds(wording: str) -> None:
    with pytest.raises(NoCount, match=r"is no count; write 0, or a number from 0\.001 to 1,000,000,000,000"):
        read_figure(wording)


@pytest.mark.parametrize(
    ("wording", "decimal", "figure"),
    [
        ("313.625", ".", just(313.625)),
        ("313,625", ".", just(313_625)),
        ("313.625", ",", just(313_625)),
        ("313,625", ",", just(313.625)),
        ("29,87", ",", just(29.87)),
        ("1.250,5", ",", just(1250.5)),
        ("more than 12.125", ".", above(12.125)),
        ("1.150 million", ".", just(1_150_000)),
        ("1,150 million", ",", just(1_150_000)),
        ("12 000.5", ".", just(12_000.5)),
    ],
)
def test_the_decimal_mark_decides_where_it_is_known(wording: str, decimal: str, figure: Figure) -> None:
    assert read_figure(wording, decimal=decimal) == figure
