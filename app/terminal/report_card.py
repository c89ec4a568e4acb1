"""The card of a report: each field with its reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.app.editing import NOT_NAMED, present_texts, readings
from mustermap.app.terminal.terminal_output import one_line
from mustermap.data.fields import REPORT_FIELDS
from mustermap.data.wordings.date_wordings import is_computed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mustermap.app.editing import Conflict, Difference, PlaceReading
    from mustermap.data.rules.field_tables import Cell

# Shown with the wording that they were read from, or by the source's title.
_BESIDE: Final = frozenset(
    {
        "id", "source", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best",
        "said_wording", "start_wording", "end_wording", "place_ref", "origin_ref",
    }
)  # fmt: skip
_WIDTH: Final = 14


def card(
    report: Mapping[str, Cell], *, source: Mapping[str, Cell], places: Iterable[PlaceReading] = ()
) -> Iterator[str]:
    """Yield the lines of a card.

    Parameters
    ----------
    report, source
        Checked cells.
    places
        The readings of its places.
    """
    texts = present_texts(report)
    read = {one.field: one.words for one in readings(texts) if one.status == "read"}
    read |= {one.field: one.words for one in places if one.wording or one.status in {"drawn", "chosen"}}
    title = ", ".join(str(source[name]) for name in ("title", "publisher", "url") if source.get(name))
    yield _line("source", title or str(source.get("id", "")))
    for field in REPORT_FIELDS:
        name = field.name
        wording = texts.get(f"{name}_wording") or texts.get(name, "")
        if name == "end" and not texts.get("end") and wording == texts.get("start_wording"):
            continue  # "from November" has no end
        if name in _BESIDE or (not wording and not read.get(name)) or wording == field.default:
            continue
        words = read.get(name, "")
        if (
            name in texts
            and f"{name}_wording" in texts
            and is_computed(wording, language=str(source.get("language", "")))
        ):
            words = f"{words}, {NOT_NAMED}"
        yield _line(name, wording if words in {"", wording} else f"{wording} = {words}" if wording else words)


def difference_lines(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield a line for each field that differs, with the values before and after."""
    for one in differences:
        yield _line(one.field, f"{one.before or '(blank)'} → {one.after or '(blank)'}")


def conflict_lines(conflict: Conflict, *, what: str = "report") -> Iterator[str]:
    """Yield lines on both versions of a report, or a source, that another editor has changed meanwhile."""
    who = conflict.theirs.editor or "another editor"
    yield one_line(
        f"{who} has changed {what} {conflict.id} meanwhile (revision {conflict.theirs.revision}; yours started from "
        f"{conflict.based_on}); nothing of yours was kept. Theirs → yours:"
    )
    yield from difference_lines(conflict.differences)


def _line(name: str, text: str) -> str:
    return one_line(f"  {name:<{_WIDTH}} {text}")
