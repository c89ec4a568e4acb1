"""Rules for dates: EDTF, or a wording that is kept beside what it was read as."""

from __future__ import annotations

from functools import lru_cache

from mustermap.data.edtf import OPEN, Date
from mustermap.data.rules.rule import LONGEST_READ, Cells, Raw, Rule, Unread, given, refuse_half_characters
from mustermap.data.short_texts import echoed
from mustermap.data.wordings.date_wordings import is_exact_form, read_date, read_span
from mustermap.errors import InvalidField, UnreadableDate


def _read_said(raw: Raw) -> tuple[Cells, Unread]:
    date, wording, unread = _date_and_wording("said", raw["said"], raw["said_wording"])
    return given(said=date.edtf if date else "", said_wording=wording), unread


def _read_span(raw: Raw) -> tuple[Cells, Unread]:
    start, start_wording, end, end_wording = raw["start"], raw["start_wording"], raw["end"], raw["end_wording"]
    is_long = len(start) > LONGEST_READ or len(end) > LONGEST_READ
    span = None if is_long or end or end_wording or start_wording or is_exact_form(start) else _span(start)
    if end and not is_long and not is_exact_form(end) and end != OPEN and (until := _span(end)) and until[0] is None:
        end, end_wording = _edtf(until[1]), end_wording or end
    if span:
        begins, ends = span
        cells = given(start=begins.edtf if begins else "", end=_edtf(ends), start_wording=start, end_wording=start)
        return _ordered(cells, begins, ends), ()
    begins, start_wording, unread = _date_and_wording("start", start, start_wording)
    if end == OPEN:
        return given(
            start=begins.edtf if begins else "", start_wording=start_wording, end=OPEN, end_wording=end_wording
        ), unread
    ends, end_wording, more_unread = _date_and_wording("end", end, end_wording)
    cells = given(
        start=begins.edtf if begins else "", start_wording=start_wording, end=_edtf(ends), end_wording=end_wording
    )
    return _ordered(cells, begins, ends), unread + more_unread


def _span(text: str) -> tuple[Date | None, Date | str | None] | None:
    try:
        return read_span(text)
    except UnreadableDate:  # "from 30 February 2022": a wording that is kept, with why it was not read
        return None


def _edtf(date: Date | str | None) -> str:
    return date.edtf if isinstance(date, Date) else date or ""


def _ordered(cells: Cells, begins: Date | None, ends: Date | str | None) -> Cells:
    if begins and isinstance(ends, Date) and ends.latest < begins.earliest:
        raise InvalidField(
            "end", f"{echoed(ends.edtf)} lies before the start {echoed(begins.edtf)}; swap them or leave end blank"
        )
    return cells


def _date_and_wording(name: str, text: str, wording: str) -> tuple[Date | None, str, Unread]:
    """Read a date from EDTF or a wording; a wording that cannot be read is kept."""
    if len(text) <= LONGEST_READ:
        return _read_date_and_wording(name, text, wording)
    refuse_half_characters(name, text)
    if wording:
        raise InvalidField(name, f"{echoed(text)} is no date; write it in EDTF, such as 2022-10-09")
    return None, text, ((name, f"{echoed(text)} is no date that can be read; the wording was kept"),)


@lru_cache(maxsize=65536)
def _read_date_and_wording(name: str, text: str, wording: str) -> tuple[Date | None, str, Unread]:
    refuse_half_characters(f"{name}_wording", wording)
    if not text:
        why = f"the wording {echoed(wording)} was kept and not read; fill {name} in EDTF if you know it"
        return None, wording, ((name, why),) if wording else ()
    refuse_half_characters(name, text)
    try:
        date = read_date(text)
    except UnreadableDate as error:
        if is_exact_form(text) or wording:
            raise InvalidField(name, str(error)) from error
        return None, text, ((name, f"{error}; the wording was kept"),)
    return date, wording or ("" if is_exact_form(text) else text), ()


def _read_source_days(raw: Raw) -> tuple[Cells, Unread]:
    dates: dict[str, Date] = {}
    for name in ("published", "accessed"):
        try:
            if len(raw[name]) > LONGEST_READ:
                raise UnreadableDate(f"{echoed(raw[name])} is no date; write it in EDTF, such as 2022-10-09")
            if raw[name]:
                dates[name] = read_date(raw[name])
        except UnreadableDate as error:
            raise InvalidField(name, str(error)) from error
    if len(dates) == 2 and dates["accessed"].latest < dates["published"].earliest:
        raise InvalidField(
            "accessed", f"{echoed(raw['accessed'])} lies before the publication {echoed(raw['published'])}; check both"
        )
    return {name: date.edtf for name, date in dates.items()}, ()


SAID_RULE = Rule(("said", "said_wording"), _read_said)
SPAN_RULE = Rule(("start", "start_wording", "end", "end_wording"), _read_span)
SOURCE_DAYS_RULE = Rule(("published", "accessed"), _read_source_days)
