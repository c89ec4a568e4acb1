"""Stills of the map as files: which days, how they look, drawing and writing them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mustermap.app.option_days import one_day
from mustermap.app.output_files import refuse_to_replace, write_bytes
from mustermap.app.report_run import run_on_reports
from mustermap.app.terminal.terminal_output import bar, count, write_line
from mustermap.data.days import date_of
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from mustermap.app.commands.picture import Look, Series
    from mustermap.app.options import CareOptions, Selection
    from mustermap.app.report_selection import Loaded
    from mustermap.maps.still import Bounds, Style

STEPS: Final = ("day", "week", "month")
#: Days of changes belong to one busy time if no more days than this lie between them.
_NEAR_DAYS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRequest:
    """What is to be drawn, and into which file.

    Attributes
    ----------
    selection : Selection
        Which reports, and on which day.
    series, look : Series, Look
        Other days than that one; how the pictures look.
    output : Path
        The file; of a series its name is numbered.
    overwrite : bool
        Whether files that are there may be replaced.
    """

    selection: Selection
    series: Series
    look: Look
    output: Path
    overwrite: bool

    @property
    def read_files(self) -> tuple[Path, ...]:
        """The files that are read, and so may not be replaced."""
        return (*self.selection.files, *self.look.fonts)

    def known_by_day(self, day: int) -> int | None:
        """Return the day by which things had been said in the picture of a day; None: all that is known counts."""
        return day if self.series.as_it_looked else self.selection.known_by_day


def draw_pictures(request: PictureRequest, *, care: CareOptions) -> int:
    """Draw stills, and say what is on them.

    Parameters
    ----------
    request
        What is to be drawn.
    care
        With how much care the reports are published.

    Returns
    -------
    int
        1 if any row was rejected, else 0.

    Raises
    ------
    WrongUse
        If the options do not fit together, or a file exists already.
    """
    return run_on_reports(
        request.selection, partial(_draw, request=request), care=care, check=partial(_check, request), speak=write_line
    )


def _check(request: PictureRequest) -> None:
    """Check what can be checked before any report is read."""
    from mustermap.maps.still import kind_of

    kind_of(request.output)
    if request.selection.known_by_day is not None and request.series.as_it_looked:
        raise WrongUse("--as-it-looked and --known-by say two things; give one of them")
    _style(request.look)


def _draw(loaded: Loaded, *, request: PictureRequest) -> list[str]:
    """Draw and write the pictures, and say what is on them; return the counts, and a note on missing letters."""
    days = _days(loaded.claims, request)
    paths = [request.output] if request.series.frames is None else _numbered(request.output, len(days))
    _refuse_present(paths, request)
    sentences, lacking = _write(loaded.claims, days, paths, request)
    write_line(f"read      {loaded.origin}")
    for path, day, sentence in zip(paths, days, sentences, strict=True):
        _say_what_is_on_it(loaded.claims, path, day, request)
        if sentence:
            write_line(f"says      {sentence}")
    counts = f"{count(len(paths), 'picture')}, {loaded.reading.rejected_rows} rejected"
    note = f"note: no font has {' '.join(lacking)}; give one with --font FILE; drawn as squares"
    return [counts, note] if lacking else [counts]


def frame_days(first: int, last: int, step: str) -> list[int]:
    """List the days of a series: the first one, then each day, each seventh, or each first of a month.

    Examples
    --------
    >>> frame_days(0, 60, "month"), frame_days(0, 15, "week")  # 1 January 1970 is day 0
    ([0, 31, 59], [0, 7, 14])
    """
    if step == "month":
        later = (day for day in range(first + 1, last + 1) if date_of(day).day == 1)
        return [first, *later]
    return list(range(first, last + 1, 1 if step == "day" else 7))


def _style(look: Look) -> Style:
    from mustermap.maps.still import Style
    from mustermap.words import words_of

    words_of(look.language)  # a language without words is refused before anything is read
    width, height = size_of(look)
    return Style(
        title=look.title,
        width_mm=width,
        height_mm=height,
        has_list=not look.no_list,
        area=look.area,
        force=look.force,
        grey=look.grey,
        language=look.language,
        bounds=_bounds(look),
        fonts=tuple(look.fonts),
    )


def size_of(look: Look) -> tuple[float, float | None]:
    """Return the width and the height of a picture in millimetres; None: as high as it needs.

    Parameters
    ----------
    look
        What was asked for.

    Raises
    ------
    WrongUse
        If the width is neither millimetres nor the name of a size, or the height is not millimetres.
    """
    from mustermap.maps.still import SCREEN

    size = SCREEN if look.width == "screen" else (millimetres(look.width, more="screen"), None)
    return size if look.height is None else (size[0], _millimetres("--height", look.height, "120"))


def millimetres(width: str, *, more: str = "") -> float:
    """Return a width in print in millimetres.

    Parameters
    ----------
    width
        Millimetres, or the name of a width.
    more
        Another name that the option has.

    Raises
    ------
    WrongUse
        If it is neither.
    """
    from mustermap.maps.still import WIDTHS

    names = ", ".join(name for name in (*WIDTHS, more) if name)
    return WIDTHS[width] if width in WIDTHS else _millimetres("--width", width, f"85, or one of {names}")


def _millimetres(option: str, text: str, remedy: str) -> float:
    try:
        return float(text.removesuffix("mm").strip())
    except ValueError as error:
        raise WrongUse(f"{option} {text}: give millimetres, such as {remedy}") from error


def _bounds(look: Look) -> Bounds | None:
    from mustermap.maps.still import bounds_given

    if look.bounds is None:
        return None
    if look.area is not None:
        raise WrongUse("--bounds and --area both say which part is shown; give one of them")
    try:
        west, south, east, north = (float(part) for part in look.bounds.split(","))
    except ValueError as error:
        message = f"--bounds {look.bounds}: give west,south,east,north in degrees, such as 23,51,33,57"
        raise WrongUse(message) from error
    return bounds_given(west, south, east, north)


def _days(claims: gpd.GeoDataFrame, request: PictureRequest) -> list[int]:
    """Return the days that are drawn."""
    series, on = request.series, request.selection.on_day
    start, end = one_day("--from", series.start), one_day("--to", series.end)
    if series.frames is None:
        if start is not None or end is not None:
            raise WrongUse("--from and --to belong to a series; give --frames month, week or day")
        if on is None:
            raise WrongUse("give --on: the day to be shown, such as --on 2022-12-01; or --frames for a series")
        return [on]
    if on is not None:
        raise WrongUse("--on is one day and --frames a series; give one of them")
    if series.frames not in STEPS:
        raise WrongUse(f"--frames {series.frames}: give one of {', '.join(STEPS)}")
    return _series(claims, series.frames, start, end, request.selection.known_by_day)


def _series(claims: gpd.GeoDataFrame, step: str, start: int | None, end: int | None, known_by: int | None) -> list[int]:
    from mustermap import layers
    from mustermap.maps.still import MOST_FRAMES

    changes = layers.change_days(claims, known_by=known_by)
    if not changes and (start is None or end is None):
        raise WrongUse("nothing changes on any day that is known; give --from and --to")
    first, last = changes[0] if start is None else start, changes[-1] if end is None else end
    if first > last:
        raise WrongUse(f"--from {date_of(first)} is after --to {date_of(last)}; swap them")
    days = frame_days(first, last, step)
    if len(days) > MOST_FRAMES:
        begin, stop = _busiest(changes or [first])
        raise WrongUse(
            f"--frames {step} from {date_of(first)} to {date_of(last)} makes {len(days):,} pictures, more than "
            f"{MOST_FRAMES}; give nearer days, such as --from {date_of(begin)} --to {date_of(stop)}, or a longer step"
        )
    return days


def _busiest(changes: list[int]) -> tuple[int, int]:
    """Return the first and last day of the time with the most changes that are near to each other."""
    runs = [[changes[0]]]
    for before, day in pairwise(changes):
        if day - before > _NEAR_DAYS:
            runs.append([])
        runs[-1].append(day)
    most = max(runs, key=len)
    return most[0], most[-1]


def _numbered(output: Path, number: int) -> list[Path]:
    digits = max(3, len(str(number)))
    return [output.with_stem(f"{output.stem}-{k:0{digits}}") for k in range(1, number + 1)]


def _refuse_present(paths: Sequence[Path], request: PictureRequest) -> None:
    """Refuse to replace files that are there, unless that was asked for."""
    present = [path for path in paths if path.exists()]
    if len(present) > 1 and not request.overwrite:
        message = f"{present[0]} and {len(present) - 1} more exist; give --overwrite to replace, or another -o"
        raise WrongUse(message)
    for path in paths:
        refuse_to_replace(path, request.read_files, overwrite=request.overwrite, ledger=request.selection.ledger)


def _write(
    claims: gpd.GeoDataFrame, days: Sequence[int], paths: Sequence[Path], request: PictureRequest
) -> tuple[list[str], tuple[str, ...]]:
    """Draw and write each picture; return the answer of each in a sentence, and the letters that no font has."""
    from mustermap.maps.still import kind_of, picture, series

    lacking: tuple[str, ...] = ()
    sentences: list[str] = []
    stills = series(
        claims,
        days=days,
        known_by=request.selection.known_by_day,
        as_it_looked=request.series.as_it_looked,
        style=_style(request.look),
    )
    with bar("drawing") as step:
        for number, (still, path) in enumerate(zip(stills, paths, strict=True), start=1):
            write_bytes(path, partial(picture, still, kind_of(path)), overwrite=request.overwrite)
            lacking = still.lacking
            sentences.append(still.sentence)
            step(number, len(days))
    return sentences, lacking


def _say_what_is_on_it(claims: gpd.GeoDataFrame, path: Path, day: int, request: PictureRequest) -> None:
    """Say how many claims a picture shows, and how many it cannot place."""
    from mustermap import layers

    found = layers.in_effect(claims, on=day, known_by=request.known_by_day(day))
    unplaced = int((found["place_ref"] == "").sum())
    write_line(f"picture   {path}: {date_of(day)}, {count(len(found), 'claim')}, {unplaced} not placed")
