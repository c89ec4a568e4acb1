"""Questions about similar reports, with the answers that an editor can choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from mustermap.app.editing.field_readings import date_words, figure_words
from mustermap.data.edtf import read_edtf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.data.rules.field_tables import Cells

Kind: TypeAlias = Literal["duplicate", "echo", "update", "denial"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the question about a similar report.

    Attributes
    ----------
    name : {'update', 'beside', 'repeat', 'same', 'denies', 'none'}
        ``repeat``: it says again what is there, and is kept. ``same``: it is there already, and is not kept.
        ``none``: it denies something that is not among the reports.
    label : str
        What a button says.
    meaning : str
        What follows from it, in a sentence.
    field, report : str
        The field that is filled, and the id that is put there; blank if none is.
    is_saved : bool
        Whether the claim is to be saved; not if it is there already.
    """

    name: Literal["update", "beside", "repeat", "same", "denies", "none"]
    label: str
    meaning: str
    field: str = ""
    report: str = ""
    is_saved: bool = True

    def applied(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the raw texts of a claim with this answer in its field, beside what is there."""
        if not self.field:
            return dict(texts)
        named = [one for one in texts.get(self.field, "").split(";") if one.strip() and one.strip() != self.report]
        return {**texts, self.field: ";".join([*named, self.report])}


@dataclass(frozen=True, slots=True)
class Caution:
    """A question about a similar report, to be asked before the new one is saved.

    Attributes
    ----------
    kind : {'duplicate', 'echo', 'update', 'denial'}
        The same report; the same figure said again, mostly by another claimant; an older figure of the same claimant;
        which of some claims a denial is about.
    report : str
        Id of the other report; of a denial the newest of those that it may be about.
    field : str
        The field that would refer to it: ``repeats``, ``updates`` or ``disputes``; blank for a duplicate, and for an
        echo if the other report is the later one.
    message : str
        The question to the editor, in a sentence.
    cells : dict
        What the other report says.
    answers : tuple of Answer
        What can be answered, the likeliest first. Without an answer the report is saved as it was entered.
    """

    kind: Kind
    report: str
    field: str
    message: str
    cells: Cells
    answers: tuple[Answer, ...]


def shown_report(row: Cells) -> str:
    """Return a report with its id, claimant, figure and day.

    Examples
    --------
    >>> shown_report({"id": "12", "claimant": "Pavel Latushka", "figure_best": 9000.0, "said": "2022-09-29"})
    '12 (Pavel Latushka; about 9,000, no bounds stated; said 29 September 2022)'
    """
    said = str(row.get("said") or "")
    figure = figure_words(row) or str(row.get("figure") or "")
    parts = [str(row.get("claimant") or ""), figure, f"said {date_words(read_edtf(said))}" if said else ""]
    return f"{row['id']} ({'; '.join(part for part in parts if part)})"


def brief_report(row: Cells, *, before_day: str = "") -> str:
    """Return a report by its figure and its day, with a word before that; by its id where it has neither.

    Examples
    --------
    >>> brief_report({"id": "12", "figure": "120,000", "said": "2022-09-29"}, before_day="said ")
    '120,000, said 29 September 2022'
    """
    said = str(row.get("said") or "")
    figure = str(row.get("figure") or "") or figure_words(row)
    day = f"{before_day}{date_words(read_edtf(said))}" if said else ""
    return ", ".join(filter(None, (figure, day))) or str(row["id"])
