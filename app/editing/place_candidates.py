"""The places of the reports of one source, resolved together, with candidates to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mustermap import geo
from mustermap.app.places.known_places import known_places
from mustermap.geo.choice.advice import regions_among
from mustermap.geo.gazetteer.boundaries import region_of
from mustermap.layers.places.placement import Asked, find_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.data.ledger import Ledger
    from mustermap.layers.places.placement import Placed, PlaceStatus, Row


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """The reading of a place wording, resolved together with the other places of its source.

    Attributes
    ----------
    report : int
        Position of the report, from 0 on.
    field : {'place', 'origin'}
        Which of its wordings.
    wording : str
        As it was entered.
    status : str
        As of `mustermap.layers.places.placement.Placed`: ``chosen`` by its ref, ``decided`` for its wording or
        ``left`` without a place by a decision, ``drawn`` by the editor; else as the resolver says.
    place : geo.Place or None
        The answer.
    candidates : tuple of geo.Place
        What the wording can mean, the most likely first.
    reason, advice : str
        Why there is no answer, and what to do about it; blank if there is one.
    kept_name : str
        Of a place that was drawn and that the ledger keeps: its name.
    """

    report: int
    field: Literal["place", "origin"]
    wording: str
    status: PlaceStatus
    place: geo.Place | None = None
    candidates: tuple[geo.Place, ...] = ()
    reason: str = ""
    advice: str = ""
    kept_name: str = ""

    @property
    def words(self) -> str:
        """The answer as a text; blank for a blank wording."""
        if self.place is not None:
            return place_words(self.place)
        if self.status == "drawn":
            return "as drawn"
        return self.kept_name or f"{self.reason} {self.advice}".strip()


def place_words(place: geo.Place, *, with_region: bool = False) -> str:
    """Describe a place: its kind, where it is, and how precisely that is known.

    Parameters
    ----------
    place
        A place of the gazetteer.
    with_region
        Whether its region is named too, as for one of several places of the same name.

    Examples
    --------
    >>> place_words(geo.resolve("Machulishchi (airbase)").candidates[0])
    'Minsk Machulishchy Air Base: airfield in BY, within 3 km'
    >>> place_words(geo.resolve("Belarus").candidates[0])
    'Belarus: country, the whole area'
    """
    return _words(place, region_of(place) if with_region and place.kind != "country" else "")


def candidate_words(places: Sequence[geo.Place]) -> list[str]:
    """Describe each of several places so that they can be distinguished, with the region where a country has several.

    Parameters
    ----------
    places
        What a wording can mean.

    Examples
    --------
    >>> candidate_words(geo.resolve("Springfield").candidates)[0]
    'Springfield: settlement in Missouri, US, within 4.7 km'
    """
    return [_words(place, region) for place, region in zip(places, regions_among(places), strict=True)]


def _words(place: geo.Place, region: str = "") -> str:
    where = ", ".join(name for name in (region, place.country_code) if name and place.kind != "country")
    within = f", within {_metres(place.radius_m)}"
    if place.precision in {"country", "region"}:
        within = ", the whole area"
    elif place.precision == "exact":
        within = ""
    return f"{place.name}: {place.kind}{f' in {where}' if where else ''}{within}"


def place_readings(
    reports: Sequence[Mapping[str, object]], *, source: str = "", ledger: Ledger | None = None
) -> tuple[PlaceReading, ...]:
    """Resolve the places and origins of the reports of one source, together.

    Parameters
    ----------
    reports
        Raw texts or cells, with ``id``, ``place``, ``place_country``, ``place_ref``, ``geometry``, ``origin`` and
        ``origin_ref`` as far as they are known.
    source
        Id of the source; its other reports in the ledger are context. Blank: a new source.
    ledger
        For known places, decisions and other reports of the source; None if there is no ledger yet.

    Returns
    -------
    tuple of PlaceReading
        For each report its place, then its origin.
    """
    rows = [(number, raw, *field) for number, raw in enumerate(reports) for field in _FIELDS]
    asked = Asked.of([_asked(raw, field, ref, source or _NEW) for _, raw, field, ref in rows])
    ids = {_text(raw, "id") for raw in reports}
    known = known_places(ledger, {source}, without=ids, asked=asked)
    found = find_places(asked, beside=known.beside, kept=known.kept, decided=known.decided)
    return tuple(
        _reading(number, raw, field, ref, placed) for (number, raw, field, ref), placed in zip(rows, found, strict=True)
    )


_FIELDS: Final[tuple[tuple[Literal["place", "origin"], str], ...]] = (("place", "place_ref"), ("origin", "origin_ref"))
_NEW: Final = "a source that has no id yet"


def _asked(raw: Mapping[str, object], field: str, ref: str, source: str) -> Row:
    country, geometry = (_text(raw, name) if field == "place" else "" for name in ("place_country", "geometry"))
    return _text(raw, field), country, source, _text(raw, ref), geometry


def _reading(
    number: int, raw: Mapping[str, object], field: Literal["place", "origin"], ref_name: str, found: Placed
) -> PlaceReading:
    wording, status, candidates = _text(raw, field), found.status, found.candidates
    if status in {"chosen", "decided", "left"} or (_text(raw, ref_name) and status == "unresolved"):
        country = _text(raw, "place_country") if field == "place" else ""
        candidates = geo.resolve_column([wording], [country])[0].candidates  # what else it can mean
    is_drawn = found.ref.startswith("drawn:")
    place = None if is_drawn else found.place
    kept_name = found.name if is_drawn and status == "chosen" else ""
    return PlaceReading(number, field, wording, status, place, candidates, found.reason, found.advice, kept_name)


def _text(raw: Mapping[str, object], name: str) -> str:
    return str(raw.get(name, "")).strip()


def _metres(radius_m: float) -> str:
    return f"{radius_m / 1000:.3g} km" if radius_m >= 1000 else f"{radius_m:.0f} m"
