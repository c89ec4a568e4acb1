"""Saving a form: into the ledger, or shown again as it was entered, with what stands against it."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from mustermap.app.editing import save
from mustermap.app.web.addresses import address
from mustermap.app.web.failure_pages import REMEDIES, failure
from mustermap.app.web.form_page import base_of, show_form, turn_over
from mustermap.app.web.form_readings import check_form
from mustermap.app.web.form_submission import Sending, new_key
from mustermap.app.web.save_outcomes import outcome_of
from mustermap.errors import DataError, KeyReused, LayersError, LedgerError

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

    from mustermap.app.editing import Saved
    from mustermap.app.web.site import Site


def save_form(request: Request, site: Site, sending: Sending) -> Response:
    """Save a form; if that is not possible, show it as it was entered, with the reason."""
    with contextlib.suppress(sqlite3.Error, OSError):
        turn = site.unfinished.turn_over(sending.key, page=sending.page, fields=sending.fields())
        sending = replace(sending, turn=turn or sending.turn)
    try:
        with site.ledger.open(create=not sending.report) as ledger:
            stated = _with_state(sending)
            checked = check_form(stated.form, ledger, base=base_of(ledger, sending))
            if not checked.is_good or not checked.reports:
                return show_form(request, site, sending, status=422, is_checked=True)
            based_on = {sending.report: sending.base} if sending.report else None
            saved = save(ledger, checked, editor=site.settings.editor, key=sending.key, based_on=based_on)
    except (DataError, LayersError) as error:
        return _failed(request, site, sending, error)
    if saved.is_complete:
        with contextlib.suppress(sqlite3.Error, OSError):
            site.unfinished.settle(sending.key, outcome_of(saved))
        return RedirectResponse(address("/saved", form=sending.key), status_code=303)
    return _not_taken(request, site, sending, saved, len(checked.reports))


def _failed(request: Request, site: Site, sending: Sending, error: DataError | LayersError) -> Response:
    """Show a form that could not be saved, with the reason; the ledger, which may be the cause, is not read again."""
    status, heading = failure(error)
    if isinstance(error, KeyReused):  # the form's content is not what was saved under its key
        sending, _ = turn_over(site, replace(sending, key=new_key()))
    notice = f"{heading}: {error}. {REMEDIES.get(heading, '')} What you entered is below."
    return show_form(request, site, sending, status=status, notice=notice, is_alone=isinstance(error, LedgerError))


def _not_taken(request: Request, site: Site, sending: Sending, saved: Saved, count: int) -> Response:
    """Show what the ledger refused; of a conflict, both versions of the report."""
    conflict = saved.conflicts[0] if saved.conflicts else None
    notice = "Another editor was faster; both versions are below." if conflict else ""
    taken = f"{len(saved.added)} of {count} were added. " if saved.added else ""
    notice = notice or f"{taken}Refused: " + "; ".join(f"{one.id}: {one.message}" for one in saved.refused)
    with contextlib.suppress(sqlite3.Error, OSError):
        site.unfinished.settle(sending.key, outcome_of(saved))
    again, _ = turn_over(site, replace(sending, key=new_key()))  # what is sent next is another submission
    return show_form(request, site, again, status=409, notice=notice, conflict=conflict)


def _with_state(sending: Sending) -> Sending:
    """Set the state of each claim to draft or accepted; so an edited report that was retracted is brought back."""
    state = "draft" if sending.button[0] == "draft" else "accepted"
    form = sending.form
    for number in form.filled or ((0,) if sending.report else ()):
        form = form.with_claim(number, state=state, reason="")
    return replace(sending, form=form)
