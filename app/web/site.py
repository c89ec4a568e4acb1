"""The site: what all pages share (the ledger, unfinished forms, uploads, the map), and how a page is rendered."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Final

import jinja2
from fastapi import Depends, Request
from jinja2.utils import missing
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from mustermap.app.editing.field_readings import NOT_NAMED
from mustermap.app.editing.place_candidates import candidate_words
from mustermap.app.web import field_labels
from mustermap.app.web.addresses import address
from mustermap.app.web.country_options import all_countries, english_countries
from mustermap.app.web.denied_choices import NOT_HERE
from mustermap.app.web.form_submission import Sending, kept
from mustermap.app.web.page_texts import ago, bounds_text, days_text, degrees_text, minute, standing_words
from mustermap.app.web.save_outcomes import answered_outcome
from mustermap.app.web.sessions import csrf_token, form_seal, is_csrf_token, same_token
from mustermap.data.short_texts import LONGEST_TEXT, shortened
from mustermap.data.wordings.date_wordings import is_computed
from mustermap.errors import DataError
from mustermap.geo.gazetteer.country_lookup import country_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from mustermap.app.web.form_drafts import Form, Unfinished
    from mustermap.app.web.ledger_access import LedgerAccess
    from mustermap.app.web.map_cache import MapCache, Worker
    from mustermap.app.web.uploads import Uploads
    from mustermap.app.web.web_settings import Settings

_FIELDS_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share.

    Attributes
    ----------
    settings : Settings
        The settings with which the app was started.
    ledger : LedgerAccess
        The ledger.
    unfinished : Unfinished
        Forms that were begun and not yet sent.
    uploads : Uploads
        Files that were sent and are not yet imported.
    map : MapCache
        The map of the ledger.
    worker : Worker
        A process for work that needs geopandas.
    seal_secret : str
        What the seals of forms are derived from.
    """

    settings: Settings
    ledger: LedgerAccess
    unfinished: Unfinished
    uploads: Uploads
    map: MapCache
    worker: Worker
    seal_secret: str

    def seal(self, key: str) -> str:
        """Return the seal of a form, by which it is recognised after its session has ended."""
        return form_seal(self.seal_secret, key)

    def render(self, request: Request, page: str, *, status: int = 200, **shown: Any) -> Response:
        """Render a template as a page; the content of reports is escaped."""
        session = request.scope.get("state", {}).get("session", "")
        common = {
            "csrf": csrf_token(session),
            "seal": self.seal,
            "editor": self.settings.editor,
            "ledger": self.settings.ledger.name,
            "drafts_notice": self.unfinished.notice,
        }
        text = _PAGES.get_template(page).render(**common, path=request.url.path, **shown)
        return HTMLResponse(text, status_code=status)

    def begun(self) -> list[tuple[Sending, float]]:
        """Return the unfinished forms, each with the moment of keeping; none if they cannot be read."""
        with contextlib.suppress(sqlite3.Error, OSError):
            forms = self.unfinished.listed()
            saved = self._saved([one.key for one in forms])
            return [(kept(one), one.kept_at) for one in forms if one.key not in saved]
        return []

    def begun_form(self, key: str) -> Form | None:
        """Find a form that was begun or sent; None if there is none, or it cannot be read."""
        with contextlib.suppress(sqlite3.Error, OSError):
            found = self.unfinished.find(key)
            if found is None or found.is_sent:
                return found
            outcome = self._saved([key]).get(key)
            return found if outcome is None else replace(found, fields=outcome, is_sent=True)
        return None

    def answered(self, key: str) -> Mapping[str, str] | None:
        """Look up in the ledger what became of the form of a key; None if nothing was saved under it."""
        with self.ledger.open_if_there() as ledger:
            return answered_outcome(ledger, key) if ledger is not None else None

    def _saved(self, keys: list[str]) -> Mapping[str, Mapping[str, str]]:
        """Find forms that were saved without a note of it, and write the note now, if that is possible."""
        found: dict[str, Mapping[str, str]] = {}
        if keys:
            with contextlib.suppress(DataError), self.ledger.open_if_there() as ledger:
                asked = [(key, answered_outcome(ledger, key)) for key in keys] if ledger is not None else []
                found = {key: outcome for key, outcome in asked if outcome is not None}
        for key, outcome in found.items():
            with contextlib.suppress(sqlite3.Error, OSError):
                self.unfinished.settle(key, outcome)
        return found

    def fragment(self, template: str, macro: str, *given: Any) -> str:
        """Render one part of a page, as the page itself shows it."""
        return str(getattr(_PAGES.get_template(template).module, macro)(*given))


