"""``mustermap restore``: a new ledger from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def restore(
    backup: Annotated[Path, typer.Argument(help="The backup; it is not changed.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The ledger to make; it must not exist yet.", show_default=False)
    ],
) -> int:
    """Make a new ledger from a backup.

    Only if its whole chain of hashes holds; nothing is ever replaced.

    For example: mustermap restore monday.gpkg -o mustermap.gpkg
    """
    from mustermap.app.backups import restore_backup

    return restore_backup(backup, output)
