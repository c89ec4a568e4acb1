"""The guard of the web app: every request must name this server, come from its own pages, and have a token.

See docs/adr/0014-the-web-app.md for the attack that each check prevents.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from mustermap.app.web.refusals import WayOut, let_in, refusal
from mustermap.app.web.request_limits import bounded, declared_too_large
from mustermap.app.web.sessions import same_token

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from mustermap.app.web.sessions import Sessions
    from mustermap.app.web.web_settings import Settings

_SAFE: Final = {"GET", "HEAD"}
CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
MAP_HEADERS: Final = {
    "content-security-policy": "frame-ancestors 'self'; form-action 'none'; base-uri 'none'",
    "x-frame-options": "SAMEORIGIN",
}
"""Headers of the map document, which has a policy of its own and may be framed by a page of the app."""
_HEADERS: Final = {
    "content-security-policy": CONTENT_POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Guard:
    """ASGI middleware that refuses requests, or notes in ``scope["state"]`` who sent them.

    Parameters
    ----------
    app : ASGI application
        The application that is guarded.
    settings : Settings
        The app's hosts and origins.
    sessions : Sessions
        The sessions of browsers.
    script_token : str
        The token of scripts, in ``Authorization: Bearer …``; only for paths under ``/api/``.
    on_used : callable
        Called after the one-time address was used, so that the next one can be printed.
    on_ended : callable
        Returns the answer to a form that comes without a session; None to refuse it.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        sessions: Sessions,
        script_token: str,
        on_used: Callable[[], None],
        on_ended: Callable[[Scope, Receive], Awaitable[Response | None]],
    ) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions
        self._script_token = script_token
        self._on_used = on_used
        self._on_ended = on_ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a websocket, which the app does not use
            await send({"type": "websocket.close", "code": 1008})
            return
        send = _with_headers(send)
        refused = self._refused(scope)
        if refused is None:
            refused = self._let_in(scope)
            if refused is not None and scope["state"].get("is_out"):
                refused = _too_large(scope) or await self._on_ended(scope, bounded(scope, receive)) or refused
        refused = refused or _too_large(scope)
        if refused is None:
            await self._app(scope, bounded(scope, receive), send)
        else:
            await refused(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        """Refuse another host and a page of another site."""
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        is_of_script = scope["path"].startswith("/api/") and host in self._settings.script_hosts
        if host not in self._settings.hosts and not is_of_script:
            return refusal(scope, 421, "Open the address that mustermap serve printed last.")
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self._settings.origins:
            return refusal(scope, 403, "This came from a page of another site; nothing was done.")
        visits = scope["method"] in _SAFE and headers.get("sec-fetch-mode") in {None, "navigate"}
        if headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"} and not visits:
            return refusal(scope, 403, "This came from a page of another site; nothing was done.")
        return None

    def _let_in(self, scope: Scope) -> Response | None:
        """Accept a session or the token for scripts; offer a session for the one-time token."""
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        is_page = headers.get("host", "").lower() in self._settings.hosts
        session = _cookie(headers, self.cookie) if is_page else ""
        if session and not self._sessions.knows(session) and self._sessions.enter(session):
            self._on_used()
        is_in = bool(session) and self._sessions.knows(session)
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and scope["path"] == "/" and scope["method"] == "GET" and not is_in:
            return self._offer(scope, given)
        if is_in:
            state["session"] = session
            return None
        if scope["path"].startswith("/api/"):
            kind, _, shown = headers.get("authorization", "").partition(" ")
            if kind.lower() == "bearer" and same_token(shown.strip(), self._script_token):
                state["is_script"] = True
                return None
            return refusal(scope, 401, "Show the token for scripts: Authorization: Bearer …; serve says where it is.")
        state["is_out"] = scope["method"] == "POST"
        return refusal(scope, 403, "Open the address that mustermap serve printed last.")

    def _offer(self, scope: Scope, token: str) -> Response:
        session = self._sessions.offer(token)
        if session is None:
            message = "This address was used before, or is wrong; open the one printed last."
            # A browser that follows a link from another site sends no cookie; from a page of the app it does.
            return refusal(scope, 403, message, way_out=WayOut("/", "This browser was let in before: go on"))
        answer = let_in()
        secure = self._settings.behind.startswith("https://")
        answer.set_cookie(self.cookie, session, path="/", httponly=True, samesite="strict", secure=secure)
        return answer

    @property
    def cookie(self) -> str:
        """The cookie's name, with the port: two servers of one ledger share a host, and cookies have no port."""
        return f"mustermap-{self._settings.port}"


def _too_large(scope: Scope) -> Response | None:
    """Refuse a body whose announced length is too large.

    The connection stays open and the body is discarded, since a browser shows no answer before it has sent all of it.
    """
    said = declared_too_large(scope)
    way_out = WayOut("/upload", "Back") if said and not scope["path"].startswith("/api/") else None
    return refusal(scope, 413, said, way_out=way_out) if said else None


def _cookie(headers: Headers, name: str) -> str:
    jar = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _with_headers(send: Send) -> Send:
    """Add the default headers to an answer that does not set them."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, text in _HEADERS.items():
                headers.setdefault(name, text)
        await send(message)

    return sending
