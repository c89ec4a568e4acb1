"""Where the ledger is, and whether there is one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from mustermap.errors import WrongUse

DEFAULT_LEDGER: Final = "mustermap.gpkg"


def ledger_path(option: Path | None) -> Path:
    """Return the path of the ledger: the option, else ``$MUSTERMAP_LEDGER``, else ``./mustermap.gpkg``.

    Raises
    ------
    WrongUse
        If it is a link to a file that does not exist: that is not the same as no ledger.
    """
    path = option or Path(os.environ.get("MUSTERMAP_LEDGER") or DEFAULT_LEDGER)
    if path.is_symlink() and not path.exists():
        target = path.readlink()
        raise WrongUse(f"{path} is a link to {target}, which is not there; mend it, or name a ledger with --ledger")
    return path


def is_ledger_made(path: Path) -> bool:
    """Check whether there is a ledger to read: its file is empty while another process makes it."""
    return path.exists() and path.stat().st_size > 0
