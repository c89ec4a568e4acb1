"""``mustermap picture``: from reports to stills of the map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mustermap.app.output_files import refuse_to_replace, write_bytes
from mustermap.app.publication import published
from mustermap.app.report_list import one_day
from mustermap.app.report_selection import Loaded, load
from mustermap.app.terminal_output import bar, count, remarking, remarks, say, tell, working
from mustermap.data.days import date_of
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from mustermap.layers import Care
    from mustermap.maps.still import Bounds, Style

STEPS: Final = ("day", "week", "month")
#: Days on which something changes belong to one time if no more days than this lie between them.
_NEAR_DAYS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a user asks for, as it was typed.

    Attributes
    ----------
    on, known_by, start, end : str or None
        Days.
    as_it_looked : bool
        Whether each picture shows only what had been said by its own day.
    frames : str or None
        The step of a series: day, week or month.
    title : str or None
        The title; None: that of all stills, in their language.
    width : str
        Millimetres, or a name of a width.
    grey : bool
        Whether to draw in shades of grey.
    language : str
        The code of the language of the words.
    bounds, area : str or None
        The part shown, in degrees or by name.
    fonts : tuple of Path
        For letters that DejaVu Sans lacks.
    care : layers.Care
        With how much care it is published.
    """

    on: str | None
    known_by: str | None
    as_it_looked: bool
    frames: str | None
    start: str | None
    end: str | None
    title: str | None
    width: str
    grey: bool
    language: str
    bounds: str | None
    area: str | None
    fonts: tuple[Path, ...]
    care: Care


def draw_pictures(files: Sequence[Path], *, ledger: Path | None, output: Path, overwrite: bool, wanted: Wanted) -> int:
    """Draw stills and say what was done.

    Returns
    -------
    int
        1 if any row was rejected, else 0.

    Raises
    ------
    WrongUse
        If the options do not fit together, or a file is there already.
    """
    from mustermap.maps.still import kind_of

    kind_of(output)
    known_by = one_day("--known-by", wanted.known_by)
    if wanted.as_it_looked and known_by is not None:
        raise WrongUse("--as-it-looked and --known-by say two things; give one of them")
    style = _style(wanted)
    with working("reading reports and placing them"):
        loaded = published(load(files, ledger), wanted.care)
    with remarking(loaded.reading):
        days = _days(loaded.claims, wanted, known_by)
    paths = [output] if wanted.frames is None else _numbered(output, len(days))
    _refuse_present(paths, (*files, *wanted.fonts), overwrite=overwrite, ledger=ledger)
    lacking = _draw(loaded.claims, days, paths, known_by, style, as_it_looked=wanted.as_it_looked, overwrite=overwrite)
    _say_what_was_done(loaded, paths, days, known_by=known_by, as_it_looked=wanted.as_it_looked)
    if lacking:
        tell(f"note: no font has {' '.join(lacking)}; give one with --font FILE; drawn as squares")
    return 1 if loaded.reading.rejected_rows else 0


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


def _style(wanted: Wanted) -> Style:
    from mustermap.maps.still import Style
    from mustermap.words import words_of

    words_of(wanted.language)  # a language without words is refused before anything is read
    return Style(
        title=wanted.title,
        width_mm=millimetres(wanted.width),
        grey=wanted.grey,
        language=wanted.language,
        bounds=_bounds(wanted),
        fonts=wanted.fonts,
    )


def millimetres(width: str) -> float:
    """Read a width in print: millimetres, or the name of a width.

    Raises
    ------
    WrongUse
        If it is neither.
    """
    from mustermap.maps.still import WIDTHS

    if width in WIDTHS:
        return WIDTHS[width]
    try:
        return float(width.removesuffix("mm").strip())
    except ValueError as error:
        raise WrongUse(f"--width {width}: give millimetres, such as 85, or one of {', '.join(WIDTHS)}") from error


