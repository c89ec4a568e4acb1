"""Subjects over time, as a chart draws them: of a comparison, and of what one claimant said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from mustermap.layers.comparison.question import find_area
from mustermap.layers.comparison.subject_claims import Subject
from mustermap.layers.comparison.subject_lines import chart_lines
from mustermap.layers.leading_runs import claim_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from mustermap.layers.comparison.chart_model import ChartLines
    from mustermap.layers.comparison.period import Period

MOST_SUBJECTS: Final = 4
"""As many subjects are drawn; more are counted."""

_MOST_LOOKED: Final = 24
"""As many subjects are looked at for those of which anybody states a number."""

SOURCE_COLUMNS: Final = ("source_title", "source_publisher", "source_url", "source_published")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectOverTime:
    """A subject over time.

    Attributes
    ----------
    force, place_name, place_ref, quantity : str
        As in the claims table; the quantity in small letters.
    chart : ChartLines
        What is drawn.
    sources : pandas.DataFrame
        The sources of the claims that are drawn: `SOURCE_COLUMNS`, a row for each source.
    claimant : str
        Whose claims alone these are; blank for all.
    """

    force: str
    place_name: str
    place_ref: str
    quantity: str
    chart: ChartLines
    sources: pd.DataFrame
    claimant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """What a chart over time is made of.

    Attributes
    ----------
    subjects : tuple of SubjectOverTime
        The first few of which anybody states a number for the whole.
    more : int
        How many there are beside those that were looked at.
    shows : int or None
        The day that is asked for; None for a period.
    known_by : int or None
        As asked; None is all that is known.
    forces : tuple of str
        All forces of the accepted reports, which decide the colours.
    """

    subjects: tuple[SubjectOverTime, ...]
    more: int = 0
    shows: int | None = None
    known_by: int | None = None
    forces: tuple[str, ...] = ()


def over_time(
    claims: gpd.GeoDataFrame,
    subjects: Sequence[tuple[str, str, str]],
    *,
    period: Period,
    known_by: int | None,
    forces: tuple[str, ...],
) -> OverTime:
    """Return subjects of a claims table over time.

    Parameters
    ----------
    claims
        The claims table.
    subjects
        Force, ``place_ref`` and quantity of each.
    period
        The days that are asked for; of one day, each chart is from the first saying to 180 days after the last.
    known_by
        Only what had been said by this day counts; None: all that is known.
    forces
        All forces of the accepted reports.
    """
    shows = period.from_day if period.is_day else None
    days: dict[str, Any] = {"shows": shows} if period.is_day else {"from_day": period.from_day, "to_day": period.to_day}
    runs = claim_runs(claims, known_by=known_by)
    drawn: list[SubjectOverTime] = []
    silent: list[SubjectOverTime] = []
    looked = subjects[:_MOST_LOOKED]
    for force, place_ref, quantity in looked:
        area = find_area(claims, place_ref)
        chart = chart_lines(claims, Subject(force, area, quantity), known_by=known_by, runs=runs, **days)
        made = SubjectOverTime(
            force=force, place_name=area.name, place_ref=area.ref, quantity=quantity, chart=chart,
            sources=sources_of(claims, chart),
        )  # fmt: skip
        (drawn if chart.lines else silent).append(made)
        if len(drawn) == MOST_SUBJECTS:
            break
    return OverTime(
        subjects=tuple(drawn or silent[:1]),
        more=len(subjects) - len(drawn) - len(silent),
        shows=shows,
        known_by=known_by,
        forces=forces,
    )


def sources_of(claims: pd.DataFrame, chart: ChartLines) -> pd.DataFrame:
    """Return the sources of the claims that a chart draws."""
    ids = {step.id for line in chart.lines for step in line.steps}
    own = claims.loc[claims["id"].isin(ids).to_numpy(), list(SOURCE_COLUMNS)]
    return pd.DataFrame(own).astype("str").drop_duplicates(ignore_index=True)
