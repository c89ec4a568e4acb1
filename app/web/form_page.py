"""The page of an entry form: kept, turned over by a button, and shown with its readings."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mustermap.app.editing import choices
from mustermap.app.web.field_labels import CLAIM_GROUPS, CLAIM_MORE
from mustermap.app.web.form_readings import understand
from mustermap.app.web.form_submission import Sending, new_key
from mustermap.errors import DataError, UnknownReport

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

    from mustermap.app.web.entry_forms import Entered
    from mustermap.app.web.site import Site
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells


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
        base = base_of(ledger, sending)
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


def base_of(ledger: Ledger | None, sending: Sending) -> Cells | None:
    """Return the cells of a report at the revision on which its change is based."""
    if not sending.report:
        return None
    if ledger is None:
        return {}
    for one in ledger.history(sending.report, what="report"):
        if one.seq == sending.base:
            return dict(one.cells)
    raise UnknownReport(f"report {sending.report!r} has no revision {sending.base}; open it again from the list")


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
