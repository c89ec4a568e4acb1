"""Forms that follow up a report: they begin with what a denial, an echo or a newer figure has in common with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from mustermap.app.editing import present_texts
from mustermap.data.rules.field_tables import figure_cells
from mustermap.data.wordings.counted_nouns import PERSONNEL
from mustermap.data.wordings.figure_wordings import read_counted
from mustermap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

FollowUp: TypeAlias = Literal["deny", "echo", "newer"]
FOLLOW_UPS: Final[tuple[FollowUp, ...]] = get_args(FollowUp)

_SUBJECT: Final = (
    "force", "component", "unit", "quantity", "measure", "phase", "place", "place_country", "place_ref", "geometry",
    "role", "origin",
)  # fmt: skip
BOUNDS: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
_SPAN: Final = ("start", "start_wording", "end", "end_wording")
_TAKEN: Final[Mapping[FollowUp, tuple[str, ...]]] = {
    "deny": _SUBJECT,
    "echo": (*_SUBJECT, "figure", *BOUNDS, *_SPAN),
    "newer": ("claimant", *_SUBJECT),
}
_REFERENCE: Final[Mapping[FollowUp, str]] = {"deny": "disputes", "echo": "repeats", "newer": "updates"}


def follow_up(cells: Mapping[str, object], what: FollowUp) -> dict[str, str]:
    """Return the claim with which the form of a denial, an echo or a newer figure of a report begins.

    Parameters
    ----------
    cells
        Of the report that is followed up.
    what
        ``deny``: somebody denies it. ``echo``: somebody else repeats its figure. ``newer``: its claimant has another.

    Examples
    --------
    >>> report = {"id": "r", "claimant": "A. Minister", "force": "Russia", "figure": "dozens"}
    >>> follow_up(report, "newer")
    {'claimant': 'A. Minister', 'force': 'Russia', 'updates': 'r'}
    """
    texts = present_texts(cells)
    if texts.get("quantity") == PERSONNEL:  # what a blank means; the wording of the next figure may say another
        del texts["quantity"]
    taken = {name: texts[name] for name in _TAKEN[what] if name in texts}
    if "figure" in taken and is_read_so(taken["figure"], cells):
        taken = {name: text for name, text in taken.items() if name not in BOUNDS}
    kind = {"kind": "dispute"} if what == "deny" else {}
    return {**kind, **taken, _REFERENCE[what]: str(cells["id"])}


def focus_of(what: FollowUp) -> str:
    """Return the field in which a form that follows up a report is begun: what only this one says."""
    return "claim-0-figure" if what == "newer" else "source-title"


def is_read_so(wording: str, cells: Mapping[str, object]) -> bool:
    """Check whether the wording of a figure alone is read as the report has it, so that its bounds can be left out."""
    try:
        read = figure_cells(read_counted(wording, quantity=str(cells.get("quantity") or "")).figure)
    except DataError:
        return False
    return read == {name: cells[name] for name in BOUNDS if cells.get(name) is not None}
