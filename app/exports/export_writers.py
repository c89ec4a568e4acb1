"""Writers of exported files: GeoPackage, Parquet, GeoJSON, KML, CSV, and the description of them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from mustermap.app.exports.losses import losses
from mustermap.app.options import CareOptions
from mustermap.app.output_files import refuse_to_replace, write_bytes, write_whole
from mustermap.app.publication.publication_review import review
from mustermap.app.publication.published_reports import read_from
from mustermap.app.report_run import run_on_reports
from mustermap.app.terminal.terminal_output import count, working, write_line
from mustermap.errors import WrongUse
from mustermap.layers.export.decision_table import DECISIONS_FILE
from mustermap.layers.export.register_file import REGISTER_FILE, write_register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mustermap.app.options import Selection
    from mustermap.app.report_selection import Loaded
    from mustermap.layers import Care
    from mustermap.layers.export.export_table import Exported

DATAPACKAGE: Final = "datapackage.json"
_NO_CARE: Final = CareOptions()
_ENDINGS: Final = (".gpkg", ".parquet", ".geojson", ".kml", ".csv")
_NOT_DRAWN: Final = ("not placed", "never in effect", "dispute", "context", "echo", "draft", "retracted")
_WORDS: Final = {
    "dispute": ("dispute", "disputes"), "echo": ("echo", "echoes"), "draft": ("draft", "drafts"),
    "never in effect": ("on no day", "on no day"),
}  # fmt: skip
"""What is said of one and of several of these, where it is not their name."""


def export_reports(
    selection: Selection, *, outputs: Sequence[Path], overwrite: bool, care: CareOptions = _NO_CARE
) -> int:
    """Write the reports into files, and say what is in them and what they cannot hold.

    Parameters
    ----------
    selection
        Which reports; what had not been said by ``known_by`` is left out.
    outputs
        Files by their ending; ``datapackage.json`` among them describes the others.
    overwrite
        Whether files that are there may be replaced.
    care
        With how much care the reports are published.

    Returns
    -------
    int
        1 if any row was rejected, else 0.

    Raises
    ------
    WrongUse
        If the options do not fit together, or a file cannot be written.
    """
    known_by = selection.known_by_day

    def check() -> None:
        _refuse(outputs, selection.files, overwrite=overwrite, ledger=selection.ledger)
        _refuse_decisions(outputs, care.care())

    work = partial(_export, outputs=outputs, overwrite=overwrite, known_by=known_by)
    listed = partial(review, all_states=True, known_by=known_by)
    return run_on_reports(selection, work, care=care, check=check, review=listed, conclude=write_line)


def _export(loaded: Loaded, *, outputs: Sequence[Path], overwrite: bool, known_by: int | None) -> list[str]:
    """Write the files; return lines on what is in them."""
    with working("writing"):
        from mustermap.layers.export.export_table import export_table

        exported = export_table(loaded.claims, loaded.reports, loaded.source_table, known_by=known_by)
        exported = _with_decisions(exported, loaded, is_all=known_by is None)
        if not loaded.claims.attrs.get("care"):
            exported = replace(exported, register=tuple(loaded.register))
        sizes = [_write_whole(path, exported, loaded, outputs, overwrite=overwrite) for path in outputs]
    return _lines(exported, loaded, list(zip(outputs, sizes, strict=True)))


def _refuse(outputs: Sequence[Path], files: Sequence[Path], *, overwrite: bool, ledger: Path | None) -> None:
    endings = ", ".join(_ENDINGS)
    for path in outputs:
        if path.name not in (DATAPACKAGE, REGISTER_FILE) and path.suffix.lower() not in _ENDINGS:
            names = f"{DATAPACKAGE} or {REGISTER_FILE}"
            raise WrongUse(f"{path}: the ending says what to write; give one of {endings}, or the name {names}")
        refuse_to_replace(path, files, overwrite=overwrite, ledger=ledger)
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise WrongUse("the same file is named twice with -o; name it once")
    described = [path for path in outputs if path.name not in (DATAPACKAGE, REGISTER_FILE)]
    for path in outputs:
        if path.name == DATAPACKAGE and path.parent.resolve() not in {one.parent.resolve() for one in described}:
            raise WrongUse(
                f"{path} describes files beside it; name one of them too, such as -o {path.with_name('claims.csv')}"
            )


def _refuse_decisions(outputs: Sequence[Path], care: Care | None) -> None:
    for path in outputs:
        if care and path.name == DECISIONS_FILE:
            raise WrongUse(f"{path}: decisions name places as they were written; leave it out where care is taken")
        if care and path.name == REGISTER_FILE:
            raise WrongUse(f"{path}: the register names claimants; leave it out where care is taken")


def _with_decisions(exported: Exported, loaded: Loaded, *, is_all: bool) -> Exported:
    """Add the decisions about place wordings: all, or those of the reports that are exported."""
    from mustermap.layers.export.decision_table import decisions_table

    if loaded.claims.attrs.get("care"):
        return exported
    return replace(exported, decisions=decisions_table(loaded.decisions, None if is_all else exported.table))


def _write_whole(path: Path, exported: Exported, loaded: Loaded, outputs: Sequence[Path], *, overwrite: bool) -> int:
    """Write a file, and return its size in bytes."""
    if path.name != DATAPACKAGE:
        return write_whole(path, lambda unfinished: write_file(exported, unfinished), overwrite=overwrite)
    beside = [one for one in outputs if one != path and one.parent.resolve() == path.parent.resolve()]
    return write_bytes(path, _datapackage(exported, beside, read_from(loaded)), overwrite=overwrite)


def write_file(exported: Exported, path: Path) -> None:
    """Write an export into a file that does not exist yet, in the format of its ending."""
    if path.name == DECISIONS_FILE:
        _decisions(exported, path)
    elif path.name == REGISTER_FILE:
        write_register(exported.register, path)
    else:
        _WRITERS[path.suffix.lower()](exported, path)


def _datapackage(exported: Exported, beside: Sequence[Path], origin: str) -> bytes:
    from mustermap.layers.export.datapackage import datapackage

    described = datapackage(
        exported, [one for one in beside if one.name not in (DATAPACKAGE, REGISTER_FILE)], read_from=origin
    )
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _geopackage(exported: Exported, path: Path) -> None:
    from mustermap.layers.export.decision_table import add_decisions_layer
    from mustermap.layers.export.export_files import AREAS, LAYERS, largest_of, signs_of, write_geopackage
    from mustermap.maps.qgis import Scale, style_of

    signs = signs_of(exported)
    forces = sorted({force for some in signs.values() for force, _ in some})
    largest = largest_of(exported)
    scale = Scale(at_points=largest["points"], in_areas=max(largest[AREAS], largest["lines"]))
    styles = {layer: style_of(layer, signs[layer], forces=forces, scale=scale) for layer in LAYERS}
    write_geopackage(exported, path, styles=styles)
    if exported.decisions is not None:
        add_decisions_layer(exported.decisions, path)


def _decisions(exported: Exported, path: Path) -> None:
    from mustermap.layers.export.decision_table import decisions_table, write_decisions

    write_decisions(exported.decisions if exported.decisions is not None else decisions_table({}), path)


def _kml(exported: Exported, path: Path) -> None:
    from mustermap.layers.export.export_files import forces_of
    from mustermap.layers.export.kml import write_kml
    from mustermap.maps.force_colours import force_colours

    write_kml(exported, path, title="Claims about troops", colours=force_colours(forces_of(exported)))


def _geoparquet(exported: Exported, path: Path) -> None:
    from mustermap.layers.export.export_files import write_geoparquet

    write_geoparquet(exported, path)


def _geojson(exported: Exported, path: Path) -> None:
    from mustermap.layers.export.export_files import write_geojson

    write_geojson(exported, path)


def _csv(exported: Exported, path: Path) -> None:
    from mustermap.layers.export.export_files import write_csv

    write_csv(exported, path)


_WRITERS: Final[dict[str, Callable[[Exported, Path], None]]] = {
    ".gpkg": _geopackage,
    ".parquet": _geoparquet,
    ".geojson": _geojson,
    ".kml": _kml,
    ".csv": _csv,
}


def _lines(exported: Exported, loaded: Loaded, written: Sequence[tuple[Path, int]]) -> list[str]:
    """Return lines on what was exported, and on what each file cannot hold."""
    drawn = exported.table.num_rows - exported.table.column("geometry").null_count
    lines = [f"read      {loaded.origin}", f"reports   {exported.reports}"]
    stretches = "1 stretch" if drawn == 1 else f"{drawn} stretches"
    lines.append(f"drawn     {exported.counts['drawn']}, in {stretches} of days")
    counts = [(exported.counts[name], name) for name in _NOT_DRAWN if exported.counts[name]]
    others = [f"{number} {_WORDS.get(name, (name, name))[number > 1]}" for number, name in counts]
    if others:
        lines.append(
            f"not drawn {exported.reports - exported.counts['drawn']}, in the file all the same: {', '.join(others)}"
        )
    if exported.left_out:
        lines.append(f"left out  {exported.left_out}, not said by then")
    if exported.decisions is not None and exported.decisions.num_rows:
        lines.append(f"decisions {exported.decisions.num_rows}, what place wordings were decided to mean")
    if exported.register:
        lines.append(f"register  {count(len(exported.register), 'claimant')}")
    lines.append(f"rejected  {loaded.reading.rejected_rows}")
    for path, size in written:
        lines.append(f"written   {path} ({size / 1e6:.2f} MB)")
        lines += [f"          cannot hold {line}" for line in losses(path, exported)]
    return lines
