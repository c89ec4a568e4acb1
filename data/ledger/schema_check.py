"""Whether the schema of a file is that of a ledger: looked at before any of its tables or views is asked anything.

A view can have the name of a table of ours and never end; a trigger can swallow what is written. Only
``sqlite_master`` is read here, which SQLite keeps itself, and one small table that was found to be as it was made.
"""

# ruff: noqa: S608 - a statement is compared here, none is made

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from mustermap.data.ledger import schema
from mustermap.data.ledger.geopackage import APPLICATION_ID, TABLE_NAMES
from mustermap.errors import AlteredLedger, NewerLedger, NotALedger

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MASTER: Final = (
    "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB) FROM sqlite_master"
)
_HEAD: Final = re.compile(r"CREATE (TABLE|INDEX|TRIGGER|VIEW) (\w+)(?: [A-Z ]*?ON (\w+))?")
# The names in a statement, as SQLite parts it (https://www.sqlite.org/draft/tokenreq.html); comments hold none.
_TOKEN: Final = re.compile(
    r"""--[^\n]*|/\*.*?(?:\*/|\Z)|"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$]+""", re.DOTALL
)
_VERSIONS: Final = "ledger_versions"
_RESTORE: Final = "keep the file, and restore a backup into a new one"


class SchemaObject(NamedTuple):
    """A table, index, trigger or view: its kind, its name, the table that it is on, and its statement."""

    kind: str
    name: str
    table: str
    sql: str


