"""What a wording counts: the noun behind its number, with what may stand before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.wordings.figure_words import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.data.wordings.figure_words import FigureWords, Word

PERSONNEL: Final = "personnel"
PIECES: Final = "pieces"
"""The quantity of a noun that does not say of what: "400 units"."""
OTHERWISE: Final = frozenset({Role.CHANGES, Role.LOSS, Role.NUMBER, Role.SCALE, Role.PLURAL})
"""What no word between a number and its noun can be."""
_MOST_ATTRIBUTES: Final = 5
_MOST_WORDS: Final = 6


def counted_quantity(words: Sequence[Word], table: FigureWords, quantity: str, *, is_one: bool = False) -> str | None:
    """Return what the words behind a number count.

    Parameters
    ----------
    words
        All words behind the number.
    table
        The words of the language.
    quantity
        What the report says that is counted; blank: it does not say.
    is_one
        Whether the number is the word for one: only then a unit in the singular is counted, since of other numbers it
        is the unit of that number ("the 6th regiment").

    Returns
    -------
    str or None
        The quantity; blank if there is no noun; None if the words count something else, or mean something else.
    """
    if not words:
        return ""
    if words[0].roles.keys() & {Role.POSSESSIVE}:
        words = words[1:]
    found = _quantity(words, table, is_one=is_one)
    if not quantity:
        return None if found == PIECES else found
    if found is not None and _is_same(found, quantity):
        return quantity
    if quantity == PERSONNEL or found == PERSONNEL:
        return None
    stem = quantity.lower().rstrip("s")
    return quantity if stem and stem in " ".join(word.text for word in words) and _are_plain(words) else None


def _is_same(found: str, quantity: str) -> bool:
    return found == quantity.lower() or (found == PIECES and quantity != PERSONNEL)


def _are_plain(words: Sequence[Word]) -> bool:
    """Check whether words are a noun with what describes it, of a kind that the table does not know."""
    return len(words) <= _MOST_WORDS and not any(
        word.is_digits or not word.text[0].isalpha() or word.roles.keys() & OTHERWISE for word in words
    )


def _quantity(words: Sequence[Word], table: FigureWords, *, is_one: bool) -> str | None:
    joined = [at for at, word in enumerate(words) if Role.BUT in word.roles and 0 < at < len(words) - 1]
    for at in joined:
        first, second = _one_quantity(words[:at], table), _one_quantity(words[at + 1 :], table)
        if first and second:
            return first if first == second else f"{first} and {second}"
    return _one_quantity(words, table, is_one=is_one)


def _one_quantity(words: Sequence[Word], table: FigureWords, *, is_one: bool = False) -> str | None:
    role = Role.ONE_NOUN if is_one and any(Role.ONE_NOUN in word.roles for word in words) else Role.NOUN
    nouns = [at for at, word in enumerate(words) if role in word.roles]
    if not nouns:
        return None
    at = nouns[0] if role is Role.ONE_NOUN else _counted_noun(words, nouns, is_last=table.noun_is_last)
    before, after = words[:at], words[at + 1 :]
    if after and table.noun_is_last and after[0].roles.get(Role.NOUN) == PIECES:
        after = after[1:]  # "Patriot systems"
    if len(before) > _MOST_ATTRIBUTES or not all(_describes(word, table) for word in before):
        return None
    if not _say_whose(after) or (after and table.noun_is_last and Role.OWNER_LINK not in after[0].roles):
        return None  # "800 on a train", "tank army"
    return str(words[at].roles[role])


def _say_whose(words: Sequence[Word]) -> bool:
    """Check whether the words behind a noun say whose it is or where: "of the army", but no other noun with "on"."""
    for at, word in enumerate(words):
        before = words[at - 1].roles if at else {}
        is_linked = Role.CHANGES in before and Role.OF not in before
        if Role.OWNER not in word.roles and (Role.NOUN not in word.roles or is_linked):
            return False
    return not words or Role.CHANGES not in words[-1].roles


def _counted_noun(words: Sequence[Word], nouns: Sequence[int], *, is_last: bool) -> int:
    """Return which of several nouns is counted; that of pieces is another one's, if there is any."""
    named = [at for at in nouns if words[at].roles[Role.NOUN] != PIECES] or list(nouns)
    at = named[0]
    while is_last and at + 1 in named:
        at += 1
    return at


def _describes(word: Word, table: FigureWords) -> bool:
    """Check whether a word can stand between a number and its noun."""
    if word.is_digits or not word.text[0].isalpha() or word.roles.keys() & OTHERWISE:
        return False
    if word.roles.keys() & {Role.NOUN, Role.OWNER}:
        return True
    ends_well = word.text.endswith(table.attribute_endings) and not word.text.endswith(table.other_endings)
    return ends_well and not any(sign.isdigit() for sign in word.text)
