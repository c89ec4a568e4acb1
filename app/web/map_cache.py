"""The cached map of the ledger, built again after the ledger has changed."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE: Final = "Claims about troops"


@dataclass(frozen=True, slots=True)
class Built:
    """A map that has been built.

    Attributes
    ----------
    state : str
        The newest hash of the ledger when the build began.
    page : bytes
        The HTML document.
    """

    state: str
    page: bytes


class Worker:
    """A process besides the server for work that needs geopandas, so that pages never wait for it.

    It starts when it is first needed.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._pool: concurrent.futures.ProcessPoolExecutor | None = None

    def run(self, work: Callable[..., Any], *given: Any) -> Any:
        """Run a function in the other process, and return its result; a process that died is replaced once."""
        try:
            return self._submit(work, *given)
        except concurrent.futures.BrokenExecutor:
            self.close()
            return self._submit(work, *given)

    def _submit(self, work: Callable[..., Any], *given: Any) -> Any:
        with self._guard:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = concurrent.futures.ProcessPoolExecutor(
                    1, mp_context=context, initializer=_stay_beside_the_server
                )
            waiting = self._pool.submit(work, *given)
        return waiting.result()

    def close(self) -> None:
        """Stop the process."""
        with self._guard:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None


def _stay_beside_the_server() -> None:
    """Leave Ctrl-C to the server, and end with it, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = multiprocessing.parent_process()

    def wait() -> None:
        if server is not None:
            server.join()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


class MapCache:
    """The map of a ledger.

    Parameters
    ----------
    ledger : Path
        The ledger.
    worker : Worker
        The process that builds it.
    state : callable
        Returns the newest hash of the ledger.
    """

    def __init__(self, ledger: Path, worker: Worker, state: Callable[[], str]) -> None:
        self._ledger = ledger
        self._worker = worker
        self._state = state
        self._guard = threading.Lock()
        self._built = Built("", b"")

    def page(self) -> Built:
        """Return the current map of the ledger; requests that come while it is built wait for the same one.

        Raises
        ------
        WrongUse
            If no report says any day yet.
        DataError
            If the ledger cannot be read.
        """
        with self._guard:
            state = self._state()
            if self._built.state != state or not self._built.page:
                self._built = Built(state, self._worker.run(build_page, self._ledger))
            return self._built


def build_page(ledger: Path) -> bytes:
    """Build the map of a ledger; runs in the worker."""
    from mustermap import maps
    from mustermap.app.report_selection import load

    loaded = load([], ledger)
    if loaded.claims.attrs["first_day"] is None:
        raise WrongUse("no accepted report says any day; fill said, start, or when the source was read")
    return maps.Document(loaded.claims, title=TITLE).html().encode("utf-8")
