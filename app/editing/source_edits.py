"""Edits of a source: its current values with changes, checked and kept as a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app.editing.current_values import current, present_texts
from mustermap.app.editing.entry_checks import check
from mustermap.app.editing.entry_commit import Conflict, Refusal, Saved
from mustermap.app.editing.revision_history import differences
from mustermap.data.fields import SOURCE_COLUMNS
from mustermap.data.files.reading import unknown_fields
from mustermap.errors import InvalidField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.app.editing.entry_checks import Checked
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells


def edited_source(cells: Mapping[str, object], changed: Mapping[str, str]) -> dict[str, str]:
    """Apply changed fields to the current values of a source, and return the raw texts for `check_source`.

    Raises
    ------
    InvalidField
        If a field is not known, or the id would change.

    Examples
    --------
    >>> edited_source({"id": "dw", "title": "Will he join?", "publisher": "DW"}, {"publisher": "", "note": "undated"})
    {'id': 'dw', 'title': 'Will he join?', 'note': 'undated'}
    """
    texts = present_texts(cells)
    for said in unknown_fields(changed, known=SOURCE_COLUMNS):
        raise InvalidField("", said)
    if changed.get("id", texts.get("id")) != texts.get("id"):
        raise InvalidField("id", f"a source keeps its id, {texts.get('id')!r}; add another source instead")
    texts |= {name: text.strip() for name, text in changed.items()}
    return {name: text for name, text in texts.items() if text}


def check_source(texts: Mapping[str, str]) -> Checked:
    """Check one source that was entered as raw texts, without regard to the ledger."""
    return check(texts, [], ledger=None)


def save_source(ledger: Ledger, source: Cells, *, based_on: int, editor: str = "", key: str | None = None) -> Saved:
    """Keep a changed source as a revision of it. When this returns, it is on the disk.

    Parameters
    ----------
    ledger
        Open for writing.
    source
        Checked cells.
    based_on
        The revision that the editor started from (`Current.revision`). A source that another editor has changed
        since is a `Conflict`, and nothing is written.
    editor, key
        Who edits it, and the idempotency key.

    Raises
    ------
    LedgerUnavailable
        If the ledger stays locked, is read-only, or the disk is full. Nothing was written then.
    KeyReused
        If the key came with another submission before.
    """
    identity = str(source["id"])
    answer = ledger.add(sources=[source], editor=editor, key=key, based_on={("source", identity): based_on})
    sources = answer.only("source")
    conflicts: tuple[Conflict, ...] = ()
    if sources.overtaken:
        theirs = current(ledger, identity, what="source")
        apart = differences(theirs.cells, source)
        conflicts = (Conflict(identity, based_on, theirs, source, apart),)
    return Saved(
        revised=sources.revised,
        skipped=sources.skipped,
        refused=tuple(Refusal(*one) for one in answer.rejected if one[0] not in sources.overtaken),
        conflicts=conflicts,
    )
