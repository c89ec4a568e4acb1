"""Pages of a source: its fields, its history, its reports, and the form to edit it."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from mustermap.app.editing import changes, check_source, current, edited_source, present_texts, readings, save_source
from mustermap.app.web.addresses import address
from mustermap.app.web.entry_forms import Entered
from mustermap.app.web.failure_pages import REMEDIES, failure
from mustermap.app.web.form_page import turn_over
from mustermap.app.web.form_submission import Sending, is_key, kept, new_key, sent
from mustermap.app.web.save_outcomes import source_outcome
from mustermap.app.web.site import LATE, Known, Site, SiteNow, is_late
from mustermap.errors import DataError, KeyReused, UnknownReport

if TYPE_CHECKING:
    from mustermap.app.editing import Checked, Saved
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query()]

MOST_REPORTS: Final = 100


@router.get("/source")
def show_source(request: Request, site: SiteNow, id: Text = "") -> Response:  # noqa: A002 - the field's name
    """Show a source, its reports, and every revision with what it changed and who made it."""
    with site.ledger.open() as ledger:
        now = current(ledger, id, what="source")
        past = changes(ledger, id, what="source")
        found = ledger.find({"source": [id]})
    count = len(found["id"])
    reports = [{name: column[at] for name, column in found.items()} for at in range(min(count, MOST_REPORTS))]
    return site.render(
        request, "source.jinja", cells=now.cells, texts=present_texts(now.cells), past=past[::-1], reports=reports,
        count=count,
    )  # fmt: skip


@router.get("/source/edit")
def show_edit(request: Request, site: SiteNow, id: Text = "", form: Text = "") -> Response:  # noqa: A002 - the field's name
    """Show a source in the form, with changes that were begun and not sent."""
    found = site.begun_form(form) if is_key(form) else None
    if found and found.is_sent:
        return RedirectResponse(address("/saved", form=form), status_code=303)
    if found and kept(found).source == id:
        return _form(request, site, kept(found))
    with site.ledger.open() as ledger:
        now = current(ledger, id, what="source")
    begun = Sending(form if is_key(form) else new_key(), 0, "", now.revision, _form_of(now.cells), source=id)
    if not is_key(form):
        return RedirectResponse(begun.page, status_code=303)
    return _form(request, site, begun)


@router.post("/source/edit")
def press(request: Request, site: SiteNow, fields: Known) -> Response:
    """Handle the button that was pressed; what was entered is kept in any case."""
    sending = sent(fields)
    if is_late(request):
        sending, _ = turn_over(site, sending)
        return _form(request, site, sending, status=409, notice=LATE)
    if sending.button[0] == "save":
        return _save(request, site, sending)
    sending = _merged(site, sending) if sending.button[0] == "merge" else sending.pressed()
    sending, is_kept = turn_over(site, sending)
    if not is_kept:
        notice = "This form could not be kept on the server: do not close this page before it is saved."
        return _form(request, site, sending, notice=notice)
    return RedirectResponse(sending.page, status_code=303)


def _save(request: Request, site: Site, sending: Sending) -> Response:
    """Save a source; if that is not possible, show it as it was entered, with the reason."""
    with contextlib.suppress(sqlite3.Error, OSError):
        turn = site.unfinished.turn_over(sending.key, page=sending.page, fields=sending.fields())
        sending = replace(sending, turn=turn or sending.turn)
    try:
        with site.ledger.open() as ledger:
            checked = _checked(ledger, sending)
            if checked.source is None:
                return _form(request, site, sending, status=422, checked=checked)
            saved = save_source(
                ledger, checked.source, based_on=sending.base, editor=site.settings.editor, key=sending.key
            )
    except DataError as error:
        status, heading = failure(error)
        if isinstance(error, KeyReused):  # the form's content is not what was saved under its key
            sending, _ = turn_over(site, replace(sending, key=new_key()))
        notice = f"{heading}: {error}. {REMEDIES.get(heading, '')} What you entered is below."
        return _form(request, site, sending, status=status, notice=notice)
    if not saved.is_complete:
        return _not_taken(request, site, sending, saved)
    with contextlib.suppress(sqlite3.Error, OSError):
        site.unfinished.settle(sending.key, source_outcome(sending.source, is_changed=bool(saved.revised)))
    return RedirectResponse(address("/saved", form=sending.key), status_code=303)


def _not_taken(request: Request, site: Site, sending: Sending, saved: Saved) -> Response:
    """Show both versions of a source that another editor has changed meanwhile, or why it was refused."""
    again, _ = turn_over(site, replace(sending, key=new_key()))  # what is sent next is another submission
    conflict = saved.conflicts[0] if saved.conflicts else None
    notice = "Another editor was faster; both versions are below." if conflict else ""
    notice = notice or "Refused: " + "; ".join(f"{one.id}: {one.message}" for one in saved.refused)
    with contextlib.suppress(sqlite3.Error, OSError):
        site.unfinished.discard(sending.key)
    return _form(request, site, again, status=409, notice=notice, conflict=conflict)


def _form(
    request: Request,
    site: Site,
    sending: Sending,
    *,
    status: int = 200,
    notice: str = "",
    checked: Checked | None = None,
    conflict: Any = None,
) -> Response:
    texts = sending.form.source
    shown = {one.field: one for one in readings(texts, of_source=True)}
    problems = {one.field: one.message for one in checked.problems} if checked else {}
    return site.render(
        request, "source_form.jinja", status=status, sending=sending, texts=texts, readings=shown, problems=problems,
        notice=notice, conflict=conflict,
    )  # fmt: skip


def _checked(ledger: Ledger, sending: Sending) -> Checked:
    """Check the form; a field that is blank in it is emptied, and the id is kept."""
    base = _base(ledger, sending)
    blank = dict.fromkeys((name for name in base if name != "id"), "")
    return check_source(edited_source(base, {**blank, **sending.form.source, "id": sending.source}))


def _base(ledger: Ledger, sending: Sending) -> Cells:
    """Return the cells of a source at the revision on which its change is based."""
    for one in ledger.history(sending.source, what="source"):
        if one.seq == sending.base:
            return dict(one.cells)
    raise UnknownReport(f"source {sending.source!r} has no revision {sending.base}; open it again from its page")


def _merged(site: Site, sending: Sending) -> Sending:
    """Apply the changes of the form to the newest revision of the source, by another editor."""
    with site.ledger.open() as ledger:
        was = _form_of(_base(ledger, sending)).source
        now = current(ledger, sending.source, what="source")
    mine = sending.form.source
    changed = {name: mine.get(name, "") for name in was.keys() | mine.keys() if mine.get(name) != was.get(name)}
    changed.pop("id", None)
    texts = edited_source(now.cells, changed)
    return replace(sending, base=now.revision, form=_form_of(texts))


def _form_of(cells: Cells | dict[str, str]) -> Entered:
    return Entered({name: text for name, text in present_texts(cells).items() if name != "id"})
