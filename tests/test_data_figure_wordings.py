"""Figures as sources word them, in the languages that there is a table for."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap.data.figures import Figure
from mustermap.data.files.decimal_marks import mark_of
from mustermap.data.rules.figure_rules import FIGURE_RULE
from mustermap.data.wordings import figure_wordings
from mustermap.data.wordings.counted_nouns import PERSONNEL, PIECES
from mustermap.data.wordings.figure_wordings import is_from_word, read_counted, read_figure
from mustermap.data.wordings.figure_words import figure_words
from mustermap.data.wordings.language_tables import language_table, table_languages
from mustermap.data.wordings.recognised_languages import language_of
from mustermap.data.wordings.word_forms import folded, forms_of
from mustermap.errors import DataError, UnreadableFigure

if TYPE_CHECKING:
    import random

CASES = json.loads((Path(__file__).parent / "cases" / "wordings_figures.json").read_text("utf-8"))
"""Wordings with their readings: an interval as in mathematics, ``~`` and a value stated as near, null for none."""
FORMS = (
    "counted_nouns", "figure_forms", "figure_openings", "figure_wordings", "figure_words", "number_words",
    "open_words", "other_letters", "recognised_languages",
)  # fmt: skip


def figure_of(reading: str) -> Figure:
    if reading.startswith("~"):
        return Figure(best=float(reading[1:]))
    low, high = reading[1:-1].split(", ")
    bounds: dict[str, Any] = {"low": float(low), "low_included": reading[0] == "["}
    return Figure(**bounds) if high == "∞" else Figure(**bounds, high=float(high), high_included=reading[-1] == "]")


def read(wording: str, language: str = "") -> tuple[Figure, str] | None:
    try:
        said = read_counted(wording, language=language)
    except DataError:
        return None
    return said.figure, said.quantity


@pytest.mark.parametrize("is_known", [True, False], ids=["language known", "language recognised"])
@pytest.mark.parametrize("language", table_languages())
def test_a_wording_is_read_as_it_is_meant(language: str, is_known: bool) -> None:
    cases = [case for case in CASES if case["language"] == language]
    assert len(cases) >= 30
    found = {case["wording"]: read(case["wording"], language if is_known else "") for case in cases}
    meant = {
        case["wording"]: (figure_of(case["reading"]), case.get("quantity", "")) if case["reading"] else None
        for case in cases
    }
    assert {wording: got for wording, got in found.items() if got != meant[wording]} == {}


@pytest.mark.parametrize(
    ("wording", "figure"),
    [
        ("about 10–15 thousand", Figure(low=10_000, high=15_000)),
        ("500 to 1 thousand", Figure(low=500, high=1000)),
        ("up to 10-15 thousand", Figure(low=0, low_included=False, high=15_000)),
        ("at least 1,400-1,600", Figure(low=1400)),
        ("nearly 9,000", Figure(best=9000)),
        ("almost 9,000", Figure(best=9000)),
        ("just under 9,000", Figure(low=0, low_included=False, high=9000, high_included=False)),
        ("2 с половиной тысячи", Figure(low=2500, high=2500)),
        ("20 с лишним тысяч", Figure(low=20_000, low_included=False)),
        ("тысячи", Figure(low=2000)),
        ("больше тысячи", Figure(low=1000, low_included=False)),
        ("как минимум тысячи", Figure(low=2000)),
        ("15-ти тысяч", Figure(low=15_000, high=15_000)),
        ("od tysiąca do dwóch tysięcy", Figure(low=1000, high=2000)),
        ("dwadzieścia tys.", Figure(low=20_000, high=20_000)),
        ("сотні тисяч", Figure(low=200_000)),
        ("між десятьма і двадцятьма", None),
        ("dreihunderttausend", Figure(low=300_000, high=300_000)),
    ],
)
def test_what_a_wording_states_is_what_is_read(wording: str, figure: Figure | None) -> None:
    got = read(wording)
    assert (got[0] if got else None) == figure


@pytest.mark.parametrize(
    "wording",
    [
        "grew by 2,000",
        "увеличилась на 500",
        "9,000 to 10,000 per month",
        "half of the army",
        "6 полк",  # the sixth regiment
        "3-й полк",
        "28 brygada",
        "20-тысячный город",
        "5,000-strong crowd of fans",
        "a further 10 percent",
        "400 units",  # of what?
        "400 одиниць",
        "10 т",
        "between 5 and",
        "more than up to 500",
        "more than 20 less than 10",
        "сто двести",
        "сорок тринадцать",
        "потери составили 5000 человек",
        "зарплата составляет 5000",
        "no more, no less",
        "from 60 to",
        "1st Guards Tank Army",
        "9,000 military bases",
        "100 mm guns",
        "170 tank crews",
        "700 человек в вагон",
        "40 żołnierzy na wagon",
        "9,000 soldiers in October",
        "100 сгоревших танков",
        "no significant forces",
        "4700 военных, включая раненых и погибших",
        "6,000 soldiers, including killed and wounded",
        "around 20 trains carrying troops",
        "20 flatcars carrying tanks",
        "trzy groby żołnierzy",
        "3 магілы салдат",
        "5 линий солдат",
        "5 позицій солдатів",
        "20 Gräber russischer Soldaten",
        "no additional troops",
        "rose from 60",
    ],
)
def test_what_states_no_count_stays_unread(wording: str) -> None:
    assert read(wording) is None


def test_a_long_text_is_no_wording() -> None:
    assert read("about 9,000 " + "and " * 60) is None
    assert read("zwei" * 400) is None


def test_what_two_languages_read_differently_is_asked() -> None:
    with pytest.raises(UnreadableFigure, match=r"1,150,000 or as 1,150,000,000; say the language of the source"):
        read_figure("1.150 mln")
    with pytest.raises(UnreadableFigure, match=r"1,150,000,000 or as 1,150,000; say"):
        read_figure("1,150 mln", language="en")
    assert read_figure("1,150 mln", language="pl") == Figure(low=1_150_000, high=1_150_000)
    assert read_figure("1,150 mln", decimal=".") == Figure(low=1_150_000_000, high=1_150_000_000)


def test_an_english_wording_of_a_source_in_another_language_is_read() -> None:
    assert read_figure("about 9,000", language="uk") == Figure(best=9000)
    assert read_figure("about 9,000", language="fr") == Figure(best=9000)


@pytest.mark.parametrize(
    ("quantity", "wording", "is_read"),
    [
        ("tanks", "170 tanks", True),
        ("tanks", "около 170 танков", True),
        ("tanks", "170", True),
        ("tanks", "170 солдат", False),
        ("personnel", "два батальона", False),
        ("personnel", "no tanks", False),
        ("vehicles", "30 infantry fighting vehicles", True),
        ("tents", "50 tents", True),
        ("tents", "50 tents per camp", False),
        ("намёты", "50 танков", False),
        ("pieces of arms and equipment", "понад 400 одиниць", True),
    ],
)
def test_a_wording_counts_what_the_report_says_or_is_not_read(quantity: str, wording: str, is_read: bool) -> None:
    try:
        read_figure(wording, quantity=quantity)
    except UnreadableFigure:
        assert not is_read
    else:
        assert is_read


def test_a_wording_that_counts_something_else_says_what() -> None:
    with pytest.raises(UnreadableFigure, match="it counts battalions, not 'personnel'; correct quantity, or fill"):
        read_figure("два батальона", quantity="personnel")


def rule_cells(**fields: str) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    return FIGURE_RULE.read(dict.fromkeys(FIGURE_RULE.fields, "") | fields)


@pytest.mark.parametrize(
    ("fields", "quantity"),
    [
        ({"figure": "about 170 tanks"}, "tanks"),
        ({"figure": "два батальона"}, "battalions"),
        ({"figure": "dwa bataliony"}, "battalions"),
        ({"figure": "3 MiG-31K"}, "aircraft"),
        ({"figure": "9,000"}, "personnel"),
        ({"figure": "significant forces"}, "personnel"),
        ({"figure": ""}, "personnel"),
        ({"figure": "3 MiG-31K", "quantity": "aircraft"}, "aircraft"),
        ({"figure": "170", "quantity": "tanks"}, "tanks"),
        ({"figure": "about 170 tanks", "figure_best": "170"}, "tanks"),
    ],
)
def test_what_a_wording_counts_fills_a_blank_quantity(fields: dict[str, str], quantity: str) -> None:
    cells, notes = rule_cells(**fields)
    assert cells["quantity"] == quantity
    assert bool(notes) == (fields["figure"] == "significant forces")


def test_a_quantity_that_was_given_stays_and_another_one_s_wording_is_not_read() -> None:
    cells, notes = rule_cells(figure="два батальона", quantity="personnel")
    assert cells == {"figure": "два батальона", "quantity": "personnel"}
    assert [name for name, _ in notes] == ["figure"]


def test_a_wording_is_read_in_the_language_of_its_source() -> None:
    unread, notes = rule_cells(figure="1,150 mln")
    cells, nothing = rule_cells(figure="1,150 mln", days_language="pl")
    assert "figure_low" not in unread
    assert "the wording was kept" in notes[0][1]
    assert (cells["figure_low"], nothing) == (1_150_000, ())


@pytest.mark.parametrize(
    ("wording", "low"),
    [
        ("десятки", 20), ("сотни солдат", 200), ("десятки тысяч", 20_000), ("кілька сотень", 200), ("тисячі", 2000),
        ("тысячы", 2000), ("kilkaset", 200), ("kilkadziesiąt tysięcy", 20_000), ("Zehntausende", 20_000),
        ("dozens", 24),
    ],
)  # fmt: skip
def test_a_plural_is_a_bound_from_a_word_in_every_language(wording: str, low: float) -> None:
    assert is_from_word(wording, low)
    assert not is_from_word(wording, low + 1)


@pytest.mark.parametrize("wording", ["больше тысячи", "dwa tysiące", "півтори тисячі", "сотня солдат", "полмиллиона"])
def test_a_number_in_words_is_no_bound_from_a_word(wording: str) -> None:
    figure = read_figure(wording)
    assert figure.low is not None
    assert not is_from_word(wording, figure.low)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("больш за тысячу", ("be",)),
        ("понад тисячу", ("uk",)),
        ("более тысячи", ("ru",)),
        ("ponad tysiąc", ("pl",)),
        ("mehr als tausend Soldaten", ("de",)),
        ("more than a thousand", ("en",)),
        ("до 9000", ("ru", "uk")),
        ("9000", table_languages()),
        ("兵士", ()),
    ],
)
def test_a_language_is_recognised_by_letters_and_words(text: str, languages: tuple[str, ...]) -> None:
    assert language_of(text) == languages


def test_a_word_for_thousand_of_any_language_says_nothing_of_how_its_column_writes_thousands() -> None:
    assert mark_of(["1,5 тыс. солдат", "20,000"]) == "ask"
    assert mark_of(["1,5 tysiąca", "20,000"]) == "ask"


def test_every_table_has_the_same_lists_and_only_letters_of_its_alphabet() -> None:
    english = language_table("en")["figures"]
    for code in table_languages():
        table = language_table(code)
        own = {"compounds"} & table["figures"].keys()
        assert table["figures"].keys() - own == english.keys(), code
        letters = {letter for form in figure_words(code).phrases for letter in form if letter.isalpha()}
        assert letters <= set(folded(table["alphabet"])), code


def test_what_is_counted_has_the_same_names_in_every_language() -> None:
    known = set(language_table("en")["figures"]["quantities"])
    for code in table_languages():
        figures = language_table(code)["figures"]
        for name in ("quantities", "models", "one"):
            assert set(figures[name]) <= known, (code, name)
    assert {PERSONNEL, PIECES} <= known


def test_the_forms_hold_no_word_of_a_language() -> None:
    words = {word for code in table_languages() for phrase in figure_words(code).phrases for word in phrase.split()}
    words = {word for word in words if len(word) > 1 and word[0].isalpha()} - {PERSONNEL, PIECES}
    folder = Path(figure_wordings.__file__).parent
    for name in FORMS:
        tree = ast.parse((folder / f"{name}.py").read_text("utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        }
        assert all(text.isascii() for text in texts), name
        own = language_table("en")["figures"].keys() | language_table("en").keys() | {"digits", "word", "sign", "last"}
        assert (texts - own) & words == set(), name


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\u2009"])
DASHES = st.sampled_from("-–—\u2011\u2212")
APOSTROPHES = st.sampled_from("'’ʼ`")
QUOTES = st.sampled_from(["{}", "«{}»", "„{}”", '"{}"', "“{}”", "'{}'"])


@given(st.sampled_from(CASES), SPACES, DASHES, APOSTROPHES, QUOTES, st.sampled_from([str.upper, str.title, str.lower]))
def test_a_wording_is_read_alike_in_other_spacing_case_quotes_and_dashes(
    case: dict[str, str], space: str, dash: str, apostrophe: str, quotes: str, cased: Any
) -> None:
    written = folded(case["wording"])
    other = cased(written).replace(" ", space).replace("-", dash).replace("'", apostrophe)
    assert read(quotes.format(other), case["language"]) == read(case["wording"], case["language"])


def vocabulary(code: str) -> list[str]:
    return sorted(figure_words(code).phrases)


@given(st.sampled_from(table_languages()), st.randoms(use_true_random=False), st.booleans())
def test_no_words_in_any_order_raise_anything_but_our_errors(code: str, chance: random.Random, is_known: bool) -> None:
    parts = [
        "9,000",
        "1,5",
        "10",
        "15",
        "-",
        "+",
        ",",
        "20-ти",
        "3 миг-31к",
        "1e5",
        *chance.choices(vocabulary(code), k=8),
    ]
    wording = " ".join(chance.sample(parts, chance.randint(1, 6)))
    found = read(wording, code if is_known else "")
    if found:
        stated = [number for number in (found[0].low, found[0].best, found[0].high) if number is not None]
        assert stated == sorted(stated)


def test_a_form_with_brackets_stands_for_each_alternative() -> None:
    assert sorted(forms_of("(a |)(b|c(d|))")) == sorted(["a b", "a cd", "a b", "a c", "b", "cd", "b", "c"])
