"""The web app as an ASGI application: pages and API behind the guard."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from mustermap.app.web import api, assets, entry_pages, import_pages, ledger_pages, source_pages, state_pages
from mustermap.app.web.api_models import NotTaken
from mustermap.app.web.ended_sessions import answer_ended
from mustermap.app.web.failure_pages import REMEDIES, failure
from mustermap.app.web.form_drafts import Unfinished
from mustermap.app.web.guard import Guard
from mustermap.app.web.ledger_access import LedgerAccess
from mustermap.app.web.map_cache import MapCache, Worker
from mustermap.app.web.sessions import Sessions, kept_secret, new_secret, seal_file, token_file
from mustermap.app.web.site import Site
from mustermap.app.web.upload_process import NoPlace
from mustermap.app.web.uploads import Uploads
from mustermap.errors import AppError, DataError, LayersError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from mustermap.app.web.web_settings import Settings


def make_app(
    settings: Settings, *, sessions: Sessions, on_used: Callable[[], None], on_stop: Callable[[], None]
) -> FastAPI:
    """Build the web app.

    Parameters
    ----------
    settings
        Its settings.
    sessions
        The sessions of browsers.
    on_used
        Called when the one-time address was used.
    on_stop
        Called when the server stops.
    """
    token = kept_secret(token_file(settings.folder), new_secret)
    seal_secret = kept_secret(seal_file(settings.folder), new_secret)
    ledger, worker, unfinished = LedgerAccess(settings.ledger), Worker(), Unfinished(settings.folder)
    cache = MapCache(settings.ledger, worker, ledger.state)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        on_stop()
        worker.close()
        unfinished.close()

    app = FastAPI(
        title="Mustermap",
        summary="Who claims how many troops where and when. It shows who claims what; it never says what is true.",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=life,
    )
    site = Site(settings, ledger, unfinished, Uploads(settings.folder), cache, worker, seal_secret)
    app.state.site = site
    for router in (
        ledger_pages.router,
        entry_pages.router,
        state_pages.router,
        source_pages.router,
        import_pages.router,
        assets.router,
        api.router,
        api.pages,
    ):
        app.include_router(router)
    _add_handlers(app)
    app.add_middleware(
        Guard,
        settings=settings,
        sessions=sessions,
        script_token=token,
        on_used=on_used,
        on_ended=partial(answer_ended, site),
    )
    return app


def _add_handlers(app: FastAPI) -> None:
    """Register what answers each kind of error."""
    handlers: dict[type[Exception], Any] = {  # each takes an error of its own kind only
        HTTPException: _http_problem,
        RequestValidationError: _wrong_request,
        NotTaken: _not_taken,
        **dict.fromkeys((DataError, LayersError, AppError), _own_problem),
        NoPlace: import_pages.no_place,
        sqlite3.Error: _drafts_problem,
        OSError: _system_problem,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _not_taken(_: Request, error: NotTaken) -> Response:
    problems = [one.model_dump() for one in error.problems]
    return JSONResponse({"detail": str(error), "problems": problems}, status_code=422)


def _http_problem(request: Request, error: HTTPException) -> Response:
    headings = {
        404: "There is no such page",
        405: "There is no such page",
        403: "Not allowed",
        413: "Too much",
        507: "No room",
    }
    heading = headings.get(error.status_code, "This cannot be done")
    return _problem(request, error.status_code, heading, str(error.detail))


def _wrong_request(request: Request, error: RequestValidationError) -> Response:
    said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:20])
    return _problem(request, 422, "This cannot be read", said)


def _own_problem(request: Request, error: Exception) -> Response:
    status, heading = failure(error)
    return _problem(request, status, heading, f"{error}. {REMEDIES.get(heading, '')}".strip())


def _drafts_problem(request: Request, error: sqlite3.Error) -> Response:
    """Report that unfinished forms cannot be reached; problems of the ledger have errors of their own."""
    message = (
        f"What was begun and not sent cannot be read or kept just now ({error}). Go back, and try again in a moment."
    )
    return _problem(request, 503, "This cannot be done just now", message)


def _system_problem(request: Request, error: OSError) -> Response:
    """Report that the disk is full; any other error of the system is a fault of the app, and is logged."""
    if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}:
        raise error
    heading = "There is no room on the disk"
    return _problem(request, 507, heading, f"This could not be kept ({error.strerror}). {REMEDIES[heading]}")


def _problem(request: Request, status: int, heading: str, message: str) -> Response:
    """Report a problem, as JSON to a script and as a page to a person."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": message}, status_code=status)
    site: Site = request.app.state.site
    answer = site.render(request, "problem.jinja", status=status, heading=heading, message=message)
    if status == 413:
        answer.headers["connection"] = "close"
    return answer
