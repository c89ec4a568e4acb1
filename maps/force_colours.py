"""Which colour each force has outside the page: the page's own, read from its stylesheet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from mustermap.maps.document.page_files import code

if TYPE_CHECKING:
    from collections.abc import Iterable

# As in maps/page/src/signs/force_colours.ts.
_UNNAMED: Final = 8
_OWN: Final = {"": _UNNAMED, "Russia": 0, "Belarus": 1, "Belarus;Russia": 2}
_OTHERS: Final = (3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14)


def force_numbers(forces: Iterable[str]) -> dict[str, int]:
    """Return the number of each force's colour, as the page numbers them, in the order of the numbers.

    Parameters
    ----------
    forces
        All forces of the claims table: several, sorted and separated by ``;``, are a joint one; blank is not named.

    Examples
    --------
    >>> force_numbers(["Russia", "Northland", "", "Belarus;Russia"])
    {'Russia': 0, 'Belarus;Russia': 2, 'Northland': 3, '': 8}
    """
    named = sorted(set(forces))
    others = [force for force in named if force not in _OWN]
    numbers = {**_OWN, **{force: _OTHERS[at % len(_OTHERS)] for at, force in enumerate(others)}}
    return dict(sorted(((force, numbers[force]) for force in named), key=lambda pair: pair[1]))


def sharing_colours(forces: Iterable[str]) -> tuple[int, int] | None:
    """Count forces and their colours where there are more forces than colours, so that some share one.

    Parameters
    ----------
    forces
        As for `force_numbers`; one that nobody names counts for none.

    Returns
    -------
    tuple of int or None
        How many forces, and how many colours they have; None where each has its own.

    Examples
    --------
    >>> sharing_colours(["Russia", "Northland"])
    >>> sharing_colours(f"force {number}" for number in range(20))
    (20, 11)
    """
    numbers = {force: number for force, number in force_numbers(forces).items() if force}
    colours = len(set(numbers.values()))
    return (len(numbers), colours) if colours < len(numbers) else None


def force_colours(forces: Iterable[str]) -> dict[str, str]:
    """Return each force's colour on a light page, as ``#rrggbb``, in the order of `force_numbers`."""
    colours = page_colours()
    return {force: _full(colours[f"force-{number}"]) for force, number in force_numbers(forces).items()}


@cache
def page_colours() -> dict[str, str]:
    """Read the light colours from the page's stylesheet, in which they come before the dark ones.

    Returns
    -------
    dict of str to str
        By their names without the leading dashes, such as ``force-0`` or ``land``: ``#rrggbb`` or ``#rgb``.
    """
    found: dict[str, str] = {}
    for name, colour in re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", code("page.css")):
        found.setdefault(name, colour)
    return found


def _full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * sign for sign in colour[1:])
