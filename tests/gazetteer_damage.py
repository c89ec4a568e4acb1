"""Damaged and hostile gazetteers of a user's, by a seed: one function a kind of damage, for tests and benchmarks.

As in `tests.ledger_damage`, each takes the path of a whole file and a source of chance, changes the file in place and
returns what it did.
"""

# ruff: noqa: S311, S608 - chance that can be repeated, and statements of the tests' own

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import struct
from typing import TYPE_CHECKING

import pytest

from mustermap import geo
from mustermap.app.file_entry import add_files
from mustermap.app.map_file import make_map
from mustermap.app.options import Selection
from mustermap.app.places.own_gazetteers import add_places, show_parts
from mustermap.app.places.place_answers import show_place
from mustermap.geo.gazetteer import own_places
from mustermap.geo.gazetteer.additions import add_gazetteer
from tests.ledger_damage import (
    ENDLESS,
    NOT_UTF8,
    WRONG_WKB,
    Damage,
    blank_a_page,
    change_the_header,
    columns_of,
    cut_off,
    flip_a_byte,
    flip_bytes_of_a_page,
    leave_a_log,
    run,
    swap_pages,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLES = ("source", "place", "name", "shape")
VALUES = ("x'00ff'", "'many'", "9e999", "-1", "9223372036854775807", "99", "1.5", "zeroblob(99)", "''")
AREA = [[[27.0, 53.0], [27.1, 53.0], [27.1, 53.1], [27.0, 53.1], [27.0, 53.0]]]


def damage(path: Path, seed: int) -> str:
    """Damage a gazetteer in the way that belongs to a seed, and say how."""
    chance = random.Random(seed)
    kind = DAMAGES[seed % len(DAMAGES)]
    return f"{kind.__name__}: {kind(path, chance)}"


def whole_gazetteer(path: Path, folder: Path) -> None:
    """Make a gazetteer with points, areas and names, of two files."""
    points = folder / "points.csv"
    rows = "".join(f"Vyoska {number},27.{number},53.{number},Вёска {number},site\n" for number in range(10, 90))
    points.write_text(f"name,lon,lat,other_names,kind\n{rows}", encoding="utf-8")
    areas = folder / "areas.geojson"
    shape = {"type": "Polygon", "coordinates": AREA}
    feature = {"type": "Feature", "properties": {"name": "Testfeld"}, "geometry": shape}
    areas.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(own_places.VARIABLE, str(path))
        for file in (points, areas):
            add_gazetteer(file)
    own_places.forget()


def operations(folder: Path) -> dict[str, Callable[[], object]]:
    """Return what is asked while the gazetteer is damaged; each may refuse by an error of ours, and by no other."""
    reports, more = folder / "reports.csv", folder / "more.csv"
    more.write_text("name,lon,lat\nNew,27.5,53.9\n", encoding="utf-8")
    rows = "".join(
        f"r{number},A. Minister,{place},News\n" for number, place in enumerate(("Vyoska 11", "Testfeld", "Minsk"))
    )
    reports.write_text(f"id,claimant,place,source_title\n{rows}", encoding="utf-8")
    ledger, page = folder / "l.gpkg", folder / "m.html"
    return {
        "place": lambda: show_place("Vyoska 11", country="BY", as_json=True, online=False, contact=""),
        "an outline": lambda: geo.geometry_wkb("added:areas/1"),
        "add": lambda: add_files([reports], ledger=ledger, editor="", revise=False, key=None),
        "map": lambda: make_map(Selection(files=[reports]), output=page, title="Claims", overwrite=True),
        "gazetteer": lambda: show_parts(as_json=True),
        "gazetteer add": lambda: add_places(more, name=None, country=None, licence="", credit=""),
        "gazetteer remove": lambda: own_places.remove_gazetteer("areas"),
    }


def wrong_value(path: Path, chance: random.Random) -> str:
    """Put a value of another type or range into a column."""
    table = chance.choice(TABLES)
    column = chance.choice(columns_of(path, table))
    value = chance.choice(
        ("x'00ff'", "'many'", "9e999", "-1", "9223372036854775807", "99", "1.5", "zeroblob(99)", "''")
    )
    with contextlib.suppress(sqlite3.IntegrityError):  # a column that cannot hold it stays as it was
        run(path, f"UPDATE OR IGNORE {table} SET {column} = {value}")
    return f"{table}.{column} = {value}"


def text_not_utf8(path: Path, chance: random.Random) -> str:
    """Put bytes that are no UTF-8 into a text."""
    table = chance.choice(TABLES[:3])
    column = chance.choice(columns_of(path, table))
    with contextlib.suppress(sqlite3.IntegrityError):
        run(path, f"UPDATE OR IGNORE {table} SET {column} = CAST(x'{NOT_UTF8.hex()}' AS TEXT)")
    return f"{table}.{column}"


def wrong_outline(path: Path, chance: random.Random) -> str:
    """Write an outline that is none."""
    wkb = chance.choice((*WRONG_WKB, struct.pack("<BIdd", 1, 1, 27.0, 53.0)))
    run(path, f"UPDATE shape SET wkb = x'{wkb.hex()}'")
    return wkb.hex()[:40]


def other_schema(path: Path, chance: random.Random) -> str:
    """Put an endless view where a table was, or take one away."""
    table = chance.choice(TABLES)
    how = chance.choice(("dropped", "an endless view", "another table"))
    run(path, f"DROP TABLE {table}")
    if how == "an endless view":
        run(path, f"CREATE VIEW {table} AS {ENDLESS}")
    if how == "another table":
        run(path, f"CREATE TABLE {table} (x)")
    return f"{table}: {how}"


def foreign_trigger(path: Path, chance: random.Random) -> str:
    """Let a trigger swallow or refuse what is written."""
    table = chance.choice(TABLES)
    body = chance.choice(("SELECT RAISE(IGNORE)", "SELECT RAISE(ROLLBACK, 'no')", f"DELETE FROM {table}"))
    run(path, f"CREATE TRIGGER eat BEFORE INSERT ON {table} BEGIN {body}; END")
    return f"{table}: {body}"


def text_of_the_schema(path: Path, chance: random.Random) -> str:
    """Put bytes that are no UTF-8 into a statement of the schema."""
    content = bytearray(path.read_bytes())
    at = content.index(chance.choice((b"CREATE TABLE place", b"licence TEXT", b"folded TEXT")))
    content[at + 7 : at + 9] = NOT_UTF8[:2]
    path.write_bytes(content)
    return f"at byte {at}"


DAMAGES: tuple[Damage, ...] = (
    flip_a_byte, flip_bytes_of_a_page, swap_pages, cut_off, blank_a_page, change_the_header, leave_a_log, wrong_value,
    wrong_value, text_not_utf8, wrong_outline, other_schema, foreign_trigger, text_of_the_schema,
)  # fmt: skip
