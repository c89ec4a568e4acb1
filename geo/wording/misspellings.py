"""Guess what was meant by a misspelled name: a letter left out, put in, wrong, or two in the wrong order.

All texts one such edit away are looked up (Damerau 1964: four of five misspellings are one edit off). Two edits are
allowed in long names only, where the country is known, among the names there that begin alike (Pollock and Zamora 1984:
nine of ten misspellings keep the first letter). A guess counts only if a place of some size bears it, and then as a
question: of 21 spellings corrected among the places of Geo-PKO (FrontMap 2.3), 7 were another place. It is an answer
only where two spellings differ as writers of one name differ: see `same_but_for_habit`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_NAME, LONGEST_NAME = 5, 30
# Letters of the shortest name whose first letter may be wrong, and of the shortest that may be two edits off.
SHORTEST_FIRST_WRONG, SHORTEST_TWICE_WRONG = 7, 9
# How many letters at the start are the same in names that are two edits off.
SAME_START = 3
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў"
_ALIKE = {"y": "i", "i": "y"}


def near_spellings(name: str) -> Iterator[str]:
    """Yield the texts that are one edit away from a folded name; in short names, with the same first letter.

    Parameters
    ----------
    name
        A folded name in Latin or Cyrillic letters, of 5 to 30 signs; others have none.

    Examples
    --------
    >>> "smolensk" in near_spellings("smolesnk"), "minsk" in near_spellings("mnsk")
    (True, False)
    >>> "smolensk" in near_spellings("zmolensk"), "minsk" in near_spellings("ninsk")
    (True, False)
    >>> list(near_spellings("北京市北京市"))
    []
    """
    letters = _letters(name)
    if not letters:
        return
    for at in range(0 if len(name) >= SHORTEST_FIRST_WRONG else 1, len(name)):
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


def same_but_for_habit(name: str) -> Iterator[str]:
    """Yield the spellings that differ from a folded name as writers of one name differ, in one place only.

    A letter doubled or not, y for i, an h more or less, two words in one. All other letters distinguish places.

    Parameters
    ----------
    name
        A folded name, as for `near_spellings`.

    Examples
    --------
    >>> "belgorod" in same_but_for_habit("bellgorod"), "kharkiv" in same_but_for_habit("kharkhiv")
    (True, True)
    >>> "staro konstantinov" in same_but_for_habit("starokonstantinov"), "kamina" in same_but_for_habit("kamana")
    (True, False)
    >>> list(same_but_for_habit("kyiv"))
    []
    """
    if not _letters(name):
        return
    has_h = name.isascii()
    for at, sign in enumerate(name):
        before, after = name[:at], name[at + 1 :]
        if before.endswith(sign) or sign == " " or (sign == "h" and has_h):
            yield before + after
        if sign != " ":
            yield before + sign * 2 + after
        if sign in _ALIKE:
            yield before + _ALIKE[sign] + after
        if has_h:
            yield before + "h" + name[at:]
        if at > 0 and " " not in (sign, before[-1]):
            yield f"{before} {name[at:]}"
    if has_h:
        yield name + "h"


def may_be_twice_wrong(name: str) -> bool:
    """Check whether a folded name is long enough to be recognised in spite of two edits."""
    return len(name) >= SHORTEST_TWICE_WRONG and bool(_letters(name))


def edits(name: str, other: str, *, most: int) -> int:
    """Return the number of edits between two names; if it is more than `most`, `most` plus one.

    Parameters
    ----------
    name, other
        Folded names.
    most
        The count beyond which it does not matter.

    Returns
    -------
    int
        Of letters left out, put in, wrong, or two neighbours swapped, none of them twice (optimal string alignment).

    Examples
    --------
    >>> edits("kramatorsk", "kramatrosk", most=2), edits("kramatorsk", "karmatrosk", most=2)
    (1, 2)
    >>> edits("minsk", "tula", most=2)
    3
    """
    if abs(len(name) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(name, 1):
        older, before, row = before, row, [i, *[0] * len(other)]
        for j, against in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != against))
            if i > 1 and j > 1 and sign == other[j - 2] and name[i - 2] == against:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _letters(name: str) -> str:
    """Return the alphabet of a name that can be corrected; empty for others."""
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or any(sign.isdigit() for sign in name):
        return ""
    return _LATIN if "a" <= name[0] <= "z" else _CYRILLIC if "а" <= name[0] <= "ґ" else ""
