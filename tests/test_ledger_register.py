"""The register of claimants in the ledger: revisions of its own, sealed, read back, exported, shown by `history`."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pyogrio
import pytest

from mustermap.app.exports.export_writers import export_reports
from mustermap.app.file_entry import add_files
from mustermap.app.options import CareOptions, Selection
from mustermap.app.report_selection import load
from mustermap.app.terminal.report_history import show_history
from mustermap.data.claimant_register import Claimant
from mustermap.data.ledger import Ledger, back_up, verify
from mustermap.errors import KeyReused, WrongUse
from tests.ledger_samples import make_version

if TYPE_CHECKING:
    from pathlib import Path

HUR = {"name": "Main Directorate", "short": "HUR", "also_written_as": "ГУР;GUR", "speaks_for": "Ministry"}
REPORTS = """
[[source]]
id = "s"
title = "S"
[[report]]
id = "r"
claimant = "ГУР"
[[claimant]]
name = "Main Directorate"
short = "HUR"
also_written_as = ["ГУР", "GUR"]
speaks_for = "Ministry"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "l.gpkg"
    with Ledger.open(path, create=True) as ledger:
        assert ledger.register.add([HUR], editor="Kim").added == ("main directorate",)
    return path


def revise(path: Path, **changed: str) -> tuple[str, ...]:
    with Ledger.open(path) as ledger:
        return ledger.register.add([HUR | changed], editor="Alex", revise=True).revised


def test_a_claimant_is_a_revision_that_is_sealed_and_read_back(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.register.claimants() == [Claimant.from_cells(HUR)]
        assert ledger.register.add([HUR]).skipped == ("main directorate",)
        (revision,) = ledger.history("main directorate", what="claimant")
    assert (revision.what, revision.action, revision.editor) == ("claimant", "add", "Kim")
    assert verify(path).broken is None
    assert list(pyogrio.read_dataframe(path, layer="claimants")["short"]) == ["HUR"]


def test_a_claimant_with_other_content_is_refused_unless_it_is_revised(path: Path) -> None:
    with Ledger.open(path) as ledger:
        (refused,) = ledger.register.add([HUR | {"name": "MAIN  directorate", "short": "GUR"}]).rejected
    message = (
        "main directorate is in the register with other content in name, short; add it with --revise if it is right"
    )
    assert refused == ("main directorate", message)
    assert revise(path, short="GUR") == ("main directorate",)
    with Ledger.open(path) as ledger:
        assert [one.short for one in ledger.register.claimants()] == ["GUR"]
        assert [one.cells["short"] for one in ledger.history("main directorate", what="claimant")] == ["HUR", "GUR"]
    assert verify(path).broken is None


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"name": ""}, "the claimant has no id; give it one"),
        (
            {"name": "A; B"},
            "name: 'A; B' holds a semicolon, which separates those who say something together; name one",
        ),
        ({"name": "gur"}, "name: 'gur' is a wording of 'Main Directorate' already; keep it at one of them"),
        (
            {"name": "Ministry", "short": "hur"},
            "short: 'hur' is a wording of 'Main Directorate' already; keep it at one of them",
        ),
        (
            {"name": "Ministry", "speaks_for": "hur"},
            "speaks_for: leads back to itself (Ministry, Main Directorate, Ministry); leave it out at one of them",
        ),
        ({"name": "B", "nickname": "b"}, "nickname: no column of a claimant; take the names of the data dictionary"),
    ],
)
def test_what_cannot_be_in_the_register_is_refused(path: Path, cells: dict[str, str], message: str) -> None:
    with Ledger.open(path) as ledger:
        assert [why for _, why in ledger.register.add([cells]).rejected] == [message]
        assert len(ledger.register.claimants()) == 1


def test_of_two_that_speak_for_one_another_in_one_submission_the_second_is_refused(path: Path) -> None:
    with Ledger.open(path) as ledger:
        answer = ledger.register.add([{"name": "A", "speaks_for": "B"}, {"name": "B", "speaks_for": "A"}])
    assert (answer.added, [name for name, _ in answer.rejected]) == (("a",), ["b"])


def test_the_same_again_under_one_key_adds_nothing_and_another_submission_is_refused(path: Path) -> None:
    with Ledger.open(path) as ledger:
        first = ledger.register.add([{"name": "A"}], key="k")
        assert ledger.register.add([{"name": "A"}], key="k") == first
        with pytest.raises(KeyReused):
            ledger.register.add([{"name": "B"}], key="k")


