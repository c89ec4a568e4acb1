"""Stills of the map: one of a day, or a series with one extent and one scale of marks."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mustermap.errors import WrongStill
from mustermap.layers.claim_columns import require_claims
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.layers.places.usual_names import with_usual_names
from mustermap.maps.still.print_style import WIDTHS
from mustermap.maps.still.scene import scene_on
from mustermap.maps.still.series_layout import SeriesLayout
from mustermap.maps.still.text_blocks import Fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from mustermap.maps.still.captions import Caption
    from mustermap.maps.still.map_projection import Bounds
    from mustermap.maps.still.still_layout import Sheet

#: A series of more pictures than this is refused.
MOST_FRAMES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a still looks.

    Attributes
    ----------
    title : str or None
        Text, never markup; None: "Claims about troops", in the language.
    width_mm : float
        Its width in print, with a small margin; sizes of letters and signs follow.
    height_mm : float or None
        Its height; None: as high as it needs. Much wider than high, its texts stand beside the map, without a list.
    grey : bool
        Whether to draw in shades of grey.
    bounds : Bounds or None
        Which part of the Earth; None: that of the area, else all places that it shows.
    area, force : str or None
        The subject whose answer is the caption, as for ``layers.compare``; None: that with the most claimants.
    has_list : bool
        Whether all claims, with who makes them, are listed beneath the map.
    fonts : sequence of Path
        Font files for what DejaVu Sans lacks.
    language : str
        The code of the language of its words, such as "uk"; reports stay in theirs.
    """

    title: str | None = None
    width_mm: float = WIDTHS["page"]
    height_mm: float | None = None
    grey: bool = False
    bounds: Bounds | None = None
    area: str | None = None
    force: str | None = None
    has_list: bool = True
    fonts: Sequence[Path] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Still:
    """A picture that was drawn and not yet written to a file.

    Attributes
    ----------
    on : int
        Its day, in days since 1970-01-01.
    sheet : Sheet
        With the figure, and where each thing is on it.
    caption : Caption or None
        The answer on its subject; None where none has a claim on the day.
    lacking : tuple of str
        Signs that no font has, drawn as squares.
    """

    on: int
    sheet: Sheet
    caption: Caption | None
    lacking: tuple[str, ...]

    @property
    def figure(self) -> Any:
        """The `matplotlib.figure.Figure`."""
        return self.sheet.pen.figure

    @property
    def words(self) -> str:
        """All that the picture says of the claims, as text: the alternative text of it."""
        return self.sheet.words

    @property
    def sentence(self) -> str:
        """The answer on its subject, with the subject; blank where there is none."""
        return f"{self.caption.subject}: {self.caption.sentence}" if self.caption else ""


@hint_keywords
def still(claims: gpd.GeoDataFrame, *, on: Day, known_by: Day | None = None, style: Style | None = None) -> Still:
    """Draw the map of one day.

    Parameters
    ----------
    claims : geopandas.GeoDataFrame
        The claims table, EPSG:4326.
    on, known_by
        Days: ``"2022-12-01"``, a ``datetime.date``, a ``pandas.Timestamp`` or days since 1970-01-01; ``known_by`` None
        is all that is known.
    style : Style, optional
        How it looks.

    Returns
    -------
    Still
        The same for the same claims.

    Raises
    ------
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``on`` or ``known_by`` is no day.
    WrongStill
        If the width or the height cannot be printed, or a font not be read.
    AmbiguousArea, UnknownArea, UnknownForce
        If the area or the force of the style is not to be found.
    UnknownLanguage
        If there are no words in the language of the style.
    """
    return next(series(claims, days=[day_number(on, "on")], known_by=known_by, style=style))


@hint_keywords
def series(
    claims: gpd.GeoDataFrame,
    *,
    days: Sequence[Day],
    known_by: Day | None = None,
    as_it_looked: bool = False,
    style: Style | None = None,
) -> Iterator[Still]:
    """Draw the map of several days, all of one size, extent and scale of marks, one after the other.

    Parameters
    ----------
    claims, known_by, style
        As for `still`.
    days : sequence
        The days, each as for `still`.
    as_it_looked : bool
        Whether each day shows only what had been said by that day, instead of by ``known_by``.

    Raises
    ------
    WrongStill
        If there is no day, or there are too many.
    """
    require_claims(claims)
    if not 0 < len(days) <= MOST_FRAMES:
        raise WrongStill(f"{len(days):,} pictures: give from 1 to {MOST_FRAMES}, by longer steps or from nearer days")
    asked = style or Style()
    with drawing_rules(Fonts(asked.fonts)) as fonts:
        known = known_by_number(known_by)
        numbers = [day_number(day, "days") for day in days]
        named = with_usual_names(claims)
        scenes = [scene_on(named, on=day, known_by=day if as_it_looked else known) for day in numbers]
        drawing = SeriesLayout(claims, scenes, asked, fonts)
    for number, scene in enumerate(scenes):
        with drawing_rules(fonts):
            sheet = drawing.draw(number)
        yield Still(scene.on, sheet, drawing.caption(number), tuple(sorted(fonts.lacking)))


@contextlib.contextmanager
def drawing_rules(fonts: Fonts) -> Iterator[Fonts]:
    """Draw by rules of our own, whatever the user's matplotlibrc says."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update({"font.family": fonts.families, "text.hinting": "no_hinting", "text.usetex": False})
        yield fonts
