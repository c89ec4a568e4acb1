"""The answer of ``mustermap compare``, whatever was asked: what was asked for, and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, date_of, is_finite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap import layers

DAY_SUFFIX: Final = "_day"
"""Columns of days since 1970-01-01 end in this."""

_OF_GROUP: Final = {
    "why": "why", "by": "by", "place_ref": "place_ref", "figures": "spread", "low": "spread_low",
    "low_included": "spread_low_included", "high": "spread_high", "high_included": "spread_high_included",
    "is_open": "spread_is_open", "claims": "spread_claims", "names": "spread_names",
    "independent": "spread_independent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written.

    Attributes
    ----------
    head : mapping
        What was asked for and read, as JSON has it.
    tables : mapping
        Tables by their names, days as numbers; the first is what a format for one table holds. ``compared`` joins two
        others and is left out where these are written.
    comparison : layers.Comparison or None
        The comparison, where one was asked for.
    width_mm : float or None
        How wide a picture of it is in print; None: as the kind of file has it.
    grey : bool
        Whether a picture is in shades of grey.
    language : str
        The code of the language of a picture's words.
    """

    head: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    comparison: layers.Comparison | None = None
    width_mm: float | None = None
    grey: bool = False
    language: str = "en"


def flat_table(compared: layers.Comparison) -> pd.DataFrame:
    """Give a comparison as one table: of a day a row a claim, with the spread of its group; of a period the groups."""
    if compared.from_day != compared.to_day:
        return compared.groups
    groups = compared.groups.set_index("group")[list(_OF_GROUP)].rename(columns=_OF_GROUP)
    claims = compared.claims.drop(columns=["place_ref"]).join(groups, on="group")
    front = ["reason", "why", "by", "force", "place_name", "place_ref", "phase", "component", "unit", "is_part",
             *(name for name in _OF_GROUP.values() if name.startswith("spread"))]  # fmt: skip
    order = ["group", "axis", *front, *(name for name in claims if name not in {"group", "axis", *front})]
    return claims[order].sort_values("group", kind="stable", ignore_index=True)


def with_iso_days(table: pd.DataFrame) -> pd.DataFrame:
    """Write days as ISO 8601 does; no bound is blank."""
    days = {str(name): iso_days(table[name]) for name in table if str(name).endswith(DAY_SUFFIX)}
    return table.assign(**days)


def iso_days(column: pd.Series[Any]) -> pd.Series[str]:
    """Write the days of a column as texts."""
    days = column.to_numpy(np.int64)
    is_known = (days > DISTANT_PAST) & (days < DISTANT_FUTURE)
    texts = np.datetime_as_string(np.where(is_known, days, 0).astype("datetime64[D]"))
    return pd.Series(np.where(is_known, texts.astype(object), ""), index=column.index, dtype="str")


def iso(day: int) -> str:
    """Write a day as ISO 8601 does; blank for no bound."""
    return str(date_of(int(day))) if is_finite(int(day)) else ""


def json_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a table as JSON has them; blank and missing are null."""
    columns = {str(name): _plain(column) for name, column in with_iso_days(table).items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    cells = column.astype(object)
    return cells.where(column.notna() & (cells != ""), None).tolist()
