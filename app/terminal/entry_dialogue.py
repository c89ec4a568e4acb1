"""The dialogue of ``mustermap add`` and ``edit``: asks field by field, and shows a card before anything is kept."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Final, Literal

from mustermap.app import editing
from mustermap.app.ledger_file import ledger_path
from mustermap.app.terminal.answer_choice import choose_answer
from mustermap.app.terminal.interview import Interview
from mustermap.app.terminal.prompts import Asker, Stopped
from mustermap.app.terminal.report_card import card, conflict_lines, difference_lines
from mustermap.app.terminal.terminal_drafts import Unfinished, unfinished
from mustermap.app.terminal.terminal_output import log
from mustermap.data.ledger import Ledger
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mustermap.data.rules.field_tables import Cells


_ANOTHER: Final = "Another claim of this source, with all of this one but the figure?"


def refuse_without_terminal(remedy: str) -> None:
    """Raise `WrongUse` if there is no terminal to ask in."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse(f"there is no terminal to ask in; {remedy}")


def enter_reports(*, ledger: Path | None, editor: str, asker: Asker | None = None) -> int:
    """Ask for a source, then for its reports one by one, and keep each after its card was shown.

    Returns
    -------
    int
        0; 1 if the editor stopped.
    """
    asker, path = asker or Asker(), ledger_path(ledger)
    asker.show("First the source, then its reports. Enter leaves a field blank. Ctrl-C stops, and loses nothing.")
    begun = Unfinished(str(path.absolute()))
    offered: dict[str, str] = {}
    try:
        begun = _chosen(asker, path, edits="") or begun
        while True:
            with _opened(path) as opened:
                choices = editing.choices(opened)
                interview = Interview(asker, begun, ledger=opened, choices=choices, offered=offered)
                interview.ask_source()
                asker.show("Report:")
                interview.ask_report()
                _finish(asker, interview, path, opened, editor)
            copied, summary = interview.copied()
            begun.next_report({})
            answer = asker.letter(f"{_ANOTHER} (b: a blank one)", letters="ynb", default="n")
            if answer == "n":
                return 0
            offered = summary if answer == "y" else {}
            begun.next_report(copied if answer == "y" else {})
    except Stopped:
        return _stopped(begun, "mustermap add")
    except Exception:
        _stopped(begun, "mustermap add")
        raise


def edit_report(identity: str, *, ledger: Path | None, editor: str, asker: Asker | None = None) -> int:
    """Ask for the fields of a report, or a source, with their current values, and keep the change after it was shown.

    Returns
    -------
    int
        0; 1 if the editor stopped, or kept another editor's version.

    Raises
    ------
    UnknownReport
        If the ledger has no report of that id.
    """
    asker, path = asker or Asker(), ledger_path(ledger)
    with Ledger.open(path) as opened:
        if editing.is_source(opened, identity):
            from mustermap.app.terminal.source_dialogue import edit_source

            return edit_source(identity, opened=opened, editor=editor, asker=asker)
        now = editing.current(opened, identity)
        source = {"id": str(now.cells["source"])}
        begun = Unfinished(str(path.absolute()), source, edits=identity, based_on=now.revision)
        try:
            begun = _chosen(asker, path, edits=identity) or begun
            asker.show("Enter leaves a field as it is. Ctrl-C stops, and loses nothing.")
            interview = Interview(asker, begun, ledger=opened, choices=editing.choices(opened), present=now.cells)
            interview.ask_report()
            done = _finish(asker, interview, path, opened, editor)
            begun.forget()
        except Stopped:
            return _stopped(begun, f"mustermap edit {identity}")
        except Exception:
            _stopped(begun, f"mustermap edit {identity}")
            raise
        return 0 if done else 1


def _stopped(begun: Unfinished, command: str) -> int:
    """Say how to continue, after the editor stopped or the ledger refused."""
    kept = f"what you entered is kept: {command} offers it again" if begun.is_kept else "nothing was left unfinished"
    log(f"stopped; {kept}")
    return 1


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Ledger | None]:
    if not path.exists():
        yield None
        return
    with Ledger.open(path) as opened:
        yield opened


def _chosen(asker: Asker, path: Path, *, edits: str) -> Unfinished | None:
    """Offer unfinished entries; return the one to go on with."""
    for one in unfinished(path, edits=edits):
        asker.show(f"Not finished: {one.words}")
        answer = asker.letter("Go on with it? (d: delete it)", letters="ynd", default="y")
        if answer == "y":
            return one
        if answer == "d":
            one.forget()
    return None


