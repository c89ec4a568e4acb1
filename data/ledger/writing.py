"""Adding one revision after another, inside a transaction that the caller holds."""

# ruff: noqa: S608 - the names put into these statements are the ledger's own

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.ledger.chain import SEALED, START, seal
from data.ledger.projection import PROJECTIONS, show, shown_row
from data.ledger.schema import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from data.ledger.cells import Cells, Draft, What
    from data.ledger.chain import Action

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
        """What stands in the ledger now."""
        cells: Cells = json.loads(self.content)
        return cells


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
        self._seq: int = newest[0] if newest else 0
        self._hash: str = newest[1] if newest else START
        self._changed = False

    def standing(self, what: What, id: str) -> Standing | None:  # noqa: A002 - the field's name
        """Find the newest revision of an id; None if the ledger does not know it."""
        rows = self._connection.execute(_NEWEST[what], (id,)).fetchall()
        if not rows:
            return None
        seq, first_seq, action, content, reason, geometry_sha256 = rows[0]
        is_retracted = action == "retract"
        retracted_content = rows[1][3] if is_retracted else ""
        return Standing(seq, first_seq, content, geometry_sha256, is_retracted, reason, retracted_content)

    def past(self, what: What, id: str) -> Iterator[Cells]:  # noqa: A002 - the field's name
        """Read what every revision of an id said."""
        shown = PROJECTIONS[what]
        sql = f"SELECT content FROM revisions WHERE seq IN (SELECT seq FROM {shown.table} WHERE {shown.key} = ?)"
        for (content,) in self._connection.execute(sql, (id,)).fetchall():
            cells: Cells = json.loads(content)
            yield cells

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
        self._connection.execute(_INSERT, (*sealed, previous, self._hash))
        first_seq = standing.first_seq if standing else self._seq
        show(self._connection, draft.what, shown_row(draft.what, self._seq, first_seq, draft.cells, draft.blob))
        self._changed = True

    def finish(self) -> None:
        """Tell readers of the GeoPackage that its layers have changed."""
        if self._changed:
            layers = "('reports', 'places', 'sources', 'revisions')"
            sql = f"UPDATE gpkg_contents SET last_change = ? WHERE table_name IN {layers}"
            self._connection.execute(sql, (self._recorded,))
