"""Write what Unicode CLDR calls countries and languages, in the languages that Mustermap speaks and reads, by Babel.

The page and the pictures name a country by it, so that both write the same bytes, whatever the browser knows.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from babel import Locale

from mustermap.geo.build.geonames import countries

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES: Final = ("en", "uk", "ru", "be", "pl")
_COUNTRY: Final = re.compile("[A-Z]{2}")
_LANGUAGE: Final = re.compile("[a-z]{2,3}")
# Codes of CLDR that are no country: the world's parts have numbers, these have letters.
_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def write_cldr_names(file: Path) -> None:
    """Write the names as JSON.

    Parameters
    ----------
    file
        Where to; its folder is made if it does not exist. It holds ``source``, ``countries`` and ``languages``: by the
        code of a language the names by ISO 3166-1 alpha-2 and by ISO 639 code; and ``gazetteer``: the English names of
        countries that GeoNames, by which forces are called too, has otherwise.
    """
    locales = {language: Locale.parse(language) for language in LANGUAGES}
    named = {language: _named(locale.territories, _COUNTRY, _NO_COUNTRIES) for language, locale in locales.items()}
    english = named["en"]
    content = {
        "source": f"Unicode CLDR by Babel {version('babel')}, Unicode License v3",
        "countries": named,
        "gazetteer": {row.code: row.name.strip() for row in countries() if row.name.strip() != english.get(row.code)},
        "languages": {language: _named(locale.languages, _LANGUAGE) for language, locale in locales.items()},
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")


def _named(table: object, kind: re.Pattern[str], without: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the names of the codes of a kind; a territory's abbreviation is no name, and CLDR lists none here."""
    return {
        str(code): str(name)
        for code, name in dict(table).items()  # type: ignore[call-overload] # babel's own mapping type
        if kind.fullmatch(str(code)) and code not in without
    }
