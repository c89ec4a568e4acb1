"""Connections of the server, limited in number and idle time, so that idle ones never block the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

_REFUSED: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: 58\r\n\r\n"
    b"Too many connections at once; try again in a few seconds.\n"
)
_LATE: Final = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_ENOUGH_FILES: Final = 10_240
"""Used if the system does not accept the hard limit as a number, as on macOS."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of connections.

    Attributes
    ----------
    connections : int
        The most at once. A further one replaces the one that has been idle for longest; it is refused if all are busy.
    head_s : float
        Seconds within which the head of a request must arrive.
    linger_s : float
        Seconds for which a refused connection is kept, so that its sender can read the refusal.
    """

    connections: int = 256
    head_s: float = 10.0
    linger_s: float = 2.0


class BoundedProtocol(H11Protocol):
    """One connection, within `Bounds`."""

    bounds: ClassVar[Bounds] = Bounds()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Accept a connection, make room for it, or refuse it."""
        super().connection_made(transport)
        self._head_timer: asyncio.TimerHandle | None = None
        self._is_refused = False
        self._quiet_since = self.loop.time()
        if len(self.connections) <= self.bounds.connections or self._make_room():
            self._watch_head()
        else:
            self._refuse()

    def data_received(self, data: bytes) -> None:
        """Process received data; the data of a refused connection is discarded."""
        if self._is_refused:
            return
        super().data_received(data)
        self._quiet_since = self.loop.time()
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Clean up after a connection."""
        self._stop_watching()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Start to wait for the next request."""
        self._quiet_since = self.loop.time()
        super().on_response_complete()
        if self.conn.trailing_data[0]:  # the next one has already begun
            self._watch_head()

    @property
    def _is_at_work(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _watch_head(self) -> None:
        """Start the timer of an incomplete head, once: further bytes do not restart it."""
        if self._is_at_work or self.transport.is_closing():
            self._stop_watching()
        elif self.conn.their_state is h11.IDLE:
            if self._head_timer is None:
                self._head_timer = self.loop.call_later(self.bounds.head_s, self._end_quietly)
        elif self.timeout_keep_alive_task is None:
            # The rest of a body whose request was answered is discarded, as long as it arrives.
            self._stop_watching()
            self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self._end_quietly)

    def _stop_watching(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _make_room(self) -> bool:
        """Close the connection that has been idle for longest; return False if all are busy."""
        quiet = [
            one
            for one in self.connections
            if isinstance(one, BoundedProtocol) and one is not self and not (one._is_at_work or one._is_refused)
        ]
        if not quiet:
            return False
        min(quiet, key=lambda one: one._quiet_since)._end_quietly()
        return True

    def _end_quietly(self) -> None:
        """Close an idle connection; one that has begun a request is answered with a timeout."""
        self._stop_watching()
        if not self.transport.is_closing():
            if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
                self.transport.write(_LATE)
            self.transport.close()
        self.connections.discard(self)

    def _refuse(self) -> None:
        self._is_refused = True
        self.transport.write(_REFUSED)
        refused = sum(isinstance(one, BoundedProtocol) and one._is_refused for one in self.connections)
        if refused > max(1, self.bounds.connections // 4):
            self.transport.abort()
            return
        if self.transport.can_write_eof():
            self.transport.write_eof()
        # Closing at once, with an unread request, would reset the connection and lose the refusal.
        self._head_timer = self.loop.call_later(self.bounds.linger_s, self.transport.abort)


def raise_open_files() -> int | None:
    """Raise the limit of open files to what the system allows; return it, or None if it is not known."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (hard, _ENOUGH_FILES):
        if soft == hard or (soft != resource.RLIM_INFINITY and wanted != resource.RLIM_INFINITY and wanted <= soft):
            break
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (ValueError, OSError):
            continue
        break
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return None if soft == resource.RLIM_INFINITY else soft


def bounds_for(open_files: int | None) -> Bounds:
    """Leave enough open files for the ledger, the drafts and the pages.

    Examples
    --------
    >>> bounds_for(20_000).connections, bounds_for(256).connections
    (256, 64)
    """
    most = Bounds().connections
    return Bounds(connections=most if open_files is None else max(8, min(most, open_files // 4)))
