"""English wordings of figures, as reports write them, turned into bounds.

Plural words are lower bounds of two: "dozens" is at least 24, "tens of thousands" at least 20,000. "About" gives a
best value and no bounds, since nobody stated any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from mustermap.data.figures import Figure
from mustermap.data.files.decimal_marks import with_plain_numbers
from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableFigure

Relation = Literal[">", ">=", "<", "<=", "~", "="]

_SMALL: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "mln": 1_000_000, "dozen": 12}
_PLURALS: Final = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}

# The longer sign comes first: ">=" before ">", "no more than" is no "more than" since a phrase starts the text.
_RELATIONS: Final[dict[Relation, str]] = {
    ">=": "at least|no fewer than|no less than|not fewer than|not less than|a minimum of|minimum|≥|>=",
    ">": "well over|far more than|much more than|significantly more than|more than|not just|not only|over|above|"
    "exceeding|upwards of|greater than|in excess of|>",
    "<=": "up to|at most|no more than|not more than|as many as|a maximum of|maximum|not exceeding|≤|<=",
    "<": "fewer than|less than|under|below|<",
    "~": "about|around|approximately|approx\\.|approx|roughly|circa|ca\\.|c\\.|an estimated|estimated|some|nearly|"
    "almost|close to|~|≈",
}
_PREFIX: Final = re.compile("|".join(f"(?P<r{index}>{phrases})" for index, phrases in enumerate(_RELATIONS.values())))
_RELATION_NAMES: Final = tuple(_RELATIONS)
_SUFFIXES: Final[dict[str, Relation]] = {
    "or more": ">=",
    "and more": ">=",
    "and above": ">=",
    "at least": ">=",
    "+": ">=",
    "at most": "<=",
    "at the most": "<=",
    "or fewer": "<=",
    "or less": "<=",
    "or so": "~",
}

_GROUPED = re.compile(r"\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")
#: As programs write large numbers: 1e+05.
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?e[+-]?\d{1,3}")
_PEOPLE: Final = re.compile(
    r"(?:soldiers?|troops|men|people|persons?|personnel|service ?m[ae]n|service ?members?|fighters?|reservists?|"
    r"conscripts?|recruits?|mobili[sz]ed|mercenaries|volunteers?|militants?|officers?|marines?|paratroopers?|sailors?|"
    r"airmen|guardsmen|gunmen|combatants?|instructors?|infantry(?:men)?)"
)
# After the number may follow whom it counts; a word of this list would change what the number means.
_CHANGES_MEANING: Final = re.compile(
    r"\b(?:and|or|to|than|per|each|every|not|no|if|of|times|fold|half|percent|minus|plus|between|from|without|except|"
    r"least|most|more|fewer|less|daily|weekly|monthly|yearly|since|until|by|days?|weeks?|months?|years?|killed|wounded|dead|kilomet(?:re|er)s?|km|"
    + "|".join([*_SMALL, *_TENS, *_SCALES, *_PLURALS])
    + r")\b"
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as read, with the scale word that a range may share ("10–15 thousand") and whether it is a plural."""

    amount: float
    scale: int
    is_plural: bool


@lru_cache(maxsize=65536)
def read_figure(wording: str, *, quantity: str = "personnel", decimal: str = "") -> Figure:
    """Read the figure that a wording states.

    Parameters
    ----------
    wording
        For instance ``more than a thousand``, ``up to 9,000``, ``10–15 thousand``, ``20.000``, ``120k``, ``dozens``.
        Thousands may be set apart by comma, point, space or apostrophe.
    quantity
        What is counted. A wording that counts something else ("three brigades", with personnel) is not read.
    decimal
        The decimal mark, ``.`` or ``,``, where it is known; blank: a point before three digits sets thousands apart.

    Raises
    ------
    UnreadableFigure
        If no figure is understood, or it could be read in two ways.
    NoCount
        If its number counts nothing, such as 1e308.

    Examples
    --------
    >>> read_figure("more than a thousand").text
    'more than 1,000'
    >>> read_figure("10–15 thousand").text
    '10,000–15,000'
    >>> read_figure("170 tanks", quantity="tanks").text
    '170'
    >>> read_figure("313.625").text, read_figure("313.625", decimal=".").text, read_figure("1e+05").text
    ('313,625', '313.625', '100,000')
    >>> read_figure("many troops")
    Traceback (most recent call last):
    mustermap.errors.UnreadableFigure: 'many troops' states no figure that can be read; fill figure_low or figure_high
    """
    text = with_plain_numbers(_plain(wording), decimal)
    head = _without_noun(text, quantity)
    figure = _read_two_bounds(text, quantity) or _read_range(head) or _read_one(text, head)
    if figure is None:
        raise UnreadableFigure(f"{echoed(wording)} states no figure that can be read; fill figure_low or figure_high")
    return figure


