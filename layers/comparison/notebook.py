"""A comparison in a notebook: the situation in a sentence, and its groups as a table."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.phrases import NOTHING_NOW, PHASE_NAMES, force_name

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS: Final = ("why", "phase", "figures", "force", "place", "part", "claims", "independent", "disputed by")
_MOST_GROUPS: Final = 60


def comparison_html(groups: pd.DataFrame, *, sentence: str, care: str) -> str:
    """Return a comparison as HTML, in which no text of a report is markup.

    Parameters
    ----------
    groups
        The columns of ``layers.GROUP_COLUMNS``; of many groups the first ones are shown, with the number of the others.
    sentence, care
        The situation of the day, and what is withheld; blank for none.
    """
    shown = _table(groups.head(_MOST_GROUPS))
    table = shown.to_html(index=False, escape=True, border=0)
    rest = len(groups) - len(shown)
    more = f"<p>and {rest:,} more groups</p>" if rest > 0 else ""
    situation = sentence or ("" if (groups["reason"] == "").any() else NOTHING_NOW)
    withheld = f"<p>{html.escape(care)}</p>" if care else ""
    return f"<p>{html.escape(situation)}</p>{table}{more}{withheld}"


def _table(groups: pd.DataFrame) -> pd.DataFrame:
    worded = groups.assign(
        phase=groups["phase"].map(PHASE_NAMES),
        force=groups["force"].map(force_name),
        place=groups["place_name"],
        part=groups["part"].where(~groups["is_part"], groups["part"] + " (a part)"),
        why=groups["why"].where(groups["reason"] != "", "compared"),
        **{"disputed by": groups["disputers"]},
    )
    return worded[list(_COLUMNS)].rename(columns={"why": "compared or not"})
