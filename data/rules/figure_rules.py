"""The rule for figures: bounds given exactly, or a wording that is kept beside what it was read as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mustermap.data.figures import Figure, check_count
from mustermap.data.files.decimal_marks import (
    MARKED,
    MARKS,
    ambiguous_number,
    asked_signs,
    both_readings,
    mark_field,
    with_plain_numbers,
)
from mustermap.data.rules.rule import LONGEST_READ, Cells, Raw, Rule, Unread, given, refuse_half_characters
from mustermap.data.short_texts import echoed
from mustermap.data.wordings.counted_nouns import PERSONNEL
from mustermap.data.wordings.figure_wordings import read_counted
from mustermap.errors import InvalidField, NoCount, UnreadableFigure

if TYPE_CHECKING:
    from mustermap.data.wordings.figure_forms import Said

BOUNDS: Final = ("figure_low", "figure_high", "figure_best")
SOURCE_LANGUAGE: Final = "days_language"
"""The name under which the rule gets the language of a report's source; the rules for dates get it under the same."""
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|inf|infinity)", re.IGNORECASE)


def _read_figure(raw: Raw) -> tuple[Cells, Unread]:
    wording, quantity = raw["figure"], raw["quantity"]
    refuse_half_characters("quantity", quantity)
    refuse_half_characters("figure", wording)
    mark = raw[mark_field("figure")]
    if len(wording) > LONGEST_READ:
        why = f"{echoed(wording)} states no figure that can be read; fill figure_low or figure_high"
        cells, unread = _read_figure({**raw, "figure": ""})
        return cells | {"figure": wording}, (*unread, ("figure", f"{why}; the wording was kept"))
    if _NUMBER.fullmatch(wording) and not wording.startswith("-"):
        _refuse_no_count("figure", float(wording), wording)
    low, high, best = (_number(name, raw[name], raw[mark_field(name)]) for name in BOUNDS)
    low_included = _flag("figure_low_included", raw["figure_low_included"], low)
    high_included = _flag("figure_high_included", raw["figure_high_included"], high)
    try:
        if low is None and high is None and best is None:
            _refuse_ambiguous("figure", wording, asked_signs(mark))
            said = _said(raw, mark) if wording else None
            figure = said.figure if said else None
        else:
            if high is not None and low is None and best is None:
                low, low_included = 0.0, high == 0  # "up to 9,000" is (0, 9000]
            figure = Figure(low=low, low_included=low_included, high=high, high_included=high_included, best=best)
            said = _said_beside(raw, mark) if wording else None
    except NoCount as error:
        raise InvalidField("figure", str(error)) from error
    except UnreadableFigure as error:
        if any(raw[name] for name in BOUNDS):
            raise InvalidField("figure_low" if low is not None else "figure_high", str(error)) from error
        kept = given(figure=wording, quantity=quantity or PERSONNEL)
        return kept, (("figure", f"{error}; the wording was kept"),)
    counted = quantity or (said.quantity if said else "") or PERSONNEL
    cells = given(figure=wording, quantity=counted) | (figure_cells(figure) if figure else {})
    return cells, _contradiction(raw, figure, said) if figure and said else ()


def _said(raw: Raw, mark: str) -> Said:
    """Read the wording; what it counts is what the report says, else what the wording says."""
    decimal = mark if mark in MARKS else ""
    return read_counted(raw["figure"], quantity=raw["quantity"], decimal=decimal, language=raw[SOURCE_LANGUAGE])


def _said_beside(raw: Raw, mark: str) -> Said | None:
    """Read the wording beside bounds; None if it cannot be read, since the bounds say the figure."""
    try:
        return _said(raw, mark)
    except UnreadableFigure:
        return None


def _contradiction(raw: Raw, figure: Figure, said: Said) -> Unread:
    """Notice a wording that says another figure than the bounds beside it, in whatever way it can be read."""
    others = (_said_beside(raw, one) for one in MARKS) if ambiguous_number(raw["figure"]) else ()
    if said.figure == figure or any(one is not None and one.figure == figure for one in others):
        return ()
    got = f"the wording says {said.figure.text!r} and the bounds {figure.text!r}"
    return (("figure", f"{got}; the bounds count, so check them"),)


def figure_cells(figure: Figure) -> Cells:
    """Return the exact cells of a figure."""
    cells: Cells = {}
    if figure.low is not None:
        cells |= {"figure_low": float(figure.low), "figure_low_included": figure.low_included}
    if figure.high is not None:
        cells |= {"figure_high": float(figure.high), "figure_high_included": figure.high_included}
    if figure.best is not None:
        cells["figure_best"] = float(figure.best)
    return cells


def _number(name: str, text: str, mark: str) -> float | None:
    if not text:
        return None
    if len(text) > LONGEST_READ:
        raise InvalidField(name, f"{echoed(text)} is no count; write a number such as 20000")
    if mark not in MARKS:
        _refuse_ambiguous(name, text, asked_signs(mark) or ".")
    plain = re.sub(r"(?<=\d)[, '\u00a0\u202f](?=\d{3}(?:\D|$))", "", with_plain_numbers(text, mark))
    if not _NUMBER.fullmatch(plain):
        raise InvalidField(
            name, f"{echoed(text)} is no count; write a number such as 20000, or put the wording into figure"
        )
    _refuse_no_count(name, float(plain), text)
    return float(plain)


def _refuse_ambiguous(name: str, text: str, signs: str) -> None:
    number = ambiguous_number(text, signs)
    if number:
        ways = " or ".join(both_readings(number))
        remedy = 'write one of the two, or say the decimal mark of the table: decimal = "." or decimal = ","'
        raise InvalidField(name, f"{echoed(text)} can be {ways}; {remedy}")


def _refuse_no_count(name: str, number: float, shown: str) -> None:
    try:
        check_count(number, repr(shown))
    except NoCount as error:
        raise InvalidField(name, str(error)) from error


def _flag(name: str, text: str, bound: float | None) -> bool:
    known = {"": True, "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in known:
        raise InvalidField(name, f"{echoed(text)} is neither true nor false; write one of the two")
    if text and bound is None:
        raise InvalidField(
            name, f"says whether a bound is included, but there is none; fill {name.removesuffix('_included')}"
        )
    return known[text.lower()]


FIGURE_RULE: Final = Rule(
    (
        "figure",
        "quantity",
        "figure_low",
        "figure_low_included",
        "figure_high",
        "figure_high_included",
        "figure_best",
        *map(mark_field, MARKED),
        SOURCE_LANGUAGE,
    ),
    _read_figure,
)
