"""The page of an entry form: kept, turned over by a button, and shown with its readings."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.editing import choices, present_texts
from mustermap.app.web.entry_forms import Entered
from mustermap.app.web.field_labels import CLAIM_GROUPS, CLAIM_MORE
from mustermap.app.web.form_readings import understand
from mustermap.app.web.form_submission import Sending, new_key
from mustermap.app.web.ledger_access import Snapshot
from mustermap.app.web.save_questions import save_questions
from mustermap.errors import DataError, UnknownReport

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

    from mustermap.app.web.site import Site
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells

NOT_IN_FORM: Final = frozenset({"id", "source", "state", "reason"})
"""Fields of a report that its form does not change."""


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
    is_alone = shown.pop("is_alone", False)
    is_blank = not sending.form.source and not sending.form.filled and not sending.report
    others = [one for one in site.begun() if one[0].key != sending.key] if is_blank else []
    parts = form_parts(site, sending, is_alone=is_alone) | {"notice": notice, "others": others} | shown
    return site.render(request, "form.jinja", status=status, **parts)


def form_parts(site: Site, sending: Sending, *, is_alone: bool = False) -> dict[str, Any]:
    """Return what the template of a form shows, by name.

    Parameters
    ----------
    site
        Where it is kept.
    sending
        The form.
    is_alone
        Whether it is shown without the ledger, which cannot be read.
    """
    with contextlib.ExitStack() as open_ledger:
        ledger = None if is_alone else _ledger_or_none(site, open_ledger)
        base = base_of(ledger, sending)
        understood = understand(sending.form, ledger, base=base, snapshot=Snapshot if is_alone else site.ledger.content)
        known = known_source(ledger, sending.form)
        return {
            "sending": sending,
            "shown": understood,
            "offered": choices(ledger),
            "known_source": known,
            "source_day": source_day(ledger, sending, base),
            "questions": save_questions(understood.claims, is_edit=bool(sending.report)),
            "is_asked": False,
            "checked": False,
            "conflict": None,
            "former": "",
            "state": str((base or {}).get("state", "")),
            "groups": CLAIM_GROUPS,
            "more": CLAIM_MORE,
        }


def source_day(ledger: Ledger | None, sending: Sending, base: Cells | None) -> str:
    """Return the day on which the source of a form was published, as far as it is in the ledger; blank if not."""
    if typed := sending.form.source.get("published", ""):
        return typed
    named = Entered({"id": str((base or {}).get("source", ""))}) if sending.report else sending.form
    return (known_source(ledger, named) or {}).get("published", "")


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


def form_of(cells: Cells) -> Entered:
    """Return the form of a report as it is."""
    texts = present_texts(cells)
    return Entered({}, ({name: text for name, text in texts.items() if name not in NOT_IN_FORM},))


def known_source(ledger: Ledger | None, form: Entered) -> dict[str, str] | None:
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
