"""Rules for dates: EDTF, figures, or a wording that is kept beside what it was read as."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from mustermap.data.days import date_of
from mustermap.data.edtf import OPEN, Date
from mustermap.data.rules.rule import LONGEST_READ, Cells, Raw, Rule, Unread, given, refuse_half_characters
from mustermap.data.short_texts import echoed
from mustermap.data.wordings.date_wordings import is_exact_form, read_date, read_dated, read_spanned
from mustermap.data.wordings.numeric_days import ASKED_ORDERS, ORDERS, Order
from mustermap.errors import AmbiguousDate, InvalidField, UndatedWording, UnreadableDate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.rules.rule import Cell
    from mustermap.data.wordings.date_wordings import Spanned
    from mustermap.data.wordings.publication_days import Looks

DAYS_LANGUAGE: Final = "days_language"
DAYS_PUBLISHED: Final = "days_published"
"""The names under which the rules for dates and figures get the language and the publication of a report's source."""


def order_field(name: str) -> str:
    """Return the name under which a rule gets the order of day and month in a field's column.

    Blank, an order, or an order that only a cell of the column shows, with that cell: ``dmy 16/01/2024``.
    """
    return f"{name}_order"


def days_context(source: Mapping[str, Cell]) -> dict[str, str]:
    """Return what the rules for the dates and the figure of a report must know of its source.

    Parameters
    ----------
    source
        Its cells; none where it is not known.

    Examples
    --------
    >>> days_context({"id": "s", "language": "uk", "published": "2022-10-17"})
    {'days_language': 'uk', 'days_published': '2022-10-17'}
    """
    return {DAYS_LANGUAGE: str(source.get("language", "")), DAYS_PUBLISHED: str(source.get("published", ""))}


class _Beside(NamedTuple):
    """What is known beside a wording."""

    language: str
    published: str
    order: str
    looks: Looks

    @property
    def said_order(self) -> Order:
        """The order of day and month, where it is said and not only shown."""
        return next((one for one in ORDERS if one == self.order), "")


def _beside(raw: Raw, name: str, looks: Looks) -> _Beside:
    return _Beside(raw[DAYS_LANGUAGE], raw[DAYS_PUBLISHED], raw[order_field(name)], looks)


def _read_said(raw: Raw) -> tuple[Cells, Unread]:
    date, wording, notes = _date_and_wording("said", raw["said"], raw["said_wording"], _beside(raw, "said", "back"))
    return given(said=date.edtf if date else "", said_wording=wording), notes


def _read_span(raw: Raw) -> tuple[Cells, Unread]:
    start, start_wording, end, end_wording = raw["start"], raw["start_wording"], raw["end"], raw["end_wording"]
    is_long = len(start) > LONGEST_READ or len(end) > LONGEST_READ
    beside = _beside(raw, "start", "around")
    if not (is_long or end or end_wording or start_wording or is_exact_form(start)):
        spanned, why = _spanned(start, beside)
        if spanned or why:
            kept = given(start_wording=start), (("start", f"{why}; the wording was kept"),)
            return _spanned_cells(start, spanned, beside) if spanned else kept
    begins, start_wording, notes = _date_and_wording("start", start, start_wording, _beside(raw, "start", "around"))
    if end == OPEN:
        return given(
            start=begins.edtf if begins else "", start_wording=start_wording, end=OPEN, end_wording=end_wording
        ), notes
    ends, end_wording, more_notes = _read_end(end, end_wording, _beside(raw, "end", "around"))
    cells = given(
        start=begins.edtf if begins else "", start_wording=start_wording, end=_edtf(ends), end_wording=end_wording
    )
    return _ordered(cells, begins, ends), notes + more_notes


def _read_end(end: str, end_wording: str, beside: _Beside) -> tuple[Date | None, str, Unread]:
    """Read an end, which may say "until"."""
    if not end or len(end) > LONGEST_READ or is_exact_form(end):
        return _date_and_wording("end", end, end_wording, beside)
    until, why = _spanned(end, beside)
    if until and until.start is None and isinstance(until.end, Date):
        notes = (("end", _computed(end, until.end.edtf, beside)),) if until.is_computed else ()
        return until.end, end_wording or end, notes
    if why and not end_wording:
        return None, end, (("end", f"{why}; the wording was kept"),)
    return _date_and_wording("end", end, end_wording, beside)


def _spanned(text: str, beside: _Beside) -> tuple[Spanned | None, str]:
    """Read a span; where it is one and an end of it is not known, say why."""
    try:
        return read_spanned(text, language=beside.language, published=beside.published, looks=beside.looks), ""
    except (AmbiguousDate, UndatedWording) as error:
        return None, str(error)
    except UnreadableDate:  # "from 30 February 2022": a wording that is kept, with why it was not read
        return None, ""


def _spanned_cells(text: str, spanned: Spanned, beside: _Beside) -> tuple[Cells, Unread]:
    begins, ends = spanned.start, spanned.end
    cells = given(start=begins.edtf if begins else "", end=_edtf(ends), start_wording=text, end_wording=text)
    notes: Unread = ()
    if spanned.is_computed:
        shown = "/".join(str(cells.get(name, "")) for name in ("start", "end"))
        notes = (("start" if begins else "end", _computed(text, shown, beside)),)
    return _ordered(cells, begins, ends), notes


