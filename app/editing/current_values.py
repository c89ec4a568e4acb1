"""The current values of the ledger: the fields of a report that is edited, and what can be offered while typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.data.edtf import OPEN
from mustermap.data.fields import REPORT_COLUMNS
from mustermap.data.files.reading import unknown_fields
from mustermap.data.reports import raw_text
from mustermap.data.wordings.date_wordings import is_exact_form
from mustermap.errors import InvalidField, UnknownReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.ledger import Ledger
    from mustermap.data.ledger.content import What
    from mustermap.data.rules.field_tables import Cells

# The fields that depend on a wording: they are removed when another wording replaces it.
_HANGS_ON: Final = {
    "figure": ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best"),
    "figure_low": ("figure_low_included",),
    "figure_high": ("figure_high_included",),
    "said": ("said_wording",),
    "start": ("start_wording",),
    "end": ("end_wording",),
    "place": ("place_ref", "place_country", "geometry"),
    "place_country": ("place_ref",),
    "place_ref": ("geometry",),
    "geometry": ("place_ref",),
    "origin": ("origin_ref",),
}
_STAYS_IF_GIVEN: Final = (("place", "place_country"), ("place", "geometry"))


@dataclass(frozen=True, slots=True)
class Current:
    """The current values of a report or a source.

    Attributes
    ----------
    cells : dict
        Its cells.
    revision : int
        The number of its newest revision, on which a change is based.
    editor : str
        Who made that revision.
    """

    cells: Cells
    revision: int
    editor: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Values of the ledger that can be offered while typing, the most frequent first.

    Attributes
    ----------
    claimants, forces, components, units, places, quantities : tuple of str
        Each member of a list of forces by itself; claimants of the register come after those of reports.
    sources : tuple of (str, str)
        Id and title, the newest first.
    """

    claimants: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()


def current(ledger: Ledger, identity: str, *, what: What = "report") -> Current:
    """Return the current values of a report or a source.

    Raises
    ------
    UnknownReport
        If the ledger has none of that id.
    """
    revisions = ledger.history(identity, what=what)
    if not revisions:
        remedy = "look its id up with: mustermap list"
        raise UnknownReport(f"{what} {identity!r} is not in the ledger {ledger.path}; {remedy}")
    newest = revisions[-1]
    return Current(dict(newest.cells), newest.seq, newest.editor)


def is_source(ledger: Ledger, identity: str) -> bool:
    """Check whether an id is that of a source, and not of a report."""
    if ledger.history(identity, what="report"):
        return False
    return bool(ledger.history(identity, what="source"))


def present_texts(cells: Mapping[str, object]) -> dict[str, str]:
    """Return cells as the raw texts from which `check` reads them again.

    Examples
    --------
    >>> present_texts({"figure": "more than a thousand", "figure_low": 1000.0, "figure_low_included": False})
    {'figure': 'more than a thousand', 'figure_low': '1000', 'figure_low_included': 'false'}
    """
    return {name: raw_text(cell) for name, cell in cells.items() if isinstance(cell, str | float | bool) and cell != ""}


def edited(cells: Mapping[str, object], changed: Mapping[str, str]) -> dict[str, str]:
    """Apply changed fields to the current values of a report, and return the raw texts for `check`.

    What was read from a wording is removed with it: a new ``figure`` removes the old bounds, a new ``place`` the old
    ``place_ref``. An exact date keeps the wording beside it, since it corrects how that is read. An unchanged text
    changes nothing, and a blank one empties the field, so that a form may send all fields or only some.

    Raises
    ------
    InvalidField
        If a field is not known, or the id would change.

    Examples
    --------
    >>> edited({"id": "r", "figure": "20,000", "figure_low": 20000.0}, {"figure": "up to 9,000"})
    {'id': 'r', 'figure': 'up to 9,000'}
    """
    texts = present_texts(cells)
    for said in unknown_fields(changed, known=REPORT_COLUMNS):
        raise InvalidField("", said)
    if changed.get("id", texts.get("id")) != texts.get("id"):
        raise InvalidField("id", f"a report keeps its id, {texts.get('id')!r}; add another report instead")
    new = {name: text.strip() for name, text in changed.items() if text.strip() != texts.get(name, "")}
    for name, text in new.items():
        for hanging in _HANGS_ON.get(name, ()):
            stays = hanging in new or ((name, hanging) in _STAYS_IF_GIVEN and hanging in changed)
            if not stays and not (hanging.endswith("_wording") and (is_exact_form(text) or text == OPEN)):
                texts.pop(hanging, None)
    texts |= new
    return {name: text for name, text in texts.items() if text}


def choices(ledger: Ledger | None) -> Choices:
    """Return what can be offered while typing; nothing if there is no ledger yet."""
    if ledger is None:
        return Choices()
    forces = dict.fromkeys(one for joint in ledger.values("force") for one in joint.split(";"))
    sources = ledger.sources()
    registered = (name for one in ledger.register.claimants() for name in (one.name, one.short) if name)
    return Choices(
        claimants=tuple(dict.fromkeys([*ledger.values("claimant"), *registered])),
        forces=tuple(forces),
        components=tuple(ledger.values("component")),
        units=tuple(ledger.values("unit")),
        places=tuple(ledger.values("place")),
        quantities=tuple(ledger.values("quantity")),
        sources=tuple(zip(sources["id"], sources["title"], strict=True))[::-1],
    )
