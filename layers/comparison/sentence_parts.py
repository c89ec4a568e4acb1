"""Typed parts of a sentence: each figure with the report and the bound that it is; joined, they are the text.

A message of the catalogues is written with a mark for each argument that has parts, and the parts are then put in its
place, so a text of a report is never searched. The page has the same (``maps/page/src/words/sentence_parts.ts``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mustermap.words import Words

PartKind = Literal["text", "figure", "count", "factor", "day"]
PartField = Literal["", "low", "high", "best"]
_MARK: Final = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence.

    Attributes
    ----------
    text : str
        What is read.
    kind : str
        A figure, a count of claimants or claims, a factor, a day, or any other text.
    ids : tuple of str
        The reports that state it, or that it is about.
    field : str
        Of a figure, the bound of those reports that it is: ``low``, ``high`` or ``best``.
    """

    text: str
    kind: PartKind = "text"
    ids: tuple[str, ...] = ()
    field: PartField = ""


Parts = tuple[Part, ...]


def text_of_parts(parts: Sequence[Part]) -> str:
    """Return the text of a sentence.

    Examples
    --------
    >>> text_of_parts((Part("about "), Part("9,000", "figure", ("a",), "best")))
    'about 9,000'
    """
    return "".join(part.text for part in parts)


def filled(write: Callable[[Callable[[Parts], str]], str]) -> Parts:
    """Return the parts of a text that is written with marks for parts.

    Parameters
    ----------
    write
        Returns the text; it is handed a function that keeps some parts and returns their mark.

    Examples
    --------
    >>> filled(lambda mark: f"about {mark((Part('9,000', 'figure'),))}")[1].kind
    'figure'
    """
    kept: list[Parts] = []

    def mark(parts: Parts) -> str:
        kept.append(parts)
        return f"\ue000{len(kept) - 1}\ue001"

    pieces = _MARK.split(write(mark))
    found: list[Part] = []
    for at, piece in enumerate(pieces):
        found += kept[int(piece)] if at % 2 else (Part(piece),)
    return _merged(found)


def say_parts(words: Words, key: str, **values: Any) -> Parts:
    """Return a message as parts; a value may be parts, or a list of parts, which is joined by "and"."""
    return filled(lambda mark: words.say(key, **{name: _marked(value, mark) for name, value in values.items()}))


def join_parts(several: Sequence[Parts], between: str) -> Parts:
    """Return parts one after the other, with a text between them."""
    return filled(lambda mark: between.join(mark(parts) for parts in several))


def _marked(value: Any, mark: Callable[[Parts], str]) -> Any:
    if isinstance(value, list):
        return [mark(parts) for parts in value]
    return mark(value) if isinstance(value, tuple) else value


def _merged(parts: Sequence[Part]) -> Parts:
    """Join texts that nothing distinguishes, and leave out empty ones."""
    merged: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        if merged and part.kind == merged[-1].kind == "text" and part.ids == merged[-1].ids:
            merged[-1] = replace(merged[-1], text=merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(merged)