class _LeftOut(jinja2.Undefined):
    """A missing field is blank; a name that was not passed to the page at all is a mistake in the template."""

    def __new__(cls, hint: str | None = None, obj: Any = missing, name: str | None = None, **more: Any) -> Any:
        """Make a blank if an object lacks the name, else an error."""
        return jinja2.StrictUndefined(hint, obj, name, **more) if obj is missing else super().__new__(cls)


class _Whole(str):
    """A text that goes back into a field of a form, and must not be shortened."""

    __slots__ = ()


def _shown(value: object) -> object:
    """Shorten a very long text in the middle, unless it is markup or goes into a field."""
    if isinstance(value, str) and not isinstance(value, _Whole) and not hasattr(value, "__html__"):
        return shortened(value, LONGEST_TEXT)
    return value


def _pages() -> jinja2.Environment:
    pages = jinja2.Environment(
        loader=jinja2.PackageLoader("mustermap.app.web"),
        autoescape=True,
        undefined=_LeftOut,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    pages.globals |= {"labels": field_labels, "label": field_labels.label, "url": address, "not_named": NOT_NAMED}
    pages.globals |= {"not_here": NOT_HERE, "countries": {"english": english_countries, "all": all_countries}}
    pages.filters |= {
        "ago": ago,
        "minute": minute,
        "bounds": bounds_text,
        "standing": standing_words,
        "told_apart": lambda places: list(zip(places, candidate_words(places), strict=True)),
        "days": days_text,
        "computed": lambda wording, language: bool(wording) and is_computed(str(wording), language=str(language or "")),
        "degrees": degrees_text,
        "country": country_name,
        "whole": _Whole,
        "plain": field_labels.plain,
    }
    return pages


_PAGES: Final = _pages()


def the_site(request: Request) -> Site:
    """Return the site of a request."""
    site: Site = request.app.state.site
    return site


async def form_fields(request: Request) -> dict[str, str]:
    """Read the fields of a form, without files."""
    try:
        form = await request.form(max_files=1, max_fields=_FIELDS_MOST, max_part_size=1_000_000)
    except OSError as error:  # a large file is written to the disk while it is received
        raise HTTPException(507, f"What was sent could not be kept ({error.strerror}); make room.") from error
    fields: dict[str, str] = {}
    for name, text in form.multi_items():
        if isinstance(text, UploadFile):
            continue
        # What a denial is about is picked one by one, in choices of one name.
        others = fields.get(name, "") if name.endswith("-disputes") else ""
        fields[name] = f"{others};{text}" if others and text else others or text
    return fields


async def sent_form(request: Request) -> dict[str, str]:
    """Read a form that a page of the app sent in this session.

    Raises
    ------
    HTTPException
        If it does not carry the token of the session's forms.
    """
    fields = await form_fields(request)
    if not _is_of_session(request, fields):
        raise HTTPException(403, "This form did not come from a page of this session; open the page again.")
    return fields


async def known_form(request: Request) -> dict[str, str]:
    """Read a form that a page of the app sent, in this session or in one that has ended since (`is_late`).

    Raises
    ------
    HTTPException
        If it carries neither the token of the session's forms nor its own seal.
    """
    fields = await form_fields(request)
    key = fields.get("key") or str(request.path_params.get("key", ""))
    is_sealed = same_token(fields.pop("seal", ""), the_site(request).seal(key)) and bool(key)
    if not _is_of_session(request, fields):
        if not is_sealed:
            raise HTTPException(403, "This form did not come from a page of this session; open the page again.")
        request.scope["state"]["is_late"] = True
    return fields


def is_late(request: Request) -> bool:
    """Check whether a form came from a page of a session that has ended: it may only be kept and shown."""
    return bool(request.scope.get("state", {}).get("is_late"))


def fresh_token(request: Request) -> dict[str, str]:
    """Return the new token of forms, for a page that stayed open while its session ended."""
    return {"csrf": csrf_token(request.scope["state"]["session"])} if is_late(request) else {}


def _is_of_session(request: Request, fields: dict[str, str]) -> bool:
    session = request.scope.get("state", {}).get("session", "")
    return bool(session) and is_csrf_token(session, fields.pop("csrf", ""))


LATE: Final = "The session in which this was entered has ended. Nothing was saved yet: look at it, and send it again."
SiteNow = Annotated[Site, Depends(the_site)]
Sent = Annotated[dict[str, str], Depends(sent_form)]
Known = Annotated[dict[str, str], Depends(known_form)]
