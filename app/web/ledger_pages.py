"""Pages that show the ledger: the map, the list, a report with its history, what was just saved."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from mustermap.app.editing import brief_report, changes, current, place_readings, present_texts
from mustermap.app.web.form_page import form_parts
from mustermap.app.web.form_submission import Sending, kept, new_key
from mustermap.app.web.guard import MAP_HEADERS
from mustermap.app.web.page_texts import denied_words
from mustermap.app.web.report_search import ListQuery, offered, search
from mustermap.app.web.site import Sent, Site, SiteNow
from mustermap.data.days import date_of, is_finite
from mustermap.data.edtf import OPEN, read_edtf
from mustermap.errors import DataError, WrongUse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query()]


@router.get("/")
def show_start(site: SiteNow) -> Response:
    """Go to the list, or to the form if there is no report yet."""
    return RedirectResponse("/reports" if len(site.ledger.snapshot()) else "/add", status_code=303)


@router.get("/reports")
def show_list(request: Request, site: SiteNow, query: Annotated[ListQuery, Query()]) -> Response:
    """List the reports that fit, the newest first."""
    snapshot = site.ledger.snapshot()
    return site.render(
        request, "list.jinja", asked=query, chosen=query.chosen, found=search(snapshot, query), total=len(snapshot),
        offered=offered(snapshot), source_title=snapshot.titles.get(query.source, query.source), others=site.begun(),
    )  # fmt: skip


@router.get("/report")
def show_report(request: Request, site: SiteNow, id: Text = "") -> Response:  # noqa: A002 - the field's name
    """Show a report, and every revision with what it changed and who made it."""
    with site.ledger.open() as ledger:
        now = current(ledger, id)
        past = changes(ledger, id)
        (place, _) = place_readings([now.cells], source=str(now.cells.get("source", "")), ledger=ledger)
        source = _source(ledger, str(now.cells.get("source", "")))
        shown = _with_denied(ledger, now.cells)
    return site.render(
        request, "report.jinja", cells=shown, texts=present_texts(now.cells), now=now, past=past[::-1],
        place=place, source=source, on=day_shown(now.cells, source),
    )  # fmt: skip


@router.get("/saved")
def show_saved(request: Request, site: SiteNow, form: Text = "") -> Response:
    """Show the outcome of a form, with links to the map on the day of each report."""
    found = site.begun_form(form)
    # The note of it may be missing, as after a full disk: the ledger knows what was saved under the form's key.
    fields = found.fields if found and found.is_sent else site.answered(form)
    outcome = {name: [one for one in text.split(";") if one] for name, text in (fields or {}).items()}
    taken = {name: outcome.get(name, []) for name in ("added", "revised", "skipped", "unplaced")}
    rows = []
    with site.ledger.open_if_there() as ledger:
        for identity in (*taken["added"], *taken["revised"], *taken["skipped"]):
            cells = current(ledger, identity).cells if ledger is not None else {}
            source = _source(ledger, str(cells.get("source", ""))) if ledger is not None else {}
            cells = _with_denied(ledger, cells) if ledger is not None else cells
            named = _named(ledger, cells, "updates") if ledger is not None else []
            replaced = [brief_report(one, before_day="said ") for one in named]
            rows.append({"cells": cells, "on": day_shown(cells, source), "replaced": replaced})
    of_source = fields or {}
    return site.render(
        request, "saved.jinja", rows=rows, taken=taken, key=form, is_known=fields is not None,
        source=of_source.get("source", ""), is_changed=bool(of_source.get("is_changed")),
        is_left_out=bool(of_source.get("is_left_out")), **_next_form(site, form),
    )  # fmt: skip


def _with_denied(ledger: Ledger, cells: Cells) -> dict[str, Any]:
    """Return the cells of a report, with what a denial is about in ``denied``."""
    return {**cells, "denied": denied_words(cells, _named(ledger, cells, "disputes"))}


def _named(ledger: Ledger, cells: Cells, field: str) -> list[dict[str, Any]]:
    """Return the reports that a field names, as far as the ledger has them."""
    if not (ids := str(cells.get(field) or "")):
        return []
    columns = ledger.find({"id": ids.split(";")})
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _next_form(site: Site, saved: str) -> dict[str, Any]:
    """Return the parts of the form that follows a saved one; the same form where the page is loaded again."""
    key = hashlib.sha256(f"after {saved}".encode(errors="replace")).hexdigest()[:32]
    found = site.begun_form(key)
    begun = Sending(new_key()) if found and found.is_sent else kept(found) if found else Sending(key)
    return form_parts(site, begun)


@router.get("/map")
def show_map(request: Request, site: SiteNow, on: Text = "") -> Response:
    """Show the current map, on a day if one is named."""
    try:
        day = str(date_of(read_edtf(on).earliest)) if on else ""
    except (DataError, ValueError, OverflowError):
        day = ""
    try:
        state = site.map.page().state
    except (WrongUse, DataError) as error:
        return site.render(request, "no_map.jinja", reason=str(error))
    return site.render(request, "map.jinja", on=day, state=state)


@router.get("/map/document")
def show_document(request: Request, site: SiteNow) -> Response:
    """Return the map document, as ``mustermap map`` builds it."""
    built = site.map.page()
    mark = f'"{built.state}"'
    headers = {**MAP_HEADERS, "etag": mark, "cache-control": "no-cache, private"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(built.page, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/unfinished")
def show_unfinished(request: Request, site: SiteNow) -> Response:
    """List the unfinished forms and the uploads."""
    return site.render(request, "unfinished.jinja", others=site.begun(), waiting=site.uploads.listed())


@router.post("/unfinished")
def discard(site: SiteNow, fields: Sent) -> Response:
    """Remove an unfinished form."""
    site.unfinished.discard(fields.get("key", ""))
    return RedirectResponse("/unfinished", status_code=303)


def day_shown(cells: Mapping[str, object], source: Mapping[str, object]) -> str:
    """Return a day on which the map shows a report: the first on which it can hold, else the day of its saying.

    Examples
    --------
    >>> day_shown({"start": "2022-11", "said": "2022-09-29"}, {}), day_shown({"end": ".."}, {"accessed": "2022-10-12"})
    ('2022-11-01', '2022-10-12')
    """
    texts = (cells.get("start"), cells.get("said"), source.get("published"), source.get("accessed"), cells.get("end"))
    for text in texts:
        if text and text != OPEN:
            date = read_edtf(str(text))
            days = [day for day in (date.earliest, date.latest) if is_finite(day)]
            if days:
                return str(date_of(days[0]))
    return ""


def _source(ledger: Ledger, identity: str) -> dict[str, object]:
    columns = ledger.find({"id": [identity]}, what="source")
    return {name: column[0] for name, column in columns.items()} if columns["id"] else {"id": identity, "title": ""}
