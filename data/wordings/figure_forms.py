"""The forms of figures, in all languages: a limit, a number or a range, and what is counted.

Every word of a wording must have its part in a form, else the wording is not read. The words are in the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mustermap.data.figures import Figure
from mustermap.data.wordings.counted_nouns import PERSONNEL, counted_quantity
from mustermap.data.wordings.figure_openings import Opening, read_opening
from mustermap.data.wordings.figure_words import Role
from mustermap.data.wordings.number_words import Number, read_number
from mustermap.data.wordings.open_words import OTHERWISE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.data.wordings.figure_words import FigureWords, Relation, Word

_MOST_BETWEEN: Final = 5
"""Words between the two numbers of a range."""
_LEAST_NEAR: Final = 10
_MOST_WORDS: Final = 60
"""A wording of more words is a text, in which no figure is looked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a wording says.

    Attributes
    ----------
    figure : Figure
        How many.
    quantity : str
        What is counted; blank if the wording does not say.
    is_word : bool
        Whether the lower bound was read from a word that states no number.
    """

    figure: Figure
    quantity: str = ""
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class _Amount:
    """One number with its relation, or a range."""

    relation: Relation
    first: Number
    last: Number | None = None


class FigureForms:
    """The reader of one wording in one language.

    Parameters
    ----------
    words
        The wording, cut into words.
    table
        The words of the language.
    quantity
        What is counted, if the report says so.
    decimal
        The decimal mark of numbers in digits.
    """

    def __init__(self, words: Sequence[Word], table: FigureWords, *, quantity: str, decimal: str) -> None:
        words = _without_aside(words)
        # In some languages the verb of change comes last.
        is_turned = len(words) > 1 and Role.CHANGE in words[-1].roles
        self._words = [words[-1], *words[:-1]] if is_turned else words
        self._table = table
        self._quantity = quantity
        self._decimal = decimal

    def read(self) -> Said | None:
        """Return what the wording says; None if it is in no form."""
        if len(self._words) > _MOST_WORDS:
            return None
        return self._nothing() or self._one(0, self._end()) or self._two_bounds() or self._behind_noun()

    def _end(self) -> int:
        """Return where the figure ends: before words that only say more of what was counted, and of no losses."""
        tail = next((at for at, word in enumerate(self._words) if at and Role.TAIL in word.roles), len(self._words))
        if any(Role.LOSS in word.roles for word in self._words[tail:]):
            return len(self._words)
        return tail - 1 if 0 < tail < len(self._words) and self._words[tail - 1].text == "," else tail

    def _nothing(self) -> Said | None:
        """Read "none", "no troops"."""
        words = self._words
        if len(words) == 1 and Role.NONE in words[0].roles:
            return Said(Figure(low=0, high=0))
        are_named = all(word.roles.keys() & {Role.OWNER, Role.NOUN} for word in words[1:])
        if len(words) > 1 and Role.NO in words[0].roles and are_named and Role.NOUN in words[-1].roles:
            quantity = counted_quantity(words[1:], self._table, self._quantity)
            return None if quantity is None else Said(Figure(low=0, high=0), quantity)
        return None

    def _behind_noun(self) -> Said | None:
        """Read a number in words behind its noun, as some languages say that it is near."""
        words = self._words
        if self._table.noun_is_last or len(words) < 2 or Role.NOUN not in words[0].roles or words[1].is_digits:
            return None
        found = self._number(1, len(words), Opening(1), is_joined=True)
        if found is None or found[1] < len(words) or found[0].is_plural or found[0].amount < _LEAST_NEAR:
            return None
        quantity = counted_quantity(words[:1], self._table, self._quantity)
        return Said(Figure(best=found[0].amount), quantity) if quantity else None

    def _two_bounds(self) -> Said | None:
        """Read "more than 1,000 but fewer than 2,000"."""
        words = self._words
        for at in range(1, len(words) - 1):
            if not (words[at].text == "," or Role.BUT in words[at].roles):
                continue
            end = at - 1 if words[at - 1].text == "," else at
            first, second = self._amount(0, end), self._amount(at + 1, len(words))
            if first is None or second is None or first[0].last or second[0].last:
                continue
            (low, said), (high, says) = first, second
            if low.relation not in {">", ">="} or high.relation not in {"<", "<="} or (said and says and said != says):
                continue
            if low.first.amount < high.first.amount and not (low.first.is_plural or high.first.is_plural):
                figure = Figure(
                    low=low.first.amount,
                    low_included=low.relation == ">=",
                    high=high.first.amount,
                    high_included=high.relation == "<=",
                )
                return Said(figure, said or says)
        return None

    def _one(self, start: int, end: int) -> Said | None:
        found = self._amount(start, end)
        if found is None:
            return None
        amount, quantity = found
        figure = _figure(amount)
        return Said(figure, quantity, is_word=amount.first.is_plural) if figure else None

    def _amount(self, start: int, end: int) -> tuple[_Amount, str] | None:
        """Read one number or one range, with all that is around it; return it with what is counted."""
        opening = read_opening(self._words[:end], start, self._table, decimal=self._decimal)
        found = self._numbers(opening, end) if opening else None
        if opening is None or found is None:
            return None
        first, last, at = found
        factor = self._strength_factor(at)
        if factor > 1:
            first, last = _times(first, factor), _times(last, factor) if last else None
        if first.is_over and opening.relation in {"=", "~"}:
            opening.relation = ">"
        opening.relation, at = self._suffix(opening.relation, at, end)
        if opening.relation in {"=", "~"} and self._ends_with_suffix(at, end):
            opening.relation = self._words[end - 1].roles[Role.SUFFIX]
            end -= 1
        is_one = first.amount == 1 and last is None and not self._words[at - 1].is_digits
        quantity = self._counted(at, end, is_one=is_one)
        if quantity is None or (quantity and opening.quantity and quantity != opening.quantity):
            return None
        if opening.asks_noun and not (quantity or opening.quantity):
            return None
        if opening.quantity and self._quantity and opening.quantity != self._quantity:
            return None
        return _Amount(opening.relation, first, last), quantity or opening.quantity

    def _numbers(self, opening: Opening, end: int) -> tuple[Number, Number | None, int] | None:
        """Read a number, or the two of a range, and return them with the position behind."""
        found = self._number(opening.at, end, opening, is_joined=opening.limits is not Role.BETWEEN)
        if found is None:
            return None
        first, at = found
        at = self._behind_first_noun(at, end, opening)
        if at >= end or not self._joins_range(at, opening.limits):
            return None if opening.limits else (first, None, at)
        second = self._number(at + 1, end, opening, is_joined=True)
        if second is None:
            return None if opening.limits else (first, None, at)
        ends = _range(first, second[0])
        return (*ends, second[1]) if ends else None

    def _behind_first_noun(self, at: int, end: int, opening: Opening) -> int:
        """Return where "to" follows the noun of a range's first number: "from 3,000 soldiers to 16,000"."""
        to = at
        while to < min(at + _MOST_BETWEEN, end) and not self._joins_range(to, opening.limits):
            to += 1
        if opening.limits is None or not at < to < min(at + _MOST_BETWEEN, end):
            return at
        named = counted_quantity(self._words[at:to], self._table, "")
        opening.quantity = named or opening.quantity
        return to if named else at

    def _number(self, at: int, end: int, opening: Opening, *, is_joined: bool) -> tuple[Number, int] | None:
        words = self._words[:end]
        return read_number(
            words, at, self._table, decimal=self._decimal, is_governed=opening.is_governed, is_joined=is_joined
        )

    def _joins_range(self, at: int, limits: Role | None) -> bool:
        word = self._words[at]
        if limits is Role.BETWEEN:
            return bool(word.roles.keys() & {Role.AND, Role.BUT, Role.TO}) or word.text == "-"
        if limits is Role.FROM:
            return Role.TO in word.roles or word.text == "-"
        return word.text == "-" or bool(word.roles.keys() & {Role.TO, Role.EITHER})

    def _suffix(self, relation: Relation, at: int, end: int) -> tuple[Relation, int]:
        """Read "or more" behind the number."""
        if at + 1 < end and self._words[at].text == "-" and Role.SUFFIX in self._words[at + 1].roles:
            at += 1
        if at >= end or Role.SUFFIX not in self._words[at].roles or relation not in {"=", "~"}:
            return relation, at
        return self._words[at].roles[Role.SUFFIX], at + 1

    def _ends_with_suffix(self, at: int, end: int) -> bool:
        return end - at >= 2 and Role.SUFFIX in self._words[end - 1].roles

    def _strength_factor(self, at: int) -> float:
        """Return what a number is multiplied with by the word that it is joined with: thousands, in some languages."""
        words = self._words[at : at + 2]
        return float(words[1].roles.get(Role.STRONG, 1)) if len(words) == 2 and words[0].text == "-" else 1

    def _counted(self, at: int, end: int, *, is_one: bool) -> str | None:
        """Return what the words behind the number count; None if they are in no form."""
        words = self._words[at:end]
        if self._of_plural(at) and words and Role.OF in words[0].roles:
            words = words[1:]
        if words and words[0].text == "-":
            return self._strength(words[1:], is_joined=True)
        if words and Role.STRONG in words[0].roles and Role.NOUN not in words[0].roles:
            return self._strength(words, is_joined=False)
        return counted_quantity(words, self._table, self._quantity, is_one=is_one)

    def _of_plural(self, at: int) -> bool:
        return bool(self._words[at - 1].roles.keys() & {Role.PLURAL, Role.SCALE})

    def _strength(self, words: Sequence[Word], *, is_joined: bool) -> str | None:
        """Read "-strong force" behind a number: the size of a force, in people."""
        if not words or Role.STRONG not in words[0].roles:
            return None
        described = words[1:]
        is_named = is_joined or not described or Role.STRONG_NOUN in described[-1].roles
        if self._quantity not in {"", PERSONNEL} or not is_named:
            return None
        while described and Role.OWNER in described[-1].roles:
            described = described[:-1]
        if described and not described[-1].roles.keys() & {Role.STRONG_NOUN, Role.NOUN}:
            return None
        is_plain = not any(word.is_digits or word.roles.keys() & OTHERWISE for word in described)
        return PERSONNEL if is_plain and len(described) <= 4 else None


