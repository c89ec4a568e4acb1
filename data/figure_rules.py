"""The rule for figures: bounds given exactly, or a wording that is kept beside what it was read as."""

from __future__ import annotations

import math
import re
from typing import Final

from data.cells import Cells, Raw, Rule, Unread, given, refuse_half_characters
from data.errors import InvalidField, UnreadableFigure
from data.figure_wordings import read_figure
from data.figures import Figure

_BOUNDS: Final = ("figure_low", "figure_high", "figure_best")


def _read_figure(raw: Raw) -> tuple[Cells, Unread]:
    wording, quantity = raw["figure"], raw["quantity"] or "personnel"
    refuse_half_characters("quantity", quantity)
    refuse_half_characters("figure", wording)
    low, high, best = (_number(name, raw[name]) for name in _BOUNDS)
    low_included = _flag("figure_low_included", raw["figure_low_included"], low)
    high_included = _flag("figure_high_included", raw["figure_high_included"], high)
    try:
        if low is None and high is None and best is None:
            figure = read_figure(wording, quantity=quantity) if wording else None
        else:
            if high is not None and low is None and best is None:
                low, low_included = 0.0, high == 0  # "up to 9,000" is (0, 9000]
            figure = Figure(low=low, low_included=low_included, high=high, high_included=high_included, best=best)
    except UnreadableFigure as error:
        if any(raw[name] for name in _BOUNDS):
            raise InvalidField("figure_low" if low is not None else "figure_high", str(error)) from error
        return given(figure=wording, quantity=quantity), (("figure", f"{error}; the wording was kept"),)
    cells = given(figure=wording, quantity=quantity) | (figure_cells(figure) if figure else {})
    return cells, _contradiction(wording, figure, quantity)


def _contradiction(wording: str, figure: Figure | None, quantity: str) -> Unread:
    """Notice a wording that says another figure than the bounds beside it."""
    try:
        said = read_figure(wording, quantity=quantity) if wording else figure
    except UnreadableFigure:
        return ()
    if figure is None or said is None or said == figure:
        return ()
    return (
        ("figure", f"the wording says {said.text!r} and the bounds {figure.text!r}; the bounds count, so check them"),
    )


def figure_cells(figure: Figure) -> Cells:
    """Give the exact cells of a figure."""
    cells: Cells = {}
    if figure.low is not None:
        cells |= {"figure_low": float(figure.low), "figure_low_included": figure.low_included}
    if figure.high is not None:
        cells |= {"figure_high": float(figure.high), "figure_high_included": figure.high_included}
    if figure.best is not None:
        cells["figure_best"] = float(figure.best)
    return cells


def _number(name: str, text: str) -> float | None:
    if not text:
        return None
    if re.fullmatch(r"\d{1,3}\.\d{3}", text):
        raise InvalidField(
            name, f"{text!r} can be {text.replace('.', '')} or {float(text):g}; write it without the point"
        )
    plain = re.sub(r"(?<=\d)[, '\u00a0\u202f](?=\d{3}(?:\D|$))", "", text)
    try:
        number = float(plain)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise InvalidField(name, f"{text!r} is no count; write a number such as 20000, or put the wording into figure")
    return number


def _flag(name: str, text: str, bound: float | None) -> bool:
    known = {"": True, "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in known:
        raise InvalidField(name, f"{text!r} is neither true nor false; write one of the two")
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
    ),
    _read_figure,
)
