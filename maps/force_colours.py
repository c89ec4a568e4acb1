"""Which colour each force has outside the page: the page's own, read from its stylesheet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from maps.static import code

if TYPE_CHECKING:
    from collections.abc import Iterable

# As in maps/page/src/forces.ts.
_UNNAMED: Final = 8
_OWN: Final = {"": _UNNAMED, "Russia": 0, "Belarus": 1, "Belarus;Russia": 2}
_OTHERS: Final = (3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14)


def force_colours(forces: Iterable[str]) -> dict[str, str]:
    """Give each force its colour, as ``#rrggbb``.

    Parameters
    ----------
    forces
        All forces of the claims table: several, sorted and parted by ``;``, are a joint one; blank is not named.

    Returns
    -------
    dict of str to str
        In the order of the forces' names.

    Examples
    --------
    >>> sorted(force_colours(["Russia", "", "Belarus;Russia"]))
    ['', 'Belarus;Russia', 'Russia']
    """
    named = sorted(set(forces))
    others = [force for force in named if force not in _OWN]
    numbers = {**_OWN, **{force: _OTHERS[at % len(_OTHERS)] for at, force in enumerate(others)}}
    return {force: _page_colours()[numbers[force]] for force in named}


@cache
def _page_colours() -> dict[int, str]:
    """Read the colours; the light ones stand before the dark ones."""
    found: dict[int, str] = {}
    for number, colour in re.findall(r"--force-(\d+):\s*(#[0-9a-f]{3,6})\b", code("page.css")):
        full = colour if len(colour) == 7 else "#" + "".join(2 * sign for sign in colour[1:])
        found.setdefault(int(number), full)
    return found
