"""Which reports a command works on: the files named, else the ledger, else the seeds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.errors import WrongUse
from data.echo import echoed
from data.files import read_files
from data.reading import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    import pandas as pd

    from data.reading import Reading

DEFAULT_LEDGER: Final = "mustermap.gpkg"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The claims table of one call, and where it comes from.

    Attributes
    ----------
    claims : geopandas.GeoDataFrame
        The claims table.
    origin : str
        In words, which files or ledger were read.
    sources : int
        How many sources there are.
    reports, source_table : pandas.DataFrame
        What the claims table was made of, with the columns of the data dictionary; the reports in the same order.
    reading : Reading
        What the files gave, rejections included; empty where none was read.
    """

    claims: gpd.GeoDataFrame
    origin: str
    sources: int
    reports: pd.DataFrame
    source_table: pd.DataFrame
    reading: Reading


def ledger_path(option: Path | None) -> Path:
    """Say which ledger a command means: the option, else ``$MUSTERMAP_LEDGER``, else ``./mustermap.gpkg``."""
    return option or Path(os.environ.get("MUSTERMAP_LEDGER") or DEFAULT_LEDGER)


def refuse_absent(files: Sequence[Path]) -> None:
    """Refuse a call that names a file that is not there: that is no rejected data."""
    absent = [str(path) for path in files if not path.exists()]
    if absent:
        raise WrongUse(f"{', '.join(absent)}: no such file; check the path")


def load(files: Sequence[Path], ledger: Path | None) -> Loaded:
    """Read the reports of a call and make the claims table.

    Parameters
    ----------
    files
        Report files; none means the ledger if there is one, else the seeds.
    ledger
        The ledger that was named; together with files, both are read. None: the default one.

    Raises
    ------
    WrongUse
        If the ledger that was named is absent.
    """
    refuse_absent(files)
    path = ledger_path(ledger)
    if ledger and not path.exists():
        raise WrongUse(f"{path}: no such ledger; create it with: mustermap add FILES --ledger {path}")
    from_ledger = bool(ledger) or (not files and path.exists())
    kept = _read_ledger(path) if from_ledger else None
    named = list(files)
    if not files and not from_ledger:
        import seeds

        named = list(seeds.seed_files())
    known_sources, known_reports = ((), ()) if kept is None else (kept.sources["id"], kept.reports["id"])
    reading = _read_files(named, path if from_ledger else None, known_sources, known_reports)
    claims, reports, sources = _join(reading, kept, path)
    origin = _origin(files, path if from_ledger else None, named)
    return Loaded(claims, origin, len(sources), reports, sources, reading)


def _read_files(
    files: Sequence[Path], ledger: Path | None, known_sources: Iterable[str], known_reports: Iterable[str]
) -> Reading:
    if ledger is None or not files:
        return read_files(files, known_sources=known_sources, known_reports=known_reports)
    from data.ledger import Ledger

    with Ledger.open(ledger) as kept:
        return read_files(files, known_sources=known_sources, known_reports=known_reports, kept=kept)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a ledger holds, as tables."""

    reports: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame


def _read_ledger(path: Path) -> _Kept:
    import pandas as pd

    from data.fields import REPORT_COLUMNS, SOURCE_COLUMNS
    from data.ledger import Ledger
    from data.table import table_of

    with Ledger.open(path) as ledger, ledger.at_one_moment():
        return _Kept(
            reports=table_of(ledger.reports(), REPORT_COLUMNS),
            sources=table_of(ledger.sources(), SOURCE_COLUMNS),
            places=pd.DataFrame(ledger.places()),
        )


def _join(reading: Reading, kept: _Kept | None, ledger: Path) -> tuple[gpd.GeoDataFrame, pd.DataFrame, pd.DataFrame]:
    """Make one claims table of what the files and the ledger say; what both say counts once, as the ledger has it."""
    import pandas as pd

    import layers
    from data.table import reports_table, sources_table

    reports = reports_table(list(reading.reports.values()), reading.tables)
    sources = sources_table(list(reading.sources.values()))
    if kept is not None:
        _reject_other_content(reading, reports, kept.reports, ledger)
        reports = pd.concat([kept.reports, reports[~reports["id"].isin(kept.reports["id"])]], ignore_index=True)
        sources = pd.concat([kept.sources, sources[~sources["id"].isin(kept.sources["id"])]], ignore_index=True)
    claims = layers.claims_table(reports, sources, places=None if kept is None else kept.places)
    return claims, reports, sources


def _reject_other_content(reading: Reading, reports: pd.DataFrame, kept: pd.DataFrame, ledger: Path) -> None:
    """Reject reports of the files that the ledger has with other content; places count only where a file gives them."""
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
        remedy = "which is shown; add it with --revise"
        message = f"{echoed(identity)} stands in the ledger with other content ({names}), {remedy}"
        if str(identity) in made:
            message = f"says the same as a report of the ledger, but for {names}; what the ledger says is shown"
        reading.reject([Remark(file, where, "id", message)])


def _said_before(ledger: Path, rows: Sequence[pd.Series]) -> set[str]:
    """Find the reports without an id that the ledger once had as they are, before an editor changed them."""
    if not rows:
        return set()
    from app.rows import present
    from data.ledger import Ledger
    from data.made_ids import was_said

    names = [name for name in rows[0].index if not str(name).startswith("_")]
    with Ledger.open(ledger) as book:
        return {str(row["id"]) for row in rows if was_said(book, present({str(one): row[one] for one in names}))}


def _origin(files: Sequence[Path], ledger: Path | None, named: Sequence[Path]) -> str:
    parts = [f"the ledger {ledger}"] if ledger else []
    if files:
        parts.append("the files " + ", ".join(map(str, files)) if len(files) > 1 else f"the file {files[0]}")
    return " and ".join(parts) or "the seed reports that ship with Mustermap (" + ", ".join(f.name for f in named) + ")"
