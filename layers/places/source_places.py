"""The places of reports that go into a ledger: found once, and kept so that a later gazetteer moves nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mustermap import geo
from mustermap.layers.places.placement import Asked, find_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.data.rules.field_tables import Cells
    from mustermap.layers.places.placement import Decided, Placed, Row

# A wording with the column of its ref; what else says where: only a place has that.
PLACE_FIELDS: Final = (("place", "place_ref"), ("origin", "origin_ref"))
_SAYING: Final = {"place": ("place", "place_country", "geometry"), "origin": ("origin",)}


@dataclass(slots=True)
class PlacedRows:
    """Reports with their places.

    Attributes
    ----------
    rows : list of dict
        The cells of the reports, with ``place_ref`` and ``origin_ref`` where these were found.
    refused : list of tuple
        Ids of the reports that name a ref which nobody knows, with what is wrong; they are not among ``rows``.
    found : dict
        Of each report and wording ("place", "origin") how it was placed, or why not.
    """

    rows: list[Cells] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    found: dict[tuple[str, str], Placed] = field(default_factory=dict)

    def places(self) -> list[dict[str, str | float | bytes]]:
        """Return the places that were found, as the ledger keeps them; those that it has already are left out."""
        version = "; ".join(f"{part.name} {part.version}" for part in geo.gazetteer_parts())
        refs = dict.fromkeys(str(row[ref]) for row in self.rows for _, ref in PLACE_FIELDS if row.get(ref))
        found = {placed.ref: placed for placed in self.found.values() if placed.wkb}
        return [found[ref].cells(version) for ref in refs if ref in found]


def place_rows(
    rows: Sequence[Cells],
    *,
    known: Mapping[str, Cells],
    beside: Asked | None = None,
    kept: Mapping[str, Mapping[str, object]] | None = None,
    decided: Decided | None = None,
) -> PlacedRows:
    """Return the places and origins of reports that go into a ledger; those of one source are resolved together.

    Parameters
    ----------
    rows
        The cells of the reports.
    known
        What the ledger says now in reports of the same ids: a place wording that stays keeps its place.
    beside, kept, decided
        What the ledger knows, as for `find_places`.
    """
    stays = [_stays(row, known.get(str(row["id"]), {})) for row in rows]
    asked = Asked.of(
        [
            _asked(row, own.get(ref, ""), wording, ref)
            for row, own in zip(rows, stays, strict=True)
            for wording, ref in PLACE_FIELDS
        ]
    )
    places = iter(find_places(asked, beside=beside, kept=kept, decided=decided))
    made = PlacedRows()
    for row, own in zip(rows, stays, strict=True):
        identity = str(row["id"])
        refs, wrong = dict(own), ""
        for wording, ref in PLACE_FIELDS:
            found = made.found[identity, wording] = next(places)
            if found.ref:
                refs[ref] = found.ref
            elif row.get(ref):
                wrong = f"{ref}: {row[ref]!r} is no place of the ledger or the gazetteer; leave it blank"
        if wrong:
            made.refused.append((identity, wrong))
        else:
            made.rows.append({**row, **refs})
    return made


def _stays(row: Cells, before: Cells) -> dict[str, str]:
    """Return the refs of the wordings that say what they said before."""
    return {
        ref: str(before[ref])
        for wording, ref in PLACE_FIELDS
        if ref in before and ref not in row and all(row.get(name) == before.get(name) for name in _SAYING[wording])
    }


def _asked(row: Cells, before: str, wording: str, ref: str) -> Row:
    """Return what a row says of a place: one that stays as it was has the ref that it had."""
    country, geometry = (str(row.get(name, "")) if wording == "place" else "" for name in ("place_country", "geometry"))
    given = before or str(row.get(ref, ""))
    return str(row.get(wording, "")), country, str(row.get("source", "")), given, "" if before else geometry
