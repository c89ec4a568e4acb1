"""Stills of the map: one of a day, or a series with one extent and one scale of marks."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from mustermap.errors import WrongStill
from mustermap.layers.claim_columns import require_claims
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.maps.still.map_projection import Bounds, bounds_around, ground_for
from mustermap.maps.still.point_marks import Scale
from mustermap.maps.still.print_style import WIDTHS, look_for
from mustermap.maps.still.scene import Scene, largest_figure, scene_on
from mustermap.maps.still.still_layout import Plan, Sheet, draw_sheet
from mustermap.maps.still.text_blocks import Fonts
from mustermap.words.care_texts import care_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

#: The radius of the largest figure's mark, in the page's pixels, and the share of the map's width that it may take.
_LARGEST: Final = 30.0
_LARGEST_SHARE: Final = 0.075
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
        Its width in print; sizes of letters and signs follow.
    grey : bool
        Whether to draw in shades of grey.
    bounds : Bounds or None
        Which part of the Earth; None: all places that it shows.
    fonts : sequence of Path
        Font files for what DejaVu Sans lacks.
    language : str
        The code of the language of its words, such as "uk"; reports stay in theirs.
    """

    title: str | None = None
    width_mm: float = WIDTHS["page"]
    grey: bool = False
    bounds: Bounds | None = None
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
    lacking : tuple of str
        Signs that no font has, drawn as squares.
    """

    on: int
    sheet: Sheet
    lacking: tuple[str, ...]

    @property
    def figure(self) -> Any:
        """The `matplotlib.figure.Figure`."""
        return self.sheet.pen.figure

    @property
    def words(self) -> str:
        """All that the picture says of the claims, as text."""
        return self.sheet.words


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
        If the width cannot be printed, or a font not be read.
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
        scenes = [scene_on(claims, on=day, known_by=day if as_it_looked else known) for day in numbers]
        plan = _plan(claims, scenes, asked, fonts)
        height = max(_sheet(scene, plan).height for scene in scenes) if len(scenes) > 1 else 0.0
    for scene in scenes:
        with drawing_rules(fonts):
            sheet = _sheet(scene, plan)
            sheet.pen.finish(max(height, sheet.height))
        yield Still(scene.on, sheet, tuple(sorted(fonts.lacking)))


@contextlib.contextmanager
def drawing_rules(fonts: Fonts) -> Iterator[Fonts]:
    """Draw by rules of our own, whatever the user's matplotlibrc says."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update({"font.family": fonts.families, "text.hinting": "no_hinting", "text.usetex": False})
        yield fonts


def _plan(claims: gpd.GeoDataFrame, scenes: Sequence[Scene], style: Style, fonts: Fonts) -> Plan:
    accepted = claims["force"][(claims["state"] == "accepted").to_numpy()]
    look = look_for(style.width_mm, sorted(map(str, accepted.unique())), grey=style.grey, language=style.language)
    shown = pd.concat([scene.found for scene in scenes])
    placed = [scene.placed for scene in scenes]
    bounds = style.bounds or bounds_around(pd.concat(placed).geometry.drop_duplicates())
    ground = ground_for(bounds, width=look.width, is_given=style.bounds is not None)
    scale = Scale(largest_figure(placed), min(_LARGEST, _LARGEST_SHARE * look.width / look.unit))
    credits_due = tuple(str(credit["text"]) for credit in claims.attrs.get("credits", ()))
    care = care_text(claims.attrs.get("care"), look.words)
    title = look.words.say("pictures.title.claims") if style.title is None else style.title
    return Plan(title, look, ground, scale, shown, care, credits_due, fonts)


def _sheet(scene: Scene, plan: Plan) -> Sheet:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(plan.look.width / 72, 1), dpi=72, facecolor="white")
    FigureCanvasAgg(figure)
    return draw_sheet(scene, plan, figure)
