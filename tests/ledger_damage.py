"""Damaged and tampered ledgers by a seed: one function a kind of damage, for tests and benchmarks.

Each takes the path of a whole ledger and a source of chance, and changes the file in place; it returns what it did, in
a few words. Some damage bytes, as disks do; some change rows behind the back of the triggers, as a person would; some
compute the chain of hashes again afterwards, so that only what is said is wrong and no link is broken.
"""

# ruff: noqa: S608, S311 - statements of the tests' own, and chance that can be repeated

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mustermap.app.exports.export_writers import export_reports
from mustermap.app.file_entry import add_files
from mustermap.app.options import Selection
from mustermap.app.places.place_decisions import Decision, Decisions
from mustermap.app.report_list import list_reports
from mustermap.app.terminal.report_history import show_history
from mustermap.data.ledger import Ledger, back_up, verify
from tests.ledger_samples import LATUSHKA, LUKASHENKO, SOURCE, fill

Damage = Callable[[Path, random.Random], str]

COLUMNS = ("seq", "what", "id", "action", "content", "editor", "recorded", "reason", "key", "geometry_sha256")
PROJECTIONS = ("report_revisions", "source_revisions", "place_revisions", "decision_revisions", "claimant_revisions")
WITH_KEY: dict[str, Any] = {
    "reports": [LATUSHKA | {"phase": "ordered"}], "revise": True, "editor": "Alex", "key": "form-1",
}  # fmt: skip
DRAWN = {
    "id": "drawn", "source": "dw-2022", "said": "2022-10-05", "place": "a field",
    "geometry": '{"type":"Point","coordinates":[27.5,53.9]}',
}  # fmt: skip
DECIDED = {"id": "springfield [US]", "wording": "Springfield", "country": "US", "ref": "geonames:4409896"}
REGISTERED = {"name": "Main Directorate", "short": "HUR", "also_written_as": "GUR;HUR"}
ENDLESS = "WITH RECURSIVE more(n) AS (VALUES (1) UNION ALL SELECT n FROM more) SELECT n FROM more"
NOT_UTF8 = b"\xe5\xff\xc0"
ODD_TEXTS = (
    "", " ", "\x00", "\x1b[31m", "NaN", "-1", "1e999", "9" * 400, "'", "\ufeff", "x" * 100_000, "2022-13-45", "{", "[]",
    ";", ";;",
    "\u202e", "null", "true", "0x10", "drawn:", "geonames:", "geonames:" + "9" * 30, "country:ZZ", "latushka-120000",
    "{\"type\":\"Point\"}", '{"type":"Polygon","coordinates":[]}', '{"type":"Point","coordinates":[1e999,"x"]}',
    '{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}', '{"type":"Point","coordinates":[500,100]}',
)  # fmt: skip


def damage(path: Path, seed: int) -> str:
    """Damage a ledger in the way that belongs to a seed, and say how."""
    chance = random.Random(seed)
    kind = DAMAGES[seed % len(DAMAGES)]
    return f"{kind.__name__}: {kind(path, chance)}"


def whole_ledger(path: Path) -> None:
    """Make a ledger with something of everything: areas, sites, a drawn place, revisions, a key, a retracted report."""
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
        ledger.add(**WITH_KEY)
        ledger.add(reports=[DRAWN])
        ledger.add(sources=[SOURCE | {"id": f"source-{number}", "note": "n" * 900} for number in range(8)])
        ledger.retract(LUKASHENKO["id"], reason="Not his order.")
        ledger.add(
            decisions=[DECIDED, DECIDED | {"id": "nowhere", "wording": "Nowhere", "ref": "unplaced"}], editor="Kim"
        )
        ledger.register.add([REGISTERED, {"name": "B", "speaks_for": "HUR"}], editor="Kim")


def operations(path: Path, folder: Path) -> dict[str, Callable[[], object]]:
    """Give what a damaged ledger is asked; each may refuse by an error of ours, and by no other."""
    new = folder / "new.csv"
    new.write_text("id,claimant,figure,place,source_title\nnew,A. Minister,9000,Minsk,News\n", encoding="utf-8")
    files = [folder / "out.gpkg", folder / "out.csv", folder / "decisions.csv"]
    return {
        "verify": lambda: verify(path),
        "list": lambda: list_reports(Selection(ledger=path), as_json=False),
        "history": lambda: show_history(LATUSHKA["id"], ledger=path, as_json=False),
        "history of a decision": lambda: show_history("Springfield [US]", ledger=path, as_json=False),
        "history of a claimant": lambda: show_history("Main Directorate", ledger=path, as_json=False),
        "register": lambda: _register(path),
        "export": lambda: export_reports(Selection(ledger=path), outputs=files, overwrite=True),
        "backup": lambda: back_up(path, folder / "backup.gpkg"),
        "add": lambda: _add(path),
        "decide": lambda: Decisions(path).decide([Decision("Minsk", "", "geonames:625144")]),
        "add a file": lambda: add_files([new], ledger=path, editor="", revise=False, key=None),
    }


