"""Numbers as a language writes them, and the plural that they ask for; the same as ``number_texts.ts`` in the page."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context
from functools import cache
from typing import TYPE_CHECKING, Final, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class NumberForm(TypedDict):
    """How a language writes numbers.

    Attributes
    ----------
    group, decimal : str
        The signs between thousands and before a fraction.
    least_grouped : int
        How many digits the first group has at least: with 2, 1000 is written without a sign.
    short : sequence of pairs
        Names of thousand, million, … each with its number, the largest first.
    """

    group: str
    decimal: str
    least_grouped: int
    short: Sequence[tuple[float, str]]


_SHORT: Final = Context(prec=3, rounding=ROUND_HALF_UP)
_TIMES: Final = Context(prec=2, rounding=ROUND_HALF_UP)
_RELATION: Final = re.compile(r"([nivf])(?: % (\d+))? (!?=) ([\d.,]+)")


def digits(value: float) -> str:
    """Return a number's digits, without a fraction that it does not have.

    Examples
    --------
    >>> digits(120000.0), digits(12.125)
    ('120000', '12.125')
    """
    return str(int(value)) if value == int(value) else repr(float(value))


def number_text(value: float, form: NumberForm) -> str:
    """Write a number.

    Examples
    --------
    >>> number_text(12345.5, {"group": ",", "decimal": ".", "least_grouped": 1, "short": ()})
    '12,345.5'
    """
    whole = int(value)
    text = f"{whole:,}" if abs(whole) >= 10 ** (2 + form["least_grouped"]) else str(whole)
    if form["group"] != ",":
        text = text.replace(",", form["group"])
    if value == whole:
        return text
    sign = "-" if value < 0 and not whole else ""
    return f"{sign}{text}{form['decimal']}{digits(value).partition('.')[2]}"


def short_text(value: float, form: NumberForm) -> str:
    """Write a number in short, with three digits, as the ticks of an axis are.

    Examples
    --------
    >>> short_text(12345, {"group": ",", "decimal": ".", "least_grouped": 1, "short": [(1000, "K")]})
    '12.3K'
    """
    rounded = _three(value)
    for size, name in form["short"]:
        if rounded >= size:
            return f"{number_text(_three(rounded / size), form)}{name}"
    return number_text(rounded, form)


def _three(value: float) -> float:
    return float(_SHORT.create_decimal(digits(value)))


def times_text(factor: float, form: NumberForm) -> str:
    """Write how many times more one number is than another, with two figures.

    Examples
    --------
    >>> form: NumberForm = {"group": ",", "decimal": ".", "least_grouped": 1, "short": ()}
    >>> times_text(2.5581, form), times_text(4, form), times_text(9.96, form), times_text(1250, form)
    ('2.6', '4.0', '10', '1,300')
    """
    rounded = with_two_figures(factor)
    return number_text(rounded, form) if rounded >= 10 else f"{rounded:.1f}".replace(".", form["decimal"])


def with_two_figures(value: float) -> float:
    """Round a number to two figures."""
    return float(_TIMES.create_decimal(value))


def plural_of(value: float, rules: Mapping[str, str]) -> str:
    """Return the plural category of a number, by rules in the syntax of Unicode CLDR; "other" where none fits.

    Examples
    --------
    >>> plural_of(1, {"one": "i = 1 and v = 0"}), plural_of(1.5, {"one": "i = 1 and v = 0"})
    ('one', 'other')
    """
    whole, _, fraction = digits(abs(value)).partition(".")
    operands = {"n": abs(value), "i": int(whole), "v": len(fraction), "f": int(fraction or "0")}
    for category, rule in rules.items():
        if any(all(_holds(relation, operands) for relation in some) for some in _relations(rule)):
            return category
    return "other"


@cache
def _relations(rule: str) -> list[list[re.Match[str]]]:
    """Return the relations of a rule: one of the lists must hold as a whole."""
    read = [[(part, _RELATION.fullmatch(part)) for part in some.split(" and ")] for some in rule.split(" or ")]
    for part, relation in (one for some in read for one in some):
        if relation is None:
            raise ValueError(f"plural rule {rule!r}: {part!r} is no relation such as 'i % 10 = 2..4'")
    return [[relation for _, relation in some if relation] for some in read]


def _holds(relation: re.Match[str], operands: Mapping[str, float]) -> bool:
    name, divisor, sign, ranges = relation.groups()
    value = operands[name] % int(divisor) if divisor else operands[name]
    bounds = [part.partition("..")[::2] for part in ranges.split(",")]
    is_within = any(int(low) <= value <= int(high or low) and value == int(value) for low, high in bounds)
    return is_within == (sign == "=")
