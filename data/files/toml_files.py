"""Files in TOML: tables ``[[source]]``, ``[[report]]`` and ``[[claimant]]`` in the data dictionary's fields."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from mustermap.data.fields import CLAIMANT_COLUMNS, REPORT_COLUMNS, SOURCE_COLUMNS
from mustermap.data.files.reading import Reading, Remark, unknown_fields
from mustermap.data.reports import marked_texts
from mustermap.errors import InvalidField, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read_toml(path: Path, reading: Reading) -> None:
    """Read one TOML file into a reading.

    Raises
    ------
    UnreadableFile
        If it is no TOML in UTF-8, or one of these is no list of tables.
    """
    try:
        document = tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{path.name}: is no TOML: {error}; mend the line that it names") from error
    for said in unknown_fields(document, known=("source", "report", "claimant")):
        reading.notices.append(Remark(path.name, "", "", f"table {said}"))
    sources = [
        identity
        for row, table in _tables(path, document, "source")
        if (raw := _raw(path, row, table, SOURCE_COLUMNS, reading)) is not None
        and (identity := reading.add_source(path.name, row, raw)) is not None
    ]
    for row, table in _tables(path, document, "report"):
        raw = _raw(path, row, table, REPORT_COLUMNS, reading)
        if raw is not None:
            if len(sources) == 1:
                raw.setdefault("source", sources[0])
            reading.add_report(path.name, row, raw)
    for row, table in _tables(path, document, "claimant"):
        if (raw := _raw(path, row, table, CLAIMANT_COLUMNS, reading)) is not None:
            reading.add_claimant(path.name, row, raw)


def _tables(path: Path, document: Mapping[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    tables = document.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UnreadableFile(f"{path.name}: {name} is no list of tables; write [[{name}]] above each")
    return [(_row(name, number, table), table) for number, table in enumerate(tables, 1)]


def _row(name: str, number: int, table: Mapping[str, Any]) -> str:
    identity = table.get("name" if name == "claimant" else "id")
    return f"{name} {number} ({identity})" if isinstance(identity, str) and identity else f"{name} {number}"


def _raw(
    path: Path, row: str, table: Mapping[str, Any], columns: tuple[str, ...], reading: Reading
) -> dict[str, str] | None:
    """Turn the values of a table into texts; None, and a rejection, if one cannot be."""
    remarks = [Remark(path.name, row, "", f"field {said}") for said in unknown_fields(table, known=columns)]
    raw: dict[str, str] = {}
    for name, got in table.items():
        try:
            raw |= marked_texts(name, got)
        except InvalidField as problem:
            remarks.append(Remark(path.name, row, name, str(problem)))
    if remarks:
        reading.reject(remarks)
        return None
    return raw
