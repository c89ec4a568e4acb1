"""``mustermap verify``: whether a ledger is as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Json, LedgerOption


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="A ledger or a backup; else the ledger.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> int:
    """Check that a ledger, or a backup of one, is as it was written.

    Computes the chain of hashes again, and names the first broken link.

    For example: mustermap verify monday.gpkg
    """
    from mustermap.app.ledger_verification import verify_ledger

    return verify_ledger(file or ledger, as_json=as_json)
