"""Texts of a still: how much it shows, groups of claims, and what is beside their figures."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from mustermap.layers.comparison.stated_numbers import MOST_LISTED
from mustermap.words.date_texts import said_briefly_text, said_later_text
from mustermap.words.name_texts import claimant_text, phase_text, whose_text
from mustermap.words.span_texts import span_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mustermap.maps.still.captions import Caption
    from mustermap.maps.still.scene import Group, Scene
    from mustermap.words import Words

_KEPT = "\N{NO-BREAK SPACE}"
_LONGEST_DAY = 16
"""Letters of a day with its year, "29 жовт. 2022 р."; what is longer may need two lines of a narrow list."""


def plain(text: str) -> str:
    r"""Return a text of a report fit for one line: control signs become blanks, marks of direction nothing.

    Examples
    --------
    >>> plain("a\nb\u202ec")
    'a bc'
    """
    kept = (
        sign
        if sign == _KEPT
        else ""
        if unicodedata.category(sign) == "Cf"
        else " "
        if unicodedata.category(sign)[0] in "CZ"
        else sign
        for sign in text
    )
    return re.sub(" +", " ", "".join(kept)).strip()


def held(text: str) -> str:
    r"""Return a text whose first word, a number, stays on one line with the next.

    Examples
    --------
    >>> held("2 claims here")
    '2\xa0claims here'
    """
    return text.replace(" ", _KEPT, 1)


def ended(text: str) -> str:
    """Return a text as a sentence: with a full stop, where it does not end with a sign that ends one."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def count_text(key: str, number: int, words: Words) -> str:
    """Return the message of a count, with its number held to what is counted."""
    return held(words.say(key, count=number))


def word_counts(scene: Scene, outside: int, words: Words) -> str:
    """Return how much is shown and how much is not, as the page says it; and how much lies outside of the map."""
    said = words.say(
        "counts", claims=len(scene.found), reports=scene.reports, sources=scene.sources, unplaced=len(scene.unplaced)
    )
    return f"{said}, {words.say('pictures.outside', count=outside)}" if outside else said


def word_shared_colours(colours: Mapping[str, str], shown: Iterable[str], words: Words) -> str:
    r"""Say that some forces have the same colour, as the page's key does; blank where each has its own.

    Parameters
    ----------
    colours : mapping
        The colour of each force.
    shown : iterable of str
        The forces that a picture shows; one that nobody names counts for none.
    words : Words
        The language.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> word_shared_colours({"Russia": "#f00", "Northland": "#00f"}, ["Russia", "Northland"], words_of())
    ''
    >>> word_shared_colours({"Russia": "#f00", "Northland": "#f00"}, ["Russia", "Northland"], words_of())[:24]
    '2 forces share 1 colour:'
    """
    forces = {force for force in shown if force}
    different = {colours[force] for force in forces}
    if len(different) == len(forces):
        return ""
    return words.say("coloursShared", forces=len(forces), colours=len(different))


def word_subject(group: Group, words: Words) -> str:
    """Return whose troops, and which part of them."""
    parts = [whose_text(group.force, words, plain), plain(group.component), plain(group.unit)]
    return ", ".join(part for part in parts if part)


def word_figures(group: Group, words: Words) -> str:
    """Return how many: from the lowest to the highest figure, then wordings that were not read.

    The figures of one claimant are named one by one, as far as they are few: he stated none between them.
    """
    read = ""
    is_few = len(group.figures) <= MOST_LISTED and len(group.claimants) == 1
    if len(group.figures) == 1 or (group.figures and is_few):
        read = words.joined([plain(figure) for figure in group.figures], "or")
    elif group.span:
        read = span_text(group.span, words)
    if read and not group.is_personnel:
        read = words.say("figures.counted", figure=read, quantity=plain(group.quantity))
    unread = [words.say("figureNotRead", wording=plain(wording)) for wording in group.unread]
    return " · ".join([read, *unread] if read else unread) or words.say("noNumber")


def word_said(group: Group, on: int, words: Words) -> str:
    """Return when the claims of a group were said, as briefly as can be; of many the newest, and how many more."""
    texts = [_unbroken(text) for text in dict.fromkeys(said_briefly_text(days, on, words) for days in group.said)]
    rest = len(texts) - MOST_LISTED
    if rest <= 0:
        return words.joined(texts)
    return words.joined([*texts[rest:], words.say("pictures.moreDays", count=rest)])


def word_later(group: Group, on: int, words: Words) -> str:
    """Say that all claims of a group were, or may have been, said after a day; blank unless their dates are vague."""
    if group.standing != "vague":
        return ""
    notes = {said_later_text(days, on, words) for days in group.said}
    return notes.pop() if len(notes) == 1 else ""


def _unbroken(text: str) -> str:
    """Return a text that stays on one line, if it is as short as a day."""
    return text.replace(" ", _KEPT) if len(text) <= _LONGEST_DAY else text


def word_quietly(group: Group, on: int, words: Words) -> str:
    """Return the text beside a figure: phase, troops, who says it, when, and how the claims stand on a day."""
    who = claimant_text(next(iter(group.claimants), ""), words, plain) if len(group.claimants) < 2 else ""
    many = count_text("claims", group.claims, words) if group.claims > 1 else ""
    aside = words.say(f"lines.standing.{group.standing}") if group.standing in ("stale", "vague") else ""
    parts = (
        phase_text(group.phase, words, plain),
        word_subject(group, words),
        who,
        word_said(group, on, words),
        word_later(group, on, words),
        many,
        aside,
    )
    return " · ".join(part for part in parts if part)


def source_names(scene: Scene, caption: Caption | None) -> list[str]:
    """Return what each source of a day is called, those of the subject's claims first: its publisher, if known.

    Without a publisher a source is called by its title, else by its address.
    """
    found = scene.found
    if caption is not None:
        is_other = [not caption.is_about(force) for force in found["force"].astype("str")]
        found = found.iloc[np.argsort(is_other, kind="stable")]
    sources = found.drop_duplicates("source")
    title, publisher, url = (sources[f"source_{name}"].astype("str") for name in ("title", "publisher", "url"))
    named = publisher.where(publisher != "", title.where(title != "", url))
    return [plain(name) for name in named if name]


def claims_from(named: list[str], most: int, words: Words) -> str:
    """Name the first few sources, each name once, and say how many more sources there are; blank without any."""
    if not named:
        return ""
    first = list(dict.fromkeys(named))[:most]
    shown, rest = "; ".join(first), sum(name not in first for name in named)
    return (
        words.say("pictures.fromMore", titles=shown, count=rest)
        if rest > 0
        else words.say("pictures.from", titles=shown)
    )
