"""The claims of a file joined by those of a ledger that have to do with them, as one claims table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.app.ledger_file import is_ledger_made
from mustermap.app.places.known_places import decided_by
from mustermap.app.places.place_decisions import Decisions
from mustermap.data.fields import REPORT_COLUMNS, SOURCE_COLUMNS
from mustermap.data.ledger import Ledger
from mustermap.data.report_table import reports_table, sources_table, table_of
from mustermap.layers.identities.claimant_keys import ClaimantKeys

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.app.imports.import_places import Placing
    from mustermap.data.claimant_register import Claimant
    from mustermap.data.files.reading import Reading
    from mustermap.data.ledger.queries import Wanted
    from mustermap.layers.places.placement import Decided

_NUMBERS: Final = ("figure_low", "figure_high", "figure_best")


@dataclass(frozen=True, slots=True)
class Joined:
    """The claims of a file and those of a ledger.

    Attributes
    ----------
    claims : geopandas.GeoDataFrame
        The claims table: those of the ledger first.
    is_kept : array of bool
        Which of them are in the ledger.
    """

    claims: gpd.GeoDataFrame
    is_kept: NDArray[Any]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a ledger has of the claimants of a file: all that can stand before or behind the file's reports."""

    reports: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    decided: Decided
    register: dict[str, Claimant]
    known: set[str]
    """Those of the file's ids that it has."""


def join_claims(path: Path, reading: Reading, *, placing: Placing | None = None, revise: bool = False) -> Joined | None:
    """Return the claims of a file joined by those of a ledger that can stand before, behind or beside them.

    Parameters
    ----------
    path
        The ledger, which may not exist yet.
    reading
        What was read of the file.
    placing
        The places of its reports; None: they are resolved now.
    revise
        Whether reports of the file take the place of those of the ledger with the same id.

    Returns
    -------
    Joined or None
        None if the file has nothing that the ledger has not.
    """
    from mustermap.layers import claims_table

    if not reading.accepted:
        return None
    reports = reports_table(list(reading.reports.values()), reading.tables)
    sources = sources_table(list(reading.sources.values()))
    places = pd.DataFrame(placing.cells(sorted(placing.names))) if placing and placing.names else None
    register = {one.key: one for one in reading.claimants.values()}
    if not is_ledger_made(path):
        claims = claims_table(reports, sources, places=places, claimants=register.values())
        return Joined(claims, np.zeros(len(claims), dtype=bool))
    kept = _read_kept(path, reports, register)
    theirs = kept.reports[~kept.reports["id"].isin(reports["id"])] if revise else kept.reports
    new = reports if revise else reports[~reports["id"].isin(kept.known)]
    if new.empty:
        return None
    both = kept.places if places is None else pd.concat([places, kept.places]).drop_duplicates("ref", keep="last")
    claims = claims_table(
        pd.concat([theirs, new], ignore_index=True),
        pd.concat([kept.sources, sources]).drop_duplicates("id").reset_index(drop=True),
        places=both.reset_index(drop=True),
        decided=kept.decided,
        claimants=kept.register.values(),
    )
    return Joined(claims, np.arange(len(claims)) < len(theirs))


def _read_kept(path: Path, reports: pd.DataFrame, register: dict[str, Claimant]) -> _Kept:
    """Read what a ledger has of the claimants of some reports, what says their figures, and what repeats those.

    An echo dates its origin.
    """
    with Ledger.open(path) as ledger, ledger.at_one_moment():
        together = register | {one.key: one for one in ledger.register.claimants()}
        known = ClaimantKeys(together.values())
        wanted = {key for text in reports["claimant"].unique() for key in known.keys(str(text), "")}
        names = [text for text in ledger.values("claimant") if not wanted.isdisjoint(known.keys(text, ""))]
        found = table_of(ledger.find({"claimant": names}, *_beside(reports)), REPORT_COLUMNS)
        ids = set(found["id"])
        repeating = [text for text in ledger.values("repeats") if not ids.isdisjoint(text.split(";"))]
        echoes = table_of(ledger.find({"repeats": repeating}), REPORT_COLUMNS)
        found = pd.concat([found, echoes[~echoes["id"].isin(ids)]], ignore_index=True)
        return _Kept(
            reports=found,
            sources=table_of(ledger.find({"id": list(found["source"].unique())}, what="source"), SOURCE_COLUMNS),
            places=pd.DataFrame(ledger.places()),
            decided=decided_by(Decisions(path, ledger)),
            register=together,
            known=ledger.known(list(reports["id"])),
        )


def _beside(reports: pd.DataFrame) -> list[Wanted]:
    """Return what others may have said before: the same figures at the same places, and what may have been denied."""
    counted = reports[reports[list(_NUMBERS)].notna().any(axis=1)]
    denying = reports[(reports["kind"] == "dispute") & (reports["disputes"] == "")]
    same = {name: _distinct(counted[name]) for name in _NUMBERS}
    low, high, best = (set(numbers) - {None} for numbers in same.values())
    about = [{"figure_low": [None], "figure_high": [None], "figure_best": sorted(low & high)}]
    exact = [{"figure_low": sorted(best), "figure_high": sorted(best), "figure_best": [None]}]
    return [
        *(at | one for at in _at_places(counted) for one in (same, *about, *exact) if len(counted)),
        *(at | {"kind": ["claim", None]} for at in _at_places(denying) if len(denying)),
    ]


def _distinct(column: pd.Series[float]) -> list[Any]:
    return [None if np.isnan(number) else float(number) for number in column.unique()]


def _at_places(reports: pd.DataFrame) -> list[dict[str, list[Any]]]:
    """Return the places of reports, as `Ledger.find` takes them: by their refs, and by their wordings without one."""
    refs = [str(ref) for ref in reports["place_ref"].unique() if ref]
    unplaced = [str(text) or None for text in reports["place"][reports["place_ref"] == ""].unique()]
    return [{"shown_ref": refs}, {"place": unplaced}]
