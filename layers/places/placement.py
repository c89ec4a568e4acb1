"""From what reports say of a place to where it is: in the gazetteer, kept by a ledger, or drawn by an editor.

Every way to place reports (a map of files, a check, an addition, an import, a form, Python) goes through `find_places`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mustermap import geo
from mustermap.earth import MEAN_RADIUS_M
from mustermap.errors import OwnGazetteerUnreadable, UnreadablePlace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PlaceStatus: TypeAlias = Literal["blank", "resolved", "chosen", "decided", "drawn", "left", "ambiguous", "unresolved"]
Row: TypeAlias = tuple[str, str, str, str, str]
"""What a report says of a place: wording, country, source, ref and geometry."""
Decided: TypeAlias = "Callable[[str, str], str | None]"
"""A function of a place wording and a country hint: the ref that was decided, "" for no place, None if undecided."""

_GIVEN: Final = "geometry given with the report"
_LEFT: Final = "An editor decided to leave it without a place."


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a report belongs, or why it is not placed.

    Attributes
    ----------
    ref, name, kind, precision, country_code, how, reason, advice : str
        As in the claims table; ``ref`` is blank where it is not placed.
    radius_m : float
        Metres within which the place lies.
    lon, lat : float
        EPSG:4326; of an area, a point within.
    wkb : bytes
        The geometry, EPSG:4326; empty where it is not placed, or where only its ledger has it.
    status : str
        How it was placed: ``chosen`` by a ref, ``decided`` for its wording, ``drawn``, ``left`` without a place by a
        decision; else as the resolver says. ``blank`` names no place.
    candidates : tuple of geo.Place
        What the wording may mean, the likeliest first, where the resolver was asked.
    is_corrected : bool
        Whether the spelling was corrected by letters.
    """

    ref: str = ""
    name: str = ""
    kind: str = ""
    precision: str = ""
    radius_m: float = float("nan")
    country_code: str = ""
    lon: float = float("nan")
    lat: float = float("nan")
    how: str = ""
    reason: str = ""
    advice: str = ""
    wkb: bytes = b""
    status: PlaceStatus = "blank"
    candidates: tuple[geo.Place, ...] = ()
    is_corrected: bool = False

    @property
    def place(self) -> geo.Place | None:
        """As a place of the gazetteer, for what is named beside it; None where it is not placed."""
        if not self.ref:
            return None
        own = (self.ref, self.name, self.kind, self.precision, self.radius_m, self.country_code, self.lon, self.lat)
        return geo.Place(*own, self.how)  # type: ignore[arg-type] # a kept place may be of a kind of its own

    def cells(self, gazetteer: str) -> dict[str, str | float | bytes]:
        """Return what a ledger keeps of the place."""
        return {
            "ref": self.ref,
            "name": self.name,
            "kind": self.kind,
            "precision": self.precision,
            "radius_m": self.radius_m,
            "country_code": self.country_code,
            "lon": self.lon,
            "lat": self.lat,
            "gazetteer": gazetteer,
            "geometry": self.wkb,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What reports say of their places: columns of one length, a blank text where they say nothing.

    Attributes
    ----------
    wordings
        The place wordings, as the sources have them.
    countries
        ISO 3166-1 codes of the countries that the places are said to be in.
    sources
        Ids of the sources: the places of one source are resolved together; reports with a blank one are resolved alone.
    refs
        What they were resolved to before, or what an editor chose.
    geometries
        GeoJSON that an editor drew, EPSG:4326; it counts instead of the wording.
    """

    wordings: Sequence[str] = ()
    countries: Sequence[str] = ()
    sources: Sequence[str] = ()
    refs: Sequence[str] = ()
    geometries: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.wordings)

    def __add__(self, other: Asked) -> Asked:
        """Put the rows of another behind these."""
        return Asked(*([*getattr(self, name), *getattr(other, name)] for name in self.__slots__))

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Asked:
        """Make columns of rows of wording, country, source, ref and geometry."""
        return cls(*zip(*rows, strict=True)) if rows else cls()


def find_places(
    asked: Asked,
    *,
    beside: Asked | None = None,
    kept: Mapping[str, Mapping[str, object]] | None = None,
    decided: Decided | None = None,
) -> list[Placed]:
    """Return where reports are; the places of one source are resolved together.

    What was drawn, chosen or decided is settled: it is not resolved, and says of the other places of its source which
    are meant.

    Parameters
    ----------
    asked
        What the reports say.
    beside
        What else is named in the same sources, such as what a ledger has of them: it only says what the others mean.
    kept
        The places that a ledger keeps, by their refs, with the columns of ``claims_table``'s ``places``; the geometry
        may be left out. A ref among them means what was kept, whatever the gazetteer says now.
    decided
        What was decided about wordings before.

    Returns
    -------
    list of Placed
        As many as rows were asked, in their order. Rows that come to the same share one object.

    Examples
    --------
    >>> asked = Asked(["Brest", "Minsk", "Brest"], [""] * 3, ["s", "s", "t"], [""] * 3, [""] * 3)
    >>> found = find_places(asked)
    >>> [(one.status, one.country_code) for one in found]
    [('resolved', 'BY'), ('resolved', 'BY'), ('ambiguous', '')]
    """
    every = asked + beside if beside else asked
    makers = _Makers(kept or {}, decided)
    rows = zip(every.wordings, every.countries, every.refs, every.geometries, strict=True)
    settled = [makers.settled(*row) for row in rows]
    own = settled[: len(asked)]
    if all(one is not None for one in own):
        return [one for one in own if one is not None]
    named = [one is None or bool(one.ref) for one in settled]
    answers = geo.resolve_documents(
        *(_where(named, texts) for texts in (every.wordings, every.sources, every.countries)),
        settled=[one.place if one else None for one in settled],
    )
    return [makers.answered(answer) if one is None else one for one, answer in zip(own, answers, strict=False)]


def _where(named: Sequence[bool], texts: Sequence[str]) -> list[str]:
    """Blank the texts of what names no place that could be resolved or say anything of others."""
    return [text if is_named else "" for text, is_named in zip(texts, named, strict=True)]


class _Makers:
    """Makes each distinct place once."""

    def __init__(self, kept: Mapping[str, Mapping[str, object]], decided: Decided | None) -> None:
        self._kept = kept
        self._decided = decided
        self._settled: dict[tuple[str, str, str, str], Placed | None] = {}
        self._answered: dict[int, Placed] = {}
        self._shapes: dict[str, bytes] = {}

    def settled(self, *row: str) -> Placed | None:
        """Place what needs no resolver: drawn, by its ref, decided, or not named at all; None for all else."""
        wording, country, ref, geometry = row
        key = (wording, country, ref, geometry)
        if key not in self._settled:
            self._settled[key] = self._settle(*key)
        return self._settled[key]

    def _settle(self, wording: str, country: str, ref: str, geometry: str) -> Placed | None:
        if geometry and not (ref in self._kept and ref == _drawn_ref(geometry)):
            return _drawn(geometry, wording)
        if ref:
            return place_by_ref(ref, wording, kept=self._kept)
        if not wording.strip():
            return Placed()
        made = self._decided(wording, country) if self._decided is not None else None
        if made is None:
            return None
        if not made:
            return Placed(reason=_LEFT, status="left")
        found = place_by_ref(made, wording, kept=self._kept)
        return replace(found, status="decided") if found.ref else found

    def answered(self, answer: geo.Resolution) -> Placed:
        """Take over an answer of the resolver, which must live as long as this."""
        if id(answer) not in self._answered:
            found = self._found(answer.place) if answer.place else Placed(reason=answer.reason, advice=answer.advice)
            self._answered[id(answer)] = replace(
                found, status=answer.status, candidates=answer.candidates, is_corrected=answer.is_corrected
            )
        return self._answered[id(answer)]

    def _found(self, place: geo.Place) -> Placed:
        """Take over a place; a geometry is read once, however many sources name it."""
        if place.ref not in self._shapes:
            self._shapes[place.ref] = geo.geometry_wkb(place.ref)
        return from_gazetteer(place, wkb=self._shapes[place.ref])


def place_by_ref(ref: str, wording: str = "", *, kept: Mapping[str, Mapping[str, object]] | None = None) -> Placed:
    """Place by a ref: as a ledger keeps it, else as the gazetteer has it; if neither does, the reason says so."""
    if kept and ref in kept:
        return replace(from_ledger(kept[ref], wording), status="chosen")
    try:
        place = geo.place(ref)
    except OwnGazetteerUnreadable:
        raise  # of no one place: a damaged file must not make all of them unplaced
    except geo.GeoError as error:
        reason, advice = geo.sentence(error.reason), geo.sentence(error.advice)
        return Placed(reason=reason, advice=advice, status="unresolved")
    return replace(from_gazetteer(place), how=_how(place.kind, wording), status="chosen")


def from_gazetteer(place: geo.Place, *, wkb: bytes | None = None) -> Placed:
    """Return a place of the gazetteer with its geometry, which is looked up unless it is passed."""
    return Placed(
        ref=place.ref,
        name=place.name,
        kind=place.kind,
        precision=place.precision,
        radius_m=place.radius_m,
        country_code=place.country_code,
        lon=place.lon,
        lat=place.lat,
        how=place.how,
        wkb=geo.geometry_wkb(place.ref) if wkb is None else wkb,
    )


def from_ledger(kept: Mapping[str, object], wording: str) -> Placed:
    """Return a place that a ledger kept: it stays where it was, whatever the gazetteer says now."""
    own = {name: kept[name] for name in ("ref", "name", "kind", "precision", "radius_m", "country_code", "lon", "lat")}
    return Placed(**own, how=_how(str(kept["kind"]), wording), wkb=kept.get("geometry") or b"")  # type: ignore[arg-type]


def _how(kind: str, wording: str) -> str:
    """Return how a place was found; for a place that is not looked up again, regions are outlined by settlements."""
    found = "region; outline approximate" if kind == "region" else kind
    return f"{found}; from '{wording}'" if wording else found


def _drawn(geometry: str, wording: str) -> Placed:
    """Place what the editor drew; its radius is that of the circle around its middle that holds it."""
    import shapely

    try:
        shape = shapely.force_2d(shapely.from_geojson(geometry))
    except shapely.errors.ShapelyError as error:
        raise UnreadablePlace(_no_geometry(geometry, wording)) from error
    if not all(map(math.isfinite, shape.bounds)):  # of nothing they are no numbers either
        raise UnreadablePlace(_no_geometry(geometry, wording))
    middle = shape.representative_point()
    precision = {0: "exact", 1: "line", 2: "region"}[int(shapely.get_dimensions(shape))]
    return Placed(
        ref=_drawn_ref(geometry),
        name=wording or _GIVEN,
        kind=_GIVEN,
        precision=precision,
        radius_m=0.0 if precision == "exact" else _radius_m(shape.bounds),
        lon=middle.x,
        lat=middle.y,
        how=_how(_GIVEN, wording),
        wkb=shapely.to_wkb(shape),
        status="drawn",
    )


def _drawn_ref(geometry: str) -> str:
    from mustermap.data.ledger import drawn_ref  # a map of files needs no ledger otherwise

    return drawn_ref(geometry)


def _no_geometry(geometry: str, wording: str) -> str:
    shown = geometry if len(geometry) <= 60 else geometry[:60] + "…"
    where = f" at the place {wording[:60]!r}" if wording else ""
    return (
        f"geometry of a report{where} is {shown!r}, and no place can be drawn of it; edit the report and draw it again"
    )


def _radius_m(bounds: tuple[float, float, float, float]) -> float:
    """Half the diagonal of a bounding box, in metres on the sphere."""
    west, south, east, north = bounds
    metres_per_degree = MEAN_RADIUS_M * math.pi / 180
    width = (east - west) * math.cos(math.radians((south + north) / 2))
    return math.hypot(width, north - south) / 2 * metres_per_degree
