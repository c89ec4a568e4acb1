"""Answers about a day for the API: the claims on it. Runs in the worker, which has geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mustermap.app.option_days import one_day
from mustermap.app.report_list import effect_rows
from mustermap.app.report_selection import load
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path


def answer_in_effect(ledger: Path, on: str, known_by: str | None) -> dict[str, Any]:
    """Return the claims of a ledger on a day.

    Raises
    ------
    WrongUse
        If a day cannot be read.
    """
    on_day, known_by_day = one_day("on", on), one_day("known_by", known_by)
    if on_day is None:
        raise WrongUse("on: blank; write one day, such as 2022-12-01")
    return effect_rows(load([], ledger), on_day, known_by_day)
