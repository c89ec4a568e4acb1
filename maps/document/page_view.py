"""What a page shows first, in the syntax of its address: which keys it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote

from mustermap.errors import UnknownForce, WrongDay, WrongView
from mustermap.layers.comparison.question import find_force
from mustermap.layers.day_arguments import day_number
from mustermap.layers.keyword_hints import nearest

if TYPE_CHECKING:
    import pandas as pd

DAY_KEYS: Final = ("on", "known_by", "since")
FILTER_FIELDS: Final = (
    *("force", "component", "phase", "claimant", "source", "quantity", "reliability", "credibility", "number"),
)
"""Fields that the page can filter by, each with the key ``f.FIELD``; `maps/page/src/state/state.ts` has the same."""

FORCE_KEYS: Final = ("force", "f.force")
VIEW_KEYS: Final = (
    *DAY_KEYS,
    *("tied", "hide", "q", "force", "place", "quantity", "tab", "rows", "scale", "map", "table", "step", "lang"),
    "claim",
    *(f"f.{field}" for field in FILTER_FIELDS),
)
"""Keys of a page's address; `maps/page/src/state/state.ts` says what each means."""


def check_view(view: str) -> str:
    """Return a view if the page can read it.

    Parameters
    ----------
    view
        Keys and values as in the address of a page after its ``#``, percent-encoded; blank is the page's own choice.

    Raises
    ------
    WrongView
        If a key is unknown, or a day is none.

    Examples
    --------
    >>> check_view("on=2022-12-01&f.force=Russia")
    'on=2022-12-01&f.force=Russia'
    >>> check_view("knownby=2022-11-30")
    Traceback (most recent call last):
    mustermap.errors.WrongView: view: 'knownby' is no key of a page's address; did you mean 'known_by'?
    """
    for key, value in parse_qsl(view.removeprefix("#"), keep_blank_values=True):
        if key not in VIEW_KEYS:
            raise WrongView(f"view: {key!r} is no key of a page's address; {nearest(key, VIEW_KEYS)}")
        if key in DAY_KEYS and value:
            try:
                day_number(value, key)
            except WrongDay as error:
                raise WrongView(f"view: {error}") from None
    return view


def with_forces(view: str, claims: pd.DataFrame) -> str:
    """Return a view that calls forces as the claims do: a view of before may have another of their wordings."""
    return "&".join(_with_force(part, claims) for part in view.split("&"))


def _with_force(part: str, claims: pd.DataFrame) -> str:
    asked = dict(parse_qsl(part.removeprefix("#"), keep_blank_values=True))
    key, force = next(iter(asked.items()), ("", ""))
    if key not in FORCE_KEYS or (claims["force"] == force).any():
        return part
    try:
        named = find_force(claims, force)
    except UnknownForce:  # the page says that it has none
        return part
    start = "#" if part.startswith("#") else ""
    return f"{start}{key}={quote(named)}"
