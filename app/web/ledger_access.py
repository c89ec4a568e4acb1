"""Access to the ledger for the web app: opened for each request, and possibly not there yet."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mustermap.data.ledger import Ledger
from mustermap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot of the ledger: its content at one moment, by columns.

    Attributes
    ----------
    state : str
        The ledger's newest hash.
    reports, sources : dict of str to list
        As `Ledger.reports` and `Ledger.sources` return them.
    titles : dict of str to str
        The title of each source, by its id.
    searched : list of str
        For each report the case-folded text that is searched.
    """

    state: str = ""
    reports: Mapping[str, list[object]] = field(default_factory=dict)
    sources: Mapping[str, list[object]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    searched: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of reports."""
        return len(self.searched)


_SEARCHED = ("id", "claimant", "attributed_to", "summary", "quote", "force", "component", "unit", "figure", "place")


class LedgerAccess:
    """A ledger that need not exist yet.

    Parameters
    ----------
    path : Path
        The ledger.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.Lock()
        self._shelf = Snapshot()

    @contextlib.contextmanager
    def open(self, *, create: bool = False) -> Iterator[Ledger]:
        """Open the ledger for one request."""
        with Ledger.open(self.path, create=create) as ledger:
            yield ledger

    @contextlib.contextmanager
    def open_if_there(self) -> Iterator[Ledger | None]:
        """Open the ledger for one request; None if there is none yet."""
        try:
            is_made = self.path.stat().st_size > 0  # it is empty while another request makes it
        except OSError:
            is_made = False
        if not is_made:
            yield None
            return
        with self.open() as ledger:
            yield ledger

    def state(self) -> str:
        """Return the ledger's newest hash; blank if there is no ledger yet."""
        with self.open_if_there() as ledger:
            return ledger.head() if ledger is not None else ""

    def snapshot(self) -> Snapshot:
        """Return all reports and sources; they are read again only if the ledger has changed."""
        with self.open_if_there() as ledger:
            if ledger is None:
                return Snapshot()
            with self._guard:
                if self._shelf.state != ledger.head():
                    self._shelf = _read(ledger)
                return self._shelf

    def content(self) -> Snapshot:
        """Return the snapshot; an empty one if the ledger cannot be read, since a form is shown anyway."""
        try:
            return self.snapshot()
        except DataError:
            return Snapshot()


def _read(ledger: Ledger) -> Snapshot:
    with ledger.at_one_moment():
        state, reports, sources = ledger.head(), ledger.reports(), ledger.sources()
    titles = dict(zip(sources["id"], sources["title"], strict=True))
    rows = zip(*(reports[name] for name in _SEARCHED), reports["source"], strict=True)
    searched = tuple("\n".join((*row[:-1], titles.get(row[-1], ""))).casefold() for row in rows)
    return Snapshot(state, reports, sources, titles, searched)
