"""Limits of requests: a body that is too large is refused before all of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from mustermap.app.web.web_settings import FORM_LIMIT_BYTES, UPLOAD_LIMIT_BYTES

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope


def limit_bytes(path: str) -> int:
    """Return the most bytes that a request to a path may have."""
    return UPLOAD_LIMIT_BYTES if path == "/upload" else FORM_LIMIT_BYTES


def declared_too_large(scope: Scope) -> str:
    """Return a sentence if the announced length of a request is too large; blank if not."""
    limit = limit_bytes(scope["path"])
    length = Headers(scope=scope).get("content-length", "0")
    # The digits are counted first, since int() of a million of them takes long.
    is_fine = length.isdecimal() and len(length) <= len(str(limit)) and int(length) <= limit
    return "" if is_fine else _too_large(limit)


def bounded(scope: Scope, receive: Receive) -> Receive:
    """Return a `receive` that counts the body of a request and stops it at the limit.

    It is needed for a body without an announced length: reading beyond the limit raises ``HTTPException`` (413).
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
