"""The English words of a comparison: figures, counts, and why claims stand apart; the page's catalogue has the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.data.figures import number_text
from mustermap.layers.claimants import trimmed

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Texts = NDArray[np.object_]

NO_NUMBER: Final = "no number"
NOBODY: Final = "nobody named"
NO_FORCE: Final = "force not named"
NO_PLACE: Final = "no place"
NOTHING_NOW: Final = "Nothing comparable is claimed for this day."
NOTHING_EVER: Final = "No report claims anything about this force at this place."
MEASURED: Final = {"stock": "how many are there", "flow": "how many arrive", "": "there or arriving, not said"}
PHASE_NAMES: Final = {
    "planned": "Planned", "ordered": "Ordered", "arriving": "Arriving", "present": "Present", "withdrawn": "Withdrawn",
    "": "Phase not given",
}  # fmt: skip
_LONGEST_NAME: Final = 48
_MOST_NAMES: Final = 3
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WHY: Final = {
    "": "",
    "force": "Another force.",
    "joint": "A joint force, compared as a force of its own.",
    "no_force": "It is not said whose troops.",
    "quantity": "Something else is counted than {quantity}; quantities are never converted.",
    "no_number": "No number.",
    "inside": "At a place in {area}: a part of it, not the whole.",
    "around": "About an area around {area}, not about {area} alone.",
    "not_placed": "Not placed on the map, so where is not certain.",
    "elsewhere": "The same force at another place.",
}
_WHY_MEASURE: Final = {
    ("stock", "flow"): "A stock beside flows: so many are there, not arriving.",
    ("stock", ""): "So many are there: of the others that is not said.",
    ("flow", "stock"): "A flow beside stocks: so many arrive, and are not all that are there.",
    ("flow", ""): "So many arrive: of the others that is not said.",
}
_NOT_SAID: Final = "It is not said whether so many are there or arrive."
# Letters that run from right to left, and the marks of the Unicode Bidirectional Algorithm (UAX #9).
_DIRECTED: Final = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def why_apart(reason: str, *, area: str, quantity: str, axis_measure: str, measure: str) -> str:
    """Say in a sentence why claims stand apart.

    Parameters
    ----------
    reason
        One of ``mustermap.layers.comparison.comparable.REASONS``.
    area
        The area's name.
    quantity, axis_measure
        What the axis counts.
    measure
        What the claims that stand apart count.
    """
    if reason == "measure":
        return _WHY_MEASURE.get((measure, axis_measure), _NOT_SAID)
    return _WHY[reason].format(area=isolate(area), quantity=isolate(quantity))


def isolate(text: str) -> str:
    """Keep marks of direction in a text from reordering what stands beside it; any other text comes back as it is."""
    if not _DIRECTED.search(text):
        return text
    opened = missing = 0
    for letter in text:
        if "\u2066" <= letter <= "\u2068":
            opened += 1
        elif letter == "\u2069" and opened:
            opened -= 1
        elif letter == "\u2069":
            missing += 1
    return "\u2068" * (missing + 1) + text + "\u2069" * (opened + 1)


def force_name(force: str) -> str:
    """Name a force; a joint one as such.

    Examples
    --------
    >>> force_name("Belarus;Russia"), force_name("")
    ('Belarus and Russia, jointly', 'force not named')
    """
    named = [isolate(name) for name in force.split(";") if name]
    return f"{listed(named)}, jointly" if len(named) > 1 else "".join(named) or NO_FORCE


def part_name(component: str, unit: str) -> str:
    """Name a part of a force as a report does; blank for the whole."""
    return ", ".join(isolate(text) for text in map(trimmed, (component, unit)) if text)


def listed(names: list[str]) -> str:
    """List names.

    Examples
    --------
    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def disputers(names: list[str]) -> str:
    """List those who dispute something, the first few of them, each once."""
    shown = list(dict.fromkeys(isolate(_shortened(name)) or NOBODY for name in names))
    more = [f"{number_word(len(shown) - _MOST_NAMES)} more"] if len(shown) > _MOST_NAMES else []
    return listed([*shown[:_MOST_NAMES], *more])


def number_word(number: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def counted(number: int, one: str) -> str:
    """Write so many of a thing, small numbers as words."""
    return f"{number_word(number)} {one if number == 1 else f'{one}s'}"


def ranges(spans: pd.DataFrame) -> Texts:
    """Word spans from the lowest low to the highest high; a bound that nobody states is left out.

    Parameters
    ----------
    spans
        The columns of ``mustermap.layers.comparison.bounds.widest``.
    """
    low, high = _numbers(spans["low"]), _numbers(spans["high"])
    near_low, near_high = spans["low_is_about"].to_numpy(), spans["high_is_about"].to_numpy()
    lowest, highest = np.where(near_low, "about " + low, low), np.where(near_high, "about " + high, high)
    included = spans["high_included"].to_numpy(bool)
    is_low_stated = ((spans["low"] > 0) | spans["low_included"]).to_numpy()
    is_one = (spans["low"] == spans["high"]).to_numpy()
    top = np.where(included, "at least ", "more than ") + high
    between = np.where(near_low | near_high, " to ", "–")
    closed = np.select(
        [~is_low_stated & included, ~is_low_stated, is_one, included],
        ["up to " + highest, "less than " + high, lowest, lowest + between + highest],
        lowest + " to less than " + high,
    )
    closed = closed + np.where(spans["is_open"], ", or with no upper bound", "")
    opened = np.where(~is_low_stated | is_one, top, lowest + " to " + top)
    worded: Texts = np.where(spans["top_is_open"], opened, closed)
    return worded


def _numbers(column: pd.Series[Any]) -> Texts:
    """Write each distinct number once."""
    distinct, codes = np.unique(column.to_numpy(np.float64), return_inverse=True)
    texts = ["" if np.isnan(number) else number_text(float(number)) for number in distinct]
    return np.array([*texts, ""], dtype=object)[codes]


def _shortened(name: str) -> str:
    if len(name.encode("utf-16-le")) // 2 <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 1].rstrip()}…"
