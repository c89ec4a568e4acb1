"""Withheld names and figures that a text still contains, a name with any of its endings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Shorter words are too often parts of others.
_SHORTEST: Final = 4
#: Up to this many letters at the end of a name may differ, as another case ending.
_ENDING: Final = 2
_KINDS: Final = frozenset(
    {"base", "airbase", "airfield", "airport", "region", "oblast", "district", "city", "near", "ministry", "minister"}
)


def names_of(text: str) -> set[str]:
    """Return the names in a wording, folded: words with a capital letter, or of a script without capitals.

    Examples
    --------
    >>> sorted(names_of("Machulishchi (airbase) near Minsk"))
    ['machulishchi', 'minsk']
    """
    words = re.findall(r"\w+", text)
    named = {fold(word) for word in words if word[0].isupper() or word.upper() == word.lower()}
    return {word for word in named if len(word) >= _SHORTEST and word not in _KINDS and not word.isdigit()}


def names_left(columns: Mapping[str, Sequence[str]], names: set[str]) -> list[list[tuple[str, str]]]:
    """Find names in columns of texts.

    Parameters
    ----------
    columns
        Equally long.
    names
        Folded, as `names_of` returns them.

    Returns
    -------
    list
        For each row the columns that contain a name, each with that name.

    Examples
    --------
    >>> names_left({"summary": ["At Machulishchy.", "In Belarus."]}, {"machulishchi"})
    [[('summary', 'machulishchi')], []]
    """
    rows: list[list[tuple[str, str]]] = [[] for _ in next(iter(columns.values()), ())]
    if not names:
        return rows
    stems = {name[: max(_SHORTEST, len(name) - _ENDING)]: name for name in sorted(names)}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(stems, key=len, reverse=True))) + ")")
    for column, texts in columns.items():
        for row, text in enumerate(texts):
            if text and (found := pattern.search(fold(text))):
                rows[row].append((column, stems[found[1]]))
    return rows


def figures_left(text: str, numbers: set[float]) -> list[str]:
    """Find numbers in a text, in digits with or without thousands separators.

    Examples
    --------
    >>> figures_left("From 1,000 to 20 000 men of the 5th army in 2022.", {1000.0, 20000.0})
    ['1,000', '20 000']
    """
    if not numbers:
        return []
    written = re.findall(r"\d{1,3}(?:[,.'\u2019 \u00a0\u202f]\d{3})+(?!\d)|\d+", text)
    return [one for one in written if float(re.sub(r"\D", "", one)) in numbers]
