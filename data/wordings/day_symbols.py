"""The symbols of days in one way: languages order and abbreviate differently what the forms of days have once."""

from __future__ import annotations

import re
from typing import Final

_YEARS_BESIDE: Final = r"(?:LAST|THIS|NEXT) YEAR"

#: Symbols that are written in several ways, in the one way in which the forms have them. Each sees what those above
#: it made.
_ONE_WAY: Final = tuple(
    (re.compile(rf"(?<!\S){pattern}(?!\S)"), into)
    for pattern, into in (
        # the word "year" beside one, "day" beside a date, what is counted
        (r"(y\d{4}|x\S+) YEAR", r"\1"),
        (r"YEARS? (y\d{4})", r"\1"),
        (r"DAY (x\S+|d\d+ m\d+)", r"\1"),
        (r"([nd]\d+) (DAY|WEEK|MONTH|YEAR)S", r"\1 \2"),
        # which one: words that are said of some units only
        (r"(LAST|PAST|THIS)_PLURAL WEEKEND", r"\1 WEEKEND"),
        (r"NEAREST (w\d|WEEKEND)", r"COMING \1"),
        (r"PAST (WEEK|MONTH|QUARTER|YEAR)", r"LAST \1"),
        (r"COMING (WEEK|MONTH|QUARTER|YEAR)", r"NEXT \1"),
        # "late on Thursday" is a part of that day
        (r"p[13] (w\d|x\S+|d\d+ m\d+|m\d+ d\d+|R-?\d)", r"\1"),
        # the order of day, month, year and weekday, and dashes between them: 14-Oct-2022
        (r"(y\d{4}) (m\d+) (d\d+)", r"\3 \2 \1"),
        (r"(y\d{4}) (m\d+)(?!.)", r"\2 \1"),
        (r"(x\S+|d\d+ m\d+(?: y\d{4})?|m\d+ d\d+(?: y\d{4})?) (w\d)", r"\2 \1"),
        (r"d(\d+) - (m\d+) - (y\d{4})", r"d\1 \2 \3"),
        (r"(m\d+) - (y\d{4})", r"\1 \2"),
        (r"d(\d+) r(\d+) (y\d{4})", r"d\1 m\2 \3"),
        (r"NIGHT_FROM m(\d+) d(\d+) (?:-|TO|AND) d(\d+)", r"NIGHT_FROM d\2 d\3 m\1"),
        (r"m(\d+) d(\d+) (-|TO|OR|AND) d(\d+)", r"d\2 m\1 \3 d\4 m\1"),
        # quarters, halves and thirds with their number; "i" is a Roman one as well as "and"
        (r"d([12])0 TENS_OF", r"t\1"),
        (r"[odr]([1-4]) QUARTER", r"q\1"),
        (rf"(?:o0|LAST) QUARTER (y\d{{4}}|{_YEARS_BESIDE})", r"q4 \1"),
        (r"AND QUARTER", "q1"),
        (r"(?<!.)AND (?:HALF|HALF_OR_MIDDLE)(?= [my])", "h1"),
        (r"(?<!.)AND (HALF_YEAR|DECADE)", r"r1 \1"),
        (r"QUARTER [dr]([1-4])", r"q\1"),
        (r"(y\d{4}) (q\d)", r"\2 \1"),
        (r"[odr]([12]) (?:HALF|HALF_OR_MIDDLE)", r"h\1"),
        (rf"[odr]([12]) HALF_YEAR(?= y\d{{4}}| {_YEARS_BESIDE})", r"h\1"),
        (r"[odr]([12]) HALF_YEAR", r"h\1 YEAR"),
        (r"HALF_OR_MIDDLE", "p2"),
        (r"[odr]([123]) DECADE", r"p\1"),
        (r"o0 DECADE", "p3"),
        # dashes that are no "to": mid-October; "early-to-mid"
        (r"- TO -", "TO"),
        (r"([pPqh]\d) -(?= [^pP])", r"\1"),
        (r"WEEKEND (d\d+ - d\d+ m\d+(?: y\d{4})?)", r"\1"),
        # the first months of a year; what a day in figures says of the one before it: "13-14.12.2014"
        (r"MONTHS (m\d+)", r"\1"),
        (rf"o1 [nd](\d+) MONTHS? (y\d{{4}}|{_YEARS_BESIDE})", r"FROM m1 \2 TO m\1 \2"),
        (r"(d\d+) (-|TO|AND|OR|UNTIL|UNTIL_OR_BY) x(\d{4})-(\d\d)-(\d\d)", r"\1 m\4 y\3 \2 x\3-\4-\5"),
        (r"(d\d+ m\d+) (-|TO|AND|OR|UNTIL|UNTIL_OR_BY) x(\d{4})-(\d\d-\d\d)", r"\1 y\3 \2 x\3-\4"),
        # at the turn of two years
        (r"TURN_OF (y\d{4}) (?:AND|TO|-) (y\d{4})", r"m12 \1 OR m1 \2"),
        # weeks and weekdays of a month; "the first of October" is a day
        (r"ROLLING_WEEK (m\d+)", r"o0 WEEK \1"),
        (r"(LAST|[od]\d) WEEK_OF", r"\1 WEEK"),
        (r"LAST (WEEK|w\d) (m\d+)", r"o0 \1 \2"),
        (r"o([1-5]) (m\d+)", r"d\1 \2"),
        (r"WEEK FROM(?= .* (?:TO|-|UNTIL|UNTIL_OR_BY) )", "FROM"),
        (r"WEEK FROM", "WEEK_FROM"),
        # how long ago
        (r"n(\d+) (DAY|WEEK|MONTH|YEAR)", r"d\1 \2"),
        (r"AGO_OR_BEFORE (d\d+ (?:DAY|WEEK|MONTH|YEAR))", r"\1 AGO"),
        (r"AGO_OR_BEFORE", "BEFORE"),
        (r"[nd](\d+) YEARS_AGO", r"d\1 YEAR AGO"),
        # "this year in October"
        (rf"(?<!\S)({_YEARS_BESIDE}) ([a-z]\S*(?: [a-z]\S*)*)", r"\2 \1"),
    )
)
_AHEAD: Final = re.compile(r"AHEAD [nd]\d+ (?:DAY|WEEK|MONTH|YEAR)S?$")
_CLOCK: Final = r"d(?:1?\d|2[0-4])"
#: An hour: "at 5 in the morning" beside a day.
_HOUR: Final = re.compile(
    rf"^{_CLOCK} TIME (?=[dxRw]\S)|(?<=\d) (?:YEAR )?{_CLOCK} TIME$|(?<=y\d{{4}}) (?:YEAR )?TIME {_CLOCK}$"
)
_HAS_DAY: Final = re.compile(r"(?<!\S)[dxwR]")


