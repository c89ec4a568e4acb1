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
from mustermap.app.web.form_page import base_of, form_of, show_form, turn_over
from mustermap.app.web.form_readings import check_form, understand
from mustermap.app.web.form_submission import Sending, new_key
from mustermap.app.web.save_outcomes import outcome_of
from mustermap.app.web.save_questions import answered, save_questions
from mustermap.errors import DataError, KeyReused, LayersError, LedgerError

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

    from mustermap.app.editing import Checked, Refusal, Saved
    from mustermap.app.web.site import Site
    from mustermap.data.ledger import Ledger


def save_form(request: Request, site: Site, sending: Sending) -> Response:
    """Save a form; if that is not possible, or something is to be asked first, show it as it was entered."""
    try:
        sending, there = _with_answer(site, sending)
        with contextlib.suppress(sqlite3.Error, OSError):
            turn = site.unfinished.turn_over(sending.key, page=sending.page, fields=sending.fields())
            sending = replace(sending, turn=turn or sending.turn)
        if there and not sending.form.filled:
            return _there_already(site, sending, there)
        with site.ledger.open(create=not sending.report) as ledger:
            stated = _with_state(sending)
            checked = check_form(stated.form, ledger, base=base_of(ledger, sending))
            if not checked.is_good or not checked.reports:
                is_denial = all(one.field == "disputes" for one in checked.problems)  # what it denies is asked
                return show_form(request, site, sending, status=422, checked=True, is_asked=is_denial)
            if _open_questions(site, sending, ledger):
                return show_form(request, site, sending, is_asked=True)
            based_on = {sending.report: sending.base} if sending.report else None
            saved = save(ledger, checked, editor=site.settings.editor, key=sending.key, based_on=based_on)
    except (DataError, LayersError) as error:
        return _failed(request, site, sending, error)
    if saved.is_complete:
        with contextlib.suppress(sqlite3.Error, OSError):
            site.unfinished.settle(sending.key, outcome_of(saved))
        return RedirectResponse(address("/saved", form=sending.key), status_code=303)
    return _not_taken(request, site, sending, saved, checked)


def _with_answer(site: Site, sending: Sending) -> tuple[Sending, str]:
    """Apply the answer that was pressed; return also the id of the report that one of the claims is already."""
    what, *given = sending.button
    if what != "answer" or len(given) != 3 or not given[0].isdecimal() or int(given[0]) >= len(sending.form.claims):
        return sending, ""
    number, name, about = int(given[0]), given[1], given[2]
    if name == "settled":
        return replace(sending, settled=(*sending.settled, about)), ""
    with site.ledger.open_if_there() as ledger:
        claim = understand(sending.form, ledger, base=base_of(ledger, sending)).claims[number]
    form, there = answered(sending.form, claim, name, about)
    return replace(sending, form=form), there


def _open_questions(site: Site, sending: Sending, ledger: Ledger) -> bool:
    """Check whether something is to be asked: each question once when it is saved, and again beside an answer.

    A draft counts nowhere, and is asked about when it is accepted from its form. Of a revision only what the report did
    not raise before is asked.
    """
    what, *on = sending.button
    if what == "draft" or on == ["entered"] or ledger.answered(sending.key) is not None:  # the last: it is saved
        return False
    base = base_of(ledger, sending)
    found = save_questions(understand(sending.form, ledger, base=base).claims, is_edit=bool(sending.report))
    passed = {*sending.settled, *(sending.asked if what == "save" else ())}
    if found and base is not None and base.get("state") != "draft":
        before = understand(form_of(base), ledger, base=base)
        passed |= {one.key for one in save_questions(before.claims, is_edit=True)}
    return any(one.key not in passed for one in found)


def _there_already(site: Site, sending: Sending, report: str) -> Response:
    """End a form whose only claim is a report of the ledger: nothing is saved twice."""
    with contextlib.suppress(sqlite3.Error, OSError):
        site.unfinished.settle(
            sending.key, {"added": "", "revised": "", "skipped": report, "unplaced": "", "is_left_out": "yes"}
        )
        return RedirectResponse(address("/saved", form=sending.key), status_code=303)
    return RedirectResponse(address("/report", id=report), status_code=303)


def _failed(request: Request, site: Site, sending: Sending, error: DataError | LayersError) -> Response:
    """Show a form that could not be saved, with the reason; the ledger, which may be the cause, is not read again."""
    status, heading = failure(error)
    former = ""
    if isinstance(error, KeyReused):  # the form's content is not what was saved under its key
        former, (sending, _) = sending.key, turn_over(site, replace(sending, key=new_key()))
    notice = f"{heading}: {error}. {REMEDIES.get(heading, '')} What you entered is below."
    return show_form(
        request, site, sending, status=status, notice=notice, former=former, is_alone=isinstance(error, LedgerError)
    )


def _not_taken(request: Request, site: Site, sending: Sending, saved: Saved, checked: Checked) -> Response:
    """Show what the ledger refused; of a conflict, both versions of the report."""
    conflict = saved.conflicts[0] if saved.conflicts else None
    notice = "Another editor was faster; both versions are below." if conflict else ""
    taken = f"{len(saved.added)} of {len(checked.reports)} were added. " if saved.added else ""
    notice = notice or f"{taken}Refused: " + "; ".join(_refusal(one, checked) for one in saved.refused)
    with contextlib.suppress(sqlite3.Error, OSError):
        site.unfinished.settle(sending.key, outcome_of(saved))
    again, _ = turn_over(site, replace(sending, key=new_key()))  # what is sent next is another submission
    return show_form(request, site, again, status=409, notice=notice, conflict=conflict, former=sending.key)


def _refusal(refused: Refusal, checked: Checked) -> str:
    """Return what the ledger refused: a source by its title, publisher or address, all else by its id."""
    source = checked.source or {}
    if refused.id != source.get("id"):
        return f"{refused.id}: {refused.message}"
    return f"the source “{source.get('title') or source.get('publisher') or source.get('url')}” {refused.message}"


def _with_state(sending: Sending) -> Sending:
    """Set the state of each claim to draft or accepted; so an edited report that was retracted is brought back."""
    state = "draft" if sending.button[0] == "draft" else "accepted"
    form = sending.form
    for number in form.filled or ((0,) if sending.report else ()):
        form = form.with_claim(number, state=state, reason="")
    return replace(sending, form=form)
