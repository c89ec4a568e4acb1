"""Texts of a comparison on a terminal: what is compared, days, and what heads the rows of a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap.app.terminal.terminal_output import one_line
from mustermap.data.days import is_finite
from mustermap.layers.change_texts import subject_title
from mustermap.words import words_of
from mustermap.words.date_texts import day_text
from mustermap.words.name_texts import claimant_text, whose_text

if TYPE_CHECKING:
    from mustermap import layers

AFTER: Final = {
    "joint force": "joint", "not placed": "unplaced", "larger area": "larger", "other quantity": "quantities",
    "other force": "forces", "last": "last",
}  # fmt: skip
"""Kinds of lines after the sections, and the messages that head them."""


def title_text(compared: layers.Comparison) -> str:
    """Return what is compared, where, when, and by what was known."""
    whose = "Claims about troops" if compared.force is None else f"Troops of {whose_text(compared.force, words_of())}"
    where = "" if compared.area is None else f" in {compared.area.name}"
    when = f" on {_day(compared.from_day)}"
    if not compared.is_day:
        when = f", {_day(compared.from_day)} to {_day(compared.to_day)}"
    each = ", by months" if compared.each == "month" else ""
    known = "" if compared.known_by is None else f", as known by {_day(compared.known_by)}"
    return f"{whose}{where}{when}{each}{known}"


def subject_text(row: Any) -> str:
    """Return what the subject of a row is called."""
    force, quantity = str(row.subject_force), str(row.subject_quantity)
    title = subject_title(force, str(row.area_name) if row.area_ref else "", quantity, words_of(), str)
    return title[:1].upper() + title[1:]


def heading_of(row: Any, by: str) -> str:
    """Return what heads a row: its section, or the claimant or the source where the rows are sorted by these."""
    words = words_of()
    if by == "claimant":
        return claimant_text(str(row.claimant), words, str)
    if by == "source":
        return str(row.source_title or row.source)
    if row.kind in AFTER:
        return words.say(f"lines.{AFTER[row.kind]}")
    return words.named("comparison.phases", row.section) or str(row.section)


def who_text(row: Any, by: str) -> str:
    """Return who claims, of which part, where; of other forces, whose troops."""
    words = words_of()
    is_after = row.kind in AFTER
    whose = whose_text(str(row.force), words) if row.kind in ("other force", "joint force", "not placed") else ""
    phase = words.named("phases", str(row.phase)) or "" if is_after or by in ("claimant", "source") else ""
    part = [text for text in (str(row.component), str(row.unit)) if text]
    where = str(row.place_name or row.place) if row.is_inside or row.kind in ("not placed", "larger area") else ""
    what = ", ".join(text for text in (whose, phase, *part, where) if text)
    who = "" if by == "claimant" else claimant_text(str(row.claimant), words, str)
    return ": ".join(text for text in (what, who) if text)


def figure_of(row: Any) -> str:
    """Return the figure of a row; of a denied one, that it is denied."""
    figure = str(row.figures)
    return words_of().say("answer.denied", figures=figure) if row.kind == "denied" else figure


def bold(text: str, quiet: str = "") -> Any:
    """Return a heading, with what is beside it."""
    from rich.text import Text

    return Text.assemble((one_line(text), "bold"), (one_line(quiet), "dim"))


def _day(day: int) -> str:
    return day_text(day, words_of()) if is_finite(day) else "no bound"
