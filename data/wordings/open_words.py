"""Words that no list of a table holds, and where they may be passed over: by their endings, and in few places.

An adjective or a genitive behind the noun, a name of a type, and a verb with who does it say nothing of how many. What
a table knows as changing the number (each, per, half, a loss) is never passed over, nor is any number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.wordings.figure_words import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.data.wordings.figure_words import FigureWords, Word

OTHERWISE: Final = frozenset({Role.CHANGES, Role.LOSS, Role.NUMBER, Role.SCALE, Role.PLURAL})
"""What no word between a number and its noun can be."""
_SAYS_NOTHING: Final = frozenset(
    {
        Role.OWNER, Role.OWNER_LINK, Role.NOUN, Role.ONE_NOUN, Role.STRONG_NOUN, Role.TYPE, Role.VERB, Role.BEING,
        Role.FILLER, Role.SUBJECT, Role.ENDING,
    }
)  # fmt: skip
SAYS: Final = frozenset({"-", ":"})
"""Signs that stand for a verb: "strength: 9,000"."""
_JOINS: Final = frozenset({Role.BUT, Role.OWNER, Role.NOUN})
_NO_NAME: Final = frozenset({Role.LOSS, Role.OF})
_MOST_OF_NAME: Final = 7
_MOST_UNKNOWN: Final = 5
_MOST_BEFORE_VERB: Final = 4
_MOST_OF_OBJECT: Final = 7
_SHORTEST_VERB: Final = 5
_LONGEST_MARK: Final = 2
"""Digits of the number in the name of a type: "Leopard 2"."""
_PEOPLE: Final = "personnel"


def is_verb(word: Word, table: FigureWords) -> bool:
    """Check whether a word is a verb that says nothing of how many: it is listed, or in no list and ends as one."""
    if word.roles:
        return Role.VERB in word.roles
    return len(word.text) >= _SHORTEST_VERB and word.text.isalpha() and word.text.endswith(table.verb_endings)


def is_plain_model(words: Sequence[Word], at: int, table: FigureWords) -> bool:
    """Check whether a word is the number in the name of a type: "Leopard 2"."""
    word = words[at]
    is_mark = word.text[0].isdigit() and (len(word.text) <= _LONGEST_MARK or not word.is_digits)
    if not is_mark or at == 0:
        return False
    return Role.TYPE in words[at - 1].roles or _is_foreign(words[at - 1], table)


def says_more(words: Sequence[Word], table: FigureWords) -> bool:
    """Check whether the words behind a noun only say more of it: whose it is, where, of which type, what it does."""
    unknown = 0
    for at, word in enumerate(words):
        before = words[at - 1].roles if at else {}
        is_linked = Role.CHANGES in before and Role.OF not in before
        if Role.OWNER in word.roles or is_plain_model(words, at, table) or _is_name_of_model(words, at):
            continue
        if is_linked or not (_is_pause(words, at) or _adds_nothing(word, table)):
            return False
        unknown += not word.roles
    return unknown <= _MOST_UNKNOWN and (not words or Role.CHANGES not in words[-1].roles)


def _is_name_of_model(words: Sequence[Word], at: int) -> bool:
    """Check whether a word in no list is the name of the type before it: "M1A2 Abrams"."""
    before = words[at - 1] if at else words[at]
    is_type = before.text[0].isalpha() and any(sign.isdigit() for sign in before.text)
    return at > 0 and is_type and not words[at].roles and words[at].text.isalpha()


def _is_pause(words: Sequence[Word], at: int) -> bool:
    return words[at].text == "," and at + 1 < len(words)


def _adds_nothing(word: Word, table: FigureWords) -> bool:
    if word.is_digits or not word.text[0].isalpha():
        return False
    if word.roles:
        return word.roles.keys() <= _SAYS_NOTHING
    if any(sign.isdigit() for sign in word.text):
        return True  # a type: "M1A1"
    return word.text.endswith(table.after_endings) or is_verb(word, table) or _is_foreign(word, table)


def _is_foreign(word: Word, table: FigureWords) -> bool:
    """Check whether a word is a name in other letters than those of the language."""
    return word.text.isascii() and word.text[0].isalpha() and not table.is_latin


def verb_of(words: Sequence[Word], start: int, table: FigureWords) -> int | None:
    """Return where the verb is of which the words before it say who or what does it; None if there is none.

    Parameters
    ----------
    words
        The wording, up to where it ends.
    start
        Where it begins.
    table
        The words of the language.
    """
    for at in range(start, min(start + _MOST_BEFORE_VERB + 1, len(words))):
        word = words[at]
        if at > start and Role.CHANGE in word.roles:
            return at
        if is_verb(word, table):
            return _behind_place(words, at)
        if not (_is_subject(word) or _is_in_place(words, at)):
            return None
    return None


def _behind_place(words: Sequence[Word], at: int) -> int:
    """Return the last word of where something is done, which follows a verb; else the verb."""
    end = at + 1
    while end < len(words) and Role.OWNER in words[end].roles:
        end += 1
    while end - 1 > at and Role.CHANGES in words[end - 1].roles:
        end -= 1
    return end - 1


def _is_in_place(words: Sequence[Word], at: int) -> bool:
    """Check whether a preposition is of a place that the table lists."""
    behind = words[at + 1].roles if at + 1 < len(words) else {}
    return Role.OWNER in words[at].roles and Role.OWNER in behind and Role.CHANGES not in behind


def _is_subject(word: Word) -> bool:
    if word.is_digits or not word.text[0].isalpha() or word.roles.keys() & (OTHERWISE | {Role.ONE_NOUN}):
        return False
    return word.roles.get(Role.NOUN, _PEOPLE) == _PEOPLE and word.roles.keys() <= _SAYS_NOTHING


def end_of_object(words: Sequence[Word], start: int) -> int | None:
    """Return where "to", or "from" and a number, follows what a verb of change is said of; None if none does."""
    for at in range(start, min(start + _MOST_OF_OBJECT, len(words) - 1)):
        word = words[at]
        is_older = Role.CHANGE_FROM in word.roles and words[at + 1].is_digits
        if at > start and (Role.CHANGE_TO in word.roles or is_older):
            return at
        if word.is_digits or not word.text[0].isalpha():
            return None
        if Role.OWNER not in word.roles and not word.roles.keys() <= _SAYS_NOTHING:
            return None
    return None


def end_of_name(words: Sequence[Word], start: int, table: FigureWords) -> int:
    """Return where a dash or a colon ends what is listed: "cruise missiles - 20"; where it begins if nothing is."""
    is_named = False
    if Role.CHANGES in words[start].roles:
        return start
    for at in range(start, min(start + _MOST_OF_NAME, len(words))):
        word = words[at]
        if word.text in SAYS:
            is_last = not table.noun_is_last or Role.NOUN in words[at - 1].roles
            return at if is_named and is_last else start
        is_named = is_named or Role.NOUN in word.roles
        is_attribute = not word.roles and word.text.isalpha() and word.text.endswith(table.attribute_endings)
        if not (is_attribute or word.text == "/" or word.roles.keys() & _JOINS) or word.roles.keys() & _NO_NAME:
            return start
    return start
