"""One number of a wording: in digits, spelled out or in both, or a plural that states none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mustermap.data.wordings.figure_words import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.data.wordings.figure_words import FigureWords, Word

_GROUPED: Final = re.compile(r"\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3})*")
_DECIMAL: Final = re.compile(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL: Final = re.compile(r"\d+,\d+")
#: With a scale behind it, such a number is a decimal or has thousands: "1,150 million".
_EITHER_WAY: Final = re.compile(r"\d{1,3}[,.' ]\d{3}")
#: As programs write large numbers: 1e+05.
_SCIENTIFIC: Final = re.compile(r"\d+(?:\.\d+)?e[+-]?\d{1,3}")
_THOUSAND: Final = 1000
_JOINS: Final = {Role.TO, Role.EITHER, Role.AND, Role.BUT}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was read.

    Attributes
    ----------
    amount : float
        The number, or the least that a plural can be.
    scale : int
        Its last scale word, which a range may share ("10–15 thousand"); 1: none.
    is_plural : bool
        Whether it was read from a word that states no number, such as "dozens".
    is_near : bool
        Whether it is meant as near: "a couple of thousand".
    is_over : bool
        Whether a word within it says that it is more: "20 odd thousand".
    """

    amount: float
    scale: int = 1
    is_plural: bool = False
    is_near: bool = False
    is_over: bool = False


def read_number(
    words: Sequence[Word],
    at: int,
    table: FigureWords,
    *,
    decimal: str,
    is_governed: bool = False,
    is_joined: bool = True,
) -> tuple[Number, int] | None:
    """Read the number that begins at a word.

    Parameters
    ----------
    words
        The wording.
    at
        Where the number begins.
    table
        The words of the language.
    decimal
        The decimal mark of its numbers in digits.
    is_governed
        Whether a word before it asks for a case of the noun: then a form that can be a thousand or thousands is a
        thousand.
    is_joined
        Whether a word such as "and" may be inside of it.

    Returns
    -------
    tuple or None
        The number, and the position behind it.
    """
    if at >= len(words):
        return None
    roles = words[at].roles
    if _is_turned(words, at, table, is_governed=is_governed):
        return _turned(words, at, table, decimal=decimal, is_joined=is_joined)
    if Role.PLURAL in roles and not (is_governed and Role.ALONE in roles):
        return _plural(words, at, roles[Role.PLURAL])
    if Role.SEVERAL in roles:
        return _times(words, at + 1, 2, is_plural=True) or _several_plurals(words, at + 1)
    if Role.COUPLE in roles:
        return _times(words, at + 1, 2, is_near=True)
    if Role.HALF in roles:
        return _part(words, at + 1, roles[Role.HALF])
    return _counting(words, at, table, decimal=decimal, is_joined=is_joined)


def _is_turned(words: Sequence[Word], at: int, table: FigureWords, *, is_governed: bool) -> bool:
    """Check whether a scale stands before its number, as some languages say that the number is near."""
    roles = words[at].roles
    if Role.SCALE not in roles or table.noun_is_last:
        return False
    if Role.ALONE not in roles and Role.PLURAL not in roles:
        return True
    ones = words[at + 1].roles.get(Role.NUMBER, 0) if at + 1 < len(words) else 0
    return Role.PLURAL in roles and not is_governed and 0 < ones < 10


def _turned(
    words: Sequence[Word], at: int, table: FigureWords, *, decimal: str, is_joined: bool
) -> tuple[Number, int] | None:
    found = _counting(words, at + 1, table, decimal=decimal, is_joined=is_joined)
    if found is None or found[0].scale != 1:
        return None
    scale = int(words[at].roles[Role.SCALE])
    return replace(found[0], amount=found[0].amount * scale, scale=scale, is_near=True), found[1]


def _role(words: Sequence[Word], at: int, role: Role) -> bool:
    return 0 <= at < len(words) and role in words[at].roles


def _large_scale(words: Sequence[Word], at: int) -> int:
    """Return the scale at a word, if it is a thousand or more; else 1."""
    scale = int(words[at].roles.get(Role.SCALE, 1)) if at < len(words) else 1
    return scale if scale >= _THOUSAND else 1


