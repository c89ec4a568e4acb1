"""The words of figures and of days by language: one table a language, which the readers of wordings share."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_FOLDER = files("mustermap.data.wordings").joinpath("languages")


@cache
def table_languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that there is a table for, English first.

    Examples
    --------
    >>> table_languages()[0]
    'en'
    """
    codes = {file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml")}
    return ("en", *sorted(codes - {"en"}))


@cache
def language_table(code: str) -> dict[str, Any]:
    """Return the table of a language: ``figures`` and ``days``.

    Parameters
    ----------
    code
        One of `table_languages`.

    Raises
    ------
    KeyError
        If there is no table for the language.
    """
    if code not in table_languages():
        raise KeyError(code)
    return tomllib.loads(_FOLDER.joinpath(f"{code}.toml").read_text("utf-8"))
