"""Checked cells of reports as a claims table, so that the rules of ``layers`` say on which days each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.fields import REPORT_COLUMNS, SOURCE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

    from mustermap.data.claimant_register import Claimant
    from mustermap.data.rules.field_tables import Cell

_DEFAULTS: Final = {"kind": "claim", "quantity": "personnel", "state": "accepted"}
_OF_PLACES: Final = frozenset({"place", "place_ref", "place_country", "geometry", "origin", "origin_ref"})


def unplaced_claims(
    reports: Sequence[Mapping[str, Cell | None]],
    sources: Sequence[Mapping[str, Cell | None]],
    *,
    claimants: Iterable[Claimant] = (),
) -> gpd.GeoDataFrame:
    """Return the claims table of some reports without their places: as if all were of one place.

    Parameters
    ----------
    reports, sources
        Checked cells, or rows of a ledger; blanks may be left out.
    claimants
        The register of claimants.
    """
    from mustermap.data.report_table import table_of
    from mustermap.layers import claims_table

    filled = [{**_DEFAULTS, **{name: cell for name, cell in row.items() if cell not in (None, "")}} for row in reports]
    columns = {name: [None if name in _OF_PLACES else row.get(name) for row in filled] for name in REPORT_COLUMNS}
    shared = {name: [row.get(name) for row in sources] for name in SOURCE_COLUMNS}
    return claims_table(table_of(columns, REPORT_COLUMNS), table_of(shared, SOURCE_COLUMNS), claimants=list(claimants))
