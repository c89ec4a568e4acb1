"""Columns that the tables of a comparison share: whose subject a row is in, what its claim says, and its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.data.report_table import spread_texts
from mustermap.layers.claim_columns import CLAIMS_COLUMNS, Column, texts_of
from mustermap.layers.comparison.group_texts import claim_figures, disputes_of
from mustermap.layers.saying_days import SAID, said_bounds
from mustermap.layers.standing import STANDINGS
from mustermap.words.date_texts import said_text
from mustermap.words.name_texts import phase_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.words import Words

    Codes = NDArray[np.int64]

SUBJECT_OF_ROW: Final = (
    Column("subject", "int64", "number of the subject, in the order in which they are shown"),
    *texts_of(
        subject_force="whose troops the subject is about",
        area_ref="where, as place_ref in the claims table; blank for what is not placed",
        area_name="the area's name",
        subject_quantity="what is counted, in small letters",
    ),
)

_TAKEN: Final = (
    *("claimant", "attributed_to", "force", "component", "unit", "phase", "quantity", "measure", "figure"),
    *("figure_text", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best"),
    *("place", "place_ref", "place_name", "place_precision", "said", "said_wording", "start", "end", "summary"),
    *("source", "source_title", "source_publisher", "source_url", "source_published"),
)

TAKEN_COLUMNS: Final = tuple(column for name in _TAKEN for column in CLAIMS_COLUMNS if column.name == name)
"""What the rows have of their claims."""

_READ: Final = tuple(dict.fromkeys(("id", *_TAKEN, *SAID)))

SECTION_COLUMN: Final = texts_of(section="the phase of its section; blank is phase not said, or after the sections")

FIGURE_COLUMNS: Final = (
    *texts_of(figures="its figure as a text, with what it counts", said_text="on which day it was said, as a text"),
    Column("said_from_day", "int32", "the first day on which it can have been said, as far as reports name it"),
    Column("said_to_day", "int32", "the last such day"),
    Column(
        "counted",
        "bool",
        "whether the figure is in the spread of its section: it states a number for all of the subject, in the "
        "section's measure, and is stated or carried; of a claimant's several movements at once none is",
    ),
    Column("is_inside", "bool", "whether it is about a place inside the area"),
    *texts_of(id="the report's id"),
)
"""What a row says of its figure."""

DISPUTED_COLUMNS: Final = texts_of(
    disputed_by="ids of the disputes said by then, separated by ;", disputers="who disputes it, the first few names"
)


def subject_columns_of(subjects: pd.DataFrame, number: Codes) -> dict[str, Any]:
    """Return the columns of rows on their subject."""
    own = subjects.iloc[number]
    names = {"subject": "subject", "subject_force": "force", "area_ref": "area_ref", "area_name": "area_name"}
    return {**{column: own[name] for column, name in names.items()}, "subject_quantity": own["quantity"]}


def standing_texts(standing: Codes) -> pd.Series[str]:
    """Return how rows stand, from positions in `STANDINGS`; blank for -1, which does not hold."""
    return spread_texts([*STANDINGS, ""], np.where(standing < 0, len(STANDINGS), standing))


def source_texts(table: pd.DataFrame) -> pd.Series[str]:
    """Return the title of each row's source, else its id."""
    title = table["source_title"].astype("str")
    return title.where(title != "", table["source"].astype("str"))


SORTED_BY: Final[dict[str, Any]] = {"claimant": lambda table: table["claimant"].astype("str"), "source": source_texts}
"""The texts by which the rows of a subject are sorted, where that is asked for."""


def claim_columns_of(claims: gpd.GeoDataFrame, row: Codes, disputes: pd.DataFrame, words: Words) -> dict[str, Any]:
    """Return what a row says of its claim: the claim's own columns, its figure, its day of saying and its disputes.

    Parameters
    ----------
    claims
        The claims table.
    row
        Positions of claims.
    disputes
        Who had disputed what, as ``layers.disputes_said`` returns it.
    words
        The language.
    """
    of_claim = claims[list(_READ)].iloc[row]
    codes, figures = claim_figures(of_claim, words)
    pairs = tuple(positions_of(claims["id"], disputes[name]) for name in ("dispute", "target"))
    first, last = said_bounds(of_claim)
    return {
        "figures": spread_texts(figures, codes),
        **said_columns(first, last, words),
        "id": of_claim["id"],
        **disputes_of(claims, row, np.arange(len(row)), (pairs[0], pairs[1]), words),
        **{name: of_claim[name] for name in _TAKEN},
    }


def said_columns(first: Codes, last: Codes, words: Words) -> dict[str, Any]:
    """Return the columns on the day of saying; each distinct one is worded once."""
    codes, firsts = combine([pd.Series(first), pd.Series(last)])
    pairs = zip(first[firsts].tolist(), last[firsts].tolist(), strict=True)
    texts = [
        said_text(None if one == DISTANT_PAST else one, None if other == DISTANT_FUTURE else other, words)
        for one, other in pairs
    ]
    return {"said_text": spread_texts(texts, codes), "said_from_day": first, "said_to_day": last}


def positions_of(ids: pd.Series[str], named: Sequence[str] | pd.Series[str]) -> Codes:
    """Return the positions of claims that are named by their ids; of a few an index of all would take longer."""
    if not len(named):
        return np.zeros(0, dtype=np.int64)
    found = np.flatnonzero(ids.isin(named))
    at = pd.Index(ids.iloc[found], dtype=object).get_indexer(pd.Index(named, dtype=object))
    positions: Codes = found[at]
    return positions


def mention_texts(
    claims: gpd.GeoDataFrame, mentions: pd.Series[str], words: Words, *, with_phase: bool = False
) -> pd.Series[str]:
    """Return the figures of claims that rows name, and when each was said, as texts.

    Parameters
    ----------
    claims
        The claims table.
    mentions
        Of each row the ids of claims, separated by ``;``; blank for none.
    words
        The language.
    with_phase
        Whether their phases are named too.
    """
    codes, firsts = combine([mentions])
    distinct = [str(text) for text in mentions.iloc[firsts]]
    named = list(dict.fromkeys(one for text in distinct if text for one in text.split(";")))
    if not named:
        return spread_texts([""], np.zeros(len(mentions), dtype=np.int64))
    these = claims[list(_READ)].iloc[positions_of(claims["id"], named)]
    number, figures = claim_figures(these, words)
    said = said_columns(*said_bounds(these), words)["said_text"].tolist()
    phases = [phase_text(str(phase), words) if with_phase else "" for phase in these["phase"]]
    cells = zip((figures[one] for one in number), phases, said, strict=True)
    texts = dict(zip(named, (", ".join(text for text in cell if text) for cell in cells), strict=True))
    joined = ["; ".join(texts[one] for one in text.split(";")) if text else "" for text in distinct]
    return spread_texts(joined, codes)
