"""The legend: the marks' grammar, drawn by the functions that draw the marks; what is not met is not explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mustermap.layers.comparison.spans import Span, exactly, spans_of
from mustermap.maps.still.paths import circle
from mustermap.maps.still.rectangles import Box
from mustermap.maps.still.signs import Sign, draw_sign, fixed_radii
from mustermap.maps.still.small_marks import draw_disputed, draw_echo, draw_precision
from mustermap.maps.still.still_texts import plain, word_shared_colours
from mustermap.maps.still.text_blocks import Run, block, width_of
from mustermap.words.name_texts import force_text

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.point_marks import Scale
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.text_blocks import Block, Fonts

_ONE: Final = exactly(1)
_RANGE: Final = Span(low=1, high=2)
_OPEN: Final = Span(low=1, high=1, is_open=True, top_is_open=True)
_FIGURE: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
_SIGN_SIDE: Final = 24.0
_LINE: Final = 21.0
_GAP: Final = 10.0
_NARROW: Final = 130.0

_Draw = Callable[["Pen", tuple[float, float]], None]


@dataclass(frozen=True, slots=True)
class _Entry:
    draw: _Draw
    text: Block


def draw_legend(pen: Pen, shown: gpd.GeoDataFrame, y: float, scale: Scale, fonts: Fonts) -> float:
    """Draw the legend of all claims that the picture, or its series, shows.

    Returns
    -------
    float
        Where it ends.
    """
    look = pen.look
    unit = look.unit
    entries = _entries(shown, look, fonts)
    if not entries:
        return y
    columns = max(1, int((look.width + _GAP * unit) // ((_NARROW + _SIGN_SIDE + _GAP) * unit)))
    y = _columns(pen, entries, y, columns)
    if scale.most > 0:
        y = _circles(pen, y + 4 * unit, scale)
    return y


def _entries(shown: gpd.GeoDataFrame, look: Look, fonts: Fonts) -> list[_Entry]:
    words = look.words
    signs, phases = words.group("signs"), words.group("phases")
    distinct = shown.drop_duplicates(list(_FIGURE))
    spans = [span for span in spans_of(distinct, np.arange(len(distinct))) if span]
    met, standings = set(shown["phase"]), set(shown["standing"])
    no_number = (shown[["figure_low", "figure_high", "figure_best"]].isna().all(axis=1)).to_numpy()
    unread = bool((no_number & (shown["figure"] != "").to_numpy()).any())
    told: list[tuple[bool, Sign, str]] = [
        (any(not span.is_open and not span.is_one_figure for span in spans), _sign(look, _RANGE), signs["discAndRing"]),
        (any(span.is_open for span in spans), _sign(look, _OPEN), signs["open"]),
        ("planned" in met, _sign(look, _ONE, "planned"), phases["planned"]),
        (bool(met & {"ordered", "arriving"}), _sign(look, _ONE, "ordered"), signs["ordered"]),
        ("present" in met, _sign(look, _ONE, "present"), phases["present"]),
        ("withdrawn" in met, _sign(look, _ONE, "withdrawn"), phases["withdrawn"]),
        (any(span.is_none for span in spans), _sign(look, exactly(0)), signs["none"]),
        (bool(no_number.any()), _sign(look, None), signs["noNumberRead"] if unread else signs["noNumber"]),
        ("vague" in standings, Sign(_ONE, "", look.colours["ink"], "vague"), signs["vague"]),
        (
            "stale" in standings,
            Sign(_ONE, "present", look.colours["ink"], "stale"),
            signs["stale"],
        ),
    ]
    entries = [_entry(_signed(sign), text, look, fonts) for occurs, sign, text in told if occurs]
    if (shown["disputed_by"] != "").any():
        entries.append(_entry(draw_disputed, signs["disputed"], look, fonts))
    if (shown["echoes"] > 0).any():
        entries.append(_entry(draw_echo, signs["echo"], look, fonts))
    precisions = set(shown["place_precision"][shown["place_lon"].notna().to_numpy()])
    entries += [
        _entry(_precise(name), text, look, fonts)
        for name, text in words.group("precisionsLong").items()
        if name in precisions
    ]
    forces = [force for force in look.forces if force and (shown["force"] == force).any()]
    entries += [_entry(_swatch(look.forces[force]), force_text(force, words, plain), look, fonts) for force in forces]
    if said := word_shared_colours(look.forces, forces, words):
        entries.append(_entry(lambda pen, at: None, said, look, fonts, most_lines=6))
    return entries


def _sign(look: Look, span: Span | None, phase: str = "") -> Sign:
    return Sign(span, phase, look.colours["ink"])


def _entry(draw: _Draw, text: str, look: Look, fonts: Fonts, *, most_lines: int = 2) -> _Entry:
    words = block([Run(fonts.fit(text))], look.letters * 0.95, width=_NARROW * look.unit, most_lines=most_lines)
    return _Entry(draw, words)


def _signed(sign: Sign) -> _Draw:
    return lambda pen, at: draw_sign(pen, at, sign, fixed_radii(sign.span))


def _precise(precision: str) -> _Draw:
    return lambda pen, at: draw_precision(pen, at, precision)


def _swatch(colour: str) -> _Draw:
    def draw(pen: Pen, at: tuple[float, float]) -> None:
        side = 10 * pen.look.unit
        pen.box(Box(at[0] - side / 2, at[1] - side / 2, side, side), corner=1.5 * pen.look.unit, facecolor=colour)

    return draw


def _columns(pen: Pen, entries: list[_Entry], y: float, columns: int) -> float:
    """Fill columns from top to bottom, each about as high as the others."""
    look, unit = pen.look, pen.look.unit
    heights = [max(_LINE * unit, entry.text.height + 3 * unit) for entry in entries]
    limit = _lowest_limit(heights, columns)
    width = (look.width + _GAP * unit) / columns
    column, top, lowest = 0, y, y
    for entry, height in zip(entries, heights, strict=True):
        if top + height > y + limit + 0.01:
            column, top = column + 1, y
        x = column * width
        middle = top + height / 2
        entry.draw(pen, (x + 10 * unit, middle))
        ink = look.colours["ink"]
        pen.block(x + _SIGN_SIDE * unit, middle - entry.text.height / 2, entry.text, colour=ink, quiet=ink)
        top += height
        lowest = max(lowest, top)
    return lowest


def _lowest_limit(heights: list[float], columns: int) -> float:
    """Return the least height at which a number of columns holds all entries in their order."""

    def needed(limit: float) -> int:
        number, filled = 1, 0.0
        for height in heights:
            if filled + height > limit + 0.01:
                number, filled = number + 1, 0.0
            filled += height
        return number

    sums = sorted({sum(heights[i:j]) for i in range(len(heights)) for j in range(i + 1, len(heights) + 1)})
    return next(limit for limit in sums if limit >= max(heights) and needed(limit) <= columns)


def _circles(pen: Pen, y: float, scale: Scale) -> float:
    """Draw two or three round figures as circles inside each other, beside the text of the scale."""
    look, unit = pen.look, pen.look.unit
    largest = scale.largest * unit
    figures: list[float] = []
    for part in (1, 4, 30):
        figure = _round_below(scale.most / part)
        apart = (
            not figures
            or 2 * largest * (np.sqrt(figures[-1] / scale.most) - np.sqrt(figure / scale.most)) > look.letters
        )
        if figure >= 1 and apart:
            figures.append(figure)
    bottom = y + 2 * largest * float(np.sqrt(figures[0] / scale.most)) + look.letters * 0.6
    size = look.letters * 0.95
    for figure in figures:
        radius = largest * float(np.sqrt(figure / scale.most))
        top = bottom - 2 * radius
        pen.path(circle(radius), at=(largest + unit, bottom - radius), edgecolor=look.colours["quiet"], linewidth=unit)
        end = 2 * largest + 10 * unit
        pen.line((largest + unit, top), (end, top), edgecolor=look.colours["quiet"], linewidth=0.8 * unit)
        pen.text(
            end + 3 * unit, top + size * 0.35, Run(look.words.number(figure)), size=size, colour=look.colours["ink"]
        )
    left = 2 * largest + 20 * unit + max(width_of(look.words.number(figure), size) for figure in figures)
    words = block([Run(look.words.say("scale"))], size, width=look.width - left)
    pen.block(left, bottom - words.height, words, colour=look.colours["quiet"], quiet=look.colours["quiet"])
    return bottom + 2 * unit


def _round_below(figure: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that is not above a figure; 0 for less than 1."""
    if figure < 1:
        return 0.0
    power = 10.0 ** np.floor(np.log10(figure))
    return float(next(step for step in (5, 2, 1) if step * power <= figure) * power)
