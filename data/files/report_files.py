"""Reading the report files of one call, in any format; references resolve across all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.fields import REFERENCES
from mustermap.data.files.reading import Reading, Remark, absent_report
from mustermap.data.ids.made_ids import settle_reports
from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from mustermap.data.claimant_register import Claimant
    from mustermap.data.ledger import Ledger


def _toml(path: Path, reading: Reading) -> None:
    from mustermap.data.files.toml_files import read_toml

    read_toml(path, reading)


def _csv(path: Path, reading: Reading) -> None:
    from mustermap.data.files.csv_files import read_csv  # pandas and pyarrow: only where a CSV file is read

    read_csv(path, reading)


def _geojson(path: Path, reading: Reading) -> None:
    from mustermap.data.files.geojson_files import read_geojson

    read_geojson(path, reading)


def _exported(path: Path, reading: Reading) -> None:
    from mustermap.data.files.own_export_files import read_exported

    read_exported(path, reading)


def _workbook(path: Path, reading: Reading) -> None:
    from mustermap.data.files.named_columns import read_named
    from mustermap.data.tables.foreign_files import read_foreign

    read_named(path.name, read_foreign(path, reading), reading)


_READERS: Final[dict[str, Callable[[Path, Reading], None]]] = {
    ".toml": _toml,
    ".csv": _csv,
    ".tsv": _csv,
    ".geojson": _geojson,
    ".json": _geojson,
    ".gpkg": _exported,
    ".parquet": _exported,
    ".kml": _exported,
    ".xlsx": _workbook,
}


def read_files(
    paths: Sequence[Path],
    *,
    known_sources: Iterable[str] = (),
    known_reports: Iterable[str] = (),
    known_claimants: Iterable[Claimant] = (),
    kept: Ledger | None = None,
) -> Reading:
    """Read report files into what was accepted, what was rejected and what was kept unread.

    Parameters
    ----------
    paths
        Files in TOML, CSV, XLSX or GeoJSON, recognized by their ending; in GeoPackage, Parquet and KML such as
        Mustermap exported.
    known_sources, known_reports
        Ids that a report may refer to besides those in the files: those of the ledger.
    known_claimants
        The ledger's register of claimants, beside which that of the files must hold.
    kept
        The ledger, in which a report without an id may be already, under an id that an earlier version made.

    Returns
    -------
    Reading
        A file that cannot be read at all is one rejection; it costs the other files nothing.
    """
    reading = Reading(kept=kept)
    for path in paths:
        try:
            _read_one(path, reading)
        except UnreadableFile as error:
            file, _, message = str(error).partition(": ")
            reading.reject([Remark(file, "", "", message)])
    reading.kept = None
    _check_register(reading, known_claimants)
    check_references(reading, known_sources=known_sources, known_reports=known_reports, kept=kept)
    return reading


def check_references(
    reading: Reading, *, known_sources: Iterable[str], known_reports: Iterable[str], kept: Ledger | None = None
) -> None:
    """Leave out reports whose source is not known and such as came before; notice references to absent reports.

    Parameters
    ----------
    reading
        What was read from all files of the call.
    known_sources, known_reports, kept
        As for `read_files`.
    """
    sources, reports = {*reading.sources, *known_sources}, {*known_reports}
    _reject_unknown_sources(reading, sources)
    settle_reports(reading, kept)
    if reading.tables:
        from mustermap.data.files.report_references import check_tables

        reports |= check_tables(reading, known_sources=sources, known_reports=reports, kept=kept)
    _notice_absent_reports(reading, reports | reading.reports.keys())


def _read_one(path: Path, reading: Reading) -> None:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(f"{path.name}: is no {', '.join(_READERS)} file; rename it or convert it")
    if not path.is_file():
        raise UnreadableFile(f"{path.name}: is not a file that can be found at {path.parent}; check the path")
    try:
        reader(path, reading)
    except UnreadableFile:
        raise
    except OSError as error:
        raise UnreadableFile(f"{path.name}: {error.strerror or error}; check the file and its rights") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{path.name}: cannot be read ({error}); check that it is what its name says") from error


def _reject_unknown_sources(reading: Reading, known: set[str]) -> None:
    remedy = "add a [[source]] with this id, or correct it"
    for identity, report in list(reading.reports.items()):
        if report.source not in known:
            file, row = reading.places_in_files[identity]
            message = f"{echoed(report.source)} is no source of these files or the ledger; {remedy}"
            reading.reject([Remark(file, row, "source", message)])
            del reading.reports[identity]
            reading.made.pop(identity, None)


def _check_register(reading: Reading, known: Iterable[Claimant]) -> None:
    """Leave out claimants of whom a wording is another's, or who speak for themselves by way of others."""
    if not reading.claimants:
        return
    from mustermap.data.claimant_register import register_problems

    replaced = reading.claimants.keys()
    others = [one for one in known if one.key not in replaced]
    for claimant, problem in register_problems([*others, *reading.claimants.values()]):
        if claimant.key in reading.claimants:
            file, row = reading.claimants_in_files[claimant.key]
            reading.reject([Remark(file, row, problem.field, str(problem))])
            del reading.claimants[claimant.key]


def _notice_absent_reports(reading: Reading, present: set[str]) -> None:
    for identity, report in reading.reports.items():
        for name in REFERENCES:
            file, row = reading.places_in_files[identity]
            reading.notices += [
                Remark(file, row, name, absent_report(one)) for one in getattr(report, name) if one not in present
            ]
