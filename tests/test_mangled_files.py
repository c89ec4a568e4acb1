"""Broken files of every format: a reader says what is wrong in its own errors, or reads what can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mustermap.app.terminal.terminal_output import remarks
from mustermap.data.files.reading import Reading
from mustermap.data.files.report_files import read_files
from mustermap.data.tables.column_mapping import read_mapping
from mustermap.data.tables.foreign_files import read_foreign
from mustermap.data.tables.mapped_reports import import_columns
from mustermap.errors import DataError
from tests.mangled import APART, HERE, KINDS, ROWS, mangle, whole

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.tables.column_mapping import ColumnMapping

pytestmark = pytest.mark.usefixtures("warm_opening")

SEEDS_HERE, SEEDS_APART = 60, 6
MAPPED = tuple(f"{name}={name}" for name in ROWS[0] if not name.startswith("source_"))


def imported(path: Path, mapping: ColumnMapping | None) -> Reading:
    reading = Reading()
    import_columns(path.name, read_foreign(path, reading), mapping, reading)
    return reading


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    return {kind: whole(kind, folder) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_read_whole(kind: str, good: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / f"t.{kind}"
    path.write_bytes(good[kind])
    reading = read_files([path]) if kind in HERE else imported(path, None)
    # The workbook has two formulas that nobody has reckoned, one of them in a row of its own.
    assert (reading.accepted, reading.rejected_rows) == ((2, 2) if kind == "xlsx" else (3, 0))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_breaks_a_file_in_the_same_way(kind: str, good: dict[str, bytes]) -> None:
    broken = [mangle(kind, good[kind], seed) for seed in range(20)]
    assert broken == [mangle(kind, good[kind], seed) for seed in range(20)]
    assert len({good[kind], *broken}) > 15


@pytest.mark.parametrize("kind", HERE)
def test_a_broken_text_file_is_read_or_refused_in_our_words(kind: str, good: dict[str, bytes], tmp_path: Path) -> None:
    mapping = read_mapping(columns=MAPPED, constants=["source_title=N"])
    for seed in range(SEEDS_HERE):
        path = tmp_path / f"{seed}.{kind}"
        path.write_bytes(mangle(kind, good[kind], seed))
        reading = read_files([path])  # raises nothing: a file that cannot be read is a rejection
        assert all(line.isprintable() and len(line) < 2000 for line in remarks(reading)), seed
        if kind in {"csv", "tsv"}:
            for given in (mapping, None):
                try:
                    imported(path, given)
                except DataError as refused:
                    assert str(refused).startswith((path.name, "the mapping")), seed  # noqa: PT017 - it may be read, too


@pytest.mark.parametrize("kind", APART)
def test_a_broken_file_of_a_foreign_format_is_read_or_refused_in_one_sentence(
    kind: str, good: dict[str, bytes], tmp_path: Path
) -> None:
    for seed in range(SEEDS_APART):
        path = tmp_path / f"{seed}.{kind}"
        path.write_bytes(mangle(kind, good[kind], seed))
        try:
            reading = imported(path, None)
        except DataError as refused:
            assert str(refused).startswith(f"{path.name}: "), seed  # noqa: PT017 - it may be read, too
        else:
            assert reading.accepted + reading.rejected_rows + reading.skipped <= 2 * len(ROWS), seed
