"""The dialogue to edit a source: asks field by field, with the current values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app import editing
from mustermap.app.terminal.prompts import Stopped
from mustermap.app.terminal.report_card import conflict_lines, difference_lines
from mustermap.app.terminal.terminal_drafts import Unfinished, unfinished
from mustermap.app.terminal.terminal_output import log
from mustermap.data.fields import SOURCE_FIELDS

if TYPE_CHECKING:
    from mustermap.app.terminal.prompts import Asker
    from mustermap.data.fields import Field
    from mustermap.data.ledger import Ledger


def edit_source(identity: str, *, opened: Ledger, editor: str, asker: Asker) -> int:
    """Ask for the fields of a source with their current values, and keep the change after it was shown.

    Returns
    -------
    int
        0; 1 if the editor stopped, or another editor has changed the source meanwhile.
    """
    now = editing.current(opened, identity, what="source")
    begun = Unfinished(str(opened.path.absolute()), edits=_name(identity), based_on=now.revision)
    try:
        begun = _begun_before(asker, opened, identity) or begun
        asker.show("Enter leaves a field as it is. Ctrl-C stops, and loses nothing.")
        before = editing.present_texts(now.cells)
        for field in SOURCE_FIELDS:
            if field.name != "id" and field.name not in begun.source:
                _ask(asker, begun, field, before.get(field.name, ""))
        return _finish(asker, begun, now, identity, opened, editor)
    except Stopped as stopped:
        begun.typing = stopped.typing
        if not begun.is_blank:
            begun.keep()
        kept = f"mustermap edit {identity} offers it again" if begun.is_kept else "nothing was left unfinished"
        log(f"stopped; {kept}")
        return 1


def _name(identity: str) -> str:
    """Return the name of what is edited, which differs for a source and a report of the same id."""
    return f"source {identity}"


def _begun_before(asker: Asker, opened: Ledger, identity: str) -> Unfinished | None:
    """Offer an unfinished change; return it if the editor goes on with it."""
    for one in unfinished(opened.path, edits=_name(identity)):
        answer = asker.letter(f"Not finished: {one.words}. Go on with it? (d: delete it)", letters="ynd", default="y")
        if answer == "y":
            return one
        if answer == "d":
            one.forget()
    return None


def _ask(asker: Asker, begun: Unfinished, field: Field, present: str) -> None:
    """Ask for one field until the answer has no problem."""
    default = begun.typing or present
    while True:
        text = asker.line(f"  {field.name} ({field.meaning})", default=default, offers=field.choices)
        problems = editing.check_source({"title": "?"} | ({field.name: text} if text else {})).problems
        for problem in problems:
            asker.show(f"    not possible: {problem.field}: {problem.message}")
        if not problems:
            break
        default = text
    begun.typing = ""
    begun.source[field.name] = text
    begun.keep()
    for one in editing.readings({field.name: text}, of_source=True):
        if one.words not in {"", text}:
            asker.show(f"    = {one.words}" if one.status == "read" else f"    note: {one.words}")


def _finish(asker: Asker, begun: Unfinished, now: editing.Current, identity: str, opened: Ledger, editor: str) -> int:
    """Show what changes, and keep it if the editor agrees."""
    before = editing.present_texts(now.cells)
    while (checked := editing.check_source(editing.edited_source(now.cells, begun.source))).source is None:
        for problem in checked.problems:
            asker.show(f"    not possible: {problem.field}: {problem.message}")
            field = next(one for one in SOURCE_FIELDS if one.name == problem.field)
            _ask(asker, begun, field, before.get(field.name, ""))
    changed = editing.differences(now.cells, checked.source)
    for line in difference_lines(changed):
        asker.show(line)
    if not changed or asker.letter("Keep it, for all reports of this source?", letters="yn", default="y") == "n":
        asker.show(f"{identity}: nothing was changed")
        begun.forget()
        return 0
    saved = editing.save_source(opened, checked.source, based_on=begun.based_on, editor=editor, key=begun.key)
    for conflict in saved.conflicts:
        for line in conflict_lines(conflict, what="source"):
            asker.show(line)
        # Only the changed fields: the others must not undo the other editor's changes.
        begun.source = {name: text for name, text in begun.source.items() if text != before.get(name, "")}
        begun.based_on = conflict.theirs.revision
        begun.new_key()
        begun.keep()
        asker.show(f"your answers are kept: mustermap edit {identity} puts them on top of theirs")
        return 1
    for refusal in saved.refused:
        asker.show(f"  not kept: {refusal.id}: {refusal.message}")
    begun.forget()
    asker.show(f"changed: {identity} in ledger {opened.path}")
    return 0 if saved.is_complete else 1
