"""Guess what was meant by a misspelled name: a letter left out, put in, wrong, or two in the wrong order.

All texts one such edit away that begin with the same letter are looked up (Damerau 1964: four of five misspellings are
one edit off; Pollock and Zamora 1984: nine of ten keep the first letter). A guess counts only if a place of some size
bears it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_NAME, LONGEST_NAME = 5, 30
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў"


def near_spellings(name: str) -> Iterator[str]:
    """Give the texts with the same first letter that are one edit away from a folded name.

    Parameters
    ----------
    name
        A folded name in Latin or Cyrillic letters, of 5 to 30 signs; others have none.

    Examples
    --------
    >>> "smolensk" in near_spellings("smolesnk"), "minsk" in near_spellings("mnsk")
    (True, False)
    >>> list(near_spellings("北京市北京市"))
    []
    """
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or any(sign.isdigit() for sign in name):
        return
    letters = _LATIN if "a" <= name[0] <= "z" else _CYRILLIC if "а" <= name[0] <= "ґ" else ""
    if not letters:
        return
    for at in range(1, len(name)):
        before, after = name[:at], name[at:]
        yield before + after[1:]
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after
            if letter != after[0]:
                yield before + letter + after[1:]
    for letter in letters:
        yield name + letter
