"""Adding one revision after another, inside a transaction that the caller holds."""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.data.ledger.cell_checks import NotKept, WrongCell, check_texts, read_cells
from mustermap.data.ledger.chain import SEALED, START, seal
from mustermap.data.ledger.projection import PROJECTIONS, show, shown_row
from mustermap.data.ledger.schema import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from mustermap.data.ledger.chain import Action
    from mustermap.data.ledger.content import Cells, Draft, What

_NEWEST: Final = {
    what: f"""SELECT v.seq, shown.first_seq, v.action, v.content, v.reason, v.geometry_sha256
FROM {shown.table} AS shown JOIN revisions AS v ON v.seq = shown.seq
WHERE shown.{shown.key} = ? ORDER BY shown.seq DESC LIMIT 2"""
    for what, shown in PROJECTIONS.items()
}

_INSERT: Final = f"INSERT INTO revisions ({', '.join(SEALED)}, previous, hash) VALUES (?{', ?' * (len(SEALED) + 1)})"


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest revision of one id.

    Attributes
    ----------
    seq, first_seq : int
        Its number, and the number of the id's first revision.
    content : str
        The cells as canonical JSON.
    geometry_sha256 : str
        Of a place.
    is_retracted : bool
        Whether it is a retraction.
    reason : str
        Why it was retracted.
    retracted_content : str
        What it was that the retraction retracted; blank without one.
    """

    seq: int
    first_seq: int
    content: str
    geometry_sha256: str
    is_retracted: bool
    reason: str
    retracted_content: str

    @property
    def cells(self) -> Cells:
        """What the ledger has now."""
        return read_cells(self.content, self.seq)


class Writer:
    """Writes the revisions of one submission.

    Parameters
    ----------
    connection : sqlite3.Connection
        In a transaction that has begun to write.
    editor, key : str
        Who submits, and the idempotency key; each may be blank.
    """

    def __init__(self, connection: sqlite3.Connection, *, editor: str, key: str) -> None:
        self._connection = connection
        self._editor = editor
        self._key = key
        self._recorded = now()
        newest = connection.execute("SELECT seq, hash FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
        self._before: int = newest[0] if newest else 0
        self._hash: str = newest[1] if newest else START
        check_texts(f"revision {self._before}", ("hash",), (self._hash,))
        given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'revisions'").fetchone()
        if given and given[0] != self._before:  # SQLite counts them (AUTOINCREMENT), also when rows are gone
            raise WrongCell(f"it has had {given[0]} revisions, and the last one found is {self._before}")
        self._seq = self._before
        self._written: Counter[What] = Counter()

    def standing(self, what: What, id: str) -> Standing | None:  # noqa: A002 - the field's name
        """Find the newest revision of an id; None if the ledger does not know it."""
        rows = self._connection.execute(_NEWEST[what], (id,)).fetchall()
        if not rows:
            return None
        seq, first_seq, action, content, reason, geometry_sha256 = rows[0]
        check_texts(f"revision {seq}", ("action", "content", "reason", "geometry_sha256"), rows[0][2:])
        is_retracted = action == "retract"
        retracted_content = rows[1][3] if is_retracted and len(rows) > 1 else ""
        return Standing(seq, first_seq, content, geometry_sha256, is_retracted, reason, retracted_content)

    def past(self, what: What, id: str) -> Iterator[Cells]:  # noqa: A002 - the field's name
        """Read what every revision of an id said."""
        shown = PROJECTIONS[what]
        sql = f"SELECT seq, content FROM revisions WHERE seq IN (SELECT seq FROM {shown.table} WHERE {shown.key} = ?)"
        for seq, content in self._connection.execute(sql, (id,)).fetchall():
            yield read_cells(content, seq)

    def write(self, draft: Draft, action: Action, *, standing: Standing | None = None, reason: str = "") -> None:
        """Add a revision to the chain, and show it."""
        self._seq += 1
        sealed = (
            self._seq,
            draft.what,
            draft.id,
            action,
            draft.content,
            self._editor,
            self._recorded,
            reason,
            self._key,
            draft.geometry_sha256,
        )
        previous, self._hash = self._hash, seal(self._hash, sealed)
        inserted = self._connection.execute(_INSERT, (*sealed, previous, self._hash)).rowcount
        if inserted == 1:
            first_seq = standing.first_seq if standing else self._seq
            row = shown_row(draft.what, self._seq, first_seq, draft.cells, draft.blob)
            inserted += show(self._connection, draft.what, row)
        if inserted != 2:
            raise NotKept(f"revision {self._seq} ({draft.id}) was not kept: something in the file swallows it")
        self._written[draft.what] += 1

    def finish(self) -> None:
        """Make sure that all that was written is there, and note for readers of the GeoPackage that its layers changed.

        Raises
        ------
        NotKept
            If a revision, or the row that shows one, is not there.
        """
        if not self._written:
            return
        last = self._connection.execute("SELECT hash FROM revisions WHERE seq = ?", (self._seq,)).fetchone()
        if last != (self._hash,):
            raise NotKept(f"revision {self._seq} is not there after it was written")
        for table, count in (("revisions", self._written.total()), *self._shown()):
            sql = f"SELECT count(*) FROM {table} WHERE seq > ?"
            (found,) = self._connection.execute(sql, (self._before,)).fetchone()
            if found != count:
                raise NotKept(f"of {count} revisions that were written to {table}, {found} are there")
        layers = "('reports', 'places', 'sources', 'decisions', 'claimants', 'revisions')"
        sql = f"UPDATE gpkg_contents SET last_change = ? WHERE table_name IN {layers}"
        self._connection.execute(sql, (self._recorded,))

    def _shown(self) -> list[tuple[str, int]]:
        return [(PROJECTIONS[what].table, count) for what, count in self._written.items()]