def _computed(text: str, edtf: str, beside: _Beside) -> str:
    return f"{echoed(text)} was read as {edtf}, computed from the day of publication, {beside.published}"


def _edtf(date: Date | str | None) -> str:
    return date.edtf if isinstance(date, Date) else date or ""


def _ordered(cells: Cells, begins: Date | None, ends: Date | str | None) -> Cells:
    if begins and isinstance(ends, Date) and ends.latest < begins.earliest:
        raise InvalidField(
            "end", f"{echoed(ends.edtf)} lies before the start {echoed(begins.edtf)}; swap them or leave end blank"
        )
    return cells


def _date_and_wording(name: str, text: str, wording: str, beside: _Beside) -> tuple[Date | None, str, Unread]:
    """Read a date from EDTF or a wording; a wording that cannot be read is kept."""
    if len(text) <= LONGEST_READ:
        return _read_date_and_wording(name, text, wording, beside)
    refuse_half_characters(name, text)
    if wording:
        raise InvalidField(name, f"{echoed(text)} is no date; write it in EDTF, such as 2022-10-09")
    return None, text, ((name, f"{echoed(text)} is no date that can be read; the wording was kept"),)


@lru_cache(maxsize=65536)
def _read_date_and_wording(name: str, text: str, wording: str, beside: _Beside) -> tuple[Date | None, str, Unread]:
    refuse_half_characters(f"{name}_wording", wording)
    if not text:
        why = f"the wording {echoed(wording)} was kept and not read; fill {name} in EDTF if you know it"
        return None, wording, ((name, why),) if wording else ()
    refuse_half_characters(name, text)
    try:
        read = read_dated(
            text,
            language=beside.language,
            published=beside.published,
            order=beside.said_order,
            looks=beside.looks,
        )
        if read.is_computed and name == "said":
            _refuse_later_saying(read.date, beside.published)
    except UnreadableDate as error:
        why = _with_shown_order(str(error), beside.order)
        if is_exact_form(text) or wording:
            raise InvalidField(name, why) from error
        return None, text, ((name, f"{why}; the wording was kept"),)
    notes: Unread = ((name, _computed(text, read.date.edtf, beside)),) if read.is_computed else ()
    if not wording and _is_like_two_years(text):
        notes = ((name, _season_or_years(text, read.date)),)
    is_plain = is_exact_form(text) and not read.is_computed
    return read.date, wording or ("" if is_plain else text), notes


def _refuse_later_saying(said: Date, published: str) -> None:
    if said.earliest > read_date(published).latest:
        remedy = "write it in EDTF, such as 2022-10-09, if you know it"
        raise UnreadableDate(f"{date_of(said.earliest)} lies after the publication on {published}; {remedy}")


def _is_like_two_years(text: str) -> bool:
    """Check whether a season in EDTF looks like two years, as tables write them: 2022-23."""
    found = re.fullmatch(r"20([0-9]{2})-(2[1-4])", text)
    return found is not None and int(found[2]) == int(found[1]) + 1


def _season_or_years(text: str, season: Date) -> str:
    days = f"one day from {date_of(season.earliest)} to {date_of(season.latest)}"
    return f"{echoed(text)} is a season in EDTF, {days}; if two years are meant, write [{text[:4]}..20{text[5:]}]"


def _with_shown_order(why: str, order: str) -> str:
    """Propose the order that another cell of the column shows."""
    shown_order, _, cell = order.partition(" ")
    return why.replace(ASKED_ORDERS, f'dates = "{shown_order}", as its {echoed(cell)} shows') if cell else why


def _read_source_days(raw: Raw) -> tuple[Cells, Unread]:
    dates: dict[str, Date] = {}
    for name in ("published", "accessed"):
        beside = _Beside(raw["language"], "", raw[order_field(name)], "back")
        try:
            if len(raw[name]) > LONGEST_READ:
                raise UnreadableDate(f"{echoed(raw[name])} is no date; write it in EDTF, such as 2022-10-09")
            if raw[name]:
                dates[name] = read_date(raw[name], language=beside.language, order=beside.said_order)
        except UnreadableDate as error:
            raise InvalidField(name, _with_shown_order(str(error), beside.order)) from error
    if len(dates) == 2 and dates["accessed"].latest < dates["published"].earliest:
        raise InvalidField(
            "accessed", f"{echoed(raw['accessed'])} lies before the publication {echoed(raw['published'])}; check both"
        )
    refuse_half_characters("language", raw["language"])
    return {name: date.edtf for name, date in dates.items()} | given(language=raw["language"]), ()


SAID_RULE = Rule(("said", "said_wording", order_field("said"), DAYS_LANGUAGE, DAYS_PUBLISHED), _read_said)
SPAN_RULE = Rule(
    (
        "start",
        "start_wording",
        "end",
        "end_wording",
        order_field("start"),
        order_field("end"),
        DAYS_LANGUAGE,
        DAYS_PUBLISHED,
    ),
    _read_span,
)
SOURCE_DAYS_RULE = Rule(
    ("published", "accessed", order_field("published"), order_field("accessed"), "language"), _read_source_days
)
