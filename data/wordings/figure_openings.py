"""What the words before a number say: a limit, a verb of change, the first word of a range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.wordings.figure_words import Role
from mustermap.data.wordings.number_words import read_number, scale_behind, shares_scale
from mustermap.data.wordings.open_words import SAYS, end_of_name, end_of_object, verb_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.data.wordings.figure_words import FigureWords, Relation, Word

_LIMITS: Final = frozenset({">", ">=", "<", "<="})


@dataclass(slots=True)
class Opening:
    """The words before the first number.

    Attributes
    ----------
    at : int
        The position behind them.
    relation : str
        The limit that they state, ``=`` if none.
    is_governed : bool
        Whether they ask for a case of the noun.
    limits : Role or None
        ``BETWEEN`` or ``FROM`` if a range must follow.
    quantity : str
        What is counted, if they name it: "the number of tanks rose to".
    asks_noun : bool
        Whether they say anything of it that is in no form: then it must be named what is counted.
    """

    at: int
    relation: Relation = "="
    is_governed: bool = False
    limits: Role | None = None
    quantity: str = ""
    asks_noun: bool = False
    _is_hedged: bool = False
    _has_subject: bool = False
    _has_verb: bool = False
    _is_change: bool = False
    _has_arrived: bool = False
    _is_contradiction: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left open: a subject has a verb, a verb of change says to what."""
        is_open = (self._has_subject and not self._has_verb) or (self._is_change and not self._has_arrived)
        return not is_open and not self._is_contradiction

    def close(self) -> None:
        """Take a doubt about a number that has no other limit as that the number is near."""
        if self._is_hedged and self.relation == "=":
            self.relation = "~"

    def takes(self, words: Sequence[Word], table: FigureWords, decimal: str) -> bool:
        """Take the next word, if it is one of an opening."""
        roles = words[self.at].roles
        return (
            self._arrives(words, table, decimal)
            or self._opens_range(words)
            or self._limits(roles)
            or self._has_verb_in(roles)
            or self._names(words, table)
            or self._passes(words)
            or self._tells(words, table)
        )

    def _tells(self, words: Sequence[Word], table: FigureWords) -> bool:
        """Take a verb that says nothing of how many, with who does it: "Russia deployed"."""
        if self.limits or self.relation != "=" or self._is_change:
            return False
        at = verb_of(words, self.at, table)
        if at is None:
            return False
        self.asks_noun = self._has_verb = True
        is_change = Role.CHANGE in words[at].roles
        self.at = at - 1 if is_change else at  # a verb of change is the next word to take
        return at > 0 or not is_change

    def _arrives(self, words: Sequence[Word], table: FigureWords, decimal: str) -> bool:
        """After a verb of change, "to" is no limit, and the number behind "from" is an older one."""
        roles = words[self.at].roles
        if not self._is_change or self._has_arrived:
            return False
        if Role.CHANGE_TO in roles:
            self._has_arrived = True
            return True
        number = None
        if Role.CHANGE_FROM in roles:
            number = read_number(words, self.at + 1, table, decimal=decimal, is_governed=True)
        if number is None:
            return self._skips_object(words, table)
        self.at = number[1] - 1
        while self.at + 1 < len(words) and _is_of_former(words[self.at + 1].roles):
            self.at += 1
        return True

    def _skips_object(self, words: Sequence[Word], table: FigureWords) -> bool:
        """Pass over what is changed: "increased its contingent in the region to"."""
        end = end_of_object(words, self.at)
        if end is None:
            return False
        changed = words[self.at : end]
        if not any(_is_force(word, table) for word in changed):
            return False  # pay, a price, an age
        self.asks_noun = self.asks_noun or not all(word.roles for word in changed)
        self.at = end - 1
        return True

    def _opens_range(self, words: Sequence[Word]) -> bool:
        """Begin "between 5 and 10", "from 5 to 10"."""
        roles = words[self.at].roles
        is_from = Role.FROM in roles and any(Role.TO in word.roles for word in words[self.at + 2 :])
        if self.limits or not (is_from or Role.BETWEEN in roles):
            return False
        self.limits = Role.BETWEEN if Role.BETWEEN in roles else Role.FROM
        self.is_governed = True
        return True

    def _limits(self, roles: dict[Role, Any]) -> bool:
        """Take a limit: one counts, near or not; two that differ contradict."""
        relation: Relation | None = roles.get(Role.VERB_RELATION) or roles.get(Role.RELATION)
        if relation is None:
            return False
        self._has_verb = self._has_verb or Role.VERB_RELATION in roles
        self.is_governed = Role.NOMINATIVE not in roles
        if self.relation in _LIMITS and relation in _LIMITS:
            self._is_contradiction = self._is_contradiction or self.relation != relation
        elif self.relation == "=" or relation in _LIMITS:
            self.relation = relation
        return True

    def _has_verb_in(self, roles: dict[Role, Any]) -> bool:
        if not roles.keys() & {Role.CHANGE, Role.BEING}:
            return False
        self._has_verb = True
        self._is_change = self._is_change or Role.BEING not in roles
        return True

    def _names(self, words: Sequence[Word], table: FigureWords) -> bool:
        """Take a word of "the number of Russian tanks", of "tanks - 170", or the dash behind it."""
        roles = words[self.at].roles
        if self._has_subject and not self._has_verb and words[self.at].text in SAYS:
            self._has_verb = True
            return True
        end = end_of_name(words, self.at, table) if not self._has_subject else self.at
        is_listed = end > self.at
        is_of_subject = self._has_subject and not self._has_verb and _goes_on(roles)
        if self._has_verb or not (Role.SUBJECT in roles or is_of_subject or is_listed):
            return False
        self._has_subject = True
        if is_listed:
            counted = [word.roles[Role.NOUN] for word in words[self.at : end] if Role.NOUN in word.roles]
            self.quantity = " and ".join(dict.fromkeys(counted))
            self.at = end - 1
            return True
        self.quantity = roles.get(Role.NOUN, self.quantity)
        return True

    def _passes(self, words: Sequence[Word]) -> bool:
        """Take a word that changes nothing, or only doubts."""
        roles = words[self.at].roles
        self._is_hedged = self._is_hedged or Role.HEDGE in roles
        is_pause = words[self.at].text == "," and self.at > 0 and Role.FILLER in words[self.at - 1].roles
        is_free = _is_free_article(words, self.at) or _is_of_thousands(words, self.at)
        return is_pause or bool(roles.keys() & {Role.HEDGE, Role.FILLER}) or is_free