def _finish(asker: Asker, interview: Interview, path: Path, opened: Ledger | None, editor: str) -> bool:
    """Show the card until it is right, then keep the report; return whether it was kept."""
    answered: set[str] = set()
    while True:
        checked = editing.check(_source(interview), [interview.report_texts()], ledger=opened)
        for problem in checked.problems:
            asker.show(f"    not possible: {problem.field}: {problem.message}")
            _ask_again(interview, problem)
        if not checked.is_good:
            continue
        _show(asker, interview, checked)
        heeded = _heed_cautions(asker, interview, checked, opened, answered)
        if heeded == "left out":
            return False
        if heeded:
            continue
        answer = asker.letter("Keep it? (e: edit a field, n: drop it)", letters="yne", default="y")
        if answer == "n":
            return False
        if answer == "e":
            interview.ask_more()
        elif _save(asker, interview, checked, path, editor):
            return True


def _ask_again(interview: Interview, problem: editing.Problem) -> None:
    """Ask again for what has a problem; of a denial for what it denies, or its figure."""
    if problem.report is None:
        interview.ask_source_field(problem.field)
    elif problem.field == "disputes" and not interview.begun.edits:
        interview.ask_denied()
        if not interview.begun.report.get("disputes"):
            interview.ask_field("figure")
    else:
        interview.ask_field(problem.field)


def _source(interview: Interview) -> dict[str, str]:
    source = interview.begun.source
    return {"id": source["id"]} if "id" in source else source


def _show(asker: Asker, interview: Interview, checked: editing.Checked) -> None:
    asker.show("")
    for line in card(checked.good[0], source=checked.source or {}, places=interview.places()):
        asker.show(line)
    for note in checked.notes:
        asker.show(f"  note: {note.field}: {note.message}")


def _heed_cautions(
    asker: Asker, interview: Interview, checked: editing.Checked, opened: Ledger | None, answered: set[str]
) -> Literal["", "changed", "left out"]:
    """Ask about similar reports of the ledger; return whether the report was changed, or is not to be kept."""
    report, place = checked.good[0], interview.places()[0].place
    found = editing.cautions(report, source=checked.source or {}, ledger=opened, place_ref=place.ref if place else "")
    for one in found:
        if (named := f"{one.kind} {one.report}") in answered:
            continue
        answered.add(named)
        answer = choose_answer(asker, one)
        if answer is None:
            continue
        if not answer.is_saved:
            asker.show(f"left out: it is report {one.report}")
            return "left out"
        if answer.field:
            interview.begun.report[answer.field] = answer.applied(interview.report_texts())[answer.field]
            interview.begun.keep()
            return "changed"
    return ""


def _save(asker: Asker, interview: Interview, checked: editing.Checked, path: Path, editor: str) -> bool:
    begun = interview.begun
    based_on = {begun.edits: begun.based_on} if begun.edits else None
    with Ledger.open(path, create=True) as opened:
        before: Cells = editing.current(opened, begun.edits).cells if begun.edits else {}
        saved = editing.save(opened, checked, editor=editor, key=begun.key, based_on=based_on)
        for refusal in saved.refused:
            asker.show(f"  not kept: {refusal.id}: {refusal.message}")
        for conflict in saved.conflicts:
            return _settle(asker, interview, conflict, opened, editor)
        if saved.refused:
            begun.new_key()
            interview.ask_more()
            return False
        if begun.edits:
            after = editing.current(opened, begun.edits).cells
            for line in difference_lines(editing.differences(before, after)):
                asker.show(line)
    what = "changed" if saved.revised else "kept" if saved.added else "already there"
    asker.show(f"{what}: {checked.good[0]['id']} in ledger {path}")
    begun.source = {"id": str((checked.source or {})["id"]), "title": str((checked.source or {}).get("title", ""))}
    return True


def _settle(asker: Asker, interview: Interview, conflict: editing.Conflict, opened: Ledger, editor: str) -> bool:
    """Show both versions of a report that another editor has changed meanwhile, and let the editor choose."""
    for line in conflict_lines(conflict):
        asker.show(line)
    question = "Leave theirs, or put your changes on top of it?"
    if asker.letter(f"{question} (t: theirs, m: mine on top)", letters="tm", default="t") == "t":
        return True
    mine = editing.edited(conflict.theirs.cells, interview.changed())
    checked = editing.check({"id": mine["source"]}, [mine], ledger=opened)
    for problem in checked.problems:
        asker.show(f"    not possible: {problem.field}: {problem.message}")
    saved = editing.save(opened, checked, editor=editor, based_on={conflict.id: conflict.theirs.revision})
    for again in saved.conflicts:
        return _settle(asker, interview, again, opened, editor)
    for line in difference_lines(
        editing.differences(conflict.theirs.cells, editing.current(opened, conflict.id).cells)
    ):
        asker.show(line)
    return saved.is_complete and checked.is_good
