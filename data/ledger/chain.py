"""The chain of hashes: each revision is sealed together with the one before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from mustermap.data.ledger.content import canonical

if TYPE_CHECKING:
    from mustermap.data.ledger.content import Cells, What

Action: TypeAlias = Literal["add", "revise", "retract"]

SEALED: Final = (
    "seq",
    "what",
    "id",
    "action",
    "content",
    "editor",
    "recorded",
    "reason",
    "key",
    "geometry_sha256",
)
"""The columns of a revision that its hash is taken over, besides the previous hash."""

START: Final = "0" * 64
"""The hash before the first revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change to the ledger, as it was written and as it stays.

    Attributes
    ----------
    seq : int
        Its number, from 1 on without gaps.
    what : {'source', 'report', 'place', 'decision', 'claimant'}
        What was changed.
    id : str
        Its id; of a place, its ref.
    action : {'add', 'revise', 'retract'}
        How it was changed.
    cells : mapping of str to str, float or bool
        All that it says from now on, without blanks.
    editor : str
        Who made the change; blank if not said.
    recorded : str
        When, in UTC: ``2026-11-22T09:30:00.000Z``.
    reason : str
        Why, where it was retracted.
    key : str
        The idempotency key of the submission that it came with; blank without one.
    geometry_sha256 : str
        SHA-256 of a place's well-known binary; blank without a geometry.
    previous, hash : str
        The hash of the revision before, and its own.
    """

    seq: int
    what: What
    id: str
    action: Action
    cells: Cells
    editor: str
    recorded: str
    reason: str
    key: str
    geometry_sha256: str
    previous: str
    hash: str


def seal(previous: str, sealed: tuple[Any, ...]) -> str:
    """Hash a revision: SHA-256 over the previous hash and the canonical JSON of all other columns, in UTF-8.

    Parameters
    ----------
    previous : str
        The hash of the revision before, or `START`.
    sealed : tuple
        The columns named in `SEALED`, in that order.

    Returns
    -------
    str
        64 hexadecimal digits.

    Examples
    --------
    >>> seal(START, (1, "source", "dw", "add", '{"id":"dw"}', "", "2026-11-22T09:30:00.000Z", "", "", ""))[:16]
    'c8054ae8c0d06775'
    """
    columns = dict(zip(SEALED, sealed, strict=True))
    return hashlib.sha256((previous + canonical(columns)).encode("utf-8", "surrogatepass")).hexdigest()
