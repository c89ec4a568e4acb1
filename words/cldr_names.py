"""What countries and languages are called, from Unicode CLDR: a table that the build makes, which the page has too."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


def country_name(code: str, language: str) -> str:
    """Return the name of a country; blank where there is none.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2, and XK.
    language
        "en", "uk", "ru", "be" or "pl".

    Examples
    --------
    >>> country_name("BY", "uk"), country_name("", "uk")
    ('Білорусь', '')
    """
    return str(_names()["countries"].get(language, {}).get(code, ""))


def country_names(language: str) -> dict[str, str]:
    """Return the names of all countries in a language, by code.

    Examples
    --------
    >>> country_names("pl")["UA"]
    'Ukraina'
    """
    return dict(_names()["countries"].get(language, {}))


def place_text(name: str, reference: str, language: str) -> str:
    """Return what a place is called in a language: the name of a country is in the language, others stay as they are.

    Parameters
    ----------
    name, reference
        ``place_name`` and ``place_ref`` of the claims table.
    language
        Its code; in English a country is called as the gazetteer calls it.

    Examples
    --------
    >>> place_text("Belarus", "country:BY", "ru"), place_text("Smolensk", "geonames:491687", "ru")
    ('Беларусь', 'Smolensk')
    """
    kind, _, code = reference.partition(":")
    return (country_name(code, language) if language != "en" and kind == "country" else "") or name


def country_in_language(name: str, language: str) -> str:
    """Return what a country is called in a language by its English name; any other name as it is.

    Parameters
    ----------
    name
        In English, as CLDR or the gazetteer has it.
    language
        Its code.

    Examples
    --------
    >>> country_in_language("Turkey", "ru"), country_in_language("Wagner Group", "ru")
    ('Турция', 'Wagner Group')
    """
    return name if language == "en" else country_name(_codes().get(name, ""), language) or name


def is_country_name(name: str) -> bool:
    """Check whether a country is called so in English, by CLDR or the gazetteer.

    Examples
    --------
    >>> is_country_name("Turkey"), is_country_name("Kursk")
    (True, False)
    """
    return name in _codes()


@cache
def _codes() -> dict[str, str]:
    tables = (_names()["countries"]["en"], _names()["gazetteer"])
    return {name: code for table in tables for code, name in table.items()}


@cache
def _names() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(files("mustermap.words").joinpath("built", "cldr_names.json").read_text("utf-8"))
    return made