def _plural(words: Sequence[Word], at: int, least: float) -> tuple[Number, int]:
    scale = _large_scale(words, at + 1)
    return Number(least * scale, is_plural=True), at + (2 if scale > 1 else 1)


def _several_plurals(words: Sequence[Word], at: int) -> tuple[Number, int] | None:
    return _plural(words, at, words[at].roles[Role.PLURAL]) if _role(words, at, Role.PLURAL) else None


def _times(
    words: Sequence[Word], at: int, count: int, *, is_plural: bool = False, is_near: bool = False
) -> tuple[Number, int] | None:
    """Read the scale of "several hundred", "a couple of thousand", "several hundred thousand"."""
    if not _role(words, at, Role.SCALE):
        return None
    scale = int(words[at].roles[Role.SCALE])
    more = _large_scale(words, at + 1) if scale < _THOUSAND else 1
    number = Number(count * scale * more, scale * more, is_plural=is_plural, is_near=is_near)
    return number, at + (2 if more > 1 else 1)


def _part(words: Sequence[Word], at: int, part: float) -> tuple[Number, int] | None:
    """Read "half a million", "a quarter of a million"."""
    while _role(words, at, Role.OF) or _role(words, at, Role.ARTICLE):
        at += 1
    scale = int(words[at].roles.get(Role.SCALE, 1)) if at < len(words) else 1
    return (Number(part * scale, scale), at + 1) if scale > 1 else None


def _counting(
    words: Sequence[Word], at: int, table: FigureWords, *, decimal: str, is_joined: bool
) -> tuple[Number, int] | None:
    """Read numbers and scales, each adding to what came before it or multiplying that."""
    counted = _Counted(words, decimal)
    start = at
    while at < len(words):
        taken = counted.takes(at)
        if not taken:
            if counted.is_wrong or not _goes_on(words, at, start, table, is_joined=is_joined):
                break
            taken = 1
        at += taken
    return None if counted.is_wrong or not counted.has_number else (counted.number(), at)


class _Counted:
    """What a number is so far.

    Parameters
    ----------
    words
        The wording.
    decimal
        The decimal mark of numbers in digits.
    """

    def __init__(self, words: Sequence[Word], decimal: str) -> None:
        self._words = words
        self._decimal = decimal
        self._total = self._current = 0.0
        self._scale = 1
        self._last_large = 0
        self._is_over = False
        self.has_number = False
        self.is_wrong = False

    def number(self) -> Number:
        """Return the number."""
        amount = self._total + self._current
        return Number(round(amount, 6) if self._scale > 1 else amount, self._scale, is_over=self._is_over)

    def takes(self, at: int) -> int:
        """Take the word at a position; return how many words were taken, 0 if it does not go on with the number."""
        word = self._words[at]
        if word.is_digits:
            return self._takes_digits(at)
        if Role.NUMBER in word.roles:
            return self._takes_number(word.roles[Role.NUMBER])
        if Role.SCALE in word.roles:
            return self._takes_scale(at)
        if not (self.has_number and _role(self._words, at + 1, Role.SCALE)):
            return 0
        if Role.AND_A_HALF in word.roles:
            self._current += 0.5
            return 1
        if word.roles.get(Role.SUFFIX) == ">" and self._current:
            self._is_over = True
            return 1
        return 0

    def _takes_digits(self, at: int) -> int:
        if self._current or (self.has_number and not self._total):
            return 0
        behind = scale_behind(self._words, at + 1)
        is_shared = behind == 1 and shares_scale(self._words, at + 1)
        value = _digits(self._words[at].text, behind, self._decimal, is_shared=is_shared)
        if value is None or (self._total and value >= self._last_large):
            self.is_wrong = True
            return 0
        self._current, self.has_number = value, True
        return 3 if _role(self._words, at + 2, Role.ENDING) and self._words[at + 1].text == "-" else 1

    def _takes_number(self, value: float) -> int:
        if not _adds(self._current, value, has_number=self.has_number and not self._total):
            return 0
        self._current += value
        self.has_number = True
        return 1

    def _takes_scale(self, at: int) -> int:
        roles = self._words[at].roles
        scale = int(roles[Role.SCALE])
        if not self.has_number:
            if not (Role.ALONE in roles or _role(self._words, at - 1, Role.ARTICLE)):
                return 0
            self._current, self.has_number = 1.0, True
        if not self._current or (self._last_large and scale >= self._last_large):
            return 0
        self._current *= scale
        self._scale = scale
        if scale >= _THOUSAND:
            self._total, self._current, self._last_large = self._total + self._current, 0.0, scale
        return 1


