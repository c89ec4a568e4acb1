"""Forms of ended sessions: they are kept, and the sender is shown how to continue.

This starts no session and saves no report. A form is recognised by its seal, which only pages of a session carry.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from mustermap.app.web.form_page import turn_over
from mustermap.app.web.form_submission import is_key, sent
from mustermap.app.web.import_pages import with_entered
from mustermap.app.web.refusals import WayOut, refusal
from mustermap.app.web.sessions import same_token
from mustermap.app.web.site import form_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response
    from starlette.types import Receive, Scope

    from mustermap.app.web.site import Site

_FORMS: Final = re.compile(r"/(?:add|edit|source/edit|readings|retract|review)|/upload/(?P<key>[^/]+)")
_READ_S: Final = 30.0
_ENDED: Final = "The session of this page has ended. Nothing was saved."
_OPEN: Final = "In this browser, open the address that mustermap serve printed last; then go on here."


async def answer_ended(site: Site, scope: Scope, receive: Receive) -> Response | None:
    """Keep the fields of a form that came without a session, and answer how to continue.

    Returns
    -------
    Response or None
        None if it is no form of the app.
    """
    form = _FORMS.fullmatch(scope["path"])
    if form is None:
        return None
    request = Request(scope, receive)
    try:
        async with asyncio.timeout(_READ_S):
            fields = await form_fields(request)
    except HTTPException as error:
        return refusal(scope, error.status_code, str(error.detail))
    except (TimeoutError, ClientDisconnect):
        return None
    finally:
        await request.close()
    key = form["key"] or fields.get("key", "")
    if not is_key(key) or not same_token(fields.pop("seal", ""), site.seal(key)):
        return None
    return await run_in_threadpool(_kept, site, scope, key, fields)


def _kept(site: Site, scope: Scope, key: str, fields: Mapping[str, str]) -> Response:
    path = scope["path"]
    if path == "/readings":
        is_kept = _keep_typed(site, fields)
        return JSONResponse({"is_kept": is_kept, "detail": f"{_ENDED} {_OPEN}"}, status_code=403)
    if path.startswith("/upload/"):
        return _upload_kept(site, scope, key, fields)
    if path in {"/retract", "/review"}:
        return _asked_again(site, scope, key, fields)
    sending, is_kept = turn_over(site, sent(fields))
    if not is_kept:
        return _asked_again(site, scope, key, fields)
    asked = urlsplit(sending.page)
    way_out = WayOut(asked.path, "Go on with this form", dict(parse_qsl(asked.query)))
    return refusal(scope, 403, f"{_ENDED} What you entered is kept. {_OPEN}", way_out=way_out)


def _keep_typed(site: Site, fields: Mapping[str, str]) -> bool:
    sending = sent(fields)
    try:
        verdict = site.unfinished.keep(sending.key, page=sending.page, turn=sending.turn, fields=sending.fields())
    except (sqlite3.Error, OSError):
        return False
    return verdict == "kept"


def _upload_kept(site: Site, scope: Scope, key: str, fields: Mapping[str, str]) -> Response:
    upload = site.uploads.find(key)
    is_kept = False
    if upload is not None:
        turn = fields.get("turn", "")
        typed_on = int(turn) if turn.isdecimal() and len(turn) < 9 else 0
        try:
            from_turn = typed_on if fields.get("do") == "keep" else None
            is_kept = site.uploads.keep(with_entered(upload, fields, ""), from_turn=from_turn)
        except OSError:
            is_kept = False
    if fields.get("do") == "keep":
        return JSONResponse({"is_kept": is_kept, "detail": f"{_ENDED} {_OPEN}"}, status_code=403)
    if upload is None or not is_kept:
        return _asked_again(site, scope, key, fields)
    way_out = WayOut(upload.page, "Go on with this file")
    return refusal(scope, 403, f"{_ENDED} What you entered is kept. {_OPEN}", way_out=way_out)


def _asked_again(site: Site, scope: Scope, key: str, fields: Mapping[str, str]) -> Response:
    """Answer with a page that holds what was entered, to be sent again in the new session."""
    fields = {**fields, "seal": site.seal(key)}
    way_out = WayOut(scope["path"], "Go on with what you entered", fields, is_sent=True)
    return refusal(scope, 403, f"{_ENDED} What you entered is on this page: leave it open. {_OPEN}", way_out=way_out)
