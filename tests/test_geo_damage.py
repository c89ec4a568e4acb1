"""Damaged and hostile gazetteers of a user's: named in one sentence, with what to do, and never a traceback."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import pytest

from mustermap import geo
from mustermap.errors import AppError, DataError, LayersError, MapError, OwnGazetteerUnreadable
from mustermap.geo import GeoError
from mustermap.geo.gazetteer import lookup, own_places
from mustermap.geo.gazetteer.additions import add_gazetteer
from mustermap.layers.places.placement import Asked, find_places
from tests.gazetteer_damage import DAMAGES, damage, operations, whole_gazetteer
from tests.ledger_damage import ENDLESS, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = (DataError, GeoError, LayersError, MapError, AppError)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    whole_gazetteer(folder / "gazetteer.sqlite", folder)
    return folder / "gazetteer.sqlite"


@pytest.fixture
def own(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = shutil.copy(whole, tmp_path / "gazetteer.sqlite")
    monkeypatch.setenv(own_places.VARIABLE, str(file))
    yield file
    own_places.forget()


def test_whole_it_is_looked_up(own: Path) -> None:
    assert geo.place("added:areas/1").name == "Testfeld"
    assert [row.ref for row in lookup.find("vyoska 11")] == ["added:points/2"]


@pytest.mark.parametrize("seed", range(2 * len(DAMAGES)))
def test_whatever_is_damaged_every_command_does_its_work_or_says_why_not(
    own: Path, tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    what = damage(own, seed)
    for name, ask in operations(tmp_path).items():
        own_places.forget()
        with contextlib.suppress(*OWN):
            try:
                ask()
            except Exception as error:
                error.add_note(f"{name} after {what}")
                raise
    capsys.readouterr()


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["DROP TABLE name", f"CREATE VIEW name AS {ENDLESS}"], "it has a view 'name'"),
        (["DROP TABLE shape"], "it has no table 'shape'"),
        (["CREATE TRIGGER eat BEFORE INSERT ON place BEGIN SELECT RAISE(IGNORE); END"], "it has a trigger 'eat'"),
        (["UPDATE place SET kind = 77"], "holds what no place can"),
        (["UPDATE place SET lat_e5 = 99000000"], "holds what no place can"),
        (["UPDATE place SET name = x'00'"], "holds what no place can"),
        (["UPDATE name SET grade = 'x'"], "holds what no place can"),
        (["UPDATE place SET name = CAST(x'ff' AS TEXT)"], "Could not decode"),
    ],
)
def test_what_is_wrong_is_named_with_the_file_and_what_to_do(own: Path, statements: list[str], words: str) -> None:
    run(own, *statements)
    with pytest.raises(OwnGazetteerUnreadable) as caught:
        geo.resolve("Vyoska 11", country="BY")
    assert words in str(caught.value)
    assert str(own) in str(caught.value)
    assert "remove the file and add your gazetteers again" in str(caught.value)
    if statements[0].startswith(("DROP", "CREATE")):
        with pytest.raises(OwnGazetteerUnreadable):
            own_places.writing()


@pytest.mark.parametrize("value", ["x'0103'", "zeroblob(9)", "'text'", "NULL"])
def test_an_outline_that_is_none_is_named(own: Path, value: str) -> None:
    run(own, "DROP TABLE shape", "CREATE TABLE shape (place INTEGER PRIMARY KEY, wkb BLOB)")
    run(own, f"INSERT INTO shape SELECT id, {value} FROM place WHERE ref = 'added:areas/1'")  # noqa: S608
    with pytest.raises(OwnGazetteerUnreadable, match="the outline of 'added:areas/1' is no area"):
        geo.geometry_wkb("added:areas/1")


def test_a_damaged_gazetteer_makes_no_report_unplaced_unseen(own: Path) -> None:
    run(own, "UPDATE place SET kind = 'x'")
    for row in (("Vyoska 11", "BY", "s", "", ""), ("", "", "s", "added:points/2", "")):
        with pytest.raises(OwnGazetteerUnreadable):
            find_places(Asked.of([row]))


def test_how_far_a_file_was_read_is_believed_only_in_counts(own: Path, tmp_path: Path) -> None:
    run(own, "UPDATE source SET finished = 0, step = -3 WHERE name = 'points'")
    (tmp_path / "points.csv").write_text("name,lon,lat\nNew,27.5,53.9\n", encoding="utf-8")
    with pytest.raises(OwnGazetteerUnreadable, match="how far a file was read"):
        add_gazetteer(tmp_path / "points.csv")


def test_where_nothing_can_be_written_it_is_looked_up_all_the_same(own: Path) -> None:
    own.with_name("gazetteer.sqlite-shm").symlink_to(own.parent / "nowhere" / "shm")
    assert geo.place("added:areas/1").name == "Testfeld"
    with pytest.raises(OwnGazetteerUnreadable, match="check the disk, its free space"):
        own_places.writing()


def test_nothing_is_added_to_a_file_of_which_any_page_is_damaged(own: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("name,lon,lat\nNew,27.5,53.9\n", encoding="utf-8")
    good = own.read_bytes()
    size = int.from_bytes(good[16:18], "big")
    for page in range(1, len(good) // size):  # the first page has the header and the schema
        own.write_bytes(good[: page * size] + bytes(size) + good[(page + 1) * size :])
        own_places.forget()
        with pytest.raises(OwnGazetteerUnreadable, match="remove the file and add your gazetteers again"):
            add_gazetteer(more)


@pytest.mark.parametrize("text", ["\ud800", "added:\udcff", "\x00", ""])
def test_a_text_that_no_file_can_hold_names_no_place(own: Path, text: str) -> None:
    assert own.exists()
    with pytest.raises(geo.UnknownPlaceError, match="is not in the gazetteer"):
        geo.place(text)
    with pytest.raises(geo.UnknownPlaceError):
        geo.geometry_wkb(text)
    assert geo.resolve(text).place is None
