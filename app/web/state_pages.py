"""Pages that change the state of a report: retract it, accept a draft or send it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from mustermap.app.editing import Current, accept, changes, current, retract, send_back
from mustermap.app.web.addresses import address
from mustermap.app.web.failure_pages import failure
from mustermap.app.web.form_submission import is_key, new_key
from mustermap.app.web.site import LATE, Known, Site, SiteNow, is_late
from mustermap.errors import LedgerError, Overtaken, UnknownReport

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query()]


@router.get("/retract")
def ask_reason(request: Request, site: SiteNow, id: Text = "") -> Response:  # noqa: A002 - the field's name
    """Ask for the reason to retract a report."""
    return _ask(request, site, {"id": id, "key": new_key()})


@router.post("/retract")
def retract_report(request: Request, site: SiteNow, fields: Known) -> Response:
    """Retract a report; if that is not possible, the reason is shown again."""
    return _change(request, site, {**fields, "do": "retract"})


@router.get("/review")
def show_drafts(request: Request, site: SiteNow) -> Response:
    """List the drafts, to accept them or to send them back."""
    waiting = []
    with site.ledger.open_if_there() as ledger:
        if ledger is not None:
            for identity in ledger.find({"state": ["draft"]})["id"]:
                past = changes(ledger, str(identity))
                waiting.append({"now": current(ledger, str(identity)), "last": past[-1], "key": new_key()})
    return site.render(request, "review.jinja", waiting=waiting)


@router.post("/review")
def review(request: Request, site: SiteNow, fields: Known) -> Response:
    """Accept a draft or send it back, with a reason."""
    return _change(request, site, fields)


def _change(request: Request, site: Site, fields: Mapping[str, str]) -> Response:
    identity, what = fields.get("id", ""), fields.get("do", "")
    key = fields.get("key", "") if is_key(fields.get("key", "")) else new_key()
    base = fields.get("base", "")
    based_on = int(base) if base.isdecimal() and len(base) < 16 else None
    editor = site.settings.editor
    if is_late(request):
        return _ask(request, site, {**fields, "id": identity, "key": key, "do": what}, status=409, notice=LATE)
    try:
        with site.ledger.open() as ledger:
            if what == "accept":
                accept(ledger, identity, based_on=based_on, editor=editor, key=key)
            elif what == "back":
                send_back(ledger, identity, reason=fields.get("reason", ""), based_on=based_on, editor=editor, key=key)
            else:
                retract(ledger, identity, reason=fields.get("reason", ""), based_on=based_on, editor=editor, key=key)
    except LedgerError as error:
        status, heading = failure(error)
        again = {**fields, "id": identity, "key": new_key() if isinstance(error, Overtaken) else key, "do": what}
        return _ask(request, site, again, status=status, notice=f"{heading}: {error}")
    where = address("/review") if what in {"accept", "back"} else address("/report", id=identity)
    return RedirectResponse(where, status_code=303)


def _ask(request: Request, site: Site, fields: Mapping[str, str], *, status: int = 200, notice: str = "") -> Response:
    """Show a report and the change of its state; a reason is kept even if the ledger cannot be read."""
    try:
        with site.ledger.open() as ledger:
            now = current(ledger, fields["id"])
    except LedgerError as error:
        if not fields.get("reason") or isinstance(error, UnknownReport):
            raise
        base = fields.get("base", "")
        now = Current({"id": fields["id"]}, int(base) if base.isdecimal() and len(base) < 16 else 0, "")
    return site.render(
        request, "reason.jinja", status=status, now=now, notice=notice, key=fields["key"],
        reason=fields.get("reason", ""), do=fields.get("do", "retract"),
    )  # fmt: skip
