"""Known places of a ledger, for placing reports: its places, its decisions, and what else its sources name."""

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
    """What `mustermap.layers.places.placement.find_places` needs to know besides the wordings.

    Attributes
    ----------
    kept : mapping
        The places that the ledger keeps, by their refs, without their geometries.
    beside : Asked
        The places of other reports of the same sources.
    decided : callable or None
        Returns what was decided about a wording.
    """

    kept: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    beside: Asked = field(default_factory=Asked)
    decided: Decided | None = None


def known_places(
    ledger: Ledger | None, sources: Collection[str], *, without: Collection[str] = (), asked: Asked | None = None
) -> KnownPlaces:
    """Read the known places of a ledger.

    Parameters
    ----------
    ledger
        The ledger; None if there is none yet: nothing is known.
    sources
        Ids of the sources of the reports to place.
    without
        Ids of these reports: their current values in the ledger do not count.
    asked
        The places that they name: only places of the ledger that these need are read. None: all are.
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
    """Return the places and origins of other reports of some sources, each combination once."""
    if not sources:
        return Asked()
    rows = ledger.combinations(_COLUMNS, {"source": sorted(sources)}, without=without)
    places = [(place, country, source, ref, "") for source, place, country, ref, _, _ in rows]
    origins = [(origin, "", source, ref, "") for source, _, _, _, origin, ref in rows]
    return Asked.of(list(dict.fromkeys(one for one in (*places, *origins) if one[0] or one[3])))


def decided_by(decisions: Decisions) -> Decided:
    """Return a function that looks a decision up: a ref, "" for no place, None if nothing was decided."""

    def decided(wording: str, country: str) -> str | None:
        ref = decisions.ref(wording, country)
        return None if not ref else "" if ref == UNPLACED else ref

    return decided
