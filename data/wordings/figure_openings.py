"""What the words before a number say: a limit, a verb of change, the first word of a range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.wordings.figure_words import Role
from mustermap.data.wordings.number_words import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.data.wordings.figure_words import FigureWords, Relation, Word

_SAYS: Final = frozenset({"-", ":"})
"""Signs that stand for a verb: "strength: 9,000"."""
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
    """

    at: int
    relation: Relation = "="
    is_governed: bool = False
    limits: Role | None = None
    quantity: str = ""
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
            or self._names(words)
            or self._passes(words)
        )

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
            return False
        self.at = number[1] - 1
        while self.at + 1 < len(words) and _is_of_former(words[self.at + 1].roles):
            self.at += 1
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

    def _names(self, words: Sequence[Word]) -> bool:
        """Take a word of "the number of Russian tanks", of "tanks - 170", or the dash behind it."""
        roles = words[self.at].roles
        if self._has_subject and not self._has_verb and words[self.at].text in _SAYS:
            self._has_verb = True
            return True
        is_listed = Role.NOUN in roles and self.at + 1 < len(words) and words[self.at + 1].text in _SAYS
        is_of_subject = self._has_subject and not self._has_verb and _goes_on(roles)
        if self._has_verb or not (Role.SUBJECT in roles or is_of_subject or is_listed):
            return False
        self._has_subject = True
        self.quantity = roles.get(Role.NOUN, self.quantity)
        return True

    def _passes(self, words: Sequence[Word]) -> bool:
        """Take a word that changes nothing, or only doubts."""
        roles = words[self.at].roles
        self._is_hedged = self._is_hedged or Role.HEDGE in roles
        is_pause = words[self.at].text == "," and self.at > 0 and Role.FILLER in words[self.at - 1].roles
        return is_pause or bool(roles.keys() & {Role.HEDGE, Role.FILLER}) or _is_free_article(words, self.at)


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


def _is_of_former(roles: dict[Role, Any]) -> bool:
    return bool(roles.keys() & {Role.NOUN, Role.OWNER}) and Role.CHANGE_TO not in roles


def _goes_on(roles: dict[Role, Any]) -> bool:
    """Check whether a word can go on with "the number of …"."""
    named = {Role.NOUN, Role.OWNER, Role.STRONG_NOUN, Role.OF}
    return bool(roles.keys() & named) and not roles.keys() & {Role.NUMBER, Role.SCALE}


def _is_free_article(words: Sequence[Word], at: int) -> bool:
    """Check whether an article belongs to no number: "a 5,000-strong force", "a quarter of a million"."""
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is None or Role.ARTICLE not in words[at].roles:
        return False
    return behind.is_digits or bool(behind.roles.keys() & {Role.HALF, Role.COUPLE, Role.NUMBER, Role.RELATION})
