"""``mustermap check``: what is wrong with report files."""

from __future__ import annotations

from mustermap.app.options import LedgerOption, SomeFiles


def check(files: SomeFiles, ledger: LedgerOption = None) -> int:
    """Check report files and list what is wrong; keep nothing.

    References are looked up in the files and in the ledger, if there is one.

    For example: mustermap check reports.csv
    """
    from mustermap.app.file_entry import check_files

    return check_files(files, ledger=ledger)
