"""Refusals: answers to requests without a session, which reveal nothing of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse, JSONResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response
    from starlette.types import Scope

_HEAD: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mustermap</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button to continue from a refusal.

    Attributes
    ----------
    page : str
        The path of the page that it opens.
    words : str
        Its label.
    fields : dict of str to str
        The query of the page, or the fields that are sent.
    is_sent : bool
        Whether the fields are sent as a form.
    """

    page: str
    words: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_sent: bool = False


def refusal(scope: Scope, status: int, message: str, *, way_out: WayOut | None = None) -> Response:
    """Refuse a request, as JSON to a script and as a page to a person.

    Parameters
    ----------
    scope, status, message
        The request, and the answer to it.
    way_out
        A button on the page.
    """
    headers = {"www-authenticate": "Bearer"} if status == 401 else {}
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": message}, status_code=status, headers=headers)
    button = _button(way_out) if way_out else ""
    page = f"{_HEAD}<main><h1>Mustermap</h1><p>{escape(message)}</p>{button}</main></html>"
    return HTMLResponse(page, status_code=status, headers=headers)


def let_in() -> Response:
    """Answer the one-time address with a page that goes on by itself, even without a script.

    A redirect would not do: a browser that comes from another site, as by a link or from a file, sends no cookie with
    ``SameSite=Strict`` on a redirect, but it does if a page of the app goes on.
    """
    return HTMLResponse(
        f'{_HEAD}<meta http-equiv="refresh" content="0; url=/">'
        f"<main><h1>Mustermap</h1>{_button(WayOut('/', 'Go on to Mustermap'))}</main></html>"
    )


def _button(way: WayOut) -> str:
    """Return a button; without a stylesheet a link would be too pale in dark mode."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(text)}">' for name, text in way.fields.items()
    )
    method = "post" if way.is_sent else "get"
    return f'<form method="{method}" action="{escape(way.page)}">{hidden}<button>{escape(way.words)}</button></form>'
