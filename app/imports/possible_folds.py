"""Whether any claim of a file may fold under another one, or say it again: asked before a claims table is made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mustermap.app.ledger_file import is_ledger_made
from mustermap.data.ledger import Ledger
from mustermap.layers.identities.claimant_keys import NAMELESS, ClaimantKeys
from mustermap.layers.identities.force_names import force_name

_BOUNDS: Final = ("figure_low", "figure_high", "figure_best")

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.files.reading import Reading
    from mustermap.data.reports import Report

    Key = tuple[str, str, str]


def may_fold(path: Path, reading: Reading, *, revise: bool = False) -> bool:
    """Check whether a claim of a file may fold under one of the file or of a ledger, or one of the ledger under it.

    What this says no to need not be compared: no two of the claims are of one claimant, on the same force, in the same
    phase. What it says yes to may still not fold: places, units and days are not looked at.

    Parameters
    ----------
    path
        The ledger, which may not exist yet.
    reading
        What was read of the file.
    revise
        Whether reports of the file take the place of those of the ledger with the same id.
    """
    if reading.tables:  # a long table is compared as one
        return True
    reports = list(reading.reports.values())
    if not is_ledger_made(path):
        return _meet(reports, ClaimantKeys(reading.claimants.values()))
    with Ledger.open(path) as ledger, ledger.at_one_moment():
        known = set() if revise else ledger.known([report.id for report in reports])
        new = [report for report in reports if report.id not in known]
        keys = ClaimantKeys([*ledger.register.claimants(), *reading.claimants.values()])
        kept = {key for text in ledger.values("claimant") for key in keys.keys(text, "")} if new else set()
    return _meet(new, keys) or any(not kept.isdisjoint(_names(report, keys)) for report in new)


def may_resemble(path: Path, reading: Reading) -> bool:
    """Check whether a report of a file may say a figure again that the file or a ledger has, or denies no known report.

    Parameters
    ----------
    path
        The ledger, which may not exist yet.
    reading
        What was read of the file.
    """
    if reading.tables:
        return True
    reports = list(reading.reports.values())
    if any(report.kind == "dispute" and not report.disputes for report in reports):
        return True
    cells = [report.cells() for report in reports if report.kind == "claim"]
    bounds = [tuple(row.get(name) for name in _BOUNDS) for row in cells]
    forces = [force_name(str(row.get("force", ""))) for row in cells]
    said = [key for key in zip(forces, bounds, strict=True) if any(bound is not None for bound in key[1])]
    if len(set(said)) < len(said):
        return True
    if not said or not is_ledger_made(path):
        return False
    with Ledger.open(path) as ledger, ledger.at_one_moment():
        known = ledger.known([report.id for report in reports])
        same = {name: list({key[1][at] for key in said}) for at, name in enumerate(_BOUNDS)}
        return not set(ledger.values("id", same)) <= known


def fold_key(report: Report, keys: ClaimantKeys) -> Key:
    """Return who says it, of whom and in which phase: the same for all claims of a claimant's row."""
    return ";".join(sorted(_names(report, keys))), force_name(";".join(report.force)), report.phase


def _meet(reports: list[Report], keys: ClaimantKeys) -> bool:
    found = Counter(fold_key(report, keys) for report in reports if report.kind == "claim" and _names(report, keys))
    return max(found.values(), default=0) > 1


def _names(report: Report, keys: ClaimantKeys) -> list[str]:
    """Return the keys of the claimants who have a name; what nobody named says folds nothing."""
    return [key for key in keys.keys(report.claimant, report.source) if not key.startswith(NAMELESS)]
