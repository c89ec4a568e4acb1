"""Relations to days above the tables of words: before, after and about a day, spans, one of two; in every language."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from mustermap.data.days import date_of, is_finite
from mustermap.data.edtf import OPEN, Date, read_edtf
from mustermap.data.wordings.day_forms import read_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mustermap.data.wordings.publication_days import Looks, Publication

Span = tuple[Date | None, Date | str | None]
"""The start and the end of a wording, None where it has none and `OPEN` where it goes on."""

_RELATED: Final = re.compile(r"(?P<relation>BEFORE|AFTER|BY|UNTIL_OR_BY|NOT_BEFORE) (?P<rest>.+)")
_BOUNDED: Final = re.compile(r"(?P<rest>.+) (?P<relation>OR_LATER|OR_EARLIER)")
_SPAN: Final = re.compile(r"(?P<relation>SINCE|FROM|UNTIL|UNTIL_OR_BY|AT_LEAST_UNTIL) (?P<rest>.+)")
_PART: Final = re.compile(r"[pPh]\d ")
_START_OF_YEAR: Final = re.compile(r"P1 (?:y\d{4}|(?:(?:LAST|THIS|NEXT) )?YEAR)")
_OWN_YEAR: Final = re.compile(r"(?<!\S)(?:[yxRw]|YEAR|WEEK|MONTH|QUARTER|AGO)")
_YEAR_TAIL: Final = re.compile(r"(?<!\S)(?:y\d{4}|(?:LAST|THIS|NEXT) YEAR)$")
_MONTH_TAIL: Final = re.compile(r"(?<!\S)m\d+(?: (?:y\d{4}|(?:LAST|THIS|NEXT) YEAR))?$")
_RANGES: Final = (
    re.compile(r"BETWEEN (?P<both>.+)"),
    re.compile(r"(?:FROM|SINCE) (?P<both>.+)"),
    re.compile(r"(?P<both>.+)"),
)
_BETWEEN_THEM: Final = (
    frozenset({"AND", "-", "TO"}),
    frozenset({"TO", "-", "UNTIL", "UNTIL_OR_BY"}),
    frozenset({"TO", "-"}),
)


def read_form(symbols: str, beside: Publication) -> str | None:
    """Return the date in EDTF that symbols say; None if they are no form of one.

    Parameters
    ----------
    symbols
        As `one_way` returns them.
    beside
        The day of publication.

    Raises
    ------
    UnreadableDate
        If the calendar has no such day, two are likely, or the day of publication is needed and not known.
    """
    days = read_days(symbols, beside)
    if days is not None:
        return days.edtf
    if symbols.startswith("ABOUT "):
        inner = read_form(symbols[6:], beside)
        return f"{inner}~" if inner and not inner.startswith("[") and not inner.endswith("~") else None
    if found := _RELATED.fullmatch(symbols):
        return _related(found["relation"], found["rest"], beside)
    if found := _BOUNDED.fullmatch(symbols):
        return _related("NOT_BEFORE" if found["relation"] == "OR_LATER" else "BY", found["rest"], beside)
    ends = read_range(symbols, beside) or _read_ends(symbols, frozenset({"OR"}), beside)
    return _one_of(*ends) if ends else None


def read_span_form(symbols: str, beside: Publication) -> Span | None:
    """Return the start and the end that symbols say; None if they are no span."""
    if read_days(symbols, beside) is not None:  # "the winter of 2022-2023" is one season
        return None
    if (ends := read_range(symbols, beside)) and not _PART.match(symbols):
        return ends
    is_onward = symbols.endswith((" ONWARD", " ON"))
    if is_onward:
        symbols = symbols.rpartition(" ")[0]
    found = _SPAN.fullmatch(symbols)
    if not found and not is_onward:
        return None
    relation, rest = (found["relation"], found["rest"]) if found else ("SINCE", symbols)
    if "UNTIL" in relation:
        last = None if is_onward else _read(_whole(rest), beside, looks="ahead")
        if last and rest.startswith("P3 ") and is_finite(last.latest):
            last = read_edtf(str(date_of(last.latest)))  # until the end of a month: to its last day
        if last and relation == "AT_LEAST_UNTIL":
            last = read_edtf(f"[{date_of(last.earliest)}..]") if is_finite(last.earliest) else None
        return (None, last) if last else None
    first = _read(rest, beside, looks="back" if relation == "SINCE" else beside.looks)
    if first and _START_OF_YEAR.fullmatch(rest):
        first = read_edtf(str(date_of(first.earliest)))  # since the beginning of a year: from its first day on
    return (first, OPEN if relation == "SINCE" or is_onward else None) if first else None


def read_range(symbols: str, beside: Publication) -> tuple[Date, Date] | None:
    """Return the two ends that symbols say, "from 3 to 9 October 2022"; None if they are no range."""
    for form, signs in zip(_RANGES, _BETWEEN_THEM, strict=True):
        found = form.fullmatch(symbols)
        ends = _read_ends(found["both"], signs, beside) if found else None
        if ends:
            return ends
    both = _read_ends(symbols, frozenset({"AND"}), beside)  # "10 and 11 October": only what follows on is one span
    return both if both and both[1].earliest - both[0].latest == 1 else None


def _read(symbols: str, beside: Publication, *, looks: Looks) -> Date | None:
    """Read a date where a relation to it says whether it lies behind or ahead."""
    before, beside.looks = beside.looks, looks
    try:
        edtf = read_form(symbols, beside)
    finally:
        beside.looks = before
    return read_edtf(edtf) if edtf else None


def _whole(symbols: str) -> str:
    """Return "the end of the year", of which a limit says that it is the one to come."""
    return re.sub(r"^P3 (?=MONTH$|YEAR$)", "P3 THIS ", symbols)


def _related(relation: str, rest: str, beside: Publication) -> str | None:
    # "Before the end of 2022" is some day of it, up to the last: what an end or a beginning lasts does not matter here.
    before_end = relation == "BEFORE" and rest.startswith("P3 ")
    after_start = relation == "AFTER" and rest.startswith("P1 ")
    if relation in {"BEFORE", "AFTER"} and _PART.match(rest) and not before_end and not after_start:
        return None  # "after late 2022": of a part of the year or the month, nobody knows the last day
    is_limit = relation != "AFTER"
    inner = _read(_whole(rest), beside, looks="ahead" if is_limit and beside.year is None else beside.looks)
    if inner is None or inner.qualified or not (is_finite(inner.earliest) and is_finite(inner.latest)):
        return None
    if before_end or relation in {"BY", "UNTIL_OR_BY"}:
        return f"[..{date_of(inner.latest)}]"
    if after_start or relation == "NOT_BEFORE":
        return f"[{date_of(inner.earliest)}..]"
    if relation == "BEFORE":
        return f"[..{date_of(inner.earliest) - timedelta(days=1)}]"
    return f"[{date_of(inner.latest) + timedelta(days=1)}..]"


def _one_of(first: Date, last: Date) -> str | None:
    if first.qualified or last.qualified or not (is_finite(first.earliest) and is_finite(last.latest)):
        return None
    return f"[{date_of(first.earliest)}..{date_of(last.latest)}]"


def _read_ends(symbols: str, signs: frozenset[str], beside: Publication) -> tuple[Date, Date] | None:
    """Read two dates with a sign between them."""
    words = symbols.split()
    for at, word in enumerate(words):
        if word in signs and 0 < at < len(words) - 1:
            first, last = " ".join(words[:at]), " ".join(words[at + 1 :])
            if ends := _two_dates(first, last, beside):
                return ends
    return None


def _two_dates(first: str, last: str, beside: Publication) -> tuple[Date, Date] | None:
    """Read the two ends of a span; what only the second names is the first's too, where that fits."""
    ends = _end(last, beside)
    if ends is None:
        return None
    year = beside.year
    try:
        begins = next((read for one in _completed(first, last, ends, beside) if (read := _end(one, beside))), None)
    finally:
        beside.year = year
    return (begins, ends) if begins and begins.earliest <= ends.latest else None  # "from November to February 2023"


def _end(symbols: str, beside: Publication) -> Date | None:
    """Read an end of a span, which is no span itself."""
    is_about = symbols.startswith("ABOUT ")
    days = read_days(symbols.removeprefix("ABOUT "), beside)
    return (
        read_edtf(f"{days.edtf}~" if is_about and not days.edtf.endswith(("]", "~")) else days.edtf) if days else None
    )


def _completed(first: str, last: str, ends: Date, beside: Publication) -> Iterator[str]:
    """Yield the first end as it is, or with the month and the year of the second."""
    if _OWN_YEAR.search(first):
        yield first
        return
    if not re.search(r"(?<!\S)[msq]\d", first) and (tail := _MONTH_TAIL.search(last)):
        first = f"{first} {tail[0]}"
        if _OWN_YEAR.search(first):
            yield first
            return
    elif tail := _YEAR_TAIL.search(last):
        yield f"{first} {tail[0]}"
        return
    if is_finite(ends.earliest):
        beside.year = date_of(ends.earliest).year
    yield first