def read_opening(words: Sequence[Word], at: int, table: FigureWords, *, decimal: str) -> Opening | None:
    """Read the words before the first number of a wording.

    Parameters
    ----------
    words
        The wording, up to where it ends.
    at
        Where it begins.
    table
        The words of the language.
    decimal
        The decimal mark of numbers in digits.

    Returns
    -------
    Opening or None
        None if the words contradict one another, or something is missing.
    """
    opening = Opening(at)
    while opening.at < len(words) and opening.takes(words, table, decimal):
        opening.at += 1
    opening.close()
    return opening if opening.is_whole else None


def _is_force(word: Word, table: FigureWords) -> bool:
    """Check whether a word is a force or its number; a phrase may begin with one."""
    roles = word.roles.keys() | table.phrases.get(word.text.partition(" ")[0], {}).keys()
    return bool(roles & {Role.STRONG_NOUN, Role.SUBJECT})


def _is_of_former(roles: dict[Role, Any]) -> bool:
    return bool(roles.keys() & {Role.NOUN, Role.OWNER}) and Role.CHANGE_TO not in roles


def _goes_on(roles: dict[Role, Any]) -> bool:
    """Check whether a word can go on with "the number of …"."""
    named = {Role.NOUN, Role.OWNER, Role.STRONG_NOUN, Role.OF}
    return bool(roles.keys() & named) and not roles.keys() & {Role.NUMBER, Role.SCALE}


def _is_of_thousands(words: Sequence[Word], at: int) -> bool:
    """Check whether a preposition is one of a number of thousands, which can be no year and no hour."""
    if Role.AT not in words[at].roles or at + 1 >= len(words) or not words[at + 1].is_digits:
        return False
    return scale_behind(words, at + 2) > 1 or shares_scale(words, at + 2)


def _is_free_article(words: Sequence[Word], at: int) -> bool:
    """Check whether an article belongs to no number: "a 5,000-strong force", "a quarter of a million"."""
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is None or Role.ARTICLE not in words[at].roles:
        return False
    return behind.is_digits or bool(behind.roles.keys() & {Role.HALF, Role.COUPLE, Role.NUMBER, Role.RELATION})
