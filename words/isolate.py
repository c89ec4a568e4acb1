"""Text of a report inside a sentence of ours: marks of direction in it must not reorder what is beside it."""

from __future__ import annotations

import re
from typing import Final

# Letters that run from right to left, and the marks of the Unicode Bidirectional Algorithm (UAX #9).
_DIRECTED: Final = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolate(text: str) -> str:
    """Isolate a text in its own direction; one without any comes back as it is.

    Isolates that the text itself leaves open are closed; those that it closes and has not opened are opened.
    """
    if not _DIRECTED.search(text):
        return text
    opened = missing = 0
    for letter in text:
        if "\u2066" <= letter <= "\u2068":
            opened += 1
        elif letter == "\u2069" and opened:
            opened -= 1
        elif letter == "\u2069":
            missing += 1
    return "\u2068" * (missing + 1) + text + "\u2069" * (opened + 1)
