"""What a ledger knows when reports are placed: the places it keeps, decisions, and what else its sources name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mustermap.app.places.place_decisions import UNPLACED, Decisions
from mustermap.layers.places.placement import Asked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mustermap.data.ledger import Ledger
    from mustermap.layers.places.placement import Decided

_COLUMNS: Final = ("source", "place", "place_country", "place_ref", "origin", "origin_ref")


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What `mustermap.layers.places.placement.find_places` is given beside what is asked.

    Attributes
    ----------
    kept : mapping
        The places that the ledger keeps, by their refs, without their geometries.
    beside : Asked
        What other reports of the same sources say of their places.
    decided : callable or None
        What was decided about wordings.
    """

    kept: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    beside: Asked = field(default_factory=Asked)
    decided: Decided | None = None


def known_places(
    ledger: Ledger | None, sources: Collection[str], *, without: Collection[str] = (), asked: Asked | None = None
) -> KnownPlaces:
    """Read what a ledger knows of places.

    Parameters
    ----------
    ledger
        None where there is none yet: nothing is known.
    sources
        Ids of the sources of the reports that are to be placed.
    without
        Ids of these reports: what the ledger says in them now says nothing about them.
    asked
        What they say of their places: of those that are kept only the ones that it needs are read. None: all are.
    """
    if ledger is None:
        return KnownPlaces()
    decided = decided_by(Decisions(ledger.path, ledger))
    beside = _beside(ledger, set(sources) - {""}, without)
    needed: dict[str, list[str | None]] = {}
    if asked is not None:
        every = asked + beside
        made = (decided(*one) for one in zip(every.wordings, every.countries, strict=True))
        needed["ref"] = [ref for ref in dict.fromkeys((*every.refs, *made)) if ref]
    places = ledger.find(needed, what="place")
    rows = (dict(zip(places, row, strict=True)) for row in zip(*places.values(), strict=True))
    return KnownPlaces({str(row["ref"]): row for row in rows}, beside, decided)


def _beside(ledger: Ledger, sources: Collection[str], without: Collection[str]) -> Asked:
    """Read what other reports of some sources say of their places and origins, each combination once."""
    if not sources:
        return Asked()
    rows = ledger.combinations(_COLUMNS, {"source": sorted(sources)}, without=without)
    places = [(place, country, source, ref, "") for source, place, country, ref, _, _ in rows]
    origins = [(origin, "", source, ref, "") for source, _, _, _, origin, ref in rows]
    return Asked.of(list(dict.fromkeys(one for one in (*places, *origins) if one[0] or one[3])))


def decided_by(decisions: Decisions) -> Decided:
    """Tell what was decided about a wording and a country hint: a ref, "" for no place, None where nothing was."""

    def decided(wording: str, country: str) -> str | None:
        ref = decisions.ref(wording, country)
        return None if not ref else "" if ref == UNPLACED else ref

    return decided
