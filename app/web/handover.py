"""The handover of the one-time address to the browser by ``serve --open``: a page on the disk.

Every user of the machine can see an address on a command line in the list of processes, and the first to open it gets
a session. So the browser opens a private file instead, whose page goes on to the address by itself.
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
        The private folder, and the port of the server.
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
        """Remove the page, after its address was used or when the server stops."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