def _without_aside(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out brackets at the end that only name again what is counted: "60 battalion tactical groups (BTG)"."""
    if len(words) > 2 and words[0].text == "(" and words[-1].text == ")":
        return _without_aside(words[1:-1])
    start = next((at for at, word in enumerate(words) if word.text == "("), 0)
    if not start or words[-1].text != ")":
        return words
    aside = words[start + 1 : -1]
    if len(aside) > 1 and aside[0].text in {"+", "-"} and aside[1].is_digits:
        return words[:start]  # how many more than the day before
    is_named = all(word.roles.keys() & {Role.NOUN, Role.BUT} for word in aside)
    return words[:start] if aside and is_named else words


def _times(number: Number, factor: float) -> Number:
    return replace(number, amount=number.amount * factor, scale=int(number.scale * factor))


def _range(first: Number, last: Number) -> tuple[Number, Number] | None:
    if first.is_near and first.scale > 1 and last.scale == 1 and not last.is_near:
        first, last = replace(first, is_near=False), _times(last, first.scale)
    if first.is_plural or last.is_plural or first.is_near or last.is_near:
        return None
    low = first.amount
    if first.scale == 1 and last.scale > 1 and low * 10 < last.amount:  # "500 to 1 thousand" is as it stands
        low *= last.scale
    elif first.scale == last.scale == 1 and low * 1000 <= last.amount:
        return None  # "5-10,000" is 5 or 5,000: the wording does not say
    return (Number(low, last.scale), last) if low <= last.amount else None


def _figure(amount: _Amount) -> Figure | None:
    relation, low = amount.relation, amount.first.amount
    if amount.first.is_plural:
        return Figure(low=low) if relation in {"=", ">=", "~"} else None
    if amount.first.is_near and relation == "=":
        relation = "~"
    high = amount.last.amount if amount.last else low
    match relation:
        case ">" | ">=":
            return Figure(low=low, low_included=relation == ">=")
        case "<" | "<=":
            return Figure(low=0, low_included=False, high=high, high_included=relation == "<=") if high else None
        case "~" if amount.last is None:
            return Figure(best=low)
        case _:
            return Figure(low=low, high=high)