def _adds(current: float, value: float, *, has_number: bool) -> bool:
    """Check whether a number word can follow: "twenty twenty two" is a year, "one two three" is counting."""
    if value >= 100 or value != int(value) or value == 0:
        return current == 0 and not has_number
    if has_number and current == 0:
        return False
    if value < 10:
        return current % 10 == 0 and current % 100 != 10
    return current % 100 == 0


def _goes_on(words: Sequence[Word], at: int, start: int, table: FigureWords, *, is_joined: bool) -> bool:
    """Check whether a word that is no number joins two: "a", "and", the hyphen of "twenty-five"."""
    behind = words[at + 1].roles if at + 1 < len(words) else {}
    if Role.ARTICLE in words[at].roles:
        return at == start and Role.SCALE in behind
    if at == start:
        return False
    before = words[at - 1].roles
    if Role.AND in words[at].roles:
        return is_joined and Role.SCALE in before and Role.NUMBER in behind
    is_hyphen = words[at].text == "-" and table.hyphen_joins
    if is_hyphen and Role.SCALE in behind and before.keys() & {Role.NUMBER, Role.SCALE}:
        return True
    tens, ones = before.get(Role.NUMBER, 0), behind.get(Role.NUMBER, 0)
    return is_hyphen and tens >= 20 and tens % 10 == 0 and 0 < ones < 10


def scale_behind(words: Sequence[Word], at: int) -> int:
    """Return the scale that a number has behind it, from a position on; 1 if none."""
    while at < len(words) and (words[at].text == "-" or {Role.ENDING, Role.AND_A_HALF} & words[at].roles.keys()):
        at += 1
    roles = words[at].roles if at < len(words) else {}
    return int(roles.get(Role.SCALE, roles.get(Role.STRONG, 1)))


def shares_scale(words: Sequence[Word], at: int) -> bool:
    """Check whether the second number of a range has a scale, which the first may share: "1,5-2 million"."""
    if at + 1 >= len(words) or not (words[at].text == "-" or words[at].roles.keys() & _JOINS):
        return False
    return words[at + 1].is_digits and scale_behind(words, at + 2) > 1


def _digits(digits: str, scale: int, decimal: str, *, is_shared: bool = False) -> float | None:
    if _SCIENTIFIC.fullmatch(digits):
        return float(digits)
    if scale > 1 and _EITHER_WAY.fullmatch(digits):
        if digits[-4] not in ".,":
            return None
        # "1,150 million" is 1.15 million or 1,150 million: the decimal mark decides.
        return float(digits.replace(",", ".")) if digits[-4] == decimal else float(re.sub("[.,]", "", digits))
    if _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        return float(re.sub(r"[,.' ]", "", digits))
    if _DECIMAL.fullmatch(digits):
        return float(digits)
    if _COMMA_DECIMAL.fullmatch(digits) and (scale > 1 or is_shared):
        return float(digits.replace(",", "."))
    return None


def is_either_way(words: Sequence[Word], decimal: str) -> bool:
    """Check whether a number with a scale behind it can be a decimal or have thousands, in a language's digits."""
    return any(
        word.is_digits
        and _EITHER_WAY.fullmatch(word.text) is not None
        and word.text[-4] in {".", ","} - {decimal}
        and scale_behind(words, at + 1) > 1
        for at, word in enumerate(words)
    )
