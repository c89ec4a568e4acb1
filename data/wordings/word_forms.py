"""Words as the tables of languages write them, and texts folded so that they can be looked up there."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ALTERNATIVES: Final = re.compile(r"\(([^()]*)\)")
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02b9\u2032\u0060\u00b4"), "'")
_QUOTES: Final = dict.fromkeys(map(ord, '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a'), " ")
#: A soft hyphen, spaces without width, and the accent that marks the stress of a word.
_UNSEEN: Final = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x301])
_FOLDED: Final = _DASHES | _APOSTROPHES | _QUOTES | _UNSEEN | {ord("ё"): "е", ord("ß"): "ss"}


def folded(text: str) -> str:
    """Return a text in small letters with plain hyphens, apostrophes and single spaces, without quotation marks.

    Examples
    --------
    >>> folded("  «П’ЯТЬ» –\u00a0Ещё "), folded("Dreißig")
    ("п'ять - еще", 'dreissig')
    """
    plain = unicodedata.normalize("NFC", text).lower()
    return " ".join(unicodedata.normalize("NFC", plain).translate(_FOLDED).split()).strip("' ")


def forms_of(written: str) -> list[str]:
    """Return the forms that an entry of a table stands for.

    Parameters
    ----------
    written
        A word or several, with alternatives in brackets.

    Examples
    --------
    >>> forms_of("soldier(s|)"), forms_of("(at |)least")
    (['soldiers', 'soldier'], ['at least', 'least'])
    """
    match = _ALTERNATIVES.search(written)
    if not match:
        return [" ".join(folded(written).split())]
    before, after = written[: match.start()], written[match.end() :]
    return [form for one in match[1].split("|") for form in forms_of(f"{before}{one}{after}")]
