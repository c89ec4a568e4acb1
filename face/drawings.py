"""Drawings of a claims table: the page that `mustermap map` writes, and the picture of a day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mustermap.layers.keyword_hints import hint_keywords

if TYPE_CHECKING:
    import os

    import geopandas as gpd

    from mustermap.layers.day_arguments import Day
    from mustermap.maps.document.document import Document
    from mustermap.maps.still import Still, Style


@hint_keywords
def document(claims: gpd.GeoDataFrame, *, title: str | None = None) -> Document:
    """Return the map of a claims table as one HTML page with a date slider that makes no request.

    Parameters
    ----------
    claims
        The claims table.
    title
        The heading. Text, never markup. None: "Claims about troops".

    Returns
    -------
    Document
        A `folium.Map`: as the last line of a cell a notebook shows it, and ``save("map.html")`` writes it.

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.

    Examples
    --------
    >>> import mustermap as mm
    >>> page = mm.document(mm.read_seeds(), title="October 2022")
    >>> "<title>October 2022</title>" in page.html()
    True
    """
    from mustermap.maps.document.claims_layer import DEFAULT_TITLE
    from mustermap.maps.document.document import Document

    return Document(claims, title=DEFAULT_TITLE if title is None else title)


@hint_keywords
def picture(
    claims: gpd.GeoDataFrame,
    *,
    on: Day,
    known_by: Day | None = None,
    output: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    title: str | None = None,
    width_mm: float | None = None,
    grey: bool = False,
    bounds: tuple[float, float, float, float] | None = None,
    style: Style | None = None,
) -> Still:
    """Draw the map of one day for print, with the answer on one subject, and write it to a file if one is named.

    Parameters
    ----------
    claims
        The claims table.
    on, known_by
        The day, and the day by which claims must have been said; None: all that is known.
    output
        A file ``.png``, ``.svg`` or ``.pdf``; None: nothing is written.
    overwrite
        Whether a file that is there may be replaced.
    title
        The heading; None: "Claims about troops", or the subject if both area and force are given.
    width_mm
        The width in print in millimetres; None: a page's.
    grey
        Whether to draw in shades of grey.
    bounds
        The part of the Earth that is shown: west, south, east, north in degrees. None: the area of the style, else all
        places of the day.
    style
        More of how it looks, such as ``mustermap.maps.still.Style(area="Belarus", force="Russia", height_mm=120)``: the
        subject of the answer, its size, and what is left out. What is given beside it goes first.

    Returns
    -------
    Still
        Its ``figure`` is the `matplotlib.figure.Figure`, its ``sentence`` the answer, its ``words`` all that the
        picture says as text: its alternative text.

    Raises
    ------
    StillExists
        If the file exists and ``overwrite`` is not set.
    WrongColumns, WrongDay
        If ``claims`` is no claims table, or a day is none.
    AmbiguousArea, UnknownArea, UnknownForce
        If the area or the force is not to be found.
    WrongStill
        If the picture cannot be drawn so, or the ending is none of those.

    Examples
    --------
    >>> import mustermap as mm
    >>> drawn = mm.picture(mm.read_seeds(), on="2022-12-01", known_by="2022-11-30", width_mm=85)
    >>> "1 December 2022" in drawn.words
    True
    """
    from mustermap.maps import still

    given = still.Style() if style is None else style
    style = replace(
        given,
        title=given.title if title is None else title,
        width_mm=given.width_mm if width_mm is None else width_mm,
        grey=grey or given.grey,
        bounds=given.bounds if bounds is None else still.bounds_given(*bounds),
    )
    if output is not None:
        still.kind_of(Path(output))
    drawn = still.still(claims, on=on, known_by=known_by, style=style)
    if output is not None:
        still.save(drawn, Path(output), overwrite=overwrite)
    return drawn
