"""Texts of a comparison on a terminal: days, what is compared, and how sure a claim is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mustermap.data.days import is_finite
from mustermap.layers.comparison.sentence import voices_text
from mustermap.words import words_of
from mustermap.words.date_texts import day_text
from mustermap.words.name_texts import claimant_text, whose_text

if TYPE_CHECKING:
    from mustermap import layers


def day_words(day: int) -> str:
    """Write a day, or that there is no bound.

    Examples
    --------
    >>> day_words(19327)
    '1 December 2022'
    """
    return day_text(day, words_of()) if is_finite(day) else "no bound"


def days_words(from_day: int, to_day: int) -> str:
    """Write a stretch of days, or a single day."""
    if from_day == to_day:
        return day_words(from_day)
    return f"{day_words(from_day)} to {day_words(to_day)}"


def title_words(compared: layers.Comparison) -> str:
    """Return what is compared, where, when, and by what was known."""
    whose = "Claims about troops" if compared.force is None else f"Troops of {whose_text(compared.force, words_of())}"
    where = "" if compared.area is None else f" in {compared.area.name}"
    is_day = compared.from_day == compared.to_day
    when = f" on {day_words(compared.from_day)}" if is_day else f", {days_words(compared.from_day, compared.to_day)}"
    each = ", by months" if compared.each == "month" else ""
    known = "" if compared.known_by is None else f", as known by {day_words(compared.known_by)}"
    return f"{whose}{where}{when}{each}{known}"


def voices_words(group: Any) -> str:
    """Return how many claimants a group has, and how many of them are independent."""
    return voices_text(int(group.names), int(group.independent), words_of())


def doubts_words(group: Any) -> str:
    """Return what is doubted of a group of several claims."""
    flags = (
        ("possibly", group.possible),
        ("last cited", group.last_cited),
        (f"disputed ({group.disputers})", group.disputed),
    )
    doubts = [text if count == group.claims else f"{count} {text}" for text, count in flags if count]
    return ", ".join([*doubts, *echo_words(int(group.echoes))])


def standing_words(claim: Any) -> str:
    """Return how sure a single claim is."""
    parts = [
        "possibly" if claim.certainty == "possible" else "certainly",
        *(["last cited"] if claim.last_cited else []),
        *([f"disputed ({claim.disputers})"] if claim.disputed_by else []),
        *echo_words(int(claim.echoes)),
    ]
    return ", ".join(parts)


def echo_words(number: int) -> list[str]:
    """Return how many echoes count under a claim, if any do."""
    return [words_of().say("comparison.echoes", count=number)] if number else []


def claimant_words(claim: Any) -> str:
    """Return who claims, and on whose information."""
    who = claimant_text(str(claim.claimant), words_of(), str)
    return f"{who} ({words_of().say('onInformation', who=claim.attributed_to)})" if claim.attributed_to else who
