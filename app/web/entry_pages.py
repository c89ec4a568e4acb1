"""Pages to enter and edit reports: keep what is typed, show how it is understood, save it."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from mustermap.app.editing import choices, current, edited, present_texts, readings, save
from mustermap.app.web.addresses import address
from mustermap.app.web.entry_forms import Entered
from mustermap.app.web.failure_pages import REMEDIES, failure
from mustermap.app.web.field_labels import CLAIM_GROUPS, CLAIM_MORE
from mustermap.app.web.form_readings import check_form, understand
from mustermap.app.web.form_submission import Sending, is_key, kept, new_key, sent
from mustermap.app.web.save_outcomes import outcome_of
from mustermap.app.web.site import LATE, Known, Site, SiteNow, fresh_token, is_late
from mustermap.errors import DataError, KeyReused, LayersError, LedgerError, UnknownReport

if TYPE_CHECKING:
    from mustermap.app.editing import Saved
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query()]


@router.get("/add")
def show_add(request: Request, site: SiteNow, form: Text = "", source: Text = "", claimant: Text = "") -> Response:
    """Show the form of new reports, as it was left; a new one has the source or the claimant that is named."""
    if not is_key(form):
        return RedirectResponse(address("/add", form=new_key(), source=source, claimant=claimant), status_code=303)
    found = site.begun_form(form)
    if found and found.is_sent:
        return RedirectResponse(address("/saved", form=form), status_code=303)
    claim = {"claimant": claimant} if claimant else {}
    begun = Sending(form, form=Entered({"id": source} if source else {}, (claim,)))
    return show_form(request, site, kept(found) if found else begun)


@router.get("/edit")
def show_edit(request: Request, site: SiteNow, id: Text = "", form: Text = "") -> Response:  # noqa: A002 - the field's name
    """Show a report in the form, with changes that were begun and not sent."""
    found = site.begun_form(form) if is_key(form) else None
    if found and found.is_sent:
        return RedirectResponse(address("/saved", form=form), status_code=303)
    if found and kept(found).report == id:
        return show_form(request, site, kept(found))
    with site.ledger.open() as ledger:
        now = current(ledger, id)
    begun = Sending(form if is_key(form) else new_key(), 0, id, now.revision, _form_of(now.cells))
    if not is_key(form):
        return RedirectResponse(begun.page, status_code=303)
    return show_form(request, site, begun)


@router.post("/add")
@router.post("/edit")
def press(request: Request, site: SiteNow, fields: Known) -> Response:
    """Handle the button that was pressed; what was entered is kept in any case."""
    sending = sent(fields)
    if is_late(request):
        sending, _ = turn_over(site, sending)
        return show_form(request, site, sending, status=409, notice=LATE)
    if sending.button[0] in {"save", "draft"}:
        return _save(request, site, sending)
    sending = sending.pressed()
    if sending.button[0] == "source":
        sending = replace(sending, form=sending.form.with_known_source(fields.get("known", "")))
    elif sending.button[0] == "unsource":
        sending = replace(sending, form=sending.form.with_typed_source())
    elif sending.button[0] == "merge":
        sending = _merged(site, sending)
    sending, is_kept = turn_over(site, sending)
    if not is_kept:
        return show_form(request, site, sending, notice=_NOT_KEPT)
    return RedirectResponse(sending.page_at(_anchor(sending)), status_code=303)


@router.post("/readings")
def read(request: Request, site: SiteNow, fields: Known) -> Response:
    """Keep what was typed, and return its readings: the parts of the page that change."""
    sending = sent(fields)
    try:
        is_kept = (
            site.unfinished.keep(sending.key, page=sending.page, turn=sending.turn, fields=sending.fields()) == "kept"
        )
    except (sqlite3.Error, OSError):
        is_kept = False
    slots: dict[str, str] = {}
    if sending.source:
        for one in readings(sending.form.source, of_source=True):
            slots[f"source-{one.field}-reading"] = site.fragment("parts.jinja", "reading", one)
        return JSONResponse({"is_kept": is_kept, "slots": slots, **fresh_token(request)})
    with site.ledger.open_if_there() as ledger:
        shown = understand(sending.form, ledger, base=_base(ledger, sending))
    for name, reading in shown.source_readings.items():
        slots[f"source-{name}-reading"] = site.fragment("parts.jinja", "reading", reading)
    for claim in shown.claims:
        for name, reading in claim.readings.items():
            slots[f"claim-{claim.number}-{name}-reading"] = site.fragment("parts.jinja", "reading", reading)
        slots[f"claim-{claim.number}-places"] = site.fragment("parts.jinja", "places", claim)
        slots[f"claim-{claim.number}-cautions"] = site.fragment("parts.jinja", "cautions", claim)
    return JSONResponse({"is_kept": is_kept, "slots": slots, **fresh_token(request)})


def turn_over(site: Site, sending: Sending) -> tuple[Sending, bool]:
    """Keep what a button sent, and return whether that worked; a form that was saved before gets another key."""
    try:
        turn = site.unfinished.turn_over(sending.key, page=sending.page, fields=sending.fields())
        if turn is None:
            sending = replace(sending, key=new_key())
            turn = site.unfinished.turn_over(sending.key, page=sending.page, fields=sending.fields())
    except (sqlite3.Error, OSError):
        return sending, False
    return replace(sending, turn=turn or 0), True


def show_form(
    request: Request, site: Site, sending: Sending, *, status: int = 200, notice: str = "", **shown: Any
) -> Response:
    """Show a form with its readings; `notice` says why it could not be saved."""
    with contextlib.ExitStack() as open_ledger:
        ledger = None if shown.pop("is_alone", False) else _ledger_or_none(site, open_ledger)
        base = _base(ledger, sending)
        understood = understand(sending.form, ledger, base=base)
        state = str((base or {}).get("state", ""))
        offered = choices(ledger)
        known = _known_source(ledger, sending.form)
    is_blank = not sending.form.source and not sending.form.filled and not sending.report
    others = [one for one in site.begun() if one[0].key != sending.key] if is_blank else []
    return site.render(
        request,
        "form.jinja",
        status=status,
        sending=sending,
        shown=understood,
        offered=offered,
        known_source=known,
        notice=notice,
        others=others,
        checked=shown.pop("is_checked", False),
        conflict=shown.pop("conflict", None),
        state=state,
        groups=CLAIM_GROUPS,
        more=CLAIM_MORE,
    )


def _save(request: Request, site: Site, sending: Sending) -> Response:
    """Save a form; if that is not possible, show it as it was entered, with the reason."""
    with contextlib.suppress(sqlite3.Error, OSError):
        turn = site.unfinished.turn_over(sending.key, page=sending.page, fields=sending.fields())
        sending = replace(sending, turn=turn or sending.turn)
    try:
        with site.ledger.open(create=not sending.report) as ledger:
            stated = _with_state(sending)
            checked = check_form(stated.form, ledger, base=_base(ledger, sending))
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


def _base(ledger: Ledger | None, sending: Sending) -> Cells | None:
    """Return the cells of a report at the revision on which its change is based."""
    if not sending.report:
        return None
    if ledger is None:
        return {}
    for one in ledger.history(sending.report, what="report"):
        if one.seq == sending.base:
            return dict(one.cells)
    raise UnknownReport(f"report {sending.report!r} has no revision {sending.base}; open it again from the list")


def _form_of(cells: Cells) -> Entered:
    texts = present_texts(cells)
    return Entered({}, ({name: text for name, text in texts.items() if name not in _NOT_IN_FORM},))


def _known_source(ledger: Ledger | None, form: Entered) -> dict[str, str] | None:
    """Return the source of the ledger that a form names by its id alone."""
    if ledger is None or form.source.keys() != {"id"}:
        return None
    columns = ledger.find({"id": [form.source["id"]]}, what="source")
    return {name: column[0] for name, column in columns.items()} if columns["id"] else None


def _ledger_or_none(site: Site, stack: contextlib.ExitStack) -> Ledger | None:
    """Open the ledger for reading; None if that is not possible, since a form is shown anyway."""
    try:
        return stack.enter_context(site.ledger.open_if_there())
    except DataError:
        return None


def _merged(site: Site, sending: Sending) -> Sending:
    """Apply the changes of the form to the newest revision of the report, by another editor."""
    with site.ledger.open() as ledger:
        before = _base(ledger, sending) or {}
        now = current(ledger, sending.report)
    was, mine = _form_of(before).claims[0], sending.form.claims[0]
    changed = {name: mine.get(name, "") for name in was.keys() | mine.keys() if mine.get(name) != was.get(name)}
    texts = {name: text for name, text in edited(now.cells, changed).items() if name not in _NOT_IN_FORM}
    return replace(sending, base=now.revision, form=Entered({}, (texts,)))


def _anchor(sending: Sending) -> str:
    what, *on = sending.button
    if what == "another":
        return f"claim-{len(sending.form.claims) - 1}"
    return f"claim-{on[0]}" if on and on[0].isdecimal() else ""


_NOT_IN_FORM: Final = frozenset({"id", "source", "state", "reason"})
_NOT_KEPT: Final = (
    "This form could not be kept on the server (the disk may be full): do not close this page before it is saved."
)
