"""Wordings of days in the languages of the sources: each is read as the days that it names, or not at all."""

from __future__ import annotations

import contextlib
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap.data.days import date_of
from mustermap.data.edtf import read_edtf
from mustermap.data.files.report_files import read_files
from mustermap.data.rules.date_rules import days_context
from mustermap.data.rules.field_tables import REPORT_RULES, apply_rules
from mustermap.data.wordings import (
    calendar_days,
    day_forms,
    day_languages,
    day_relations,
    day_symbols,
    day_words,
    language_tables,
    publication_days,
)
from mustermap.data.wordings.date_wordings import is_computed, read_date, read_dated, read_span, read_spanned
from mustermap.data.wordings.day_words import plain
from mustermap.data.wordings.language_tables import language_table, table_languages
from mustermap.errors import AmbiguousDate, DataError, UndatedWording, UnreadableDate

WORDINGS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "wordings_days.json").read_text(encoding="utf-8")
)
READ = [row for row in WORDINGS if isinstance(row["reading"], str)]
MONDAY = "2022-10-17"


def reading(wording: str, *, language: str = "", published: str = "", is_span: bool = False) -> tuple[str, bool]:
    """Return what a wording is read as, a span as its ends, and whether it was computed."""
    if is_span:
        spanned = read_spanned(wording, language=language, published=published)
        assert spanned is not None, wording
        ends = (getattr(end, "edtf", end) or "" for end in (spanned.start, spanned.end))
        return "/".join(ends), spanned.is_computed
    dated = read_dated(wording, language=language, published=published)
    return dated.date.edtf, dated.is_computed


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: f"{row['language']} {row['wording']}")
def test_a_wording_is_read_as_the_days_that_it_names_or_not_at_all(row: dict[str, Any]) -> None:
    beside = {"language": row["language"], "published": row.get("published", "")}
    wanted = row["reading"]
    if isinstance(wanted, str):
        assert reading(row["wording"], **beside, is_span="/" in wanted) == (wanted, row.get("computed", False))
        return
    with pytest.raises(UnreadableDate) as caught:
        read_date(row["wording"], **beside)
    if wanted is not None:
        assert isinstance(caught.value, AmbiguousDate)
        assert all(day in str(caught.value) for day in wanted["question"])


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row['language']} {row['wording']}")
def test_a_language_that_is_not_given_is_known_by_the_words(row: dict[str, Any]) -> None:
    if not any(sign.isalpha() for sign in row["wording"]):
        return  # figures alone are of no language
    wanted = row["reading"]
    got, _ = reading(row["wording"], published=row.get("published", ""), is_span="/" in wanted)
    assert got == wanted


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\t"])
DASHES = st.sampled_from("-\u2010\u2011\u2012\u2013\u2014\u2212")
APOSTROPHES = st.sampled_from("'\u2019\u02bc\u2018")
QUOTES = st.sampled_from([("", ""), ('"', '"'), ("\u00ab", "\u00bb"), ("\u201c", "\u201d"), ("\u201e", "\u201c")])


@given(st.sampled_from([row for row in READ if any(sign.isalpha() for sign in row["wording"])]), st.data())
def test_a_wording_is_read_alike_with_other_spaces_case_quotes_apostrophes_and_dashes(
    row: dict[str, Any], data: st.DataObject
) -> None:
    wording = re.sub(" ", lambda _: data.draw(SPACES), row["wording"])
    wording = re.sub("[-\u2013]", lambda _: data.draw(DASHES), wording)
    wording = re.sub("['\u2019]", lambda _: data.draw(APOSTROPHES), wording)
    opening, closing = data.draw(QUOTES)
    wording = opening + data.draw(st.sampled_from([str, str.upper, str.lower, str.title]))(wording) + closing
    beside = {"language": row["language"], "published": row.get("published", "")}
    is_span = "/" in row["reading"]
    assert reading(wording, **beside, is_span=is_span) == reading(row["wording"], **beside, is_span=is_span)


@given(
    st.lists(st.sampled_from([word for row in WORDINGS for word in row["wording"].split()]), min_size=1, max_size=7),
    st.sampled_from(["", *table_languages()]),
    st.sampled_from(["", MONDAY, "2022-10", "2024-02-29", "0001-01-01", "9999-12-31"]),
)
def test_words_of_wordings_in_any_order_raise_nothing_but_our_error(
    words: list[str], language: str, published: str
) -> None:
    for read in (read_date, read_span):
        try:
            got = read(" ".join(words), language=language, published=published)
        except DataError:
            continue
        if read is read_date:
            assert got.earliest <= got.latest  # type: ignore[union-attr]
            assert read_edtf(got.edtf) == got  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "word", ["today ", "dziś ", "week of ", "about ", "10 May - ", "first half of ", "(", "or 10 May "]
)
def test_a_long_text_of_words_of_days_is_no_day_and_no_burden(word: str) -> None:
    with pytest.raises(UnreadableDate, match="no date that can be read"):
        read_date(word * 400, published=MONDAY)
    assert read_span(word * 400, published=MONDAY) is None


