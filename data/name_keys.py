"""What two spellings of one name share."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# White space as ECMAScript has it, so that Python and the page distinguish the same names.
_SPACES: Final = re.compile("[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")


def trimmed(text: str) -> str:
    """Leave out white space at either end."""
    return _SPACES.sub(" ", text).strip(" ") if text != text.strip() else text


def name_key(name: str) -> str:
    """Return what two spellings of one name share: letter case and spaces do not count.

    Examples
    --------
    >>> name_key(" General  Staff") == name_key("general staff")
    True
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", name)).strip(" ").lower()
