from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf, struct_time_to_date
from hypothesis import given
from hypothesis import strategies as st

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, date_of, day_of
from mustermap.data.edtf import read_edtf
from mustermap.data.wordings.date_wordings import read_date, read_span
from mustermap.errors import DataError, UnreadableDate

PAST, FUTURE = "always", "for ever"


def days(text: str) -> tuple[str, str]:
    read = read_date(text)
    earliest = PAST if read.earliest == DISTANT_PAST else str(date_of(read.earliest))
    latest = FUTURE if read.latest == DISTANT_FUTURE else str(date_of(read.latest))
    return earliest, latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        # EDTF: a date is a pair of days, the earliest and the latest that it can be
        ("2022-10-10", "2022-10-10", "2022-10-10"),
        ("2022-10", "2022-10-01", "2022-10-31"),
        ("1999", "1999-01-01", "1999-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-09-2X", "2022-09-20", "2022-09-29"),
        ("2022-02-2X", "2022-02-20", "2022-02-28"),
        ("2024-02-2X", "2024-02-20", "2024-02-29"),
        ("2022-09-3X", "2022-09-30", "2022-09-30"),
        ("2022-1X", "2022-10-01", "2022-12-31"),
        ("2022-XX", "2022-01-01", "2022-12-31"),
        ("2022-XX-XX", "2022-01-01", "2022-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("202X-02-29", "2020-02-29", "2028-02-29"),
        ("XXXX-10-08", PAST, FUTURE),
        ("[2022-09-21..2022-09-30]", "2022-09-21", "2022-09-30"),
        ("[2022-09-21, 2022-10]", "2022-09-21", "2022-10-31"),
        ("[2022-10-10..]", "2022-10-10", FUTURE),
        ("[..2022-10-10]", PAST, "2022-10-10"),
        ("2022-33", "2022-01-01", "2022-03-31"),
        ("2022-41", "2022-07-01", "2022-12-31"),
        # seasons have the months that are commonly called so; a winter those of both winters of its year
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-23", "2022-09-01", "2022-11-30"),
        ("2022-24", "2022-01-01", "2023-02-28"),
        ("2022-27", "2022-09-01", "2022-11-30"),
        ("2022-29", "2022-09-01", "2022-11-30"),
        ("2023-30", "2023-01-01", "2024-02-29"),
        ("2022-10-10T10:00Z", "2022-10-10", "2022-10-10"),
        # wordings
        ("late September 2022", "2022-09-21", "2022-09-30"),
        ("late February 2024", "2024-02-21", "2024-02-29"),
        ("Early October 2022", "2022-10-01", "2022-10-10"),
        ("mid-October 2022", "2022-10-11", "2022-10-20"),
        ("the end of September 2022", "2022-09-21", "2022-09-30"),
        ("the beginning of 2023", "2023-01-01", "2023-04-30"),
        ("late 2022", "2022-09-01", "2022-12-31"),
        ("first half of October 2022", "2022-10-01", "2022-10-15"),
        ("10 October 2022", "2022-10-10", "2022-10-10"),
        ("on 3rd Oct 2022", "2022-10-03", "2022-10-03"),
        ("October 10, 2022", "2022-10-10", "2022-10-10"),
        ("in October 2022", "2022-10-01", "2022-10-31"),
        ("before 10 October 2022", PAST, "2022-10-09"),
        ("by 10 October 2022", PAST, "2022-10-10"),
        ("after October 2022", "2022-11-01", FUTURE),
        ("before the end of 2022", PAST, "2022-12-31"),
        ("after the beginning of 2022", "2022-01-01", FUTURE),
        ("between November 2022 and February 2023", "2022-11-01", "2023-02-28"),
    ],
)
def test_a_date_is_the_first_and_the_last_day_that_it_can_be(text: str, earliest: str, latest: str) -> None:
    assert days(text) == (earliest, latest)


@pytest.mark.parametrize("text", ["2022-10-10~", "2022-10?", "2022?-10-10", "[2022-10-10~..]", "about 10 October 2022"])
def test_a_mark_of_doubt_is_kept(text: str) -> None:
    assert read_date(text).qualified


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2022-13-45", "has 13 for a month"),
        ("2022-02-30", "no day of the calendar"),
        ("2022-02-3X", "no day of the calendar"),
        ("30 February 2022", "no day of the calendar"),
        ("2022-42", "has 42 for a month"),
        ("2022-21-01", "has 21 for a month"),
        ("2022-09/2022-10", "an interval is no date"),
        ("10/11/2022", "day and month could be swapped"),
        ("[2022-10-10..2022-09-09]", "ends before it begins"),
        ("[,2022]", "empty member"),
        ("last week", "no date that can be read"),
        ("early October", "names no year"),
        ("since 1999", "no date that can be read"),  # a span
        ("until 2022", "no date that can be read"),
        ("before the beginning of 2022", "no date that can be read"),
        ("after late 2022", "no date that can be read"),
        ("between November and February 2023", "no date that can be read"),  # of which year, nobody says
        ("", "no date that can be read"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, why: str) -> None:
    with pytest.raises(UnreadableDate, match=why):
        read_date(text)


def test_a_wording_without_a_year_takes_only_a_year_that_is_given() -> None:
    assert read_date("early October", year=2022).edtf == "[2022-10-01..2022-10-10]"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("since 1999", "1999", ".."),
        ("from late September 2022", "[2022-09-21..2022-09-30]", None),
        ("from November 2022 on", "2022-11", ".."),
        ("between November 2022 and February 2023", "2022-11", "2023-02"),
        ("from November to December 2022", "2022-11", "2022-12"),
        ("until 2022", None, "2022"),
    ],
)
def test_a_span_wording_gives_both_ends(text: str, start: str | None, end: str | None) -> None:
    span = read_span(text)
    assert span is not None
    assert tuple(getattr(part, "edtf", part) for part in span) == (start, end)


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    read = read_edtf(day.isoformat())
    assert date_of(read.earliest) == date_of(read.latest) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 5000))
def test_a_set_reaches_from_its_first_to_its_last_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    read = read_edtf(f"[{first}..{last}]")
    assert (read.earliest, read.latest) == (day_of(first), day_of(last))


@given(st.from_regex(r"(1[0-9X]|20)[0-9X]{2}(-(0[1-9X]|1[0-2]|X[0-9X])(-([0-2X][0-9X]|3[01X]))?)?", fullmatch=True))
def test_the_edtf_package_reads_the_same_days_where_it_can(text: str) -> None:
    try:
        ours = read_edtf(text)
    except UnreadableDate:
        return
    if text.startswith("XXXX"):
        return
    try:
        theirs = parse_edtf(text)
        low = struct_time_to_date(theirs.lower_strict())
        high = struct_time_to_date(theirs.upper_strict())
    except Exception:  # noqa: BLE001 - it raises what it likes on some unspecified digits
        return
    if "X" in text[5:]:
        return  # its bounds of unspecified months and days are not those of the nearest day there is
    assert (day_of(low), day_of(high)) == (ours.earliest, ours.latest)


@given(st.text(max_size=60))
def test_reading_raises_nothing_but_our_error(text: str) -> None:
    for read in (read_date, read_span):
        try:
            got = read(text)
        except DataError:
            continue
        if read is read_date:
            assert got.earliest <= got.latest  # type: ignore[union-attr]


@given(st.from_regex(r"\A[0-9X~?\-\[\],.]{1,24}\Z"))
def test_earliest_is_never_after_latest(text: str) -> None:
    try:
        read = read_edtf(text)
    except UnreadableDate:
        return
    assert read.earliest <= read.latest
