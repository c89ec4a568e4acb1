"""How much a request may bring: what is too large is refused before it has been read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from mustermap.app.web.web_settings import FORM_LIMIT_BYTES, UPLOAD_LIMIT_BYTES

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope


def limit_bytes(path: str) -> int:
    """Say how much a request to a path may bring."""
    return UPLOAD_LIMIT_BYTES if path == "/upload" else FORM_LIMIT_BYTES


def declared_too_large(scope: Scope) -> str:
    """Say in words that a request announces more than it may bring; blank if it does not."""
    limit = limit_bytes(scope["path"])
    length = Headers(scope=scope).get("content-length", "0")
    # Digits are counted first: int() of a million of them takes long.
    is_fine = length.isdecimal() and len(length) <= len(str(limit)) and int(length) <= limit
    return "" if is_fine else _too_large(limit)


def bounded(scope: Scope, receive: Receive) -> Receive:
    """Count the body of a request while it comes, and stop it at the limit.

    Where a body does not say how long it is, this is what holds: reading on raises ``HTTPException`` (413).
    """
    limit = limit_bytes(scope["path"])
    passed = 0

    async def receiving() -> Message:
        nonlocal passed
        message = await receive()
        passed += len(message.get("body", b""))
        if passed > limit:
            raise HTTPException(413, _too_large(limit), headers={"connection": "close"})
        return message

    return receiving


def _too_large(limit: int) -> str:
    return f"This is more than the {limit // 1_000_000} MB that are taken here; nothing was read. Send less."
