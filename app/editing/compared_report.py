"""A new report beside those of the ledger and of its submission: what is compared of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, is_finite
from mustermap.data.edtf import OPEN, read_edtf
from mustermap.data.ledger import drawn_ref
from mustermap.geo.wording.name_key import fold
from mustermap.layers.identities.claimant_keys import ClaimantKeys
from mustermap.layers.identities.force_names import force_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mustermap.data.claimant_register import Claimant
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cell, Cells

Days: TypeAlias = tuple[int, int]

BOUNDS: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
NO_DAY: Final = (DISTANT_PAST, DISTANT_FUTURE)
"""What nothing is known of when it was said."""


class Compared:
    """A new report, and what is looked at beside it.

    Parameters
    ----------
    report, source, ledger, place_ref, beside
        As for `mustermap.app.editing.cautions`.
    """

    def __init__(
        self,
        report: Cells,
        source: Mapping[str, Cell],
        ledger: Ledger | None,
        place_ref: str,
        beside: Sequence[Cells],
    ) -> None:
        self.report = {**report, "source": str(report.get("source") or source.get("id", ""))}
        self.source = source
        self.ledger = ledger
        self.ref = shown_ref(report) or place_ref
        self.beside = [dict(one) for one in beside]
        self.register: list[Claimant] = ledger.register.claimants() if ledger is not None else []
        self.keys = ClaimantKeys(self.register)

    def is_near(self, row: Cells) -> bool:
        """Check whether a report is another one, on the same force and place."""
        if row["id"] == self.report.get("id") or row.get("state") == "retracted":
            return False
        if force_key(text_of(self.report, "force")) != force_key(text_of(row, "force")):
            return False
        theirs = shown_ref(row)
        if self.ref and theirs:
            return theirs == self.ref
        return fold(text_of(self.report, "place")) == fold(text_of(row, "place"))

    def claimant(self, cells: Cells) -> tuple[str, ...]:
        """Return what all wordings of a claimant share; who has no name is one for each source."""
        return tuple(sorted(self.keys.keys(text_of(cells, "claimant"), text_of(cells, "source"))))

    def published(self, rows: Iterable[Cells]) -> dict[str, str]:
        """Return the publication days of the sources of reports that have no day of saying."""
        own = {str(self.source.get("id", "")): text_of(self.source, "published")}
        asked = sorted({text_of(row, "source") for row in rows if not text_of(row, "said")} - own.keys())
        if self.ledger is None or not asked:
            return own
        found = self.ledger.find({"id": asked}, what="source")
        return dict(zip(found["id"], found["published"], strict=True)) | own

    def at_place(self) -> dict[str, list[Cell | None]]:
        """Return which rows of the ledger are of its place, as `Ledger.find` takes it."""
        at: dict[str, list[Cell | None]] = {"shown_ref": [self.ref or None]}
        if not self.ref and self.ledger is not None:
            place = text_of(self.report, "place")
            named = [text for text in self.ledger.values("place", at) if fold(text) == fold(place)]
            at["place"] = [*named] if place else [None]
        return at

    def with_force(self, at: dict[str, list[Cell | None]]) -> dict[str, list[Cell | None]]:
        """Add to what `at_place` returns that the rows are about its force, in any wording."""
        force = text_of(self.report, "force")
        names = self.ledger.values("force", at) if self.ledger is not None else {}
        same: list[Cell | None] = [name for name in names if force_key(name) == force_key(force)]
        return at | {"force": same if force else [None]}


def row_cells(columns: Mapping[str, Sequence[Cell | None]]) -> list[Cells]:
    """Return the rows of a ledger's columns as cells, without blanks."""
    names = list(columns)
    rows = zip(*columns.values(), strict=True)
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None and cell != ""} for row in rows
    ]


def force_key(force: str) -> tuple[str, ...]:
    """Return what all wordings of a force share; of joint forces in any order."""
    return tuple(sorted(fold(one) for one in force_name(force).split(";")))


def figure_key(cells: Cells) -> tuple[object, ...]:
    """Return what two reports of one figure share: its bounds and what it counts; without a number its wording.

    "9,000" and "about 9,000" share it: who repeats a figure may leave that word out.
    """
    number = single_number(cells)
    if number is not None:
        return (quantity_of(cells), number)
    wording = "" if has_number(cells) else fold(text_of(cells, "figure"))
    return (quantity_of(cells), *(cells.get(name) for name in BOUNDS), wording)


def single_number(cells: Cells) -> float | None:
    """Return the number of a figure that is one, exactly or about; None for a range, a bound or no number."""
    low, high, best = (cells.get(name) for name in ("figure_low", "figure_high", "figure_best"))
    number = low if low == high and best in {None, low} else None
    number = best if low is None and high is None else number
    return float(number) if number is not None else None


def same_figures(cells: Cells) -> list[dict[str, list[Cell | None]]]:
    """Return which rows of a ledger have the figure of a report, as `Ledger.find` takes it."""
    number = single_number(cells)
    if number is None:
        return [{name: [cells.get(name)] for name in BOUNDS}]
    one: list[Cell | None] = [number]
    return [
        {"figure_low": one, "figure_high": one, "figure_best": [None, number]},
        {"figure_low": [None], "figure_high": [None], "figure_best": one},
    ]


def part_key(cells: Cells) -> tuple[str, ...]:
    """Return what two reports on one part of the troops share: component, unit and measure."""
    return (fold(text_of(cells, "component")), fold(text_of(cells, "unit")), text_of(cells, "measure"))


def quantity_of(cells: Cells) -> str:
    """Return what the figure of a report counts."""
    return fold(text_of(cells, "quantity") or "personnel")


def has_number(cells: Cells) -> bool:
    """Check whether a report says a number."""
    return any(cells.get(name) is not None for name in ("figure_low", "figure_high", "figure_best"))


def shown_ref(cells: Cells) -> str:
    """Return the ref of the place that a report is shown at, drawn or resolved; blank for none."""
    drawn = text_of(cells, "geometry")
    return drawn_ref(drawn) if drawn else text_of(cells, "place_ref")


def named_reports(cells: Cells) -> set[str]:
    """Return the ids of the reports that one repeats, updates or holds beside."""
    return {one for name in ("repeats", "updates", "beside") for one in text_of(cells, name).split(";")}


def said_days(cells: Cells, published: Mapping[str, str]) -> Days:
    """Return the first and the last day on which it can have been said; a missing bound is that of the other side."""
    text = text_of(cells, "said") or published.get(text_of(cells, "source"), "")
    if not text:
        return NO_DAY
    date = read_edtf(text)
    days = [day for day in (date.earliest, date.latest) if is_finite(day)]
    return (days[0], days[-1]) if days else NO_DAY


def is_same_time(one: Cells, other: Cells) -> bool:
    """Check whether two reports can hold on one day; of one source, whether they name the same start and end."""
    if text_of(one, "source") == text_of(other, "source"):
        return all(text_of(one, name) == text_of(other, name) for name in ("start", "end"))
    (begin, end), (first, last) = _held_days(one), _held_days(other)
    return begin <= last and first <= end


def _held_days(cells: Cells) -> Days:
    """Return the first and the last day on which a report can hold, as far as its start and end name days."""
    start, end = text_of(cells, "start"), text_of(cells, "end")
    first = read_edtf(start).earliest if start else DISTANT_PAST
    return first, read_edtf(end).latest if end not in {"", OPEN} else DISTANT_FUTURE


def text_of(cells: Mapping[str, Cell | None], name: str) -> str:
    """Return the text of a cell; blank if there is none."""
    return str(cells.get(name) or "")
