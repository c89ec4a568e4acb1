"""What all pages share: the ledger, the forms that were begun, the map, and how a page is rendered."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import jinja2
from fastapi import Depends, Request
from jinja2.utils import missing
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from app.editing.placing import candidate_words
from app.web import labels
from app.web.sending import Sending, kept
from app.web.sessions import csrf_token, is_csrf_token
from app.web.words import ago, bounds_text, days_text, degrees_text, minute, standing_words
from data.echo import LONGEST_TEXT, shortened

if TYPE_CHECKING:
    from starlette.responses import Response

    from app.web.book import Book
    from app.web.mapped import MapCache, Worker
    from app.web.settings import Settings
    from app.web.unfinished import Unfinished
    from app.web.uploads import Uploads

_FIELDS_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share.

    Attributes
    ----------
    settings : Settings
        What the app was told when it started.
    book : Book
        The ledger.
    unfinished : Unfinished
        Forms that were begun and not sent.
    uploads : Uploads
        Files that were sent and wait to be imported.
    map : MapCache
        The map of the ledger.
    worker : Worker
        A process for work that needs geopandas.
    """

    settings: Settings
    book: Book
    unfinished: Unfinished
    uploads: Uploads
    map: MapCache
    worker: Worker

    def render(self, request: Request, page: str, *, status: int = 200, **shown: Any) -> Response:
        """Make a page of a template; what a report says reaches it as text."""
        session = request.scope.get("state", {}).get("session", "")
        common = {"csrf": csrf_token(session), "editor": self.settings.editor, "ledger": self.settings.ledger.name}
        text = _PAGES.get_template(page).render(**common, path=request.url.path, **shown)
        return HTMLResponse(text, status_code=status)

    def begun(self) -> list[tuple[Sending, float]]:
        """Give the forms that were begun and not sent, each with when it was kept; none where they cannot be read."""
        with contextlib.suppress(sqlite3.Error, OSError):
            return [(kept(one), one.kept_at) for one in self.unfinished.listed()]
        return []

    def fragment(self, template: str, macro: str, *given: Any) -> str:
        """Make one part of a page, as the page itself would show it."""
        return str(getattr(_PAGES.get_template(template).module, macro)(*given))


class _LeftOut(jinja2.Undefined):
    """A field that is left out is blank; a name that a page was not given at all is a mistake of ours."""

    def __new__(cls, hint: str | None = None, obj: Any = missing, name: str | None = None, **more: Any) -> Any:
        """Tell the two apart by whether something was looked through."""
        return jinja2.StrictUndefined(hint, obj, name, **more) if obj is missing else super().__new__(cls)


class _Whole(str):
    """A text that goes back into a field of a form, of which nothing may be left out."""

    __slots__ = ()


def _shown(value: object) -> object:
    """Leave the middle of a very long text out; what is markup already, or goes into a field, stays whole."""
    if isinstance(value, str) and not isinstance(value, _Whole) and not hasattr(value, "__html__"):
        return shortened(value, LONGEST_TEXT)
    return value


def _pages() -> jinja2.Environment:
    pages = jinja2.Environment(
        loader=jinja2.PackageLoader("app.web"),
        autoescape=True,
        undefined=_LeftOut,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    pages.globals |= {"labels": labels, "label": labels.label}
    pages.filters |= {
        "ago": ago,
        "minute": minute,
        "bounds": bounds_text,
        "standing": standing_words,
        "told_apart": lambda places: list(zip(places, candidate_words(places), strict=True)),
        "days": days_text,
        "degrees": degrees_text,
        "whole": _Whole,
    }
    return pages


_PAGES: Final = _pages()


def the_site(request: Request) -> Site:
    """Give what all pages share."""
    site: Site = request.app.state.site
    return site


async def sent_form(request: Request) -> dict[str, str]:
    """Read a form that one of our own pages sent; a file is left out.

    Raises
    ------
    HTTPException
        If it does not carry the token of the session's forms.
    """
    try:
        form = await request.form(max_files=1, max_fields=_FIELDS_MOST, max_part_size=1_000_000)
    except OSError as error:  # a large file is put on the disk while it comes
        raise HTTPException(507, f"What was sent could not be kept ({error.strerror}); make room.") from error
    fields = {name: text for name, text in form.multi_items() if not isinstance(text, UploadFile)}
    session = request.scope.get("state", {}).get("session", "")
    if not session or not is_csrf_token(session, fields.pop("csrf", "")):
        raise HTTPException(403, "This form did not come from a page of this session; open the page again.")
    return fields


SiteNow = Annotated[Site, Depends(the_site)]
Sent = Annotated[dict[str, str], Depends(sent_form)]