Schema: TypeAlias = "Mapping[str, SchemaObject]"
"""What a file has, by names in small letters: SQLite does not distinguish their case."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something of a file's schema that is not as Mustermap makes it.

    Attributes
    ----------
    name : str
        Of the table, index, trigger or view.
    differs : str
        What is the matter with it, in a sentence.
    remedy : str
        What to do.
    kind : str
        "table", "index", "trigger" or "view".
    is_missing : bool
        Whether it is not there at all.
    """

    name: str
    differs: str
    remedy: str
    kind: str
    is_missing: bool = False

    @property
    def is_tolerable(self) -> bool:
        """Whether the ledger can still be used: its views are for other programs, and hold nothing."""
        return self.is_missing and self.kind == "view"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came out when a schema was looked at.

    Attributes
    ----------
    version : int
        Of the ledger's tables; 0 where they do not say.
    differences : tuple of Difference
        From the schema of that version; those of tables come first.
    schema_version : int
        A number that SQLite counts up with each change of a table, a view or a trigger.
    """

    version: int
    differences: tuple[Difference, ...]
    schema_version: int

    def unsafe_table(self) -> Difference | None:
        """Return the name of a table of ours that must not be queried: it is another one, or no table."""
        return next((one for one in self.differences if one.kind == "table"), None)


def check_schema(connection: sqlite3.Connection, path: Path) -> Checked:
    """Look at the schema of a file.

    Raises
    ------
    NotALedger
        If the file is no GeoPackage, or a GeoPackage without our tables.
    NewerLedger
        If it has a version that this Mustermap does not know.
    """
    with _at_one_moment(connection):  # another process may bring it to the newest version just now
        number = schema_version(connection)
        version, differences = _looked_at(connection, path)
    return Checked(version, tuple(differences), number)


def schema_version(connection: sqlite3.Connection) -> int:
    """Read the number that SQLite counts up with each change of a schema."""
    (number,) = connection.execute("PRAGMA schema_version").fetchone()
    return int(number)


@contextlib.contextmanager
def _at_one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    began = not connection.in_transaction
    if began:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if began and connection.in_transaction:  # an error may have ended it
            connection.execute("ROLLBACK")


def _looked_at(connection: sqlite3.Connection, path: Path) -> tuple[int, list[Difference]]:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    found = _read(connection)
    if application_id != APPLICATION_ID:
        kind = "is an SQLite file, but no GeoPackage" if found else "is empty"
        raise NotALedger(f"{path} {kind}; it was left as it is: name a ledger, or a file that does not exist yet")
    if _VERSIONS not in found:
        raise NotALedger(f"{path} is a GeoPackage, but no ledger; it was left as it is: name another file")
    if found[_VERSIONS].sql != schema.VERSIONS_TABLE:
        return 0, [_changed(SchemaObject("table", _VERSIONS, _VERSIONS, ""))]
    version = _version(connection, path)
    if version < 1:
        differs = "the table ledger_versions names no version that there is"
        return 0, [Difference(_VERSIONS, differs, _RESTORE, "table")]
    return version, list(_differences(found, _expected(schema.MIGRATIONS, version)))


def refuse_altered(checked: Checked, path: Path) -> None:
    """Refuse a ledger whose schema is not as it was made.

    Raises
    ------
    AlteredLedger
        If a table, an index or a trigger of ours is missing or was changed, or there is a trigger or a view that could
        come between us and what is kept.
    """
    for one in checked.differences:
        if not one.is_tolerable:
            raise AlteredLedger(f"{path}: {one.differs}; nothing was read or written: {one.remedy}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (found,) = connection.execute("SELECT max(version) FROM ledger_versions").fetchone()
    known = len(schema.MIGRATIONS)
    if isinstance(found, int) and found > known:
        message = f"{path} was made by a newer Mustermap (ledger version {found}, this one knows {known})"
        raise NewerLedger(f"{message}; update Mustermap to open it")
    return found if isinstance(found, int) else 0


def _read(connection: sqlite3.Connection) -> dict[str, SchemaObject]:
    """Read all of a schema, whatever its bytes are; what SQLite makes by itself has no statement and is left out."""
    rows = connection.execute(_MASTER).fetchall()
    found = (SchemaObject(*(part.decode("utf-8", "backslashreplace") for part in row)) for row in rows if all(row))
    return {one.name.lower(): one for one in found}


@lru_cache(maxsize=8)
def _expected(migrations: tuple[schema.Migration, ...], version: int) -> dict[str, SchemaObject]:
    """Return the objects of a version, each with its statement."""
    made = {}
    for sql in (schema.VERSIONS_TABLE, *migrations[version - 1].statements()):
        head = _HEAD.match(sql)
        if head is None:
            raise ValueError(f"no statement that makes something: {sql[:60]}")
        made[head[2]] = SchemaObject(head[1].lower(), head[2], head[3] or head[2], sql)
    return made


def _differences(found: Schema, expected: Schema) -> Iterator[Difference]:
    """Compare; tables come first, since nothing else can be asked where these are others."""
    for kinds in (("table",), ("index", "trigger", "view")):
        for name, made in expected.items():
            if made.kind in kinds and (name not in found or found[name].sql != made.sql):
                yield _changed(made) if name in found else _missing(made)
    for name in TABLE_NAMES:  # QGIS and GDAL may widen these
        if name not in found or found[name].kind != "table" or found[name].sql.startswith("CREATE VIRTUAL"):
            made = SchemaObject("table", name, name, "")
            yield _changed(made) if name in found else _missing(made)
    others = [other for name, other in found.items() if name not in expected and other.kind != "table"]
    if others:
        names, counters = frozenset((*expected, "sqlite_sequence")), frozenset(_counters(expected))
        for other in others:
            if other.sql not in counters:
                yield from _foreign(other, names)


def _foreign(other: SchemaObject, ours: frozenset[str]) -> Iterator[Difference]:
    """Return the problem of an index, a trigger or a view that Mustermap did not make, if there is one.

    It may stay if its statement names nothing of ours: then it is on no table of ours and cannot touch one, nor by way
    of another trigger, since that one would have to name it.
    """
    named = {other.table.lower(), *(_plain(token) for token in _TOKEN.findall(other.sql))}
    if ours.isdisjoint(named) and not (other.kind == "trigger" and "instead" in named):
        return
    where = "" if other.kind == "view" else f" on {other.table}"
    could = {
        "trigger": "could change or swallow what is written",
        "view": "stands between the ledger's tables and those who read them",
        "index": "could answer for the table itself",
    }[other.kind]
    differs = f"the {other.kind} {other.name}{where} is not Mustermap's, and {could}"
    quoted = '"' + other.name.replace('"', '""') + '"'
    remedy = f"drop it in a program for SQLite (DROP {other.kind.upper()} {quoted}), then run mustermap verify"
    yield Difference(other.name, differs, remedy, other.kind)


def _plain(token: str) -> str:
    """Return a name without its quotes, in small letters; SQLite takes a name in apostrophes for a name too."""
    if token[0] in "\"'`":
        return token[1:-1].replace(token[0] * 2, token[0]).lower()
    return token.strip("[]").lower()


def _counters(expected: Schema) -> Iterator[str]:
    """Write the triggers by which GDAL counts the rows of a table in a table of its own; they touch nothing of ours."""
    for table in (one.name for one in expected.values() if one.kind == "table"):
        for change, sign in (("insert", "+"), ("delete", "-")):
            yield (
                f'CREATE TRIGGER "trigger_{change}_feature_count_{table}" AFTER {change.upper()} ON "{table}" BEGIN '
                f"UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1 "
                f"WHERE lower(table_name) = lower('{table}'); END"
            )


def _missing(made: SchemaObject) -> Difference:
    differs = f"the {made.kind} {made.name} is missing; nobody can tell what happened without it"
    return Difference(made.name, differs, _RESTORE, made.kind, is_missing=True)


def _changed(made: SchemaObject) -> Difference:
    differs = f"the {made.kind} {made.name} was changed; nobody can tell what happened without it"
    return Difference(made.name, differs, _RESTORE, made.kind)
