"""What a still shows on its day: the claims in effect, grouped at each place by what may share a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from mustermap import layers
from mustermap.data.combinations import combine
from mustermap.layers.claims_in_effect import effect_on
from mustermap.layers.comparison.answer import PHASE_ORDER
from mustermap.layers.comparison.group_texts import reading_texts
from mustermap.layers.comparison.spans import Span, spans_of
from mustermap.layers.saying_days import saying_days
from mustermap.layers.standing import CARRIED, STANDINGS
from mustermap.words.cldr_names import place_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from mustermap.layers.claims_in_effect import Effect
    from mustermap.layers.saying_days import Said
    from mustermap.words import Words

#: Claims share a mark only if they agree in all of these.
SHARED: Final = ("force", "component", "unit", "phase", "quantity", "measure")
#: In a list, each figure of each claimant has a row: between two figures of his lies none that he stated.
BY_FIGURE: Final = (*SHARED, "claimant", "figure_text", "unread")
_PLACE: Final = ("place_ref", "place_lon", "place_lat")
_NUMBER_OF: Final = {name: number for number, name in enumerate(STANDINGS)}


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that one mark represents.

    Attributes
    ----------
    force, component, unit, phase, quantity : str
        As in the claims table.
    span : Span or None
        None if nobody states a number that was read.
    figures : tuple of str
        What was read, each different figure once.
    unread : tuple of str
        Wordings of figures that were not read.
    claimants : tuple of str
        Each once.
    claims, disputes, echoes : int
        How many.
    said : tuple
        The first and the last day on which each can have been said, each once, the earliest first.
    standing : str
        How they stand on the day, one of `layers.standing.STANDINGS`: as the one of them that counts most.
    """

    force: str
    component: str
    unit: str
    phase: str
    quantity: str
    span: Span | None
    figures: tuple[str, ...]
    unread: tuple[str, ...]
    claimants: tuple[str, ...]
    claims: int
    disputes: int
    echoes: int
    said: tuple[Said, ...]
    standing: str

    @property
    def is_personnel(self) -> bool:
        """Whether persons are counted: only they share the scale of the marks."""
        return self.quantity in {"", "personnel"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place with the claims about it.

    Attributes
    ----------
    name : str
        The wording that most reports there have, if it is short; else the gazetteer's.
    precision : str
        As in the claims table.
    ref, country : str
        ``place_ref`` and the country's code, as in the claims table.
    lon, lat : float
        EPSG:4326; of an area, a point within.
    geometry : shapely geometry
        EPSG:4326.
    groups : tuple of Group
        What its marks represent: those with vague dates last; then by their figures.
    rows : tuple of Group
        The same claims by claimant and figure, as a list has them.
    """

    name: str
    precision: str
    ref: str
    country: str
    lon: float
    lat: float
    geometry: Any
    groups: tuple[Group, ...]
    rows: tuple[Group, ...]

    @property
    def claims(self) -> int:
        """How many claims are about it."""
        return sum(group.claims for group in self.groups)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is in effect on one day.

    Attributes
    ----------
    on, known_by : int
        Days since 1970-01-01; ``known_by`` None is all that is known.
    claims : geopandas.GeoDataFrame
        The claims table.
    effect : Effect
        What is in effect.
    found : geopandas.GeoDataFrame
        The claims in effect, as `layers.in_effect` returns them.
    reports, sources : int
        How many accepted reports, and sources of them, the claims table has.
    """

    on: int
    known_by: int | None
    claims: gpd.GeoDataFrame
    effect: Effect
    found: gpd.GeoDataFrame
    reports: int
    sources: int

    @property
    def placed(self) -> gpd.GeoDataFrame:
        """Those that have a place."""
        return self.found[_is_placed(self.found)]

    @property
    def unplaced(self) -> gpd.GeoDataFrame:
        """Those that have none."""
        return self.found[~_is_placed(self.found)]


def scene_on(claims: gpd.GeoDataFrame, *, on: int, known_by: int | None) -> Scene:
    """Return what a still of a day shows."""
    accepted = claims[(claims["state"] == "accepted").to_numpy()]
    found = layers.in_effect(claims, on=on, known_by=known_by)
    effect = effect_on(claims, on=on, known_by=known_by)
    return Scene(on, known_by, claims, effect, found, len(accepted), accepted["source"].nunique())


def areas_and_points(placed: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Split the claims about an area or a line from those at a point."""
    is_point = (placed.geometry.geom_type == "Point").to_numpy()
    return placed[~is_point], placed[is_point]


def places_of(claims: pd.DataFrame, words: Words) -> list[Place]:
    """Gather claims of a day at their places, the place of the most claims first; the same claims in the same order.

    A claim that a newer one of its claimant has replaced has no mark and no row.
    """
    claims = claims[claims["leads"].to_numpy()]
    if claims.empty:
        return []
    codes, firsts = combine([claims[name] for name in _PLACE])
    groups = groups_of(claims, codes, words)
    rows_of = groups_of(claims, codes, words, shared=BY_FIGURE)
    texts = ("place_precision", "place_ref", "place_country_code")
    columns = [*(claims[name].iloc[firsts].astype("str") for name in texts)]
    columns += [claims[name].iloc[firsts] for name in ("place_lon", "place_lat", "geometry")]
    named = claims[["place_name", "place_ref"]].iloc[firsts].astype("str")
    names = [place_text(name, ref, words.language) for name, ref in named.itertuples(index=False, name=None)]
    places = [
        Place(name, *cells, tuple(own), tuple(sorted(rows, key=_as_listed)))  # type: ignore[call-arg] # of columns
        for name, *cells, own, rows in zip(names, *columns, groups, rows_of, strict=True)
    ]
    return sorted(places, key=lambda place: (-place.claims, place.name, place.lon, place.lat))


def groups_of(claims: pd.DataFrame, places: Any, words: Words, *, shared: Sequence[str] = SHARED) -> list[list[Group]]:
    """Gather the claims of each place by what may share a mark.

    Parameters
    ----------
    claims
        Rows as `layers.in_effect` returns them, at least one.
    places
        The number of each row's place, from 0 on, none left out.
    words
        The language of the figures.
    shared
        The columns in which the claims of a group agree; ``unread`` is a wording of a figure that was not read.

    Returns
    -------
    list
        For each place its groups, in the order in which they are drawn.
    """
    figures = claims["figure"].where(claims["figure_text"] == "", "").astype("str")
    columns: dict[str, Any] = {**{name: claims[name] for name in shared if name != "unread"}, "unread": figures}
    codes, firsts = combine([pd.Series(places), *(columns[name] for name in shared)])
    gathered = _gathered(claims, figures, codes, words)
    spans = spans_of(claims, codes)
    named = claims[["force", "component", "unit", "phase", "quantity"]].astype("str").iloc[firsts]
    by_place: list[list[Group]] = [[] for _ in range(int(places.max()) + 1)]
    for place, texts, span, rest in zip(
        places[firsts].tolist(),
        named.itertuples(index=False, name=None),
        spans,
        gathered,
        strict=True,
    ):
        by_place[place].append(Group(*texts, span, *rest))  # type: ignore[call-arg] # of columns
    return [sorted(own, key=_weight) for own in by_place]


def _gathered(
    claims: pd.DataFrame, unread: pd.Series[str], codes: NDArray[np.int64], words: Words
) -> list[tuple[Any, ...]]:
    """Return for each code what its claims say: the attributes of a group from ``figures`` on.

    By Python's own lists, since pandas would call a function for each column of each group.
    """
    members: list[list[int]] = [[] for _ in range(int(codes.max()) + 1)]
    for row, code in enumerate(codes.tolist()):
        members[code].append(row)
    readings, texts = list(reading_texts(claims, words)), unread.tolist()
    claimants, disputes = (claims[name].astype("str").tolist() for name in ("claimant", "disputed_by"))
    echoes, said = claims["echoes"].tolist(), saying_days(claims)
    standings = claims["standing"].map(_NUMBER_OF).tolist()
    return [
        (
            _distinct(readings[row] for row in own),
            _distinct(texts[row] for row in own),
            _distinct(claimants[row] for row in own),
            len(own),
            _disputes(disputes[row] for row in own),
            sum(echoes[row] for row in own),
            _sayings(said[row] for row in own),
            STANDINGS[min(standings[row] for row in own)],
        )
        for own in members
    ]


def standing_of_all(groups: Sequence[Group]) -> str:
    """Return how several groups stand together: as the one that counts most."""
    return STANDINGS[min(STANDINGS.index(group.standing) for group in groups)]


def _is_placed(claims: gpd.GeoDataFrame) -> Any:
    return (claims["place_lon"].notna() & claims["place_lat"].notna()).to_numpy()


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if text)


def _sayings(said: Iterable[Said]) -> tuple[Said, ...]:
    """Return when claims were said, each once, the earliest first; a day that is not known last."""
    return tuple(sorted(set(said), key=lambda days: [(day is None, day or 0) for day in days]))


def _disputes(texts: Iterable[str]) -> int:
    return len(set(";".join(texts).split(";")) - {""})


def _as_listed(group: Group) -> tuple[Any, ...]:
    """Order rows of a list by force and phase; in each, the larger figures first."""
    size = group.span.high if group.span else -1.0
    phase = PHASE_ORDER.index(group.phase) if group.phase in PHASE_ORDER else len(PHASE_ORDER)
    return (not group.is_personnel, group.force, phase, -size, group.component, group.unit, group.claimants)


def _weight(group: Group) -> tuple[Any, ...]:
    """Order those stated or carried first, then the stale, then those with vague dates; then the larger figures."""
    size = group.span.high if group.span else -1.0
    return (
        max(STANDINGS.index(group.standing), CARRIED),
        -size,
        group.force,
        group.component,
        group.unit,
        group.phase,
        group.quantity,
    )
