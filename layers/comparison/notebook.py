"""A comparison in a notebook: the situation in a sentence, and its groups as a table."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.sentence import phase_heading
from mustermap.words import words_of
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    import pandas as pd

    from mustermap.layers.comparison.comparison import Comparison
    from mustermap.words import Words

_COLUMNS: Final = ("why", "phase", "figures", "force", "place", "part", "claims", "independent", "disputed by")
_MOST_GROUPS: Final = 60


def comparison_html(compared: Comparison) -> str:
    """Write a comparison as HTML, in which no text of a report is markup.

    Parameters
    ----------
    compared
        What is shown; of many groups the first ones, with the number of the others.
    """
    shown = _table(compared.groups.head(_MOST_GROUPS), words_of(compared.language))
    table = shown.to_html(index=False, escape=True, border=0)
    rest = len(compared.groups) - len(shown)
    more = f"<p>and {rest:,} more groups</p>" if rest > 0 else ""
    words = words_of(compared.language)
    sentence = compared.sentence or ("" if len(compared.axes) else words.say("comparison.nothingNow"))
    care = f"<p>{html.escape(compared.care)}</p>" if compared.care else ""
    return f"<p>{html.escape(sentence)}</p>{table}{more}{care}"


def _table(groups: pd.DataFrame, words: Words) -> pd.DataFrame:
    worded = groups.assign(
        phase=[phase_heading(str(phase), words) for phase in groups["phase"]],
        force=[whose_text(str(force), words) for force in groups["force"]],
        place=groups["place_name"],
        part=groups["part"].where(~groups["is_part"], groups["part"] + " (a part)"),
        why=groups["why"].where(groups["reason"] != "", "compared"),
        **{"disputed by": groups["disputers"]},
    )
    return worded[list(_COLUMNS)].rename(columns={"why": "stands"})
