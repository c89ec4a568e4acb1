"""What this process has kept so far, for the one sentence that an interrupted or failed command says.

A place is noted by whoever makes something last: a transaction when it is committed, a file when it gets its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTED: Final[dict[str, None]] = {}


def note(place: object) -> None:
    """Note that something was kept in a file.

    Parameters
    ----------
    place : path
        The file.
    """
    _NOTED[str(place)] = None


def kept() -> tuple[str, ...]:
    """List the files in which something was kept, in the order in which that was first done."""
    return tuple(_NOTED)


def sentence(places: Iterable[str]) -> str:
    """Return what was kept.

    Examples
    --------
    >>> sentence(()), sentence(("mustermap.gpkg", "map.html"))
    ('nothing was kept', 'what was written before that stays, in mustermap.gpkg, map.html')
    """
    listed = ", ".join(places)
    return f"what was written before that stays, in {listed}" if listed else "nothing was kept"
