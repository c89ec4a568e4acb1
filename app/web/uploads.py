"""Uploads: files that were sent to be imported, each in a folder of its own, with what was entered about it."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import threading
import time
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from mustermap.app.private_files import make_private_folder, write_private
from mustermap.app.web.addresses import Address, address
from mustermap.app.web.form_submission import is_key, new_key

if TYPE_CHECKING:
    from pathlib import Path

KEPT_S: Final = 7 * 24 * 3600
_STATE: Final = ".state.json"
"""The name of an upload never begins with a dot."""
_LONGEST_NAME: Final = 60
"""This many characters of four bytes each still fit into a file name."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent.

    Attributes
    ----------
    key : str
        Its key, which is also the idempotency key of what is added from it.
    name : str
        Its name, without characters that are not safe in a file name.
    kept_at : float
        When it was last changed, in seconds since 1970.
    turn : int
        How often its page was made again; what was typed into an older page does not replace a newer one.
    fields : dict of str to str
        The fields of its form.
    decided : list of (str, str, str, str)
        Place wording, country hint, ref and a description of the place.
    result : dict
        The last answer of `mustermap.app.web.upload_inspection` about it.
    checked : str
        A hash of the mapping and decisions that the result is for.
    """

    key: str
    name: str
    kept_at: float = 0.0
    turn: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    decided: list[list[str]] = field(default_factory=list)
    result: dict[str, Any] = field(default_factory=dict)
    checked: str = ""

    @property
    def page(self) -> Address:
        """The address of its page."""
        return self.page_at("")

    def page_at(self, place: str) -> Address:
        """Return the address of an anchor on its page."""
        return address("/upload", self.key, fragment=place)

    @property
    def kind(self) -> str:
        """The ending of its name."""
        return "." + self.name.rpartition(".")[2]


class Uploads:
    """The uploads, in a private folder.

    Parameters
    ----------
    folder : Path
        Where they are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "uploads"
        self._guard = threading.Lock()

    def take(self, name: str, content: BinaryIO) -> Upload:
        """Keep a file that was sent where only the user can read it.

        Raises
        ------
        OSError
            If it cannot be kept, as on a full disk; nothing of it is left then.
        """
        self._sweep()
        upload = Upload(new_key(), plain_name(name), time.time())
        make_private_folder(self._folder)
        folder = self._folder / upload.key
        try:
            make_private_folder(folder)
            with self.file(upload).open("xb") as out:
                shutil.copyfileobj(content, out)
            self._write(upload)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return upload

    def file(self, upload: Upload) -> Path:
        """Return the path of the file itself."""
        return self._folder / upload.key / upload.name

    def find(self, key: str) -> Upload | None:
        """Find an upload by its key."""
        if not is_key(key):
            return None
        try:
            found = Upload(**json.loads((self._folder / key / _STATE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return found if self.file(found).is_file() else None

    def listed(self) -> list[Upload]:
        """Return all uploads, the newest first."""
        with contextlib.suppress(OSError):
            found = [self.find(folder.name) for folder in self._folder.iterdir()]
            return sorted((one for one in found if one), key=lambda one: -one.kept_at)
        return []

    def keep(self, upload: Upload, *, from_turn: int | None = None) -> bool:
        """Keep what was entered about a file, or the result of opening it.

        Parameters
        ----------
        upload
            Its new state.
        from_turn
            The turn of the page on which it was typed; None: a button was pressed, and that always counts.

        Returns
        -------
        bool
            False if its page has been made again since, or the file was removed; nothing was kept then.
        """
        with self._guard:
            before = self.find(upload.key)
            if before is None or (from_turn is not None and before.turn > from_turn):
                return False
            turn = before.turn + (from_turn is None)
            self._write(replace(upload, turn=turn, kept_at=time.time()))
        return True

    def discard(self, key: str) -> None:
        """Remove a file and all that was entered about it."""
        if is_key(key):
            shutil.rmtree(self._folder / key, ignore_errors=True)

    def _write(self, upload: Upload) -> None:
        write_private(self._folder / upload.key / _STATE, json.dumps(asdict(upload), ensure_ascii=True))

    def _sweep(self) -> None:
        """Remove uploads that were not used for a week, and remains of a crash."""
        with contextlib.suppress(OSError):
            for folder in self._folder.iterdir():
                if time.time() - folder.stat().st_mtime > KEPT_S:
                    shutil.rmtree(folder, ignore_errors=True)


def plain_name(name: str) -> str:
    r"""Return the file name that a browser sent without unsafe characters, with its ending.

    Examples
    --------
    >>> plain_name("../../Truppen 2024.XLSX"), plain_name("C:\\x\\.gpkg"), plain_name("a" * 200 + ".csv")[-6:]
    ('Truppen 2024.xlsx', 'file.gpkg', 'aa.csv')
    """
    last = re.split(r"[/\\]", name)[-1]
    stem, _, ending = last.rpartition(".")
    cleaned = re.sub(r"[^\w .()-]+", "_", stem).strip(" .")[:_LONGEST_NAME]
    return f"{cleaned or 'file'}.{ending.lower()}"