def _add(path: Path) -> None:
    """Add something, again under a key too; what is acknowledged has to be there."""
    with Ledger.open(path) as ledger:
        ledger.add(**WITH_KEY)
        added = ledger.add(sources=[{"id": "later"}], reports=[{"id": "of-later", "source": "later"}]).added
        found = ledger.find({"id": ["of-later"]})["id"]
    if "of-later" in added and found != ["of-later"]:
        raise AssertionError("a report that was acknowledged is not there")


def _register(path: Path) -> None:
    """Read the register and add to it; what is acknowledged has to be there."""
    with Ledger.open(path) as ledger:
        before = ledger.register.claimants()
        added = ledger.register.add([{"name": "Later"}]).added
        if added and len(ledger.register.claimants()) != len(before) + 1:
            raise AssertionError("a claimant who was acknowledged is not there")


# What disks and transfers do.


def flip_a_byte(path: Path, chance: random.Random) -> str:
    """Change one byte anywhere."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return f"bit at byte {at}"


def flip_bytes_of_a_page(path: Path, chance: random.Random) -> str:
    """Change some bytes of one page."""
    content = bytearray(path.read_bytes())
    page = chance.randrange(len(content) // 4096)
    for _ in range(chance.choice((2, 10, 100))):
        content[page * 4096 + chance.randrange(4096)] = chance.randrange(256)
    path.write_bytes(content)
    return f"page {page + 1}"


def swap_pages(path: Path, chance: random.Random) -> str:
    """Exchange two pages."""
    content = bytearray(path.read_bytes())
    one, other = chance.sample(range(1, len(content) // 4096), 2)
    first, second = slice(one * 4096, (one + 1) * 4096), slice(other * 4096, (other + 1) * 4096)
    content[first], content[second] = content[second], content[first]
    path.write_bytes(content)
    return f"pages {one + 1} and {other + 1}"


def cut_off(path: Path, chance: random.Random) -> str:
    """Leave only the beginning of the file."""
    content = path.read_bytes()
    length = chance.choice((chance.randrange(len(content)), chance.randrange(len(content) // 4096) * 4096, 100, 0))
    path.write_bytes(content[:length])
    return f"to {length} bytes"


def blank_a_page(path: Path, chance: random.Random) -> str:
    """Fill a page with one byte."""
    content = bytearray(path.read_bytes())
    page = chance.randrange(len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = chance.choice((b"\0", b"\xff", b"\r", b"\n")) * 4096
    path.write_bytes(content)
    return f"page {page + 1}"


def change_the_header(path: Path, chance: random.Random) -> str:
    """Change some of the first hundred bytes."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(100)
    content[at] = chance.randrange(256)
    path.write_bytes(content)
    return f"byte {at}"