def is_from_word(wording: str, low: float, *, quantity: str = "personnel") -> bool:
    """Check whether the lower bound of a figure was read from a word that states no number, such as "dozens".

    Parameters
    ----------
    wording
        The figure's wording.
    low
        The lower bound that the figure has. Another one than the wording is read as was given beside it, and is stated.
    quantity
        What is counted.

    Examples
    --------
    >>> is_from_word("several hundred soldiers", 200), is_from_word("more than a thousand", 1000)
    (True, False)
    >>> is_from_word("dozens", 24), is_from_word("dozens", 30)
    (True, False)
    """
    if any(letter.isdigit() for letter in wording):
        return False
    found = _relation_and_number(_without_noun(_plain(wording), quantity))
    return found is not None and found[1].is_plural and found[1].amount == low


def _plain(wording: str) -> str:
    text = re.sub(r"[\u2012-\u2015\u2212]", "-", wording.lower())
    text = re.sub(r"[\u2018\u2019\u02bc]", "'", text)
    return " ".join(text.split())


def _read_two_bounds(text: str, quantity: str) -> Figure | None:
    """Read "more than 1,000 but fewer than 2,000"."""
    parts = re.split(r",? (?:but|and) (?!a half)|, ", text, maxsplit=1)
    if len(parts) != 2:
        return None
    first, second = (_relation_and_number(_without_noun(part, quantity)) for part in parts)
    if first is None or second is None or first[0] not in {">", ">="} or second[0] not in {"<", "<="}:
        return None
    low, high = first[1].amount, second[1].amount
    if low >= high:
        return None
    return Figure(low=low, low_included=first[0] == ">=", high=high, high_included=second[0] == "<=")


def _read_range(text: str) -> Figure | None:
    between_words = " and | to " if text.startswith(("between ", "from ")) else " to | or "
    match = re.fullmatch(rf"(?:(?:between|from) )?(.+?)(?:(?<=[\dk]) ?- ?(?=\d)| - |{between_words})(.+)", text)
    if not match:
        return None
    first, second = _read_number(match[1]), _read_number(match[2])
    if first is None or second is None or first.is_plural or second.is_plural:
        return None  # so is "about 10 to 15 thousand": its ends are near, and no bounds
    low, high = first.amount, second.amount
    if first.scale == 1 and second.scale > 1:
        low *= second.scale
    elif first.scale == second.scale == 1 and low * 1000 <= high:
        return None  # "5-10,000" is 5 or 5,000: the wording does not say
    return Figure(low=low, high=high) if low <= high else None


def _read_one(text: str, head: str) -> Figure | None:
    if text in {"none", "nobody", "zero", "0"} or re.fullmatch(
        rf"(?:no|zero|not one|not a single) {_PEOPLE.pattern}", text
    ):
        return Figure(low=0, high=0)
    found = _relation_and_number(head)
    if found is None:
        return None
    relation, number = found
    amount = number.amount
    if number.is_plural:
        return Figure(low=amount) if relation in {"=", ">=", "~"} else None
    match relation:
        case ">" | ">=":
            return Figure(low=amount, low_included=relation == ">=")
        case "<" | "<=":
            return Figure(low=0, low_included=False, high=amount, high_included=relation == "<=") if amount else None
        case "~":
            return Figure(best=amount)
        case _:
            return Figure(low=amount, high=amount)


def _relation_and_number(text: str) -> tuple[Relation, _Number] | None:
    relation, rest = _split_relation(text)
    for suffix, meaning in _SUFFIXES.items():
        if rest.endswith(suffix) and relation == "=":
            relation, rest = meaning, _without_noun(rest.removesuffix(suffix).strip(), "personnel")
            break
    number = _read_number(rest)
    return (relation, number) if number else None


