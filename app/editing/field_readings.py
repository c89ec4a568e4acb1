"""Readings of fields, shown while the editor types: a figure as bounds, a date as days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mustermap.data.days import date_of, is_finite
from mustermap.data.edtf import OPEN, read_edtf
from mustermap.data.figures import Figure
from mustermap.data.rules.date_rules import SOURCE_DAYS_RULE, days_context
from mustermap.data.rules.field_tables import REPORT_RULES, SOURCE_RULES, apply_rules
from mustermap.data.wordings.counted_nouns import PERSONNEL
from mustermap.words import words_of
from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.edtf import Date
    from mustermap.data.rules.field_tables import Cell, Cells

Status: TypeAlias = Literal["blank", "read", "kept", "wrong"]

COMPUTED: Final = "computed from the day of publication"
"""What is said of a day that was worked out just now."""

NOT_NAMED: Final = "computed: the wording alone does not name it"
"""What is said of a day that a report has beside a wording which does not name it by itself."""

_REPORT_READ: Final = ("figure", "said", "start", "end")
_SOURCE_READ: Final = ("published", "accessed")
_BOUNDS: Final = ("low", "low_included", "high", "high_included", "best")


@dataclass(frozen=True, slots=True)
class FieldReading:
    """The reading of one field.

    Attributes
    ----------
    field : str
        ``figure``, ``said``, ``start`` or ``end``; of a source ``published`` or ``accessed``.
    status : {'blank', 'read', 'kept', 'wrong'}
        ``kept``: the wording could not be parsed and is kept as text. ``wrong``: it would be rejected.
    words : str
        The reading; if there is none, why, and what to do. Blank for a blank field.
    """

    field: str
    status: Status
    words: str


def readings(
    raw: Mapping[str, str], *, of_source: bool = False, source: Mapping[str, Cell] | None = None
) -> tuple[FieldReading, ...]:
    """Return how the figure and the dates of a report, or the dates of a source, are understood.

    Parameters
    ----------
    raw
        Raw texts by the names of the data dictionary, as far as they have been typed.
    of_source
        Whether they are a source's.
    source
        The cells or raw texts of the report's source, by whose language and day of publication wordings are read.

    Examples
    --------
    >>> found = readings({"figure": "more than a thousand", "start": "from November 2022", "said": "last week"})
    >>> [(one.field, one.status) for one in found]
    [('figure', 'read'), ('said', 'kept'), ('start', 'read'), ('end', 'blank')]
    >>> print(found[0].words, found[2].words, sep="; ")
    more than 1,000, no upper bound; one day from 1 to 30 November 2022
    """
    rules, names = (SOURCE_RULES, _SOURCE_READ) if of_source else (REPORT_RULES, _REPORT_READ)
    found: list[FieldReading] = []
    beside = _beside(source or {})
    for rule in rules:
        read = {one.field for one in found}  # a later rule only checks what an earlier one has read
        asked = [name for name in names if name in rule.fields and name not in read]
        cells, problems, unread = apply_rules([rule], {**raw, **beside}) if asked else ({}, [], ())
        wrong = {("figure" if problem.field.startswith("figure") else problem.field): problem for problem in problems}
        for name in asked:
            if name in wrong:
                found.append(FieldReading(name, "wrong", str(wrong[name])))
            elif wrong:  # a problem of another field does not hide the reading of this one
                alone = readings({name: raw.get(name, "")}, of_source=of_source, source=source)
                found.append(next(one for one in alone if one.field == name))
            else:
                kept = dict(unread)
                found.append(FieldReading(name, _status(name, cells, kept), _said(name, cells, kept)))
    return tuple(sorted(found, key=lambda one: names.index(one.field)))


def _beside(source: Mapping[str, Cell]) -> dict[str, str]:
    """Return what is known of a source that may still be typed."""
    texts = {name: str(source.get(name, "")) for name in ("published", "language")}
    return days_context(apply_rules([SOURCE_DAYS_RULE], texts)[0])


def _said(name: str, cells: Cells, kept: Mapping[str, str]) -> str:
    """Return the words of a reading: of a day whether it was computed, of all else what is noted of it."""
    words = _words(name, cells)
    if name not in kept or name == "figure" or not words:
        return kept.get(name) or words
    return f"{words}, {COMPUTED}" if COMPUTED in kept[name] else kept[name]


def _status(name: str, cells: Cells, kept: Mapping[str, str]) -> Status:
    if name in kept and not _words(name, cells):
        return "kept"
    return "read" if _words(name, cells) else "blank"


def _words(name: str, cells: Cells) -> str:
    if name == "figure":
        return figure_words(cells)
    text = str(cells.get(name, ""))
    if text == OPEN:
        return "open: it goes on, as far as the source says"
    return date_words(read_edtf(text)) if text else ""


def figure_words(cells: Cells) -> str:
    """Return a figure with its bounds, what it counts but for people, and which bound nobody stated; blank without one.

    Examples
    --------
    >>> figure_words({"figure_low": 1000.0, "figure_low_included": False})
    'more than 1,000, no upper bound'
    >>> figure_words({"figure_best": 9000.0})
    'about 9,000, no bounds stated'
    >>> figure_words({"figure_best": 170.0, "quantity": "tanks"})
    'about 170 tanks, no bounds stated'
    """
    bounds = {name: cells[f"figure_{name}"] for name in _BOUNDS if cells.get(f"figure_{name}") is not None}
    if not any(name in bounds for name in ("low", "high", "best")):
        return ""
    figure = Figure(**bounds)  # type: ignore[arg-type]
    counted = str(cells.get("quantity") or PERSONNEL)
    words = figure.text if counted == PERSONNEL else f"{figure.text} {counted}"
    if figure.low is None and figure.high is None:
        return f"{words}, no bounds stated"
    if figure.high is None:
        return f"{words}, no upper bound"
    if figure.low is None:
        return f"{words}, no lower bound"
    return words


def date_words(date: Date) -> str:
    """Return which days a date can be.

    Examples
    --------
    >>> date_words(read_edtf("2022-09-29")), date_words(read_edtf("[2022-10-10..]"))
    ('29 September 2022', '10 October 2022 or later')
    >>> date_words(read_edtf("2022-11~"))
    'one day from 1 to 30 November 2022, and that is not certain'
    """
    words = words_of()
    doubt = ", and that is not certain" if date.qualified else ""
    if not is_finite(date.earliest) and not is_finite(date.latest):
        return f"any day{doubt}"
    if not is_finite(date.latest):
        return f"{words.say('dateOrLater', day=day_text(date.earliest, words))}{doubt}"
    if not is_finite(date.earliest):
        return f"{words.say('dateOrEarlier', day=day_text(date.latest, words))}{doubt}"
    if date.earliest == date.latest:
        return f"{day_text(date.earliest, words)}{doubt}"
    return f"one day from {_from(date.earliest, date.latest)} to {day_text(date.latest, words)}{doubt}"


def _from(first: int, last: int) -> str:
    """Write the first of some days without what the last one says too."""
    start, end = date_of(first), date_of(last)
    if (start.year, start.month) == (end.year, end.month):
        return str(start.day)
    return day_text(first, words_of(), "dayMonth" if start.year == end.year else "day")
