"""A still in words: days, figures, groups of claims. What the page says in plain words it takes from the page."""

from __future__ import annotations

import datetime
import json
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mustermap.maps.still.mark_spans import Span
    from mustermap.maps.still.scene import Group, Scene

_EPOCH = datetime.date(1970, 1, 1)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@cache
def page_words() -> dict[str, Any]:
    """Read the page's English catalogue."""
    text = resources.files("mustermap.maps").joinpath("page", "words", "en.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def plain(text: str) -> str:
    r"""Make a text of a report fit for one line: control signs and marks of direction become nothing or a blank.

    Examples
    --------
    >>> plain("a\nb\u202ec")
    'a bc'
    """
    kept = (
        "" if unicodedata.category(sign) == "Cf" else " " if unicodedata.category(sign)[0] in "CZ" else sign
        for sign in text
    )
    return " ".join("".join(kept).split())


def word_day(day: int) -> str:
    """Write a day.

    Examples
    --------
    >>> word_day(19327)
    '1 December 2022'
    """
    date = _EPOCH + datetime.timedelta(days=day)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def word_number(number: float) -> str:
    """Write a number with commas between thousands."""
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def count(number: int, what: str) -> str:
    """Say how many of a thing there are, held together by a no-break space."""
    return f"{number:,}\N{NO-BREAK SPACE}{what}" if number == 1 else f"{number:,}\N{NO-BREAK SPACE}{what}s"


def word_counts(scene: Scene, outside: int) -> str:
    """Say how much is shown and how much is not, as the page does; and how much lies outside of the map."""
    counts = (
        f"{count(scene.sources, 'source')} · {len(scene.found):,} in effect of {count(scene.reports, 'report')}, "
        f"{len(scene.unplaced):,} not placed"
    )
    return f"{counts}, {outside:,} outside this map" if outside else counts


def word_shared_colours(colours: Mapping[str, str], shown: Iterable[str]) -> str:
    r"""Say that some forces have the same colour, as the page's key does; blank where each has its own.

    Parameters
    ----------
    colours : mapping
        The colour of each force.
    shown : iterable of str
        The forces that a picture shows; one that nobody names counts for none.

    Examples
    --------
    >>> word_shared_colours({"Russia": "#f00", "Northland": "#00f"}, ["Russia", "Northland"])
    ''
    >>> word_shared_colours({"Russia": "#f00", "Northland": "#f00"}, ["Russia", "Northland"])[:24]
    '2 forces share 1\xa0colour:'
    """
    forces = {force for force in shown if force}
    different = {colours[force] for force in forces}
    if len(different) == len(forces):
        return ""
    said = str(page_words()["coloursShared"]).replace("{forces, number}", word_number(len(forces)))
    return said.replace("{colours, number} colours", count(len(different), "colour"))


def word_force(force: str) -> str:
    """Say whose troops: the forces by name, a joint one as such."""
    named = [plain(name) for name in force.split(";") if name]
    if len(named) < 2:
        return "".join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}, jointly"


def word_subject(group: Group) -> str:
    """Say whose troops, and which part of them."""
    parts = [word_force(group.force), plain(group.component), plain(group.unit)]
    return ", ".join(part for part in parts if part) or str(page_words()["noForce"])


def word_figures(group: Group) -> str:
    """Say how many: from the lowest to the highest, with bounds that somebody states; then wordings not read."""
    read = ""
    if len(group.figures) == 1:
        read = plain(group.figures[0])
    elif group.span:
        read = word_range(group.span)
    if read and not group.is_personnel:
        read = f"{read} {plain(group.quantity)}"
    unread = [f"“{plain(wording)}” (not read)" for wording in group.unread]
    return " · ".join([read, *unread] if read else unread) or str(page_words()["noNumber"])


def word_range(span: Span) -> str:
    """Write a span; a bound that nobody states is left out.

    Examples
    --------
    >>> from mustermap.maps.still.mark_spans import Span
    >>> word_range(Span(1000, False, 9000, True)), word_range(Span(500, True, 1000, False, True, True))
    ('more than 1,000 to 9,000', '500 to more than 1,000')
    """
    low, high = word_number(span.low), word_number(span.high)
    has_low = span.low > 0 or span.low_included
    lowest = low if span.low_included or not has_low else f"more than {low}"
    if span.top_is_open:
        top = f"at least {high}" if span.high_included else f"more than {high}"
        return top if not has_low or span.low == span.high else f"{lowest} to {top}"
    if not has_low:
        closed = f"up to {high}" if span.high_included else f"less than {high}"
    elif span.low == span.high:
        closed = low
    elif span.low_included and span.high_included:
        closed = f"{low}–{high}"
    else:
        closed = f"{lowest} to {'' if span.high_included else 'less than '}{high}"
    return f"{closed}, or with no upper bound" if span.is_open else closed


def word_quietly(group: Group) -> str:
    """Say what stands beside a figure: the phase, whose troops, who says it, and how sure that is."""
    words = page_words()
    who = plain(group.claimants[0]) if len(group.claimants) == 1 else ""
    if not group.claimants:
        who = str(words["noClaimant"])
    many = count(group.claims, "claim") if group.claims > 1 else ""
    phase = str(words["phases"].get(group.phase, plain(group.phase))) if group.phase else ""
    possibly = "possibly" if group.is_possible else ""
    cited = str(words["lastCited"]) if group.is_last_cited else ""
    parts = (phase, word_subject(group), who, many, possibly, cited)
    return " · ".join(part for part in parts if part)
