"""What a wording counts: the noun behind its number, with what may stand before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.wordings.figure_words import Role
from mustermap.data.wordings.open_words import OTHERWISE, is_plain_model, says_more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.data.wordings.figure_words import FigureWords, Word

PERSONNEL: Final = "personnel"
PIECES: Final = "pieces"
"""The quantity of a noun that does not say of what: "400 units"."""
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
    if found is None and words[0].roles.keys() & {Role.VERB, Role.BEING} and says_more(words, table):
        return quantity  # "tens of thousands remain"
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
    at = nouns[0] if role is Role.ONE_NOUN else _counted_noun(words, nouns, table)
    behind = at + 2 if at + 1 < len(words) and is_plain_model(words, at + 1, table) else at + 1
    before, after = words[:at], words[behind:]
    if after and table.noun_is_last and after[0].roles.get(Role.NOUN) == PIECES:
        after = after[1:]  # "Patriot systems"
    if len(before) > _MOST_ATTRIBUTES or not all(_describes(before, one, table) for one in range(at)):
        return None
    links = {Role.OWNER_LINK, Role.VERB, Role.BEING}
    if not says_more(after, table) or (after and table.noun_is_last and not after[0].roles.keys() & links):
        return None  # "800 on a train", "tank army"
    return str(words[at].roles[role])


def _counted_noun(words: Sequence[Word], nouns: Sequence[int], table: FigureWords) -> int:
    """Return which of several nouns is counted; that of pieces is another one's, if there is any."""
    named = [at for at in nouns if words[at].roles[Role.NOUN] != PIECES] or list(nouns)
    at = named[0]
    while table.noun_is_last and (behind := _noun_behind(words, named, at, table)):
        at = behind
    return at


def _noun_behind(words: Sequence[Word], named: Sequence[int], at: int, table: FigureWords) -> int:
    """Return the noun that a noun describes: "tank battalions", "Leopard 2 tanks", "Su-25 attack aircraft"; else 0."""
    behind = next((one for one in named if one > at), 0)
    is_type = Role.TYPE in words[at].roles or any(sign.isdigit() for sign in words[at].text)
    describes = is_type and all(_describes(words, one, table) for one in range(at + 1, behind))
    return behind if behind and (behind == at + 1 or describes) else 0


def _describes(words: Sequence[Word], at: int, table: FigureWords) -> bool:
    """Check whether a word can stand between a number and its noun."""
    word = words[at]
    if is_plain_model(words, at, table):
        return True
    if word.is_digits or not word.text[0].isalpha() or word.roles.keys() & OTHERWISE:
        return False
    if word.roles.keys() & {Role.NOUN, Role.OWNER, Role.TYPE}:
        return True
    ends_well = word.text.endswith(table.attribute_endings) and not word.text.endswith(table.other_endings)
    return ends_well or any(sign.isdigit() for sign in word.text)
