"""The commands that concern the ledger as a file: ``verify``, ``backup`` and ``restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mustermap.app.options import Json, LedgerOption


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("verify")(_verify)
    app.command("backup")(_backup)
    app.command("restore")(_restore)


def _verify(
    file: Annotated[
        Path | None, typer.Argument(help="A ledger or a backup; else the ledger.", show_default=False)
    ] = None,
    ledger: LedgerOption = None,
    as_json: Json = False,
) -> None:
    """Check that a ledger, or a backup of one, is as it was written.

    Re-computes the chain of hashes and names the first broken link.

    For example: mustermap verify monday.gpkg
    """
    from mustermap.app.ledger_verification import verify_ledger

    raise typer.Exit(verify_ledger(file or ledger, as_json=as_json))


def _backup(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to make.", show_default=False)],
    ledger: LedgerOption = None,
) -> None:
    """Copy the ledger as it stands into a new file. The copy is verified, and others may write meanwhile.

    For example: mustermap backup -o monday.gpkg
    """
    from mustermap.app.backups import make_backup

    raise typer.Exit(make_backup(output, ledger=ledger))


def _restore(
    backup: Annotated[Path, typer.Argument(help="The backup; it stays as it is.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The ledger to make; it must not exist yet.", show_default=False)
    ],
) -> None:
    """Make a new ledger of a backup, if every link of it holds.

    For example: mustermap restore monday.gpkg -o mustermap.gpkg
    """
    from mustermap.app.backups import restore_backup

    raise typer.Exit(restore_backup(backup, output))
