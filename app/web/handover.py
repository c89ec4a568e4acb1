"""The page on the disk by which ``serve --open`` hands the one-time address over to the browser.

An address on a command line is seen by every user of the machine in its list of processes, and the first to open it is
let in. So the browser is given a file that only the user may read; its page goes on to the address by itself.
"""

from __future__ import annotations

import contextlib
from html import escape
from typing import TYPE_CHECKING

from mustermap.app.private_files import write_private

if TYPE_CHECKING:
    from pathlib import Path


class Handover:
    """The page of one server.

    Parameters
    ----------
    folder, port : Path, int
        The private folder, and which server's it is.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.file = folder / f"open-{port}.html"

    def write(self, address: str) -> None:
        """Write the page that goes on to an address.

        Raises
        ------
        OSError
            If it cannot be kept.
        """
        there = escape(address)
        write_private(
            self.file,
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mustermap</title>'
            '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
            f'<meta http-equiv="refresh" content="0; url={there}">'
            f'<main><h1>Mustermap</h1><p><a href="{there}">Open Mustermap</a></p></main></html>\n',
        )

    def remove(self) -> None:
        """Remove the page: its address was used, or the server stops."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
