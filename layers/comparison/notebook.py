"""A comparison in a notebook: the situation in a sentence, and its groups as a table."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.sentence import phase_heading
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    import pandas as pd

    from mustermap.words import Words

_COLUMNS: Final = ("why", "phase", "figures", "force", "place", "part", "claims", "independent", "disputed by")
_ANSWER: Final = {
    "section": "section", "kind": "kind", "claimant": "claimant", "figures": "figure", "said_text": "said",
    "standing": "standing", "place_name": "place", "earlier_text": "earlier", "disputers": "disputed by",
}  # fmt: skip
_MOST_GROUPS: Final = 60


def comparison_html(groups: pd.DataFrame, *, sentence: str, care: str, words: Words) -> str:
    """Return a comparison as HTML, in which no text of a report is markup.

    Parameters
    ----------
    groups
        The columns of ``layers.GROUP_COLUMNS``; of many groups the first ones are shown, with the number of the others.
    sentence, care
        The situation of the day, and what is withheld; blank for none.
    words
        The language of the phases and forces.
    """
    shown = _table(groups.head(_MOST_GROUPS), words)
    table = shown.to_html(index=False, escape=True, border=0)
    rest = len(groups) - len(shown)
    more = f"<p>and {rest:,} more groups</p>" if rest > 0 else ""
    situation = sentence or ("" if (groups["reason"] == "").any() else words.say("comparison.nothingNow"))
    withheld = f"<p>{html.escape(care)}</p>" if care else ""
    return f"<p>{html.escape(situation)}</p>{table}{more}{withheld}"


def answer_html(rows: pd.DataFrame, *, sentence: str, care: str) -> str:
    """Return the answer of a day as HTML, in which no text of a report is markup.

    Parameters
    ----------
    rows
        The columns of ``layers.ANSWER_COLUMNS``; of many rows the first ones are shown, with the number of the others.
    sentence, care
        The answer in a sentence, and what is withheld; blank for nothing.
    """
    shown = rows.head(_MOST_GROUPS)[list(_ANSWER)].rename(columns=_ANSWER)
    rest = len(rows) - len(shown)
    more = f"<p>and {rest:,} more claims</p>" if rest > 0 else ""
    withheld = f"<p>{html.escape(care)}</p>" if care else ""
    return f"<p>{html.escape(sentence)}</p>{shown.to_html(index=False, escape=True, border=0)}{more}{withheld}"


def _table(groups: pd.DataFrame, words: Words) -> pd.DataFrame:
    worded = groups.assign(
        phase=[phase_heading(str(phase), words) for phase in groups["phase"]],
        force=[whose_text(str(force), words) for force in groups["force"]],
        place=groups["place_name"],
        part=groups["part"].where(~groups["is_part"], groups["part"] + " (a part)"),
        why=groups["why"].where(groups["reason"] != "", "compared"),
        **{"disputed by": groups["disputers"]},
    )
    return worded[list(_COLUMNS)].rename(columns={"why": "compared or not"})
