"""``mustermap backup``: a copy of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import LedgerOption


def backup(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to make.", show_default=False)],
    ledger: LedgerOption = None,
) -> int:
    """Copy the ledger into a new file, and verify the copy.

    Others can write to the ledger meanwhile.

    For example: mustermap backup -o monday.gpkg
    """
    from mustermap.app.backups import make_backup

    return make_backup(output, ledger=ledger)
