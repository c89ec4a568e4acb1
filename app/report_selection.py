"""The selection of reports: the files named, else the ledger, else the seeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mustermap.app.ledger_file import ledger_path
from mustermap.data.files.reading import Remark, differing_fields
from mustermap.data.files.report_files import read_files
from mustermap.data.short_texts import echoed
from mustermap.errors import LedgerError, WrongUse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from mustermap.data.claimant_register import Claimant
    from mustermap.data.fields import Field
    from mustermap.data.files.reading import Reading
    from mustermap.layers.places.placement import Decided


@dataclass(frozen=True, slots=True)
class Loaded:
    """The reports of one call: the claims table, and where it comes from.

    Attributes
    ----------
    claims : geopandas.GeoDataFrame
        The claims table.
    origin : str
        A phrase that names the files or the ledger that were read.
    sources : int
        The number of sources.
    reports, source_table : pandas.DataFrame
        The tables that the claims table was made of, with the columns of the data dictionary; the reports in the order
        of the claims table.
    reading : Reading
        What was read from files, rejections included; empty if no file was read.
    decisions : mapping of str to list
        What place wordings were decided to mean, with the columns of `Ledger.decisions`; empty without a ledger.
    register : sequence of Claimant
        The register of claimants, of ledger and files.
    """

    claims: gpd.GeoDataFrame
    origin: str
    sources: int
    reports: pd.DataFrame
    source_table: pd.DataFrame
    reading: Reading
    decisions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    register: Sequence[Claimant] = ()


def refuse_absent(files: Sequence[Path]) -> None:
    """Check that all named files exist; a missing file is wrong use, not rejected data."""
    absent = [str(path) for path in files if not path.exists()]
    if absent:
        raise WrongUse(f"{', '.join(absent)}: no such file; check the path")


def load(files: Sequence[Path], ledger: Path | None) -> Loaded:
    """Load reports, and make the claims table of them.

    Parameters
    ----------
    files
        Report files; none means the ledger if it exists, else the seeds.
    ledger
        The ledger that was named; with files, both are read. None: the default ledger, read only without files.

    Returns
    -------
    Loaded

    Raises
    ------
    WrongUse
        If a file or the ledger that was named does not exist.
    LedgerError
        If the ledger cannot be read.
    """
    refuse_absent(files)
    path = ledger_path(ledger)
    if ledger and not path.exists():
        raise WrongUse(f"{path}: no such ledger; create it with: mustermap add FILES --ledger {path}")
    from_ledger = bool(ledger) or (not files and path.exists())
    kept = _read_ledger(path) if from_ledger else None
    named = list(files)
    if not files and not from_ledger:
        from mustermap import seeds

        named = list(seeds.seed_files())
    reading = _read_files(named, path if from_ledger else None, kept)
    register = _register(reading, () if kept is None else kept.claimants)
    claims, reports, sources = _join(reading, kept, path, register)
    origin = _origin(files, path if from_ledger else None, named)
    decisions = {} if kept is None else kept.decisions
    return Loaded(claims, origin, len(sources), reports, sources, reading, decisions, register)


def _read_files(files: Sequence[Path], ledger: Path | None, kept: _Kept | None) -> Reading:
    if kept is None or ledger is None or not files:
        return read_files(files)
    from mustermap.data.ledger import Ledger

    with Ledger.open(ledger) as opened:
        return read_files(
            files, known_sources=kept.sources["id"], known_reports=kept.reports["id"], known_claimants=kept.claimants,
            kept=opened,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kept:
    """The content of a ledger, as tables."""

    reports: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    decisions: Mapping[str, Sequence[str]]
    decided: Decided
    claimants: Sequence[Claimant]


def _read_ledger(path: Path) -> _Kept:
    import pandas as pd

    from mustermap.app.places.known_places import decided_by
    from mustermap.app.places.place_decisions import Decisions
    from mustermap.data.fields import REPORT_COLUMNS, REPORT_FIELDS, SOURCE_COLUMNS, SOURCE_FIELDS
    from mustermap.data.ledger import Ledger
    from mustermap.data.report_table import table_of

    with Ledger.open(path) as ledger, ledger.at_one_moment():
        kept = _Kept(
            reports=table_of(ledger.reports(), REPORT_COLUMNS),
            sources=table_of(ledger.sources(), SOURCE_COLUMNS),
            places=pd.DataFrame(ledger.places()),
            decisions=ledger.decisions(),
            decided=decided_by(Decisions(path, ledger)),
            claimants=ledger.register.claimants(),
        )
    _refuse_unknown_choices(path, kept.reports, REPORT_FIELDS)
    _refuse_unknown_choices(path, kept.sources, SOURCE_FIELDS)
    return kept


def _refuse_unknown_choices(path: Path, table: pd.DataFrame, fields: Sequence[Field]) -> None:
    """Refuse a ledger with a choice that no reader of files accepts: another program wrote into it."""
    for one in fields:
        if one.choices and not (fits := table[one.name].isin(("", *one.choices))).all():
            identity, got = table.loc[~fits, ["id", one.name]].iloc[0]
            choices = ", ".join(one.choices)
            message = f"{one.name} is {str(got)[:60]!r}, and can be {choices} or blank; mustermap edit changes it"
            raise LedgerError(f"{path}: {identity}: {message}")


def _join(
    reading: Reading, kept: _Kept | None, ledger: Path, register: Sequence[Claimant]
) -> tuple[gpd.GeoDataFrame, pd.DataFrame, pd.DataFrame]:
    """Make one claims table of files and ledger; a report that is in both counts once, as the ledger has it."""
    import pandas as pd

    from mustermap import layers
    from mustermap.data.report_table import reports_table, sources_table

    reports = reports_table(list(reading.reports.values()), reading.tables)
    sources = sources_table(list(reading.sources.values()))
    if kept is not None:
        _reject_other_content(reading, reports, kept.reports, ledger)
        reports = pd.concat([kept.reports, reports[~reports["id"].isin(kept.reports["id"])]], ignore_index=True)
        sources = pd.concat([kept.sources, sources[~sources["id"].isin(kept.sources["id"])]], ignore_index=True)
    places, decided = (None, None) if kept is None else (kept.places, kept.decided)
    claims = layers.claims_table(reports, sources, places=places, decided=decided, claimants=register)
    return claims, reports, sources


def _register(reading: Reading, kept: Sequence[Claimant]) -> list[Claimant]:
    """Return the register of ledger and files; of a claimant who is in both, what the ledger says counts."""
    register = {one.key: one for one in kept}
    for key, claimant in reading.claimants.items():
        if register.setdefault(key, claimant) != claimant:
            names = ", ".join(differing_fields(register[key].cells(), claimant.cells()))
            message = f"{echoed(claimant.name)} is in the ledger's register with other content ({names}), which is used"
            reading.reject([Remark(*reading.claimants_in_files[key], "name", message)])
    return list(register.values())


def _reject_other_content(reading: Reading, reports: pd.DataFrame, kept: pd.DataFrame, ledger: Path) -> None:
    """Reject reports of files that the ledger has with other content; a place counts only if the file names its ref."""
    both = reports[reports["id"].isin(kept["id"])].set_index("id", drop=False)
    ours = kept.set_index("id", drop=False).loc[both.index]
    differing = (both != ours) & ~(both.isna() & ours.isna())
    for ref in ("place_ref", "origin_ref"):
        differing[ref] &= both[ref] != ""
    made = {one for _, one in reading.made_ids()}
    places = dict(reading.places_in_files)
    for table in reading.tables:
        rows = zip(table["id"], table["_file"], table["_row"], strict=True)
        places |= {identity: (file, reading.row_name(file, row)) for identity, file, row in rows}
    differing = differing[differing.any(axis=1)]
    changed_since = _said_before(ledger, [both.loc[one] for one in differing.index if one in made])
    for identity, row in differing[~differing.index.isin(list(changed_since))].iterrows():
        names = ", ".join(str(name) for name in row.index[row.to_numpy()])
        file, where = places[str(identity)]
        remedy = "which is shown; give another claim an id of its own, or correct that one with mustermap edit"
        message = f"{echoed(identity)} is in the ledger with other content ({names}), {remedy}"
        if str(identity) in made:
            message = f"says the same as a report of the ledger, but for {names}; what the ledger says is shown"
        reading.reject([Remark(file, where, "id", message)])


def _said_before(ledger: Path, rows: Sequence[pd.Series]) -> set[str]:
    """Find the reports without an id that the ledger once had in these words, before an editor changed them."""
    if not rows:
        return set()
    from mustermap.data.ids.made_ids import was_said
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.rule import present

    names = [name for name in rows[0].index if not str(name).startswith("_")]
    with Ledger.open(ledger) as opened:
        return {str(row["id"]) for row in rows if was_said(opened, present({str(one): row[one] for one in names}))}


def _origin(files: Sequence[Path], ledger: Path | None, named: Sequence[Path]) -> str:
    parts = [f"the ledger {ledger}"] if ledger else []
    if files:
        parts.append("the files " + ", ".join(map(str, files)) if len(files) > 1 else f"the file {files[0]}")
    return " and ".join(parts) or "the seed reports that ship with Mustermap (" + ", ".join(f.name for f in named) + ")"