def _split_relation(text: str) -> tuple[Relation, str]:
    match = _PREFIX.match(text)
    if not match or not match.lastgroup or (match[0][-1].isalpha() and not text[match.end() :].startswith(" ")):
        return "=", text
    return _RELATION_NAMES[int(match.lastgroup[1:])], text[match.end() :].strip()


def _without_noun(text: str, quantity: str) -> str:
    """Drop the words after the number that say whom it counts: "1,000 Russian soldiers", of personnel."""
    words = text.split(" ")
    for count in range(min(6, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:-count]), " ".join(words[-count:])
        of_plural = head.split(" ")[-1] in _PLURALS
        counted = tail.removeprefix("of ") if of_plural else tail
        if not re.fullmatch(r"[a-z' -]+", counted) or _CHANGES_MEANING.search(counted):
            continue
        if _counts(counted, quantity):
            return head
    return text


def _counts(noun: str, quantity: str) -> bool:
    """Check whether a noun, with what precedes it, is what is counted."""
    if quantity == "personnel":
        return bool(_PEOPLE.fullmatch(noun.split(" ")[-1]) or _PEOPLE.fullmatch(" ".join(noun.split(" ")[-2:])))
    stem = quantity.lower().rstrip("s")
    return bool(stem) and stem in noun


def _read_number(text: str) -> _Number | None:
    """Read one number, in digits, spelled out or in both."""
    if text in {"tens of thousands", "several tens of thousands", "dozens of thousands"}:
        return _Number(20_000, 1, is_plural=True)
    if text == "hundreds of thousands":
        return _Number(200_000, 1, is_plural=True)
    if text in _PLURALS:
        return _Number(_PLURALS[text], 1, is_plural=True)
    if match := re.fullmatch(r"(?:several|a few|many) (dozen|hundred|thousand|million)", text):
        return _Number(2 * _SCALES[match[1]], 1, is_plural=True)
    if match := re.fullmatch(r"half a (thousand|million)", text):
        return _Number(_SCALES[match[1]] / 2, _SCALES[match[1]], is_plural=False)
    if _SCIENTIFIC.fullmatch(text):
        return _Number(float(text), 1, is_plural=False)
    match = re.fullmatch(r"([\d,.' ]*\d) ?([a-z]+)?", text)
    return _read_digits(match[1], match[2]) if match else _read_words(text)


def _read_digits(digits: str, scale_word: str | None) -> _Number | None:
    scale = _SCALES.get(scale_word or "", 1)
    if scale_word and scale == 1:
        return None
    if scale > 1 and re.fullmatch(r"\d{1,3}[,.' ]\d{3}", digits):
        if digits[-4] != ".":
            return None  # "1,150 million" is 1.15 million or 1,150 million
        amount = float(digits)
    elif _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        amount = float(re.sub(r"[,.' ]", "", digits))
    elif _DECIMAL.fullmatch(digits):
        amount = float(digits)
    elif _COMMA_DECIMAL.fullmatch(digits) and scale > 1:
        amount = float(digits.replace(",", "."))
    else:
        return None
    return _Number(round(amount * scale, 6) if scale > 1 else amount, scale, is_plural=False)


def _read_words(text: str) -> _Number | None:
    """Read "one hundred and twenty thousand", "a thousand", "two dozen", "one and a half thousand"."""
    text = re.sub(r"\band a half (thousand|million|hundred)", r"half \1", text)
    words = re.sub(rf"\ban? (?={'|'.join(_SCALES)})", "one ", text.replace("-", " ")).split()
    total = current = 0.0
    scale, has_number = 1, False
    for word in words:
        if word in _SMALL or word in _TENS:
            number = _SMALL.get(word, 0) + _TENS.get(word, 0)
            if current % (10 if number < 10 else 100) or (number < 10 and current % 100 == 10):
                return None  # "twenty twenty two" is a year, "one two three" is counting
            current += number
            has_number = True
        elif word == "half" and has_number:
            current += 0.5
        elif word in _SCALES and has_number:
            scale = _SCALES[word]
            current *= scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif word != "and" or not has_number:
            return None
    return _Number(total + current, scale, is_plural=False) if has_number else None
