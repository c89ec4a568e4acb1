"""Drafts of the terminal: unfinished entries, kept on the disk after every answer, and offered again."""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.private_files import NotPrivate, make_private_folder, read_private, write_private
from mustermap.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMAT: Final = 1


@dataclass(slots=True)
class Unfinished:
    """An unfinished entry: what an editor has entered so far.

    Attributes
    ----------
    ledger : str
        The ledger's absolute path.
    source, report : dict of str to str
        Raw texts by field; a field that was asked and left blank is ``""``, a field that was not asked is absent.
    typing : str
        What was typed in the line when the editor stopped.
    edits : str
        Id of the report that is edited; blank for a new one.
    based_on : int
        The revision on which the edit is based.
    key : str
        Idempotency key of the report, so that a report that was kept just before a crash is not kept twice.
    begun : str
        When it was begun, in UTC.
    name : str
        The name of its file.
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
        """Whether nothing has been entered yet."""
        return not self.typing and not any((*self.source.values(), *self.report.values()))

    @property
    def words(self) -> str:
        """A description of the entry, for the question whether to go on with it."""
        said = [self.source.get("title") or self.source.get("id", ""), self.report.get("claimant", "")]
        what = f"the change of report {self.edits}" if self.edits else "; ".join(text for text in said if text)
        return f"{what or 'a report'} (begun {self.begun.replace('T', ' ').removesuffix('+00:00')} UTC)"

    @property
    def is_kept(self) -> bool:
        """Whether it is on the disk."""
        return self._path.exists()

    @property
    def _path(self) -> Path:
        return _folder() / f"{self.name}.json"

    def next_report(self, copied: Mapping[str, str]) -> None:
        """Begin another report of the same source with some texts of the last one, and remove the draft of that."""
        self.forget()
        self.report, self.typing = dict(copied), ""
        self.new_key()

    def new_key(self) -> None:
        """Take another idempotency key, as after a submission that was refused in part."""
        self.key = uuid.uuid4().hex

    def keep(self) -> None:
        """Write it to a private file, whole or not at all.

        Raises
        ------
        AppError
            If it cannot be written, or others could read or change the file.
        """
        path = self._path
        try:
            _make_private(path.parent)
            write_private(path, json.dumps({"format": _FORMAT, **asdict(self)}, ensure_ascii=True))
        except OSError as error:
            remedy = "make room, or name another folder by $MUSTERMAP_UNFINISHED"
            raise AppError(f"{path}: what you enter cannot be kept ({error.strerror or error}); {remedy}") from error

    def forget(self) -> None:
        """Remove it from the disk."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


def unfinished(ledger: Path, *, edits: str = "") -> list[Unfinished]:
    """Return the unfinished entries for a ledger, the newest first.

    Parameters
    ----------
    ledger
        The ledger.
    edits
        The report of which a change is unfinished; blank: new reports.

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
    """Read a draft; return None for a file of another format, of another user, or that is no draft."""
    try:
        kept: dict[str, Any] = json.loads(read_private(path, is_mended=True) or "")
        if kept.pop("format") != _FORMAT:
            return None
        return Unfinished(**kept)
    except (NotPrivate, OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _make_private(folder: Path) -> None:
    """Make the private folder; one that an earlier version made readable for all is corrected, a named one is not."""
    make_private_folder(folder, is_mended=not os.environ.get("MUSTERMAP_UNFINISHED"))


def _folder() -> Path:
    named = os.environ.get("MUSTERMAP_UNFINISHED")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("mustermap", appauthor=False) / "unfinished"
