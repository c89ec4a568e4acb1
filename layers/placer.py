"""The places of reports that go into a ledger: found once, and kept so that a later gazetteer moves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geo
from layers.errors import UnknownRef
from layers.placing import place_report

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from data.rules import Cells
    from layers.placing import Placed

_PLACES: Final = (("place", "place_ref", "place_country", "geometry"), ("origin", "origin_ref"))


class Placer:
    """Finds the place of each report, and gathers what the ledger is to keep of it.

    Parameters
    ----------
    known
        What the ledger says now in reports of the same ids: a place wording that stays keeps its place.
    refs
        The places that the ledger has.
    """

    def __init__(self, known: Mapping[str, Cells], refs: Collection[str]) -> None:
        self._known = known
        self._refs = refs
        self._found: dict[tuple[str, ...], Placed] = {}
        self._reports: dict[str, Placed] = {}

    def place(self, row: Cells, *, found: Mapping[str, str] | None = None) -> Cells:
        """Give the row with its place and origin resolved.

        Parameters
        ----------
        row
            The cells of a report.
        found
            What an editor has seen its wordings resolved to, under ``place_ref`` and ``origin_ref``; then nothing is
            resolved here, and a wording without an answer stays unplaced.

        Raises
        ------
        UnknownRef
            If the row names a ``place_ref`` that neither the ledger nor the gazetteer has.
        """
        before = self._known.get(str(row["id"]), {})
        placed = dict(row)
        for wording, ref, *others in _PLACES:
            asked = (wording, *others)
            if ref in before and ref not in row and all(row.get(name) == before.get(name) for name in asked):
                placed[ref] = before[ref]
                continue
            given = str(row.get(ref) or (found or {}).get(ref, ""))
            drawn = "geometry" in row and ref == "place_ref"
            if given in self._refs and not drawn:
                placed[ref] = given
                continue
            if found is not None and not given and not drawn:
                continue
            place = self._find(given, *(str(row.get(name, "")) for name in asked))
            if wording == "place":
                self._reports[str(row["id"])] = place
            if given and not place.ref:
                raise UnknownRef(f"{ref}: {given!r} is no place of the ledger or the gazetteer; leave it blank")
            if place.ref:
                placed[ref] = place.ref
        return placed

    def _find(self, ref: str, wording: str, country: str = "", geometry: str = "") -> Placed:
        asked = (ref, wording, country, geometry)
        if asked not in self._found:
            self._found[asked] = place_report(wording=wording, ref=ref, country=country, geometry=geometry)
        return self._found[asked]

    def why_not(self, row: Cells) -> str:
        """Say why the place of a row was not found, and what to do about it; empty if it was found or none is named."""
        found = self._reports.get(str(row["id"]))
        return f"{found.reason} {found.advice}".strip() if found is not None and not found.ref else ""

    def places(self) -> list[dict[str, str | float | bytes]]:
        """Give the places that were found, as the ledger keeps them."""
        version = "; ".join(f"{part.name} {part.version}" for part in geo.gazetteer_parts())
        return [placed.cells(version) for placed in self._found.values() if placed.ref]
