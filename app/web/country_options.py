"""Names of countries as options of a form's fields: in English, and in the five languages that wordings are read in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from mustermap.geo.gazetteer.country_lookup import country_name
from mustermap.words.cldr_names import country_names

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES: Final = ("en", "uk", "ru", "be", "pl")


@cache
def english_countries() -> Markup:
    """Return an option for each country, by the name that the gazetteer has."""
    return _options(name for code in country_names("en") if (name := country_name(code)) != code)


@cache
def all_countries() -> Markup:
    """Return an option for each name of a country in each of the five languages."""
    named = (country_names(language).values() for language in LANGUAGES)
    return _options(name for names in named for name in names)


def _options(names: Iterable[str]) -> Markup:
    distinct = dict.fromkeys(names)
    return Markup("").join(Markup('<option value="{}"></option>').format(name) for name in distinct)
