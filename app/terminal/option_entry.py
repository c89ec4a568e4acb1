"""Entry by options, for scripts: ``mustermap add`` and ``edit`` of one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.app import editing
from mustermap.app.ledger_file import ledger_path
from mustermap.app.terminal.field_options import option_name
from mustermap.app.terminal.report_card import conflict_lines, difference_lines
from mustermap.app.terminal.terminal_output import one_line, write_line
from mustermap.data.ledger import Ledger
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def add_report(
    source: Mapping[str, str], report: Mapping[str, str], *, ledger: Path | None, editor: str, key: str | None
) -> int:
    """Add one report and its source to the ledger, which is made if it does not exist.

    Parameters
    ----------
    source, report
        Raw texts by field; the id alone refers to a source of the ledger.
    ledger, editor, key
        As for `add_files`.

    Returns
    -------
    int
        1 if it was rejected, else 0.
    """
    path = ledger_path(ledger)
    is_new = not path.exists()
    if is_new:
        checked = editing.check(source, [report], ledger=None)
        if _rejected(checked):
            return 1
    with Ledger.open(path, create=True) as opened:
        checked = editing.check(source, [report], ledger=opened)
        if _rejected(checked):
            return 1
        (place, _) = editing.place_readings(checked.good, source=str(checked.good[0]["source"]), ledger=opened)
        found = editing.cautions(
            checked.good[0],
            source=checked.source or {},
            ledger=opened,
            place_ref=place.place.ref if place.place else "",
        )
        saved = editing.save(opened, checked, editor=editor, key=key)
    if saved.added:
        for caution in found:
            write_line(one_line(f"caution: {caution.message}; to say so: {_remedy(saved.added[0], caution)}"))
    for one in saved.unplaced:
        why = f"{one.reason} {one.advice}".strip()
        which = f"{one.id}: " if report.get("id", "").strip() else ""  # there is only one
        write_line(one_line(f"not placed: {which}{one.wording!r}: {why}"))
    for refusal in saved.refused:
        write_line(f"rejected: {one_line(f'{refusal.id}: {refusal.message}')}")
    for identity in saved.added:
        write_line(f"added: {one_line(identity)}")
    made = "made, " if is_new else ""
    counts = f"{len(saved.added)} added, {len(saved.skipped)} skipped (already there), {len(saved.refused)} rejected"
    write_line(f"ledger {path}: {made}{counts}")
    return 0 if saved.is_complete else 1


def _remedy(identity: str, caution: editing.Caution) -> str:
    """Return the commands that answer a question about a report that was kept."""
    sets = [f"{option_name(one.field, of_source=False)} {one.report}" for one in caution.answers if one.field]
    drops = any(not one.is_saved for one in caution.answers)
    edit = [f"mustermap edit {identity} {' or '.join(sets)}"] if sets else []
    return "; or ".join([*edit, *([f"mustermap retract {identity} --reason duplicate"] if drops else [])])


def change_report(
    identity: str,
    source: Mapping[str, str],
    report: Mapping[str, str],
    *,
    ledger: Path | None,
    editor: str,
    revision: int | None,
) -> int:
    """Change fields of a report, or of a source; a blank text empties one.

    Parameters
    ----------
    identity
        Id of the report or the source.
    source, report
        Raw texts of the fields that change. For a report, only the id of the source may be among them; it moves the
        report to another source.
    ledger, editor
        As for `add_report`.
    revision
        The revision that the caller has read; None: the current one.

    Returns
    -------
    int
        1 if it was rejected or another editor has changed it meanwhile, else 0.
    """
    path = ledger_path(ledger)
    with Ledger.open(path) as opened:
        if editing.is_source(opened, identity):
            return _change_source(opened, identity, source, report, editor=editor, revision=revision)
        if source.keys() - {"id"}:
            named = ", ".join(option_name(name, of_source=True) for name in source if name != "id")
            its = str(editing.current(opened, identity).cells["source"])
            raise WrongUse(f"{named}: a source has many reports; change it by its own id: mustermap edit {its}")
        now = editing.current(opened, identity)
        texts = editing.edited(now.cells, report)
        checked = editing.check({"id": source.get("id", texts["source"])}, [texts], ledger=opened)
        if _rejected(checked):
            return 1
        based_on = {identity: now.revision if revision is None else revision}
        saved = editing.save(opened, checked, editor=editor, based_on=based_on)
        after = editing.current(opened, identity).cells
    return _say_changed(path, identity, saved, editing.differences(now.cells, after))


def _change_source(
    opened: Ledger,
    identity: str,
    source: Mapping[str, str],
    report: Mapping[str, str],
    *,
    editor: str,
    revision: int | None,
) -> int:
    """Change fields of a source, for all its reports."""
    if report:
        named = ", ".join(option_name(name, of_source=False) for name in report)
        raise WrongUse(f"{named}: {identity} is a source; its fields begin with --source-, as in --source-title")
    now = editing.current(opened, identity, what="source")
    checked = editing.check_source(editing.edited_source(now.cells, source))
    if _rejected(checked) or checked.source is None:
        return 1
    based_on = now.revision if revision is None else revision
    saved = editing.save_source(opened, checked.source, based_on=based_on, editor=editor)
    apart = editing.differences(now.cells, checked.source)
    return _say_changed(opened.path, identity, saved, apart, what="source")


def _say_changed(
    path: Path,
    identity: str,
    saved: editing.Saved,
    differences: Sequence[editing.Difference],
    *,
    what: str = "report",
) -> int:
    """Show the outcome of a change, and return the exit code."""
    for conflict in saved.conflicts:
        for line in conflict_lines(conflict, what=what):
            write_line(line)
    for refusal in saved.refused:
        write_line(f"rejected: {one_line(f'{refusal.id}: {refusal.message}')}")
    if saved.revised:
        for line in difference_lines(differences):
            write_line(line)
    became = "changed" if saved.revised else "nothing to change" if saved.skipped else "not changed"
    write_line(f"ledger {path}: {one_line(identity)} {became}")
    return 0 if saved.is_complete else 1


def _rejected(checked: editing.Checked) -> bool:
    """Show problems, and what could not be parsed, by the names of options; return whether there are problems."""
    for problem in checked.problems:
        name = option_name(problem.field, of_source=problem.report is None) if problem.field else "options"
        write_line(f"rejected: {name}: {one_line(problem.message)}")
    if checked.is_good:
        for note in checked.notes:
            write_line(f"note: {option_name(note.field, of_source=note.report is None)}: {one_line(note.message)}")
    return not checked.is_good
