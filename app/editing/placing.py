"""Where the reports of one source are: their place wordings resolved together, with candidates to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import geo
from geo.advising import region_of, regions_among

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.ledger import Ledger

PlaceStatus: TypeAlias = Literal["blank", "resolved", "chosen", "drawn", "ambiguous", "unresolved"]

_MOST_BESIDE: Final = 60


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a place wording was resolved to, beside the other places of its source.

    Attributes
    ----------
    report : int
        Position of the report, from 0 on.
    field : {'place', 'origin'}
        Which of its wordings.
    wording : str
        As it was entered.
    status : str
        ``chosen``: by its ref; ``drawn``: by the editor; else as the resolver says.
    place : geo.Place or None
        The answer.
    candidates : tuple of geo.Place
        What the wording may mean, the likeliest first.
    reason, advice : str
        Why there is no answer, and what to do about it; blank where there is one.
    kept_name : str
        Of a place that only the ledger knows: its name.
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
        """The answer in words; blank for a blank wording."""
        if self.place is not None:
            return place_words(self.place)
        if self.status == "drawn":
            return "as drawn"
        return self.kept_name or f"{self.reason} {self.advice}".strip()


def place_words(place: geo.Place, *, with_region: bool = False) -> str:
    """Say of a place what it is and how precisely it is known where.

    Parameters
    ----------
    place
        A place of the gazetteer.
    with_region
        Whether its region is named too, as for one of several that bear its name.

    Examples
    --------
    >>> place_words(geo.resolve("Machulishchi (airbase)").candidates[0])
    'Minsk Machulishchy Air Base: airfield in BY, within 3 km'
    >>> place_words(geo.resolve("Belarus").candidates[0])
    'Belarus: country, the whole area'
    """
    return _words(place, region_of(place) if with_region and place.kind != "country" else "")


def candidate_words(places: Sequence[geo.Place]) -> list[str]:
    """Say of each of several places what it is, so that they can be told apart: with its region among compatriots.

    Parameters
    ----------
    places
        What a wording may mean.

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
    """Resolve the places and origins of the reports of one source, each beside the others.

    Parameters
    ----------
    reports
        Raw texts or cells, with ``place``, ``place_country``, ``place_ref``, ``geometry``, ``origin`` and
        ``origin_ref`` as far as they are known.
    source
        Id of the source; what the ledger has of it counts as context.
    ledger
        Where places that were kept stand; None without one.

    Returns
    -------
    tuple of PlaceReading
        For each report its place, then its origin.
    """
    beside = _places_beside(source, ledger)
    rows = [(number, raw, *field) for number, raw in enumerate(reports) for field in _FIELDS]
    wordings = [_text(raw, field) for _, raw, field, _ in rows]
    hints = [_text(raw, "place_country") if field == "place" else "" for _, raw, field, _ in rows]
    answers = geo.resolve_documents(
        [*wordings, *beside], ["one"] * (len(rows) + len(beside)), [*hints, *[""] * len(beside)]
    )
    return tuple(
        _reading(number, raw, field, ref, answer, ledger)
        for (number, raw, field, ref), answer in zip(rows, answers[: len(rows)], strict=True)
    )


_FIELDS: Final[tuple[tuple[Literal["place", "origin"], str], ...]] = (("place", "place_ref"), ("origin", "origin_ref"))


def _reading(
    number: int,
    raw: Mapping[str, object],
    field: Literal["place", "origin"],
    ref_name: str,
    answer: geo.Resolution,
    ledger: Ledger | None,
) -> PlaceReading:
    wording, ref = _text(raw, field), _text(raw, ref_name)
    if field == "place" and _text(raw, "geometry"):
        return PlaceReading(number, field, wording, "drawn")
    if ref:
        return _chosen(number, field, wording, ref, answer, ledger)
    if not wording:
        return PlaceReading(number, field, "", "blank")
    return PlaceReading(
        number, field, wording, answer.status, answer.place, answer.candidates, answer.reason, answer.advice
    )


def _chosen(
    number: int,
    field: Literal["place", "origin"],
    wording: str,
    ref: str,
    answer: geo.Resolution,
    ledger: Ledger | None,
) -> PlaceReading:
    candidates = answer.candidates if wording else ()
    try:
        return PlaceReading(number, field, wording, "chosen", geo.place(ref), candidates)
    except geo.GeoError as error:
        kept = ledger.find({"ref": [ref]}, what="place")["name"] if ledger is not None else []
        if kept:
            return PlaceReading(number, field, wording, "chosen", None, candidates, kept_name=kept[0])
        return PlaceReading(number, field, wording, "unresolved", None, candidates, str(error))


def _places_beside(source: str, ledger: Ledger | None) -> list[str]:
    """Give the place wordings that the ledger has of the same source."""
    if ledger is None or not source:
        return []
    kept = ledger.find({"source": [source]})
    return list(dict.fromkeys(text for text in (*kept["place"], *kept["origin"]) if text))[:_MOST_BESIDE]


def _text(raw: Mapping[str, object], name: str) -> str:
    return str(raw.get(name, "")).strip()


def _metres(radius_m: float) -> str:
    return f"{radius_m / 1000:.3g} km" if radius_m >= 1000 else f"{radius_m:.0f} m"
