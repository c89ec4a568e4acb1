"""The run of a command that works on reports: load, apply care, work, list what was rejected, give the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.app.options import CareOptions
from mustermap.app.report_selection import load
from mustermap.app.terminal.terminal_output import log, remarking, remarks, working

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mustermap.app.options import Selection
    from mustermap.app.report_selection import Loaded
    from mustermap.layers import Care

_NO_CARE: Final = CareOptions()


def _review(loaded: Loaded, care: Care) -> None:
    from mustermap.app.publication.publication_review import review

    review(loaded, care)


def run_on_reports(
    selection: Selection,
    work: Callable[[Loaded], Sequence[str]],
    *,
    care: CareOptions = _NO_CARE,
    check: Callable[[], object] | None = None,
    review: Callable[[Loaded, Care], None] = _review,
    speak: Callable[[str], None] = log,
    conclude: Callable[[str], None] = log,
) -> int:
    """Load the reports that a command works on, publish them with care, and do the command's work on them.

    Parameters
    ----------
    selection
        Which reports.
    work
        Does what the command is for, and returns the last lines, which are written after what was rejected. If it
        fails, what was rejected is written before the error, since that may be its cause.
    care
        With how much care the reports are published. A dry run lists what would be published, and does not work.
    check
        Checks the options before anything is read; not called in a dry run.
    review
        Lists what would be published, in a dry run.
    speak, conclude
        Write what was rejected, and the last lines.

    Returns
    -------
    int
        The exit code: 1 if any row was rejected, else 0.
    """
    with_care = care.care()
    if care.dry_run:
        loaded = load(selection.files, selection.ledger)
        review(loaded, with_care)
        for remark in loaded.reading.rejected:
            log(f"rejected: {remark}")
        return exit_code(loaded)
    if check is not None:
        check()
    with working("reading reports and placing them"):
        loaded = load(selection.files, selection.ledger)
        if with_care:
            from mustermap.app.publication.published_reports import published

            loaded = published(loaded, with_care)
    with remarking(loaded.reading):
        last = work(loaded)
    for line in remarks(loaded.reading):
        speak(line)
    for line in last:
        conclude(line)
    return exit_code(loaded)


def exit_code(loaded: Loaded) -> int:
    """Return the exit code after work on reports: 1 if any row was rejected, else 0."""
    return 1 if loaded.reading.rejected_rows else 0
