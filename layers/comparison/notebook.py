"""A comparison in a notebook: the situation in a sentence, and its groups as a table."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.phrases import NOTHING_NOW, PHASE_NAMES, force_name

if TYPE_CHECKING:
    import pandas as pd

    from mustermap.layers.comparison.comparison import Comparison

_COLUMNS: Final = ("why", "phase", "figures", "force", "place", "part", "claims", "independent", "disputed by")
_MOST_GROUPS: Final = 60


def comparison_html(compared: Comparison) -> str:
    """Write a comparison as HTML, in which no text of a report is markup.

    Parameters
    ----------
    compared
        What is shown; of many groups the first ones, with the number of the others.
    """
    shown = _table(compared.groups.head(_MOST_GROUPS))
    table = shown.to_html(index=False, escape=True, border=0)
    rest = len(compared.groups) - len(shown)
    more = f"<p>and {rest:,} more groups</p>" if rest > 0 else ""
    sentence = compared.sentence or ("" if len(compared.axes) else NOTHING_NOW)
    care = f"<p>{html.escape(compared.care)}</p>" if compared.care else ""
    return f"<p>{html.escape(sentence)}</p>{table}{more}{care}"


def _table(groups: pd.DataFrame) -> pd.DataFrame:
    worded = groups.assign(
        phase=groups["phase"].map(PHASE_NAMES),
        force=groups["force"].map(force_name),
        place=groups["place_name"],
        part=groups["part"].where(~groups["is_part"], groups["part"] + " (a part)"),
        why=groups["why"].where(groups["reason"] != "", "compared"),
        **{"disputed by": groups["disputers"]},
    )
    return worded[list(_COLUMNS)].rename(columns={"why": "stands"})