def leave_a_log(path: Path, chance: random.Random) -> str:
    """Put a log of somebody else's beside the file."""
    ending = chance.choice(("-wal", "-journal", "-shm"))
    magic = {"-wal": b"\x37\x7f\x06\x82", "-journal": b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", "-shm": b""}[ending]
    path.with_name(path.name + ending).write_bytes(magic + chance.randbytes(chance.choice((8, 600, 9000))))
    return ending


def replace_text(path: Path, chance: random.Random) -> str:
    """Put bytes that are no UTF-8 over a text of the file."""
    content = bytearray(path.read_bytes())
    text = chance.choice(
        (b"source_revisions", b"latushka", b"Deutsche", b"CREATE", b"figure_low", b"Belarus", b"trigger")
    )
    found = [at for at in range(len(content)) if content.startswith(text, at)]
    if not found:
        return "nothing"
    at = chance.choice(found) + chance.randrange(len(text) - 3)
    content[at : at + 3] = NOT_UTF8
    path.write_bytes(content)
    return f"{text.decode()} at byte {at}"


# What a person does with a program for SQLite.


def wrong_type(path: Path, chance: random.Random) -> str:
    """Put a value of another type into a cell of a table that shows revisions."""
    table, column = _a_column(path, chance, PROJECTIONS)
    value = chance.choice(
        ("x'00ff'", "'many'", "9e999", "-9e999", "9223372036854775807", "NULL", "1.5", "zeroblob(2000)")
    )
    tamper(
        path,
        f'UPDATE {table} SET "{column}" = {value} WHERE seq IN (SELECT seq FROM {table} ORDER BY random() LIMIT 2)',
    )
    return f"{table}.{column} = {value}"


def wrong_type_in_the_chain(path: Path, chance: random.Random) -> str:
    """Put a value of another type into a cell of the revisions, or of the answers under keys."""
    table, column = _a_column(path, chance, ("revisions", "submissions"))
    value = chance.choice(("x'00ff'", "''", "9e999", "CAST(x'e5ff' AS TEXT)", "'{'", "'[[1]]'", "zeroblob(2000)"))
    tamper(path, f"UPDATE OR IGNORE {table} SET {column} = {value} WHERE seq = {chance.randrange(1, 8)}")
    return f"{table}.{column} = {value}"


def text_not_utf8(path: Path, chance: random.Random) -> str:
    """Put bytes that are no UTF-8 into a cell of text."""
    table, column = _a_column(path, chance, PROJECTIONS)
    tamper(path, f"UPDATE {table} SET \"{column}\" = CAST(x'{NOT_UTF8.hex()}' AS TEXT)")
    return f"{table}.{column}"


def take_rows_away(path: Path, chance: random.Random) -> str:
    """Delete rows, or let a number be forgotten."""
    table = chance.choice(
        ("revisions", "submissions", "ledger_versions", "sqlite_sequence", "gpkg_contents", *PROJECTIONS)
    )
    tamper(path, f"DELETE FROM {table} WHERE rowid % {chance.choice((1, 2))} = 0")
    return table


def other_version(path: Path, chance: random.Random) -> str:
    """Let the ledger say another version of its tables."""
    version = chance.choice((0, -1, 99, 2**62))
    tamper(path, f"UPDATE ledger_versions SET version = {version}")
    return str(version)


def broken_content(path: Path, chance: random.Random) -> str:
    """Let a revision say what is no cells, and compute the chain again."""
    content = chance.choice(
        ("{", "[]", "null", "[" * 100_000, '{"figure_low":NaN}', '{"figure_low":1e999}', '{"id":5}', "9" * 5000)
    )
    seq = chance.randrange(1, 8)
    tamper(path, (f"UPDATE revisions SET content = ? WHERE seq = {seq}", (content,)))
    reseal(path)
    return f"revision {seq}: {content[:30]}"


def odd_cell(path: Path, chance: random.Random) -> str:
    """Let a report, a source or a place say something odd in one column, and compute the chain again."""
    table, column = _a_column(path, chance, PROJECTIONS)
    what, key = table.removesuffix("_revisions"), "ref" if table == "place_revisions" else "id"
    name = "geometry" if column == "drawn_geometry" else column
    value: Any = chance.choice(ODD_TEXTS)
    if column in {"figure_low", "figure_high", "figure_best", "radius_m", "lon", "lat"}:
        value = chance.choice((-1.0, 1e308, 1e-300, 5e300, 0.5, 200.0))
    if column.endswith("_included"):
        value = chance.random() < 0.5
    if column in {"seq", "first_seq", "shown_ref", key, "source"} or (what, name) == ("place", "geometry"):
        return flip_a_byte(path, chance)
    for seq, content in _rows(path, f"SELECT seq, content FROM revisions WHERE what = '{what}'"):
        cells = {**json.loads(content), name: value}
        written = json.dumps(cells, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        tamper(path, ("UPDATE revisions SET content = ? WHERE seq = ?", (written, seq)))
        tamper(path, (f'UPDATE {table} SET "{column}" = ? WHERE seq = ?', (value, seq)))
    reseal(path)
    return f"{table}.{column} = {str(value)[:30]!r}"


def wrong_geometry(path: Path, chance: random.Random) -> str:
    """Give a place a geometry that is none."""
    wkb = chance.choice(WRONG_WKB)
    tamper(path, ("UPDATE place_revisions SET geometry = ?", (_blob(wkb),)))
    return wkb.hex()[:40]


def sealed_wrong_geometry(path: Path, chance: random.Random) -> str:
    """Give a place a geometry that is none, and compute the chain again."""
    wkb = chance.choice(WRONG_WKB)
    seal_geometry(path, wkb)
    return wkb.hex()[:40]


def foreign_trigger(path: Path, chance: random.Random) -> str:
    """Let a trigger swallow, change or undo what is written."""
    table = chance.choice(("revisions", "report_revisions", "gpkg_contents", "submissions"))
    change = "UPDATE" if table == "gpkg_contents" else "INSERT"
    body = chance.choice((
        "SELECT RAISE(IGNORE)", "SELECT RAISE(ROLLBACK, 'no')", "SELECT RAISE(ABORT, 'no')",
        "UPDATE sqlite_sequence SET seq = 0", "DELETE FROM submissions",
    ))  # fmt: skip
    when = chance.choice(("BEFORE", "AFTER"))
    run(path, f"CREATE TRIGGER eat {when} {change} ON {table} BEGIN {body}; END")
    return f"{when} {change} ON {table}: {body}"


def other_schema(path: Path, chance: random.Random) -> str:
    """Put an endless view where a table or a view of ours was, or take one away."""
    objects = _rows(
        path,
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite_%'",
    )
    kind, name = chance.choice(objects)
    how = chance.choice(("dropped", "an endless view", "a table"))
    run(path, "PRAGMA foreign_keys = OFF", f"DROP {kind} {name}")
    if how == "an endless view":
        run(path, f"CREATE VIEW {name} AS {ENDLESS}")
    if how == "a table":
        run(path, f"CREATE TABLE {name} (seq INTEGER PRIMARY KEY, version, id)")
    return f"{kind} {name}: {how}"


DAMAGES: tuple[Damage, ...] = (
    flip_a_byte, flip_bytes_of_a_page, swap_pages, cut_off, blank_a_page, change_the_header, leave_a_log, replace_text,
    wrong_type, wrong_type_in_the_chain, text_not_utf8, take_rows_away, other_version, broken_content, odd_cell,
    wrong_geometry, sealed_wrong_geometry, foreign_trigger, other_schema, odd_cell,
)  # fmt: skip

WRONG_WKB = (
    b"", b"\x01", b"\x01\x01", b"\x02" + bytes(20), struct.pack("<BIdd", 1, 1, float("nan"), 5.0),
    struct.pack("<BIdd", 1, 1, 1e300, 5.0), struct.pack("<BIdd", 1, 77, 1.0, 5.0), struct.pack("<BII", 1, 3, 2**31),
    struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 1, 0, 1, 1, 0, 1),  # a ring that does not close
    struct.pack("<BIII4d", 1, 3, 1, 2, 0, 0, 0, 0), struct.pack("<BII", 1, 7, 0), struct.pack("<BII", 1, 3, 0),
    struct.pack("<BII", 1, 7, 1) * 2000,
)  # fmt: skip


def seal_geometry(path: Path, wkb: bytes) -> None:
    """Give all places a geometry, and compute the chain again."""
    mark = hashlib.sha256(wkb).hexdigest()
    tamper(path, ("UPDATE place_revisions SET geometry = ?", (_blob(wkb),)))
    tamper(path, ("UPDATE revisions SET geometry_sha256 = ? WHERE what = 'place'", (mark,)))
    reseal(path)


def reseal(path: Path) -> None:
    """Compute the chain of hashes again, as somebody would who wants to leave no trace."""
    previous, statements = "0" * 64, []
    for row in _rows(path, f"SELECT {', '.join(COLUMNS)} FROM revisions ORDER BY seq"):
        columns = dict(zip(COLUMNS, row, strict=True))
        text = json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        own = hashlib.sha256((previous + text).encode()).hexdigest()
        statements.append(("UPDATE revisions SET previous = ?, hash = ? WHERE seq = ?", (previous, own, row[0])))
        previous = own
    tamper(path, *statements)


def _blob(wkb: bytes) -> bytes:
    return struct.pack("<2sBBi", b"GP", 0, 0b0001, 4326) + wkb


def _a_column(path: Path, chance: random.Random, tables: tuple[str, ...]) -> tuple[str, str]:
    table = chance.choice([one for one in tables if columns_of(path, one)])  # an old ledger has not all of them
    return table, chance.choice(columns_of(path, table))


def columns_of(path: Path, table: str) -> list[str]:
    """Name the columns of a table."""
    return [row[1] for row in _rows(path, f"PRAGMA table_info({table})")]


def _rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def run(path: Path, *statements: str) -> None:
    """Run statements on a file."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def tamper(path: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    """Change rows behind the back of the triggers, and put these back."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            sql, values = (statement, ()) if isinstance(statement, str) else statement
            with contextlib.suppress(sqlite3.IntegrityError):  # a column that cannot hold it stays as it was
                connection.execute(sql, values)
        for _, sql in triggers:
            connection.execute(sql)