@pytest.mark.parametrize("change", ["UPDATE claimant_revisions SET short = 'X'", "DELETE FROM claimant_revisions"])
def test_nothing_of_the_register_is_changed_or_deleted(path: Path, change: str) -> None:
    with (
        contextlib.closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="only ever added"),
    ):
        connection.execute(change)


def test_what_the_register_shows_otherwise_than_it_was_written_is_named(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (made,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'claimant_revisions_refuse_update'"
        ).fetchone()
        connection.execute("DROP TRIGGER claimant_revisions_refuse_update")
        connection.execute("UPDATE claimant_revisions SET short = 'X'")
        connection.execute(made)
    broken = verify(path).broken
    assert broken is not None
    assert (broken.seq, broken.id) == (1, "main directorate")
    assert broken.differs.startswith("claimant_revisions shows something else in short")


def test_an_old_ledger_learns_the_register_and_keeps_every_hash(tmp_path: Path) -> None:
    path = tmp_path / "old.gpkg"
    make_version(1, path)
    before = verify(path)
    with Ledger.open(path) as ledger:
        assert ledger.register.claimants() == []
        assert verify(path) == before
        assert ledger.register.add([HUR]).added == ("main directorate",)
    after = verify(path)
    assert (after.revisions, after.broken) == (before.revisions + 1, None)


def test_files_bring_their_register_into_the_ledger_and_its_claims_use_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, path = tmp_path / "r.toml", tmp_path / "l.gpkg"
    file.write_text(REPORTS, "utf-8")
    assert add_files([file], ledger=path, editor="Kim", revise=False, key="k") == 0
    assert "1 added, 0 skipped (already there), 1 claimant registered, 0 rejected" in capsys.readouterr().out
    assert add_files([file], ledger=path, editor="Kim", revise=False, key="k") == 0
    claims = load([], path).claims
    columns = ["claimant", "claimant_short", "claimant_key", "speaks_for", "voice_key"]
    assert claims[columns].values.tolist() == [["ГУР", "HUR", "main directorate", "ministry", "ministry"]]
    file.write_text(REPORTS.replace('"HUR"', '"GUR"'), "utf-8")
    loaded = load([file], path)
    assert loaded.claims["claimant_short"].tolist() == ["HUR"]
    assert [str(one) for one in loaded.reading.rejected] == [
        "r.toml claimant 1 (Main Directorate): name: 'Main Directorate' is in the ledger's register with other content "
        "(short), which is used"
    ]
    assert add_files([file], ledger=path, editor="Kim", revise=True, key=None) == 0
    assert load([], path).claims["claimant_short"].tolist() == ["GUR"]


def test_an_export_has_the_register_in_a_file_of_its_own_that_is_added_again(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(path, office='military "intelligence"')
    out, again = tmp_path / "out", tmp_path / "again.gpkg"
    out.mkdir()
    outputs = [out / "claimants.toml", out / "claims.csv"]
    assert export_reports(Selection(ledger=path), outputs=outputs, overwrite=False) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "register  1 claimant" in lines
    assert lines.count("cannot hold 1 claimant of the register, for which there is claimants.toml") == 1
    assert add_files([out / "claimants.toml"], ledger=again, editor="", revise=False, key=None) == 0
    with Ledger.open(path) as ledger, Ledger.open(again) as other:
        assert other.register.claimants() == ledger.register.claimants()


def test_care_withholds_the_register(path: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="the register names claimants; leave it out where care is taken"):
        export_reports(
            Selection(ledger=path), outputs=[tmp_path / "claimants.toml"], overwrite=False,
            care=CareOptions(embargo="14d"),
        )  # fmt: skip


@pytest.mark.parametrize("asked", ["main  Directorate", "гур", "GUR"])
def test_history_shows_a_claimant_by_any_wording(path: Path, capsys: pytest.CaptureFixture[str], asked: str) -> None:
    revise(path, short="GUR")
    assert show_history(asked, ledger=path, as_json=False) == 0
    text = capsys.readouterr().out
    assert "revision 1, " in text
    assert "added by Kim" in text
    assert "revised by Alex" in text
    assert "GUR" in text
    assert text.endswith("main directorate: 2 revisions\n")


def test_a_backup_has_the_register(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.gpkg")
    with Ledger.open(tmp_path / "copy.gpkg") as copy:
        assert [one.short for one in copy.register.claimants()] == ["HUR"]
