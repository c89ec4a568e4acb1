"""What was begun in the terminal and not finished: kept on the disk after every answer, and offered again."""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from mustermap.app.private_files import NotPrivate, make_private_folder, read_private, write_private
from mustermap.errors import AppError

_FORMAT: Final = 1


@dataclass(slots=True)
class Unfinished:
    """What an editor has entered so far.

    Attributes
    ----------
    ledger : str
        The ledger's absolute path.
    source, report : dict of str to str
        Raw texts by field; a field that was asked and left blank is ``""``, one that was not asked is absent.
    typing : str
        What stood in the line when it was broken off.
    edits : str
        Id of the report that is edited; blank for a new one.
    based_on : int
        The revision that the edit started from.
    key : str
        Idempotency key of the report, so that what was kept just before a crash is not kept twice.
    begun : str
        When, in UTC.
    name : str
        Of the file.
    """

    ledger: str
    source: dict[str, str] = field(default_factory=dict)
    report: dict[str, str] = field(default_factory=dict)
    typing: str = ""
    edits: str = ""
    based_on: int = 0
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    begun: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="minutes"))
    name: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered yet that would be missed."""
        return not self.typing and not any((*self.source.values(), *self.report.values()))

    @property
    def words(self) -> str:
        """Say what it is, for one who is asked whether to go on with it."""
        said = [self.source.get("title") or self.source.get("id", ""), self.report.get("claimant", "")]
        what = f"the change of report {self.edits}" if self.edits else "; ".join(text for text in said if text)
        return f"{what or 'a report'} (begun {self.begun.replace('T', ' ').removesuffix('+00:00')} UTC)"

    @property
    def is_kept(self) -> bool:
        """Whether it stands on the disk."""
        return self._path.exists()

    @property
    def _path(self) -> Path:
        return _folder() / f"{self.name}.json"

    def next_report(self) -> None:
        """Begin another report of the same source; what is on the disk is done with."""
        self.forget()
        self.report, self.typing = {}, ""
        self.new_key()

    def new_key(self) -> None:
        """Take another idempotency key, as after a submission of which only a part was taken."""
        self.key = uuid.uuid4().hex

    def keep(self) -> None:
        """Write it to the disk, whole or not at all, where only the user may read it.

        Raises
        ------
        AppError
            If that cannot be done, or others could read or change it there.
        """
        path = self._path
        try:
            _make_private(path.parent)
            write_private(path, json.dumps({"format": _FORMAT, **asdict(self)}, ensure_ascii=True))
        except OSError as error:
            remedy = "make room, or name another folder by $MUSTERMAP_UNFINISHED"
            raise AppError(f"{path}: what you enter cannot be kept ({error.strerror or error}); {remedy}") from error

    def forget(self) -> None:
        """Take it off the disk."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def unfinished(ledger: Path, *, edits: str = "") -> list[Unfinished]:
    """Find what was begun for a ledger and not finished, the newest first.

    Parameters
    ----------
    ledger
        The ledger.
    edits
        Of which report a change; blank: new reports.

    Raises
    ------
    NotPrivate
        If others could read or change what is in the folder.
    """
    found = []
    folder = _folder()
    if os.path.lexists(folder):
        _make_private(folder)
    for path in sorted(folder.glob("*.json")):
        one = _read(path)
        if one is not None and one.ledger == str(ledger.absolute()) and one.edits == edits:
            found.append(one)
    return sorted(found, key=lambda one: one.begun, reverse=True)


def _read(path: Path) -> Unfinished | None:
    """Read a file; one of another format, of somebody else, or that is no such file, is left where it is."""
    try:
        kept: dict[str, Any] = json.loads(read_private(path, is_mended=True) or "")
        if kept.pop("format") != _FORMAT:
            return None
        return Unfinished(**kept)
    except (NotPrivate, OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _make_private(folder: Path) -> None:
    """Make the folder; what earlier versions made for all to read is mended, what the user named is the user's."""
    make_private_folder(folder, is_mended=not os.environ.get("MUSTERMAP_UNFINISHED"))


def _folder() -> Path:
    named = os.environ.get("MUSTERMAP_UNFINISHED")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("mustermap", appauthor=False) / "unfinished"
