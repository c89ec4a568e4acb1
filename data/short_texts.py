"""Text of a file in a message: however long it is, what is shown of it is short."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 80
"""Characters that a message shows of one cell."""
LONGEST_TEXT: Final = 20_000
"""Characters of one text that a page of the web app or a map shows."""
LONGEST_LINE: Final = 1200
"""Characters that a message, or one cell of a table on the screen, has at the most."""


def shortened(text: str, most: int = LONGEST) -> str:
    """Leave the middle of a long text out.

    Examples
    --------
    >>> shortened("a short text"), shortened("0123456789" * 5_000_000, 9)
    ('a short text', '0123…6789')
    """
    if len(text) <= most:
        return text
    end = (most - 1) // 2
    return f"{text[: most - 1 - end]}…{text[len(text) - end :]}"


def echoed(text: object) -> str:
    """Quote what a file holds, shortened.

    Examples
    --------
    >>> echoed("20.000"), len(echoed("x" * 48_000_000))
    ("'20.000'", 82)
    """
    return repr(shortened(text) if isinstance(text, str) else text)