@given(
    st.text(alphabet="0123456789٣۴५²Ⅳ½ .-/:,()~'XxIiIi年月octжовтня\u0301\u0130ß", max_size=24),
    st.sampled_from(["", "uk", "pl"]),
)
def test_odd_figures_and_letters_raise_nothing_but_our_error(text: str, language: str) -> None:
    for read in (read_date, read_span):
        with contextlib.suppress(DataError):
            read(text, language=language, published=MONDAY)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), st.sampled_from(table_languages()))
def test_every_day_written_with_its_month_is_that_day_in_every_language(day: date, language: str) -> None:
    for month in language_table(language)["days"]["months"][day.month - 1]:
        assert read_date(f"{day.day} {month} {day.year}", language=language).edtf == str(day)
        weekday = language_table(language)["days"]["weekdays"][day.weekday()][0]
        assert read_date(f"{weekday}, {day.day} {month} {day.year}", language=language).edtf == str(day)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_by_itself_is_the_last_one_on_or_before_the_publication(published: date, weekday: int) -> None:
    for language in table_languages():
        word = language_table(language)["days"]["weekdays"][weekday][0]
        got = read_date(word, language=language, published=str(published))
        day = date_of(got.earliest)
        assert day.weekday() == weekday
        assert timedelta() <= published - day < timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14.10.2022", "2022-10-14"),
        ("14/10/2022", "2022-10-14"),
        ("10/14/2022", "2022-10-14"),
        ("14-10-2022", "2022-10-14"),
        ("2022/10/14", "2022-10-14"),
        ("2022.10.14", "2022-10-14"),
        ("1861-6-10", "1861-06-10"),
        ("20220408", "2022-04-08"),
        ("10/10/2022", "2022-10-10"),
        ("14-Oct-2022", "2022-10-14"),
        ("16-May-2025", "2025-05-16"),
        ("2022-10-14T23:59:59-11:00", "2022-10-14"),
        ("2022-10-14 02:00Z", "2022-10-14"),
        ("10/2022", "2022-10"),
    ],
)
def test_figures_that_can_be_read_in_one_way_only_are_read(text: str, day: str) -> None:
    assert read_date(text).edtf == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10/12/2022", "can be 2022-12-10 or 2022-10-12, since day and month could be swapped"),
        ("10.12.2022", "can be 2022-12-10 or 2022-10-12, since day and month could be swapped"),
        ("10/12/22", 'has a year of two digits; .* dates = "dmy" or dates = "mdy"'),
        ("5/16/80", 'has a year of two digits; .* dates = "mdy"$'),
        ("14/13/2022", "no day of the calendar"),
        ("44833", "no date in EDTF"),
        ("2022/10", "no date in EDTF"),
        ("20221314", "no day of the calendar"),
    ],
)
def test_figures_that_can_be_read_in_two_ways_or_in_none_say_why(text: str, why: str) -> None:
    with pytest.raises(UnreadableDate, match=f"^'{re.escape(text)}' .*{why}"):
        read_date(text)


def test_points_between_figures_have_the_day_first_where_the_language_writes_days_so() -> None:
    assert read_date("10.12.2022", language="uk-UA").edtf == "2022-12-10"
    for language, text in (("en", "10.12.2022"), ("pl", "10/12/2022"), ("fr", "10.12.2022")):
        with pytest.raises(AmbiguousDate):
            read_date(text, language=language)


def test_a_day_and_a_month_in_figures_need_a_language_that_writes_days_so_and_keep_their_wording() -> None:
    assert reading("28.12", language="pl", published="2023-01-03") == ("2022-12-28", True)
    assert reading("w środę (28.12)", published="2023-01-03") == ("2022-12-28", True)
    for language, text in (("", "28.12"), ("en", "28.12"), ("fr", "10.10"), ("ru", "3.5")):
        with pytest.raises(UnreadableDate, match="no date in EDTF"):
            read_date(text, language=language, published="2023-01-03")
    beside = days_context({"language": "ru", "published": "2023-01-03"})
    cells, _, notes = apply_rules(REPORT_RULES, {"source": "s", "claimant": "A", "said": "28.12", **beside})
    assert (cells["said"], cells["said_wording"]) == ("2022-12-28", "28.12")
    assert "computed from the day of publication" in dict(notes)["said"]


