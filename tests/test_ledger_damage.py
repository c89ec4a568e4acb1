"""Damaged and tampered ledgers: named by `verify`, refused in a sentence elsewhere, and never a traceback."""

# ruff: noqa: S608 - the statements are the tests' own

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import pytest

from mustermap.app.report_selection import load
from mustermap.data.ledger import Ledger, verify
from mustermap.errors import AppError, DamagedLedger, DataError, LayersError, LedgerError, MapError, UnreadablePlace
from mustermap.geo import GeoError
from tests.ledger_damage import DAMAGES, WRONG_WKB, damage, operations, reseal, seal_geometry, tamper, whole_ledger

if TYPE_CHECKING:
    from pathlib import Path

OWN = (DataError, GeoError, LayersError, MapError, AppError)
"""What a command says in one sentence; see `mustermap.app.entry.main`."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "ours.gpkg"
    whole_ledger(path)
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return shutil.copy(whole, tmp_path / "ours.gpkg")


@pytest.mark.parametrize("seed", range(len(DAMAGES)))
def test_whatever_is_damaged_every_command_does_its_work_or_says_why_not(
    path: Path, tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    what = damage(path, seed)
    for name, ask in operations(path, tmp_path).items():
        with contextlib.suppress(*OWN):
            try:
                ask()
            except Exception as error:
                error.add_note(f"{name} after {what}")
                raise
    capsys.readouterr()


WRONG = [
    ("report_revisions", "figure_low", "'many'", "figure_low", "the text 'many'", "should hold a number"),
    ("report_revisions", "claimant", "x'00ff'", "claimant", "a blob of 2 bytes", "should hold text"),
    ("report_revisions", "figure_low_included", "7", "figure_low_included", "the whole number 7", "should hold 0 or 1"),
    ("report_revisions", "figure_high", "9e999", "figure_high", "the number inf", "should hold a number"),
    ("source_revisions", "title", "x'41'", "title", "a blob of 1 byte", "should hold text"),
    ("place_revisions", "lon", "'east'", "lon", "the text 'east'", "should hold a number"),
]


@pytest.mark.parametrize(("table", "column", "value", "name", "got", "expected"), WRONG, ids=[one[1] for one in WRONG])
def test_a_wrong_type_is_named_with_its_revision_its_column_and_what_was_got(
    path: Path, table: str, column: str, value: str, name: str, got: str, expected: str
) -> None:
    tamper(path, f"UPDATE {table} SET {column} = {value} WHERE seq = (SELECT max(seq) FROM {table})")
    broken = verify(path).broken
    assert broken is not None
    assert broken.seq > 0
    assert f"{name} ({got} instead of " in broken.differs
    what = table.removesuffix("_revisions")
    with Ledger.open(path) as ledger, pytest.raises(DamagedLedger) as caught:
        {"report": ledger.reports, "source": ledger.sources, "place": ledger.places}[what]()
    assert f"{table}, revision {broken.seq}: {name} holds {got}, and {expected}" in str(caught.value)
    assert str(path) in str(caught.value)
    assert "restore a backup" in str(caught.value)


@pytest.mark.parametrize("column", ["content", "editor", "hash", "geometry_sha256"])
def test_a_blob_in_the_chain_is_named_by_its_column(path: Path, column: str) -> None:
    tamper(path, f"UPDATE revisions SET {column} = x'00ff' WHERE seq = 4")
    broken = verify(path).broken
    assert broken is not None
    assert (broken.seq, broken.differs) == (4, f"its {column} holds a blob of 2 bytes, and should hold text")


def test_a_damaged_geometry_is_not_drawn_but_named(path: Path) -> None:
    tamper(path, "UPDATE place_revisions SET geometry = CAST(geometry || x'00' AS BLOB) WHERE ref = 'country:BY'")
    with Ledger.open(path) as ledger, pytest.raises(DamagedLedger, match="place country:BY: its geometry is not the"):
        ledger.places()
    assert verify(path).broken is not None


def test_a_schema_that_is_no_utf8_is_named_by_verify_and_refused_in_a_sentence(path: Path) -> None:
    content = path.read_bytes()
    at = content.index(b"CREATE TABLE source_revisions") + len("CREATE TABLE sourc")
    path.write_bytes(content[:at] + b"\xe5" + content[at + 1 :])
    with pytest.raises(DamagedLedger, match="is damaged; keep it, and restore a backup"):
        Ledger.open(path)
    broken = verify(path).broken
    assert broken is not None
    assert "the file is damaged" in broken.differs


def test_content_that_is_no_json_is_named_where_it_is_read(path: Path) -> None:
    tamper(path, "UPDATE revisions SET content = '{' WHERE seq = 4")
    reseal(path)
    broken = verify(path).broken
    assert broken is not None
    assert (broken.seq, broken.differs) == (4, "its content is no cells")
    with Ledger.open(path) as ledger, pytest.raises(DamagedLedger, match="revision 4: its content is no JSON"):
        ledger.history("latushka-120000")


def test_nothing_is_added_after_revisions_that_are_lost(path: Path) -> None:
    last = verify(path).revisions
    tamper(path, f"DELETE FROM revisions WHERE seq = {last}")
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match=f"has had {last} revisions, and the last one"):
        ledger.add(sources=[{"id": "more"}])


def test_two_newest_revisions_of_one_source_are_named(path: Path) -> None:
    tamper(path, "UPDATE source_revisions SET id = 'dw-2022'")
    with Ledger.open(path) as ledger, pytest.raises(DamagedLedger, match="dw-2022 has two newest revisions"):
        ledger.sources()


@pytest.mark.parametrize("wkb", WRONG_WKB, ids=[wkb[:24].hex() or "nothing" for wkb in WRONG_WKB])
def test_a_geometry_that_is_none_is_named_also_where_the_chain_was_computed_again(path: Path, wkb: bytes) -> None:
    seal_geometry(path, wkb)
    assert verify(path).broken is None
    if wkb == b"":  # nothing is a place without a geometry
        return
    with pytest.raises(UnreadablePlace, match=r"place country:BY \(Belarus\): its geometry cannot be read"):
        load([], path)


def test_a_choice_that_there_is_not_is_named_with_its_report(path: Path) -> None:
    tamper(path, "UPDATE report_revisions SET phase = 'dancing' WHERE id = 'drawn'")
    with pytest.raises(LedgerError, match=r"drawn: phase is 'dancing', and can be planned, ordered, "):
        load([], path)