def one_way(symbols: str) -> str:
    """Return symbols in the one way in which the forms have them, without those that say nothing here.

    Examples
    --------
    >>> one_way("IN o3 QUARTER y2022 YEAR"), one_way("d14 - m10 - y2022"), one_way("R-1 TIME")
    ('q3 y2022', 'd14 m10 y2022', 'R-1')
    """
    if " IN" in f" {symbols}":
        symbols = " ".join(symbol for symbol in symbols.split() if symbol != "IN")
    if "ON" in symbols:
        symbols = re.sub(r"(?<!\S)ON (?=\S)", "", symbols)
    if "AHEAD" in symbols and not _AHEAD.search(symbols):
        symbols = " ".join(symbol for symbol in symbols.split() if symbol != "AHEAD")
    if "TIME" in symbols:
        symbols = symbols.replace("- TIME", "TIME").replace("/ TIME", "TIME")
        without_hour = _HOUR.sub("", symbols)
        symbols = without_hour if _HAS_DAY.search(without_hour) else symbols
    if "TIME" in symbols and _HAS_DAY.search(symbols):
        symbols = " ".join(symbol for symbol in symbols.split() if symbol != "TIME")
    for pattern, into in _ONE_WAY:
        symbols = pattern.sub(into, symbols)
    return symbols