@pytest.mark.parametrize(
    ("wording", "published", "wanted"),
    [
        # the year of publication, or that before where the text is of the first months of a year
        ("24 February", "2022-12-03", "2022-02-24"),
        ("in October", "2023-01-12", "2022-10"),
        ("1 December", "2022-10-17", "2022-12-01"),
        ("29 February", "2024-03-01", "2024-02-29"),
        ("Monday, 17 October", "2022-10-16", "2022-10-17"),
        ("Saturday, 31 December", "2023-01-02", "2022-12-31"),
        # weeks begin on Monday
        ("last week", "2022-10-16", "[2022-10-03..2022-10-09]"),
        ("this week", "2022-10-16", "[2022-10-10..2022-10-16]"),
        ("over the weekend", "2022-10-15", "[2022-10-15..2022-10-16]"),
        ("last Monday", MONDAY, "2022-10-10"),
        ("two weeks ago", MONDAY, "2022-10-03~"),
        ("this winter", MONDAY, "[2022-12..2023-02]"),
        ("this winter", "2023-01-12", "[2022-12..2023-02]"),
        ("last winter", MONDAY, "[2021-12..2022-02]"),
        ("last winter", "2023-01-12", "[2021-12..2022-02]"),
        ("earlier this month", MONDAY, "[2022-10-01..2022-10-17]"),
        ("late on Thursday", MONDAY, "2022-10-13"),
        ("at the end of last week", MONDAY, "[2022-10-14..2022-10-16]"),
    ],
)
def test_what_a_wording_leaves_out_is_worked_out_from_the_day_of_publication(
    wording: str, published: str, wanted: str
) -> None:
    assert reading(wording, published=published) == (wanted, True)


@pytest.mark.parametrize(
    ("wording", "published", "looks", "ways"),
    [
        ("last Monday", "2022-10-19", "back", ("2022-10-10", "2022-10-17")),
        ("next Friday", "2022-10-19", "back", ("2022-10-21", "2022-10-28")),
        ("on Monday", "2022-10-19", "around", ("2022-10-17", "2022-10-24")),
        ("at the weekend", "2022-10-19", "around", ("2022-10-15", "2022-10-22")),
        ("in August", "2023-01-12", "back", ("2022-08", "2023-08")),
        ("10 January", "2022-12-20", "around", ("2022-01-10", "2023-01-10")),
        ("by 24 February", "2022-10-19", "back", ("2022-02-24", "2023-02-24")),
        ("last August", "2022-10-19", "back", ("2021-08", "2022-08")),
        ("at the end of the year", "2023-01-03", "back", ("2022-09-01", "2023-09-01")),
    ],
)
def test_where_two_days_are_likely_both_are_named_and_none_is_taken(
    wording: str, published: str, looks: Any, ways: tuple[str, str]
) -> None:
    with pytest.raises(AmbiguousDate) as caught:
        read_date(wording, published=published, looks=looks)
    assert all(way in str(caught.value) for way in ways)


@pytest.mark.parametrize(
    ("wording", "published"), [("yesterday", "0001-01-01"), ("next Friday", "9999-12-31"), ("last year", "0001-05-01")]
)
def test_a_day_beyond_the_calendar_is_not_read(wording: str, published: str) -> None:
    with pytest.raises(UnreadableDate, match="outside the years 1 to 9999"):
        read_date(wording, published=published)


@pytest.mark.parametrize("published", ["", "2022", "2022-10", "2022-10-17~", "[2022-10-10..2022-10-17]", "gibberish"])
@pytest.mark.parametrize("wording", ["on Monday", "yesterday", "early October", "at the end of the month"])
def test_without_an_exact_day_of_publication_nothing_is_worked_out(wording: str, published: str) -> None:
    with pytest.raises(UndatedWording):
        read_date(wording, published=published)
    assert is_computed(wording)


def test_a_wording_that_two_languages_read_differently_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    original = day_languages.day_symbols

    def swapped(text: str, words: Any) -> str | None:
        symbols = original(text, words)
        return symbols.replace("m4", "m5") if symbols and words.language == "de" else symbols

    monkeypatch.setattr(day_languages, "day_symbols", swapped)
    read_dated.cache_clear()
    with pytest.raises(AmbiguousDate, match=r"can be 2022-04 \(en\) or 2022-05 \(de\), by the language"):
        read_date("April 2022")
    assert read_date("April 2022", language="de").edtf == "2022-05"
    read_dated.cache_clear()