def _bounds(wanted: Wanted) -> Bounds | None:
    from mustermap.maps.still import bounds_given

    if wanted.bounds is None:
        return None if wanted.area is None else _bounds_of(wanted.area)
    if wanted.area is not None:
        raise WrongUse("--bounds and --area both say which part is shown; give one of them")
    try:
        west, south, east, north = (float(part) for part in wanted.bounds.split(","))
    except ValueError as error:
        message = f"--bounds {wanted.bounds}: give west,south,east,north in degrees, such as 23,51,33,57"
        raise WrongUse(message) from error
    return bounds_given(west, south, east, north)


def _bounds_of(area: str) -> Bounds:
    """Find the bounds of a place that the gazetteer knows, with some ground around a point."""
    import geopandas as gpd
    import shapely

    from mustermap import geo
    from mustermap.maps.still import bounds_around

    answer = geo.resolve(area)
    if answer.place is None:
        raise WrongUse(f"--area {area}: {answer.reason} {answer.advice}".rstrip())
    shape = shapely.from_wkb(geo.geometry_wkb(answer.place.ref))
    around = shape if shapely.get_dimensions(shape) > 0 else shapely.buffer(shape, 0.5)
    return bounds_around(gpd.GeoSeries([around], crs="EPSG:4326"))


def _days(claims: gpd.GeoDataFrame, wanted: Wanted, known_by: int | None) -> list[int]:
    on, start, end = one_day("--on", wanted.on), one_day("--from", wanted.start), one_day("--to", wanted.end)
    if wanted.frames is None:
        if start is not None or end is not None:
            raise WrongUse("--from and --to belong to a series; give --frames month, week or day")
        if on is None:
            raise WrongUse("give --on: the day to be shown, such as --on 2022-12-01; or --frames for a series")
        return [on]
    if on is not None:
        raise WrongUse("--on is one day and --frames a series; give one of them")
    if wanted.frames not in STEPS:
        raise WrongUse(f"--frames {wanted.frames}: give one of {', '.join(STEPS)}")
    return _series(claims, wanted.frames, start, end, known_by)


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
    """Find the stretch of days with the most changes that are near to each other."""
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


def _refuse_present(paths: Sequence[Path], files: Sequence[Path], *, overwrite: bool, ledger: Path | None) -> None:
    present = [path for path in paths if path.exists()]
    if len(present) > 1 and not overwrite:
        message = f"{present[0]} and {len(present) - 1} more exist; give --overwrite to replace, or another -o"
        raise WrongUse(message)
    for path in paths:
        refuse_to_replace(path, files, overwrite=overwrite, ledger=ledger)


def _draw(
    claims: gpd.GeoDataFrame,
    days: Sequence[int],
    paths: Sequence[Path],
    known_by: int | None,
    style: Style,
    *,
    as_it_looked: bool,
    overwrite: bool,
) -> tuple[str, ...]:
    """Draw and write; give the letters that no font has."""
    from mustermap.maps.still import kind_of, picture, series

    lacking: tuple[str, ...] = ()
    stills = series(claims, days=days, known_by=known_by, as_it_looked=as_it_looked, style=style)
    with bar("drawing") as step:
        for number, (still, path) in enumerate(zip(stills, paths, strict=True), start=1):
            write_bytes(path, partial(picture, still, kind_of(path)), overwrite=overwrite)
            lacking = still.lacking
            step(number, len(days))
    return lacking


def _say_what_was_done(
    loaded: Loaded, paths: Sequence[Path], days: Sequence[int], *, known_by: int | None, as_it_looked: bool
) -> None:
    from mustermap import layers

    say(f"read      {loaded.origin}")
    for path, day in zip(paths, days, strict=True):
        found = layers.in_effect(loaded.claims, on=day, known_by=day if as_it_looked else known_by)
        unplaced = int((found["place_ref"] == "").sum())
        say(f"picture   {path}: {date_of(day)}, {len(found)} in effect, {unplaced} not placed")
    for line in remarks(loaded.reading):
        say(line)
    tell(f"{count(len(paths), 'picture')}, {loaded.reading.rejected_rows} rejected")
