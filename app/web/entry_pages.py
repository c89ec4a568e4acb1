"""Pages to enter and edit reports: keep what is typed, show how it is understood, save it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, RedirectResponse, Response

from mustermap.app.editing import current, edited, readings
from mustermap.app.web.addresses import address
from mustermap.app.web.entry_forms import Entered
from mustermap.app.web.field_labels import FIELDS
from mustermap.app.web.follow_ups import FOLLOW_UPS, focus_of, follow_up
from mustermap.app.web.form_page import NOT_IN_FORM, base_of, form_of, show_form, source_day, turn_over
from mustermap.app.web.form_readings import understand
from mustermap.app.web.form_saving import save_form
from mustermap.app.web.form_submission import Sending, is_key, kept, new_key, sent
from mustermap.app.web.save_questions import save_questions
from mustermap.app.web.site import LATE, Known, Site, SiteNow, fresh_token, is_late

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query()]


class Beginning(BaseModel):
    """What a form of new reports begins with, as its address has it; blank: nothing.

    Attributes
    ----------
    form : str
        The key of the form.
    source, claimant : str
        The id of a source of the ledger; who claims it.
    deny, echo, newer : str
        The id of a report that is followed up.
    """

    form: str = ""
    source: str = ""
    claimant: str = ""
    deny: str = ""
    echo: str = ""
    newer: str = ""


@router.get("/add")
def show_add(request: Request, site: SiteNow, asked: Annotated[Beginning, Query()]) -> Response:
    """Show the form of new reports, as it was left; a new one begins with what its address names."""
    followed = {name: identity for name in FOLLOW_UPS if (identity := getattr(asked, name))}
    if not is_key(asked.form):
        begins = asked.model_dump() | {"form": new_key()}
        focus = next((focus_of(name) for name in followed), "")
        return RedirectResponse(address("/add", fragment=focus, **begins), status_code=303)
    found = site.begun_form(asked.form)
    if found and found.is_sent:
        return RedirectResponse(address("/saved", form=asked.form), status_code=303)
    claim = {"claimant": asked.claimant} if asked.claimant else {}
    if followed and not found:
        ((name, identity), *_) = followed.items()
        with site.ledger.open() as ledger:
            claim = follow_up(current(ledger, identity).cells, name)
    begun = Sending(asked.form, form=Entered({"id": asked.source} if asked.source else {}, (claim,)))
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
    begun = Sending(form if is_key(form) else new_key(), 0, id, now.revision, form_of(now.cells))
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
    if sending.button[0] in {"save", "draft", "answer"}:
        return save_form(request, site, sending)
    sending = sending.pressed(_day(site, sending) if sending.button[0] == "day" else "")
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
        base = base_of(ledger, sending)
        shown = understand(sending.form, ledger, base=base, snapshot=site.ledger.content)
    for name, reading in shown.source_readings.items():
        slots[f"source-{name}-reading"] = site.fragment("parts.jinja", "reading", reading)
    for claim in shown.claims:
        for name, reading in claim.readings.items():
            slots[f"claim-{claim.number}-{name}-reading"] = site.fragment("parts.jinja", "reading", reading)
        kind = claim.texts.get("kind", "")
        slots[f"claim-{claim.number}-figure-hint"] = site.fragment("parts.jinja", "hint_of", FIELDS["figure"], kind)
        slots[f"claim-{claim.number}-places"] = site.fragment("parts.jinja", "places", claim)
        slots[f"claim-{claim.number}-drawn"] = site.fragment("parts.jinja", "drawn", claim.drawn)
        slots[f"claim-{claim.number}-denies"] = site.fragment("parts.jinja", "denies", claim)
    asked = save_questions(shown.claims, is_edit=bool(sending.report))
    slots["questions"] = site.fragment("parts.jinja", "questions", asked, len(shown.claims) > 1, shown.checked.is_good)
    slots["questions-count"] = site.fragment("parts.jinja", "count_of", asked)
    return JSONResponse({"is_kept": is_kept, "slots": slots, **fresh_token(request)})


def _day(site: Site, sending: Sending) -> str:
    with site.ledger.open_if_there() as ledger:
        return source_day(ledger, sending, base_of(ledger, sending))


def _merged(site: Site, sending: Sending) -> Sending:
    """Apply the changes of the form to the newest revision of the report, by another editor."""
    with site.ledger.open() as ledger:
        before = base_of(ledger, sending) or {}
        now = current(ledger, sending.report)
    was, mine = form_of(before).claims[0], sending.form.claims[0]
    changed = {name: mine.get(name, "") for name in was.keys() | mine.keys() if mine.get(name) != was.get(name)}
    texts = {name: text for name, text in edited(now.cells, changed).items() if name not in NOT_IN_FORM}
    return replace(sending, base=now.revision, form=Entered({}, (texts,)))


def _anchor(sending: Sending) -> str:
    what, *on = sending.button
    if what == "another":
        return f"claim-{len(sending.form.claims) - 1}-figure"
    if what == "day" and on:
        return on[0]
    return f"claim-{on[0]}" if on and on[0].isdecimal() else ""


_NOT_KEPT: Final = (
    "This form could not be kept on the server (the disk may be full): do not close this page before it is saved."
)