MADE_UP = """
[days]
months = [
  ["unu"], ["du"], ["tri"], ["kvar"], ["kvin"], ["ses"], ["sep"], ["ok"], ["nau"], ["dek"], ["dekunu"], ["dekdu"],
]
weekdays = [["luna"], ["marsa"], ["merkura"], ["jova"], ["venera"], ["saturna"], ["suna"]]
seasons = [["printempo"], ["somero"], ["autuno"], ["vintro"]]
thirds = [[], ["mezo"], []]
edges = [["komenco"], ["fino"]]
ordinals = [["unua"], ["dua"], ["tria"], ["kvara"], ["kvina"], ["lasta"]]
numbers = []
tens = []
day_endings = ["a"]
day_first_signs = "."
times = []
relative = { "-1" = ["hiera"] }
units = { week = ["semajno"] }
words = { last = ["pasinta"], from = ["de"], to = ["al"] }
"""


def test_a_further_language_is_one_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en.toml").write_text(MADE_UP.replace("hiera", "yesterday"), encoding="utf-8")
    (tmp_path / "xx.toml").write_text(MADE_UP, encoding="utf-8")
    caches = (
        language_tables.table_languages, language_tables.language_table, day_words.day_words, day_languages._tables,
        read_dated, read_spanned,
    )  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(language_tables, "_FOLDER", tmp_path)
        for one in caches:
            one.cache_clear()
        assert reading("fino dek 2022", language="xx") == ("[2022-10-21..2022-10-31]", False)
        assert reading("hiera", published=MONDAY) == ("2022-10-16", True)
        assert reading("pasinta semajno", published=MONDAY) == ("[2022-10-10..2022-10-16]", True)
        assert reading("de 3a al 9a dek 2022", is_span=True) == ("2022-10-03/2022-10-09", False)
    for one in caches:
        one.cache_clear()


def test_the_forms_hold_no_word_of_a_language() -> None:
    words = {
        plain(phrase)
        for language in table_languages()
        for months in (*language_table(language)["days"]["months"], *language_table(language)["days"]["weekdays"])
        for phrase in months
        if len(phrase) > 3
    }
    for module in (calendar_days, day_forms, day_languages, day_relations, day_symbols, publication_days):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        literals = re.findall(r'(?<!"")"([^"\n]+)"(?!"")', re.sub(r'"""[\s\S]*?"""|#.*', "", source))
        found = {word for literal in literals for word in re.findall(r"[a-z]{4,}", literal)} & words
        assert found == set(), module.__name__


def test_a_word_of_a_table_means_one_thing() -> None:
    for language in table_languages():
        table = language_table(language)["days"]
        lists = [
            *(phrases for name in ("months", "weekdays", "seasons", "thirds", "edges", "ordinals", "numbers", "tens")
              for phrases in table[name]),
            table["times"], *table["relative"].values(), *table["units"].values(), *table["words"].values(),
        ]  # fmt: skip
        phrases = [phrase for one in lists for phrase in {plain(phrase) for phrase in one}]
        assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == [], language


def test_a_report_keeps_the_wording_of_a_computed_day_and_the_reader_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[[source]]\nid = "s"\ntitle = "N"\nlanguage = "uk"\npublished = "2022-10-17"\n'
        '[[report]]\nid = "r"\nclaimant = "A"\nsaid = "у п’ятницю"\nstart = "з початку жовтня"\n',
        encoding="utf-8",
    )
    (tmp_path / "b.csv").write_text(
        "claimant,said,start,source_title,source_published,source_language\n"
        "A,у п'ятницю,з початку жовтня,N,17.10.2022,uk\nB,минулого тижня,,M,2022-10,uk\n",
        encoding="utf-8",
    )
    computed = "computed from the day of publication, 2022-10-17"
    one = read_files([tmp_path / "a.toml"])
    report = one.reports["r"].cells()
    assert (report["said"], report["said_wording"]) == ("2022-10-14", "у п’ятницю")
    assert (report["start"], report["start_wording"]) == ("[2022-10-01..2022-10-10]", "з початку жовтня")
    assert [str(notice) for notice in one.notices] == [
        f"a.toml report 1 (r): said: 'у п’ятницю' was read as 2022-10-14, {computed}",
        f"a.toml report 1 (r): start: 'з початку жовтня' was read as [2022-10-01..2022-10-10]/, {computed}",
    ]
    many = read_files([tmp_path / "b.csv"])
    assert many.tables[0]["said"].tolist() == ["2022-10-14", ""]
    assert many.tables[0]["said_wording"].tolist() == ["у п'ятницю", "минулого тижня"]
    (unread,) = (str(one) for one in many.notices if one.row == "row 3")
    assert unread.startswith("b.csv row 3: said: 'минулого тижня' is no date that can be read without the exact day of")


