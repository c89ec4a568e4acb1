"""Countries by name, by code, and by the last word of their names."""

from __future__ import annotations

from functools import cache

from mustermap.errors import UnknownCountryError
from mustermap.geo.gazetteer import lookup
from mustermap.geo.wording.name_key import fold

# What many countries' names end in says nothing of them.
_COMMON_LAST_WORDS = frozenset({"islands", "island", "republic", "territory", "territories", "states", "city"})


def country_named(name: str) -> str | None:
    """Return the code of the country that bears a folded name, None if none does."""
    return next((found.country_code for found in lookup.find(name) if found.kind == "country"), None) if name else None


def countries_sharing(word: str) -> list[lookup.Found]:
    """Return the countries whose names end in a folded word that is no country's name: "korea", "congo"."""
    numbers = _numbers_by_last_word().get(word, ())
    if len(numbers) < 2 or country_named(word) is not None:
        return []
    return lookup.find_numbered(numbers)


@cache
def _numbers_by_last_word() -> dict[str, tuple[int, ...]]:
    query = "SELECT id, name FROM place WHERE ref LIKE 'country:%'"
    found: dict[str, tuple[int, ...]] = {}
    for number, name in lookup.connection().execute(query):
        words = fold(name).split()
        if len(words) > 1 and words[-1] not in _COMMON_LAST_WORDS:
            found[words[-1]] = (*found.get(words[-1], ()), number)
    return found


def country_code(hint: str) -> str:
    """Read a country hint.

    Parameters
    ----------
    hint
        ISO 3166-1 alpha-2 or alpha-3 code, or a name of the country.

    Returns
    -------
    str
        The alpha-2 code.

    Raises
    ------
    UnknownCountryError
        If no country has this code or name.

    Examples
    --------
    >>> country_code("BLR"), country_code("by"), country_code("Беларусь")
    ('BY', 'BY', 'BY')
    """
    code = fold(hint).upper()
    row = lookup.connection().execute("SELECT alpha2 FROM code WHERE code = ?", (code,)).fetchone()
    found = row[0] if row else country_named(fold(hint))
    if found is None:
        raise UnknownCountryError(
            f"country {hint[:60]!r} is not known",
            "give an ISO 3166-1 code such as BY or BLR, or a name such as Belarus",
        )
    return str(found)


@cache
def country_name(code: str) -> str:
    """Return the English name of a country by its alpha-2 code; the code itself if no country has it."""
    row = lookup.connection().execute("SELECT name FROM place WHERE ref = ?", (f"country:{code}",)).fetchone()
    return str(row[0]) if row else code