def test_the_language_of_the_source_reaches_the_figures_of_files_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        'claimant,figure,source_title,source_language\nA,"1,150 mln",N,pl\nB,"1,150 mln",M,en\n', encoding="utf-8"
    )
    table = read_files([tmp_path / "a.csv"]).tables[0]
    assert table["figure_low"].tolist()[0] == 1_150_000
    assert table["figure_low"].isna().tolist() == [False, True]


def test_a_day_of_saying_after_the_publication_is_not_computed() -> None:
    beside = days_context({"published": MONDAY})
    cells, _, notes = apply_rules(REPORT_RULES, {"source": "s", "claimant": "A", "said": "1 December", **beside})
    assert (cells.get("said"), cells["said_wording"]) == (None, "1 December")
    assert "2022-12-01 lies after the publication on 2022-10-17" in dict(notes)["said"]
    cells, _, _ = apply_rules(REPORT_RULES, {"source": "s", "claimant": "A", "start": "1 December", **beside})
    assert cells["start"] == "2022-12-01"


def test_a_season_that_looks_like_two_years_is_read_and_noted() -> None:
    cells, _, notes = apply_rules(REPORT_RULES, {"source": "s", "claimant": "A", "start": "2022-23"})
    assert cells["start"] == "2022-23"
    assert dict(notes)["start"] == (
        "'2022-23' is a season in EDTF, one day from 2022-09-01 to 2022-11-30; if two years are meant, "
        "write [2022..2023]"
    )
    for start, wording in (("2022-23", "autumn 2022"), ("2022-22", ""), ("2022-24", "")):
        report = {"source": "s", "claimant": "A", "start": start, "start_wording": wording}
        assert apply_rules(REPORT_RULES, report)[2] == ()


def test_a_winter_of_two_years_is_one_season_and_no_span() -> None:
    for wording in ("the winter of 2022–2023", "зимой 2022/2023"):
        assert read_span(wording) is None
        cells, _, _ = apply_rules(REPORT_RULES, {"source": "s", "claimant": "A", "start": wording})
        assert (cells["start"], cells.get("end")) == ("[2022-12..2023-02]", None)


@pytest.mark.parametrize(
    ("wording", "end"),
    [
        ("until 26 December 2022", "2022-12-26"),
        ("at least until 26 December 2022", "[2022-12-26..]"),
        ("co najmniej do 26 grudnia 2022 r.", "[2022-12-26..]"),
        ("щонайменше до кінця грудня 2022 року", "[2022-12-31..]"),
        ("минимум до четвертого июня 2023 года", "[2023-06-04..]"),
    ],
)
def test_an_end_may_be_a_day_or_one_from_it_on(wording: str, end: str) -> None:
    assert reading(wording, is_span=True) == (f"/{end}", False)


def test_an_end_that_says_until_is_computed_and_noted_or_asked_about() -> None:
    row = {"source": "s", "claimant": "A", "start": "2022-10-01", **days_context({"published": MONDAY})}
    cells, _, notes = apply_rules(REPORT_RULES, {**row, "end": "до конца года"})
    assert (cells["start"], cells["end"], cells["end_wording"]) == ("2022-10-01", "2022-12-31", "до конца года")
    assert dict(notes) == {
        "end": "'до конца года' was read as 2022-12-31, computed from the day of publication, 2022-10-17"
    }
    cells, _, notes = apply_rules(REPORT_RULES, {**row, "end": "until the spring"})
    assert (cells.get("end"), cells["end_wording"]) == (None, "until the spring")
    assert "can be 2022-21 or 2023-21" in dict(notes)["end"]
    cells, _, notes = apply_rules(REPORT_RULES, {**row, "end": "until February 2023", "end_wording": "as he said"})
    assert (cells["end"], cells["end_wording"], notes) == ("2023-02", "as he said", ())


def test_a_start_without_a_tense_may_be_to_come_and_is_asked_about() -> None:
    beside = days_context({"published": "2022-10-19"})
    cells, _, notes = apply_rules(REPORT_RULES, {"source": "s", "claimant": "A", "start": "в пятницу", **beside})
    assert (cells.get("start"), cells["start_wording"]) == (None, "в пятницу")
    assert "can be 2022-10-14 or 2022-10-21" in dict(notes)["start"]
